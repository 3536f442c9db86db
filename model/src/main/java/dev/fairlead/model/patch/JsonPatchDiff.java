package dev.fairlead.model.patch;

import dev.fairlead.model.patch.JsonPatch.Operation;
import dev.fairlead.model.tree.JsonArray;
import dev.fairlead.model.tree.JsonObject;
import dev.fairlead.model.tree.JsonValue;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Finds the operations that lead from one tree to another. */
final class JsonPatchDiff {
  /**
   * Cells of the table that finds what two lists share, the product of their lengths: 4 MB, some
   * milliseconds. Longer lists that changed all over are compared item by item, in place.
   */
  private static final int MAX_TABLE_CELLS = 1_000_000;

  private final List<Operation> operations = new ArrayList<>();

  private JsonPatchDiff() {}

  static JsonPatch diff(JsonValue from, JsonValue to) {
    requireContainer(from);
    requireContainer(to);
    TreeBounds.requireShallow(from, "the document");
    TreeBounds.requireShallow(to, "the document");
    JsonPatchDiff diff = new JsonPatchDiff();
    diff.compare(JsonPointer.ROOT, from, to);
    if (diff.operations.size() > JsonPatch.MAX_OPERATIONS) {
      return JsonPatch.of(new JsonPatch.Replace(JsonPointer.ROOT, to)); // one that servers take
    }
    return new JsonPatch(diff.operations);
  }

  private static void requireContainer(JsonValue document) {
    if (!(document instanceof JsonObject || document instanceof JsonArray)) {
      throw new PatchException(
          PatchException.Reason.NOT_APPLICABLE,
          "",
          "a JSON patch changes objects and lists, and the document is of kind "
              + document.kindName(),
          "Compare whole objects");
    }
  }

  private void compare(JsonPointer path, JsonValue from, JsonValue to) {
    if (from.equals(to)) {
      return;
    }
    if (from instanceof JsonObject left && to instanceof JsonObject right && related(left, right)) {
      compareObjects(path, left, right);
    } else if (from instanceof JsonArray left && to instanceof JsonArray right) {
      compareLists(path, left.items(), right.items());
    } else {
      operations.add(new JsonPatch.Replace(path, to));
    }
  }

  /** Whether the two may be versions of one object; otherwise replacing is shorter. */
  private static boolean related(JsonObject left, JsonObject right) {
    return left.isEmpty()
        || right.isEmpty()
        || left.members().keySet().stream().anyMatch(right::has);
  }

  private void compareObjects(JsonPointer path, JsonObject from, JsonObject to) {
    for (String name : from.members().keySet()) {
      if (!to.has(name)) {
        operations.add(new JsonPatch.Remove(path.child(name)));
      }
    }
    for (var member : to.members().entrySet()) {
      JsonPointer place = path.child(member.getKey());
      JsonValue before = from.get(member.getKey());
      if (before == null) {
        operations.add(new JsonPatch.Add(place, member.getValue()));
      } else {
        compare(place, before, member.getValue());
      }
    }
  }

  private void compareLists(JsonPointer path, List<JsonValue> from, List<JsonValue> to) {
    int start = 0;
    while (start < Math.min(from.size(), to.size()) && from.get(start).equals(to.get(start))) {
      start++;
    }
    int left = from.size();
    int right = to.size();
    while (left > start && right > start && from.get(left - 1).equals(to.get(right - 1))) {
      left--;
      right--;
    }
    ListEdit edit = new ListEdit(path, start);
    List<JsonValue> before = from.subList(start, left);
    List<JsonValue> after = to.subList(start, right);
    if ((long) before.size() * after.size() > MAX_TABLE_CELLS) {
      edit.rewrite(before, after);
    } else {
      edit.keepShared(before, after);
    }
  }

  /** Edits a list from front to back, so that each operation's index counts the ones before. */
  private final class ListEdit {
    private final JsonPointer list;
    private int at;

    ListEdit(JsonPointer list, int at) {
      this.list = list;
      this.at = at;
    }

    /** Leaves a longest common subsequence in place and rewrites the gaps between its items. */
    void keepShared(List<JsonValue> before, List<JsonValue> after) {
      int[][] shared = sharedLengths(before, after);
      int i = 0;
      int j = 0;
      int gapBefore = 0;
      int gapAfter = 0;
      while (i < before.size() && j < after.size()) {
        if (before.get(i).equals(after.get(j))) {
          rewrite(before.subList(gapBefore, i), after.subList(gapAfter, j));
          at++;
          gapBefore = ++i;
          gapAfter = ++j;
        } else if (shared[i + 1][j] >= shared[i][j + 1]) {
          i++;
        } else {
          j++;
        }
      }
      rewrite(before.subList(gapBefore, before.size()), after.subList(gapAfter, after.size()));
    }

    /** Changes item after item, then removes what is too much or adds what is missing. */
    void rewrite(List<JsonValue> before, List<JsonValue> after) {
      int both = Math.min(before.size(), after.size());
      for (int i = 0; i < both; i++) {
        compare(place(), before.get(i), after.get(i));
        at++;
      }
      for (int i = both; i < before.size(); i++) {
        operations.add(new JsonPatch.Remove(place()));
      }
      for (int i = both; i < after.size(); i++) {
        operations.add(new JsonPatch.Add(place(), after.get(i)));
        at++;
      }
    }

    private JsonPointer place() {
      return list.child(Integer.toString(at));
    }
  }

  /** For each pair of tails, how many items they share in order. */
  private static int[][] sharedLengths(List<JsonValue> before, List<JsonValue> after) {
    Map<JsonValue, Integer> numbers = new HashMap<>(); // equal items get equal numbers
    int[] left = before.stream().mapToInt(v -> number(numbers, v)).toArray();
    int[] right = after.stream().mapToInt(v -> number(numbers, v)).toArray();
    int[][] lengths = new int[left.length + 1][right.length + 1];
    for (int i = left.length - 1; i >= 0; i--) {
      for (int j = right.length - 1; j >= 0; j--) {
        lengths[i][j] =
            left[i] == right[j]
                ? lengths[i + 1][j + 1] + 1
                : Math.max(lengths[i + 1][j], lengths[i][j + 1]);
      }
    }
    return lengths;
  }

  private static int number(Map<JsonValue, Integer> numbers, JsonValue value) {
    return numbers.computeIfAbsent(value, v -> numbers.size());
  }
}
