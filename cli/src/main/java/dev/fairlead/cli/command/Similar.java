package dev.fairlead.cli.command;

import java.util.Collection;
import java.util.List;

/** What a misspelt word may have been meant to be. */
public final class Similar {
  /** Letters to change, add or leave out. */
  private static final int MAX_EDITS = 2;

  private Similar() {}

  /** "; similar: ..." for a message, or nothing. */
  public static String to(String word, Collection<String> known) {
    List<String> similar =
        known.stream().filter(candidate -> edits(word, candidate) <= MAX_EDITS).toList();
    return similar.isEmpty() ? "" : "; similar: " + String.join(", ", similar);
  }

  /** Levenshtein's distance. */
  private static int edits(String from, String to) {
    int[] row = new int[to.length() + 1];
    for (int j = 0; j < row.length; j++) {
      row[j] = j;
    }
    for (int i = 1; i <= from.length(); i++) {
      int diagonal = row[0];
      row[0] = i;
      for (int j = 1; j < row.length; j++) {
        int changed = diagonal + (from.charAt(i - 1) == to.charAt(j - 1) ? 0 : 1);
        diagonal = row[j];
        row[j] = Math.min(changed, Math.min(row[j], row[j - 1]) + 1);
      }
    }
    return row[to.length()];
  }
}
