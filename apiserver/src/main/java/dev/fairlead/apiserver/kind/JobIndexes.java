package dev.fairlead.apiserver.kind;

import dev.fairlead.model.value.GoQuote;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Indexes of an indexed Job as text: {@code 1,3-5,7}.
 *
 * @param intervals in order, up to the first that is wrong
 * @param total how many indexes there are; 0 if something is wrong
 * @param problem what is wrong, or null
 */
record JobIndexes(List<Interval> intervals, int total, @Nullable String problem) {

  /** Both ends are inside. */
  record Interval(int first, int last) {}

  static JobIndexes parse(String text, int completions) {
    List<Interval> intervals = new ArrayList<>();
    int total = 0;
    if (text.isEmpty()) {
      return new JobIndexes(intervals, 0, null);
    }
    Integer previous = null;
    for (String part : text.split(",", -1)) {
      String[] ends = part.split("-", -1);
      if (ends.length > 2) {
        return wrong(
            intervals,
            "the fragment "
                + GoQuote.quote(part)
                + " violates the requirement that an index interval can have at most two parts"
                + " separated by '-'");
      }
      for (String end : ends) {
        String problem = problem(end, completions);
        if (problem != null) {
          return wrong(intervals, problem);
        }
      }
      int first = Integer.parseInt(ends[0]);
      int last = Integer.parseInt(ends[ends.length - 1]);
      if (ends.length == 2 && first >= last) {
        return wrong(intervals, order(first, last));
      }
      if (previous != null && previous >= first) {
        return wrong(intervals, order(previous, first));
      }
      intervals.add(new Interval(first, last));
      total += last - first + 1;
      previous = last;
    }
    return new JobIndexes(intervals, total, null);
  }

  private static @Nullable String problem(String end, int completions) {
    if (!end.matches("[+]?[0-9]{1,9}")) {
      return "cannot convert string to integer for index: " + GoQuote.quote(end);
    }
    return Integer.parseInt(end) >= completions ? "too large index: " + GoQuote.quote(end) : null;
  }

  private static String order(int previous, int current) {
    return "non-increasing order, previous: " + previous + ", current: " + current;
  }

  private static JobIndexes wrong(List<Interval> intervals, String problem) {
    return new JobIndexes(intervals, 0, problem);
  }

  /** The first index that is in both, or -1. */
  int overlap(JobIndexes other) {
    for (Interval mine : intervals) {
      for (Interval theirs : other.intervals) {
        if (mine.first <= theirs.last && theirs.first <= mine.last) {
          return Math.max(mine.first, theirs.first);
        }
      }
    }
    return -1;
  }
}
