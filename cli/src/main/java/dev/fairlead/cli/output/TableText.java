package dev.fairlead.cli.output;

import dev.fairlead.model.tree.JsonNull;
import dev.fairlead.model.tree.JsonString;
import dev.fairlead.model.tree.JsonValue;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * Lines in columns, as wide as the widest cell so far: what was printed can't be moved, so later
 * lines with longer cells widen them from there on.
 */
public final class TableText {
  /** Between two columns, and the narrowest column with it. kubectl's numbers. */
  private static final int GAP = 3;

  private static final int NARROWEST = 6;
  private static final char ESCAPE = '\u001b';

  private int[] widths = new int[0];

  /** The rows as lines. */
  public String lines(List<List<String>> rows) {
    for (List<String> row : rows) {
      if (row.size() > widths.length) {
        widths = Arrays.copyOf(widths, row.size());
      }
      for (int column = 0; column < row.size(); column++) {
        int length = row.get(column).codePointCount(0, row.get(column).length());
        widths[column] = Math.max(widths[column], Math.max(NARROWEST, length + GAP));
      }
    }
    StringBuilder text = new StringBuilder();
    rows.forEach(row -> append(row, text));
    return text.toString();
  }

  private void append(List<String> row, StringBuilder text) {
    int last = row.size() - 1;
    for (int column = 0; column < last; column++) {
      String cell = row.get(column);
      text.append(cell).repeat(' ', widths[column] - cell.codePointCount(0, cell.length()));
    }
    text.append(last < 0 ? "" : row.get(last)).append('\n');
  }

  /**
   * A cell as the server made it: only its first line, and nothing that would command a terminal.
   */
  public static String cell(JsonValue value) {
    return switch (value) {
      case JsonNull none -> "<nil>"; // as Go prints it
      case JsonString(String text) -> escaped(text);
      default -> value.toString();
    };
  }

  private static String escaped(String text) {
    List<Integer> breaks = new ArrayList<>();
    for (char end : new char[] {'\n', '\r', '\f'}) {
      int at = text.indexOf(end);
      if (at >= 0) {
        breaks.add(at);
      }
    }
    String line =
        breaks.isEmpty()
            ? text
            : text.substring(0, breaks.stream().mapToInt(Integer::intValue).min().orElse(0))
                + "...";
    return line.replace(String.valueOf(ESCAPE), "^[");
  }
}
