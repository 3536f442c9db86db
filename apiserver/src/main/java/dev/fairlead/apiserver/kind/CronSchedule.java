package dev.fairlead.apiserver.kind;

import dev.fairlead.model.value.GoQuote;
import java.time.ZoneId;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Schedules of CronJobs, as github.com/robfig/cron/v3 reads them and with its words: five fields,
 * or a descriptor such as {@code @hourly}.
 */
final class CronSchedule {
  private static final List<String> MONTHS =
      List.of("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec");
  private static final List<String> DAYS = List.of("sun", "mon", "tue", "wed", "thu", "fri", "sat");
  private static final List<Bounds> FIELDS =
      List.of(
          new Bounds(0, 59, List.of()),
          new Bounds(0, 23, List.of()),
          new Bounds(1, 31, List.of()),
          new Bounds(1, 12, MONTHS),
          new Bounds(0, 6, DAYS));
  private static final List<String> DESCRIPTORS =
      List.of("@yearly", "@annually", "@monthly", "@weekly", "@daily", "@midnight", "@hourly");

  /** Zones of the database that older versions of Java leave out. */
  private static final List<String> FIXED_ZONES = List.of("EST", "MST", "HST", "ROC");

  private static final String EVERY = "@every ";
  private static final Pattern DURATION =
      Pattern.compile(
          "[-+]?(0|([0-9]+(\\.[0-9]*)?|\\.[0-9]+)(ns|us|µs|μs|ms|s|m|h)"
              + "(([0-9]+(\\.[0-9]*)?|\\.[0-9]+)(ns|us|µs|μs|ms|s|m|h))*)");

  /**
   * What a field may hold.
   *
   * @param names of the numbers from {@code lowest} on
   */
  private record Bounds(int lowest, int highest, List<String> names) {}

  /** Ends the reading with the words of what is wrong. */
  private static final class Malformed extends Exception {
    private static final long serialVersionUID = 1;

    Malformed(String message) {
      super(message, null, false, false);
    }
  }

  private CronSchedule() {}

  /** Whether the time zone database has it. */
  static boolean isZone(String zone) {
    return FIXED_ZONES.contains(zone) || ZoneId.getAvailableZoneIds().contains(zone);
  }

  /** What is wrong with a schedule, or null. */
  static @Nullable String problem(String schedule) {
    try {
      read(schedule);
      return null;
    } catch (Malformed e) {
      return e.getMessage();
    }
  }

  private static void read(String schedule) throws Malformed {
    String rest = schedule;
    if (schedule.startsWith("TZ=") || schedule.startsWith("CRON_TZ=")) {
      int space = schedule.indexOf(' ');
      int zoneStart = schedule.indexOf('=') + 1;
      if (space < 0) {
        throw new Malformed(
            "invalid schedule format: runtime error: slice bounds out of range [:-1]");
      }
      String zone = schedule.substring(zoneStart, space);
      if (!zone.isEmpty() && !zone.equals("Local") && !isZone(zone)) {
        throw new Malformed("provided bad location " + zone + ": unknown time zone " + zone);
      }
      rest = schedule.substring(space).strip();
    }
    if (rest.startsWith("@")) {
      readDescriptor(rest);
      return;
    }
    List<String> fields =
        Arrays.stream(rest.strip().split("\\s+")).filter(field -> !field.isEmpty()).toList();
    if (fields.size() != FIELDS.size()) {
      throw new Malformed(
          "expected exactly 5 fields, found "
              + fields.size()
              + ": ["
              + String.join(" ", fields)
              + "]");
    }
    for (int i = 0; i < fields.size(); i++) {
      for (String range : fields.get(i).split(",", -1)) {
        if (!range.isEmpty()) {
          readRange(range, FIELDS.get(i));
        }
      }
    }
  }

  private static void readDescriptor(String text) throws Malformed {
    if (DESCRIPTORS.contains(text)) {
      return;
    }
    if (!text.startsWith(EVERY)) {
      throw new Malformed("unrecognized descriptor: " + text);
    }
    String duration = text.substring(EVERY.length());
    if (!DURATION.matcher(duration).matches()) {
      String why =
          duration.matches("[0-9.]+") ? "time: missing unit in duration" : "time: invalid duration";
      throw new Malformed(
          "failed to parse duration " + text + ": " + why + " " + GoQuote.quote(duration));
    }
  }

  private static void readRange(String text, Bounds bounds) throws Malformed {
    String[] rangeAndStep = text.split("/", -1);
    String[] ends = rangeAndStep[0].split("-", -1);
    long start;
    long end;
    if (ends[0].equals("*") || ends[0].equals("?")) {
      start = bounds.lowest;
      end = bounds.highest;
    } else {
      start = number(ends[0], bounds);
      if (ends.length > 2) {
        throw new Malformed("too many hyphens: " + text);
      }
      end = ends.length == 1 ? start : number(ends[1], bounds);
    }
    if (rangeAndStep.length > 2) {
      throw new Malformed("too many slashes: " + text);
    }
    long step = rangeAndStep.length == 1 ? 1 : number(rangeAndStep[1]);
    if (rangeAndStep.length == 2 && ends.length == 1) {
      end = bounds.highest;
    }
    checkRange(start, end, step, text, bounds);
  }

  private static void checkRange(long start, long end, long step, String text, Bounds bounds)
      throws Malformed {
    if (start < bounds.lowest) {
      throw new Malformed(
          "beginning of range (%d) below minimum (%d): %s".formatted(start, bounds.lowest, text));
    }
    if (end > bounds.highest) {
      throw new Malformed(
          "end of range (%d) above maximum (%d): %s".formatted(end, bounds.highest, text));
    }
    if (start > end) {
      throw new Malformed(
          "beginning of range (%d) beyond end of range (%d): %s".formatted(start, end, text));
    }
    if (step == 0) {
      throw new Malformed("step of range should be a positive number: " + text);
    }
  }

  private static long number(String text, Bounds bounds) throws Malformed {
    int name = bounds.names.indexOf(text.toLowerCase(Locale.ROOT));
    return name < 0 ? number(text) : bounds.lowest + (long) name;
  }

  private static long number(String text) throws Malformed {
    if (!text.matches("[-+]?[0-9]+")) {
      throw new Malformed(
          "failed to parse int from "
              + text
              + ": strconv.Atoi: parsing "
              + GoQuote.quote(text)
              + ": invalid syntax");
    }
    if (text.length() > 18) {
      throw new Malformed(
          "failed to parse int from "
              + text
              + ": strconv.Atoi: parsing "
              + GoQuote.quote(text)
              + ": value out of range");
    }
    long number = Long.parseLong(text);
    if (number < 0) {
      throw new Malformed("negative number (" + number + ") not allowed: " + text);
    }
    return number;
  }
}
