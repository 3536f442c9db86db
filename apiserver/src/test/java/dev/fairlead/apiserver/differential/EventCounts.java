package dev.fairlead.apiserver.differential;

import java.util.ArrayList;
import java.util.List;

/**
 * Compares what two watches told, as their differences list it: {@code 2 of ADDED:a MODIFIED:a}.
 */
final class EventCounts {
  private EventCounts() {}

  /** Whether A told the same as B, and more changes. */
  static boolean isMoreModified(String a, String b) {
    List<String> more = events(a);
    for (String each : events(b)) {
      if (!more.remove(each)) {
        return false;
      }
    }
    return !more.isEmpty() && more.stream().allMatch(each -> each.startsWith("MODIFIED:"));
  }

  private static List<String> events(String text) {
    int from = text.indexOf(" of ");
    String listed = from < 0 ? "" : text.substring(from + " of ".length());
    return new ArrayList<>(List.of(listed.replace("\"", "").split(" ")));
  }
}
