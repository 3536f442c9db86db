package dev.fairlead.apiserver.kind;

import dev.fairlead.model.value.MicroTime;
import dev.fairlead.model.value.Time;
import java.time.Duration;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * Ages as cells of tables show them: two or three significant figures, such as {@code 5m12s} or
 * {@code 3d}. The steps are those of k8s.io/apimachinery/pkg/util/duration.HumanDuration.
 */
public final class Ages {
  /** The cell for a time that isn't set. */
  public static final String UNKNOWN = "<unknown>";

  private static final String INVALID = "<invalid>";
  private static final long MINUTE = 60;
  private static final long HOUR = 60 * MINUTE;
  private static final long DAY = 24 * HOUR;
  private static final long YEAR = 365 * DAY;

  private Ages() {}

  /** How long ago it was; {@link #UNKNOWN} for null. */
  public static String since(@Nullable Time time, Instant now) {
    return time == null || time.isUnset() ? UNKNOWN : human(Duration.between(time.instant(), now));
  }

  /** How long ago it was; {@link #UNKNOWN} for null. */
  public static String since(@Nullable MicroTime time, Instant now) {
    return time == null || time.isUnset() ? UNKNOWN : human(Duration.between(time.instant(), now));
  }

  /** The span in a few figures. */
  public static String human(Duration span) {
    long seconds = wholeSeconds(span);
    if (seconds < -1) {
      return INVALID; // clocks of two machines may differ by a second, not by more
    }
    if (seconds < 2 * MINUTE) {
      return Math.max(seconds, 0) + "s";
    }
    if (seconds < 10 * MINUTE) {
      return two(seconds, MINUTE, "m", 1, "s");
    }
    if (seconds < 3 * HOUR) {
      return seconds / MINUTE + "m";
    }
    if (seconds < 8 * HOUR) {
      return two(seconds, HOUR, "h", MINUTE, "m");
    }
    if (seconds < 2 * DAY) {
      return seconds / HOUR + "h";
    }
    if (seconds < 8 * DAY) {
      return two(seconds, DAY, "d", HOUR, "h");
    }
    if (seconds < 2 * YEAR) {
      return seconds / DAY + "d";
    }
    if (seconds < 8 * YEAR) {
      return two(seconds, YEAR, "y", DAY, "d");
    }
    return seconds / YEAR + "y";
  }

  /** The span in one figure, such as a CronJob's last run; Go: duration.ShortHumanDuration. */
  public static String shortHuman(Duration span) {
    long seconds = wholeSeconds(span);
    if (seconds < -1) {
      return INVALID;
    }
    if (seconds < MINUTE) {
      return Math.max(seconds, 0) + "s";
    }
    if (seconds < HOUR) {
      return seconds / MINUTE + "m";
    }
    if (seconds < DAY) {
      return seconds / HOUR + "h";
    }
    return seconds < YEAR ? seconds / DAY + "d" : seconds / YEAR + "y";
  }

  /** Go cuts towards zero, where Java's toSeconds rounds down. */
  private static long wholeSeconds(Duration span) {
    return span.getSeconds() + (span.isNegative() && span.getNano() > 0 ? 1 : 0);
  }

  private static String two(long seconds, long unit, String mark, long part, String partMark) {
    long rest = seconds % unit / part;
    return seconds / unit + mark + (rest == 0 ? "" : rest + partMark);
  }
}
