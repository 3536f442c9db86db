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

  /** Lines that are replaced by others: from one index up to another, before and after. */
  private record Change(int from, int to, int newFrom, int newTo) {}

  private SpecDiff() {}

  /** Empty if they are alike. */
  public static String of(Object old, Object changed) {
    return ofTrees(InternalJson.of(old), InternalJson.of(changed));
  }

  /** As {@link #of}, of what {@link InternalJson} made. */
  public static String ofTrees(JsonValue old, JsonValue changed) {
    return hunks(lines(old), lines(changed));
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

  private static String hunks(List<String> before, List<String> after) {
    StringBuilder text = new StringBuilder();
    List<Change> hunk = new ArrayList<>();
    Change last = new Change(0, 0, 0, 0);
    for (Change change : changes(before, after)) {
      if (!hunk.isEmpty() && change.from() - last.to() > 2 * CONTEXT) {
        print(hunk, before, after, text);
        hunk.clear();
      }
      hunk.add(change);
      last = change;
    }
    if (!hunk.isEmpty()) {
      print(hunk, before, after, text);
    }
    return text.toString();
  }

  /** What lies between the lines that both have. */
  private static List<Change> changes(List<String> before, List<String> after) {
    List<Change> changes = new ArrayList<>();
    int b = 0;
    int a = 0;
    for (LineMatching.Block same : new LineMatching(before, after).blocks()) {
      if (b < same.before() || a < same.after()) {
        changes.add(new Change(b, same.before(), a, same.after()));
      }
      b = same.before() + same.size();
      a = same.after() + same.size();
    }
    if (b < before.size() || a < after.size()) {
      changes.add(new Change(b, before.size(), a, after.size()));
    }
    return changes;
  }

  private static void print(
      List<Change> hunk, List<String> before, List<String> after, StringBuilder text) {
    Change first = hunk.getFirst();
    Change last = hunk.getLast();
    int from = Math.max(0, first.from() - CONTEXT);
    int to = Math.min(before.size(), last.to() + CONTEXT);
    text.append("@@ -")
        .append(range(from, to))
        .append(" +")
        .append(range(first.newFrom() - (first.from() - from), last.newTo() + to - last.to()))
        .append(" @@\n");
    int at = from;
    for (Change change : hunk) {
      print(' ', before.subList(at, change.from()), text);
      print('-', before.subList(change.from(), change.to()), text);
      print('+', after.subList(change.newFrom(), change.newTo()), text);
      at = change.to();
    }
    print(' ', before.subList(at, to), text);
  }

  private static void print(char mark, List<String> lines, StringBuilder text) {
    lines.forEach(line -> text.append(mark).append(line).append('\n'));
  }

  /** Where lines begin, and how many there are. */
  private static String range(int from, int to) {
    int count = to - from;
    return count == 1 ? Integer.toString(to) : from + (count == 0 ? 0 : 1) + "," + count;
  }
}
