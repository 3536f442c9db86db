package dev.fairlead.apiserver.validation.pod;

import dev.fairlead.model.tree.JsonArray;
import dev.fairlead.model.tree.JsonObject;
import dev.fairlead.model.tree.JsonValue;
import java.util.ArrayList;
import java.util.List;

/** The difference of two objects as the API server prints it: a unified diff of indented JSON. */
public final class SpecDiff {
  /** Lines that are shown around a change. */
  private static final int CONTEXT = 3;

  /** Beyond so many cells the table of common lines isn't made: all is shown as changed. */
  private static final long MAX_CELLS = 4_000_000;

  private enum Kind {
    SAME(' '),
    REMOVED('-'),
    ADDED('+');

    private final char mark;

    Kind(char mark) {
      this.mark = mark;
    }
  }

  private record Line(Kind kind, String text) {}

  private SpecDiff() {}

  /** Empty if they are alike. */
  public static String of(Object old, Object changed) {
    return ofTrees(InternalJson.of(old), InternalJson.of(changed));
  }

  /** As {@link #of}, of what {@link InternalJson} made. */
  public static String ofTrees(JsonValue old, JsonValue changed) {
    return hunks(compare(lines(old), lines(changed)));
  }

  private static List<String> lines(JsonValue value) {
    StringBuilder text = new StringBuilder();
    print(value, "", text);
    return List.of(text.toString().split("\n", -1));
  }

  /** As json.MarshalIndent of Go, with one blank a level. */
  private static void print(JsonValue value, String indent, StringBuilder text) {
    String inner = indent + " ";
    String comma = "";
    switch (value) {
      case JsonObject object when !object.isEmpty() -> {
        text.append('{');
        for (var member : object.members().entrySet()) {
          text.append(comma).append('\n').append(inner);
          text.append(JsonValue.of(member.getKey())).append(": ");
          print(member.getValue(), inner, text);
          comma = ",";
        }
        text.append('\n').append(indent).append('}');
      }
      case JsonArray array when array.size() > 0 -> {
        text.append('[');
        for (JsonValue item : array.items()) {
          text.append(comma).append('\n').append(inner);
          print(item, inner, text);
          comma = ",";
        }
        text.append('\n').append(indent).append(']');
      }
      default -> text.append(value);
    }
  }

  private static List<Line> compare(List<String> before, List<String> after) {
    int start = 0;
    while (start < Math.min(before.size(), after.size())
        && before.get(start).equals(after.get(start))) {
      start++;
    }
    int end = 0;
    while (end < Math.min(before.size(), after.size()) - start
        && before.get(before.size() - 1 - end).equals(after.get(after.size() - 1 - end))) {
      end++;
    }
    List<Line> lines = new ArrayList<>();
    before.subList(0, start).forEach(line -> lines.add(new Line(Kind.SAME, line)));
    middle(
        before.subList(start, before.size() - end),
        after.subList(start, after.size() - end),
        lines);
    before
        .subList(before.size() - end, before.size())
        .forEach(line -> lines.add(new Line(Kind.SAME, line)));
    return lines;
  }

  private static void middle(List<String> before, List<String> after, List<Line> lines) {
    boolean tooLarge = (long) before.size() * after.size() > MAX_CELLS;
    int[][] common = tooLarge ? new int[0][0] : common(before, after);
    int b = 0;
    int a = 0;
    List<Line> added = new ArrayList<>();
    while (b < before.size() || a < after.size()) {
      boolean both = !tooLarge && b < before.size() && a < after.size();
      if (both && before.get(b).equals(after.get(a))) {
        lines.addAll(added);
        added.clear();
        lines.add(new Line(Kind.SAME, before.get(b)));
        b++;
        a++;
      } else if (b < before.size() && (!both || common[b + 1][a] >= common[b][a + 1])) {
        lines.add(new Line(Kind.REMOVED, before.get(b)));
        b++;
      } else {
        added.add(new Line(Kind.ADDED, after.get(a)));
        a++;
      }
    }
    lines.addAll(added);
  }

  /** How many lines two tails have in common. */
  private static int[][] common(List<String> before, List<String> after) {
    int[][] common = new int[before.size() + 1][after.size() + 1];
    for (int b = before.size() - 1; b >= 0; b--) {
      for (int a = after.size() - 1; a >= 0; a--) {
        common[b][a] =
            before.get(b).equals(after.get(a))
                ? common[b + 1][a + 1] + 1
                : Math.max(common[b + 1][a], common[b][a + 1]);
      }
    }
    return common;
  }

  private static String hunks(List<Line> lines) {
    StringBuilder text = new StringBuilder();
    int at = 0;
    while (at < lines.size()) {
      int first = nextChange(lines, at);
      if (first == lines.size()) {
        break;
      }
      int last = first;
      int next = nextChange(lines, last + 1);
      while (next < lines.size() && next - last <= 2 * CONTEXT + 1) {
        last = next;
        next = nextChange(lines, last + 1);
      }
      int from = Math.max(at, first - CONTEXT);
      int to = Math.min(lines.size(), last + CONTEXT + 1);
      head(lines, from, to, text);
      lines.subList(from, to).forEach(l -> text.append(l.kind.mark).append(l.text).append('\n'));
      at = last + 1;
    }
    return text.toString();
  }

  private static int nextChange(List<Line> lines, int from) {
    int at = from;
    while (at < lines.size() && lines.get(at).kind == Kind.SAME) {
      at++;
    }
    return at;
  }

  private static void head(List<Line> lines, int from, int to, StringBuilder text) {
    text.append("@@ -")
        .append(range(lines, from, to, Kind.ADDED))
        .append(" +")
        .append(range(lines, from, to, Kind.REMOVED))
        .append(" @@\n");
  }

  /** Where the lines of one side begin, and how many there are. */
  private static String range(List<Line> lines, int from, int to, Kind otherSide) {
    long before = lines.subList(0, from).stream().filter(l -> l.kind != otherSide).count();
    long count = lines.subList(from, to).stream().filter(l -> l.kind != otherSide).count();
    return count == 1 ? Long.toString(before + 1) : before + (count == 0 ? 0 : 1) + "," + count;
  }
}
