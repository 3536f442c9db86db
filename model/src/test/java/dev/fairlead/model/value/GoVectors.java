package dev.fairlead.model.value;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.function.Function;

/**
 * Answers that the Go implementation gave, one input a line with tabs between the columns. The
 * first lines, with #, say which functions gave them.
 */
public final class GoVectors {

  /** Differences worth printing; a broken rule fails thousands of lines. */
  private static final int SHOWN = 20;

  private GoVectors() {}

  /**
   * The lines for which the check finds a difference, each with what it found.
   *
   * @param check takes the columns of a line and gives what differs, or the empty text
   */
  public static List<String> differences(
      Class<?> test, String file, Function<List<String>, String> check) {
    List<String> found = new ArrayList<>();
    for (List<String> columns : read(test, file)) {
      String difference = check.apply(columns);
      if (!difference.isEmpty() && found.size() < SHOWN) {
        found.add(String.join(" | ", columns) + ": " + difference);
      }
    }
    return found;
  }

  /** Names the first of the pairs, expected and actual, that differ. */
  public static String firstDifference(Object... expectedAndActual) {
    for (int i = 0; i < expectedAndActual.length; i += 2) {
      if (!Objects.equals(expectedAndActual[i], expectedAndActual[i + 1])) {
        return "Go gives " + expectedAndActual[i] + " but here is " + expectedAndActual[i + 1];
      }
    }
    return "";
  }

  private static List<List<String>> read(Class<?> test, String file) {
    try (InputStream in = Objects.requireNonNull(test.getResourceAsStream(file), file)) {
      String text = new String(in.readAllBytes(), StandardCharsets.UTF_8);
      List<List<String>> lines = new ArrayList<>();
      for (String line : text.split("\n", -1)) {
        if (!line.isEmpty() && !line.startsWith("#")) {
          lines.add(Arrays.stream(line.split("\t", -1)).map(GoVectors::unescaped).toList());
        }
      }
      return lines;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static String unescaped(String column) {
    StringBuilder out = new StringBuilder();
    for (int i = 0; i < column.length(); i++) {
      char c = column.charAt(i);
      if (c == '\\') {
        i++;
        c =
            switch (column.charAt(i)) {
              case 't' -> '\t';
              case 'n' -> '\n';
              case 'r' -> '\r';
              case '0' -> '\0';
              default -> column.charAt(i);
            };
      }
      out.append(c);
    }
    return out.toString();
  }
}
