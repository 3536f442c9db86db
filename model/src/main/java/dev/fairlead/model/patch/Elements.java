package dev.fairlead.model.patch;

import dev.fairlead.model.tree.JsonArray;
import dev.fairlead.model.tree.JsonNull;
import dev.fairlead.model.tree.JsonObject;
import dev.fairlead.model.tree.JsonString;
import dev.fairlead.model.tree.JsonValue;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.NavigableSet;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/** The items of lists that merge: objects with a merge key, or scalars, never both in one list. */
final class Elements {
  private Elements() {}

  /**
   * Whether two lists hold objects and not scalars.
   *
   * @throws PatchException if they hold several types, lists, nulls, or nothing
   */
  static boolean areObjects(Place place, List<JsonValue> left, List<JsonValue> right) {
    JsonValue first = null;
    for (List<JsonValue> list : List.of(left, right)) {
      for (JsonValue item : list) {
        if (first == null) {
          first = item;
          if (item instanceof JsonArray) {
            throw MergeErrors.listOfLists(place);
          }
        }
        if (item == JsonNull.NULL || !GoText.typeOf(first).equals(GoText.typeOf(item))) {
          throw MergeErrors.mixedTypes(place, left, right);
        }
      }
    }
    if (first == null) {
      throw MergeErrors.of(place, "no elements in any of the given slices");
    }
    return first instanceof JsonObject;
  }

  /** The item as an object. */
  static JsonObject object(JsonValue item, Place place) {
    if (item instanceof JsonObject object) {
      return object;
    }
    throw MergeErrors.notAnObject(place, item);
  }

  /** The value of an item's merge key. */
  static JsonValue key(JsonValue item, String mergeKey, Place place) {
    JsonObject object = object(item, place);
    JsonValue key = object.get(mergeKey);
    if (key == null) {
      throw MergeErrors.noMergeKey(place, object, mergeKey);
    }
    return key;
  }

  /** Refuses lists in which an item has no merge key. */
  static void requireKeys(List<JsonValue> items, String mergeKey, Place place) {
    items.forEach(item -> key(item, mergeKey, place));
  }

  /** What tells an item from others: its merge key's value, or itself where there are no keys. */
  static @Nullable JsonValue identity(JsonValue item, @Nullable String mergeKey) {
    if (mergeKey == null) {
      return item;
    }
    return item instanceof JsonObject object ? object.get(mergeKey) : null;
  }

  /** For each identity the index of the first item that has it. */
  static Map<JsonValue, Integer> positions(List<JsonValue> items, @Nullable String mergeKey) {
    Map<JsonValue, Integer> positions = HashMap.newHashMap(items.size());
    for (int i = 0; i < items.size(); i++) {
      JsonValue identity = identity(items.get(i), mergeKey);
      if (identity != null) {
        positions.putIfAbsent(identity, i);
      }
    }
    return positions;
  }

  /**
   * The scalars without repetitions. As in Go the last item fills the place of each repeated one,
   * so the order changes.
   */
  static List<JsonValue> distinct(List<JsonValue> scalars) {
    List<JsonValue> rest = new ArrayList<>(scalars);
    Map<JsonValue, NavigableSet<Integer>> places =
        new HashMap<>(); // so that long lists take no minutes
    for (int i = 0; i < rest.size(); i++) {
      places.computeIfAbsent(rest.get(i), v -> new TreeSet<>()).add(i);
    }
    for (int i = 0; i < rest.size() && places.size() < rest.size(); i++) {
      NavigableSet<Integer> own = placesOf(rest.get(i), places);
      for (Integer j = own.higher(i); j != null; j = own.higher(i)) {
        own.remove(j);
        JsonValue last = rest.removeLast();
        if (j < rest.size()) {
          rest.set(j, last);
          NavigableSet<Integer> moved = placesOf(last, places);
          moved.remove(rest.size());
          moved.add(j);
        }
      }
    }
    return rest;
  }

  private static NavigableSet<Integer> placesOf(
      JsonValue value, Map<JsonValue, NavigableSet<Integer>> places) {
    return places.computeIfAbsent(value, v -> new TreeSet<>());
  }

  /** The scalars in the order of their texts; of equal ones the order doesn't show. */
  static List<JsonValue> sorted(List<JsonValue> scalars) {
    List<JsonValue> sorted = new ArrayList<>(scalars);
    sorted.sort(Comparator.comparing(GoText::of, GoText.BYTE_ORDER));
    return sorted;
  }

  /**
   * The objects in the order of the texts of their merge keys; of several with one key the later
   * comes first, as Go's sort leaves them (with up to 12 items; with more its order follows no rule
   * that a user could know).
   */
  static List<JsonValue> sortedByKey(List<JsonValue> objects, String mergeKey) {
    List<JsonValue> sorted = new ArrayList<>(objects.reversed());
    sorted.sort(
        Comparator.comparing(item -> GoText.of(identity(item, mergeKey)), GoText.BYTE_ORDER));
    return sorted;
  }

  /** Texts as JSON. */
  static List<JsonValue> strings(Iterable<String> texts) {
    List<JsonValue> strings = new ArrayList<>();
    texts.forEach(text -> strings.add(new JsonString(text)));
    return strings;
  }
}
