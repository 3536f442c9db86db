package dev.fairlead.cli.pods;

import java.time.Duration;

/**
 * How old something is, in two or three digits that matter: 45s, 5m, 3d4h, 2y30d. The rules are
 * those of kubectl: HumanDuration of k8s.io/apimachinery, pkg/util/duration, 0.37.2.
 */
final class HumanDuration {
  private static final long HOURS_OF_DAY = 24;
  private static final long HOURS_OF_YEAR = 365 * HOURS_OF_DAY;

  private HumanDuration() {}

  static String of(Duration duration) {
    // Go divides towards zero: a second ahead of us is clock skew, not an error.
    long seconds = duration.toMillis() / 1000;
    if (seconds < -1) {
      return "<invalid>";
    }
    if (seconds < 0) {
      return "0s";
    }
    if (seconds < 2 * 60) {
      return seconds + "s";
    }
    long minutes = seconds / 60;
    if (minutes < 10) {
      return minutes + "m" + unlessZero(seconds % 60, "s");
    }
    if (minutes < 3 * 60) {
      return minutes + "m";
    }
    return ofHours(minutes / 60, minutes % 60);
  }

  private static String ofHours(long hours, long minutes) {
    if (hours < 8) {
      return hours + "h" + unlessZero(minutes, "m");
    }
    if (hours < 2 * HOURS_OF_DAY) {
      return hours + "h";
    }
    long days = hours / HOURS_OF_DAY;
    if (days < 8) {
      return days + "d" + unlessZero(hours % HOURS_OF_DAY, "h");
    }
    if (hours < 2 * HOURS_OF_YEAR) {
      return days + "d";
    }
    long years = hours / HOURS_OF_YEAR;
    return hours < 8 * HOURS_OF_YEAR ? years + "y" + unlessZero(days % 365, "d") : years + "y";
  }

  private static String unlessZero(long number, String unit) {
    return number == 0 ? "" : number + unit;
  }
}
