package dev.fairlead.client.discovery;

import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Stream;

/** The names that are closest to one that isn't there. */
final class Suggestions {
  /** As many as one takes in at a glance. */
  private static final int MAX = 3;

  /** One edit a so many characters, and at most {@link #MAX_EDITS}. */
  private static final int CHARACTERS_AN_EDIT = 3;

  private static final int MAX_EDITS = 3;

  /** Longer names are none; comparing them would take time for nothing. */
  private static final int MAX_LENGTH = 253;

  private Suggestions() {}

  static List<String> of(String asked, Stream<ApiResource> resources) {
    String word = asked.toLowerCase(Locale.ROOT);
    if (word.length() > MAX_LENGTH) {
      return List.of();
    }
    int limit = Math.min(MAX_EDITS, Math.max(1, word.length() / CHARACTERS_AN_EDIT));
    Map<String, Integer> edits = new LinkedHashMap<>();
    resources.forEach(resource -> {
      int fewest =
          Stream.of(resource.plural(), resource.singular(), resource.kind().kind())
              .mapToInt(name -> distance(word, name.toLowerCase(Locale.ROOT), limit))
              .min()
              .orElse(limit + 1);
      if (fewest <= limit) {
        edits.merge(resource.qualifiedName(), fewest, Math::min);
      }
    });
    return edits.entrySet().stream()
        .sorted(Map.Entry.comparingByValue(Comparator.naturalOrder()))
        .limit(MAX)
        .map(Map.Entry::getKey)
        .toList();
  }

  /**
   * How many characters to insert, leave out, replace or swap with their neighbour; limit + 1 if
   * more than the limit.
   */
  static int distance(String a, String b, int limit) {
    if (Math.abs(a.length() - b.length()) > limit) {
      return limit + 1;
    }
    int[] beforeLast = new int[b.length() + 1];
    int[] last = new int[b.length() + 1];
    for (int j = 0; j <= b.length(); j++) {
      last[j] = j;
    }
    for (int i = 1; i <= a.length(); i++) {
      int[] row = new int[b.length() + 1];
      row[0] = i;
      int least = i;
      for (int j = 1; j <= b.length(); j++) {
        boolean same = a.charAt(i - 1) == b.charAt(j - 1);
        row[j] = Math.min(last[j - 1] + (same ? 0 : 1), 1 + Math.min(last[j], row[j - 1]));
        boolean swapped =
            i > 1
                && j > 1
                && a.charAt(i - 1) == b.charAt(j - 2)
                && a.charAt(i - 2) == b.charAt(j - 1);
        row[j] = swapped ? Math.min(row[j], beforeLast[j - 2] + 1) : row[j];
        least = Math.min(least, row[j]);
      }
      if (least > limit) {
        return limit + 1;
      }
      beforeLast = last;
      last = row;
    }
    return Math.min(last[b.length()], limit + 1);
  }
}
