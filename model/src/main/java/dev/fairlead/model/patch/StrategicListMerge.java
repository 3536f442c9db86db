package dev.fairlead.model.patch;

import dev.fairlead.model.patch.MergeSchema.FieldRules;
import dev.fairlead.model.tree.JsonObject;
import dev.fairlead.model.tree.JsonValue;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Merges lists by merge key, or as sets of scalars; the list half of {@link StrategicMerge}. */
final class StrategicListMerge {
  private final StrategicMerge objects;

  /**
   * A merged list.
   *
   * @param items the items in order
   * @param serverOrder the order that a $setElementOrder is to hold against the items that it
   *     doesn't name
   */
  record Merged(List<JsonValue> items, List<JsonValue> serverOrder) {}

  StrategicListMerge(StrategicMerge objects) {
    this.objects = objects;
  }

  /**
   * Merges and orders a list as a $setElementOrder says.
   *
   * @param original null if the object has no such list
   * @param changes null if the patch has none but only orders it
   * @return null if neither has one
   */
  @Nullable List<JsonValue> mergeInOrder(
      @Nullable List<JsonValue> original,
      @Nullable List<JsonValue> changes,
      List<JsonValue> order,
      FieldRules rules,
      Place place) {
    if (changes != null) {
      requireOrdered(changes, order, rules.mergeKey(), place);
    }
    Merged merged;
    if (original == null) {
      if (changes == null) {
        return null;
      }
      merged = new Merged(StrategicMerge.withoutDirectives(changes), List.of());
    } else if (changes == null) {
      merged = new Merged(original, original);
    } else {
      merged = merge(original, changes, rules, false, place);
    }
    boolean areObjects =
        Elements.areObjects(
            place, original == null ? List.of() : original, changes == null ? List.of() : changes);
    return ElementOrder.arrange(
        merged.items, order, merged.serverOrder, rules.mergeKey(), areObjects, place);
  }

  /**
   * Merges a list.
   *
   * @param deletion whether the patch lists scalars to take out
   */
  Merged merge(
      List<JsonValue> original,
      List<JsonValue> patch,
      FieldRules rules,
      boolean deletion,
      Place place) {
    if (!rules.merges() && !deletion) {
      return new Merged(patch, original);
    }
    if (original.isEmpty() && patch.isEmpty()) {
      return new Merged(original, original);
    }
    return Elements.areObjects(place, original, patch)
        ? mergeObjects(original, patch, rules, place)
        : mergeScalars(original, patch, rules, deletion, place);
  }

  private static Merged mergeScalars(
      List<JsonValue> original,
      List<JsonValue> patch,
      FieldRules rules,
      boolean deletion,
      Place place) {
    if (deletion) {
      Set<JsonValue> unwanted = new HashSet<>(patch);
      return new Merged(
          original.stream().filter(item -> !unwanted.contains(item)).toList(), original);
    }
    if (patch.isEmpty()) {
      // Go takes repeated items out of the original itself, so the new order is also the server's
      List<JsonValue> distinct = Elements.distinct(original);
      return new Merged(distinct, distinct);
    }
    List<JsonValue> both = new ArrayList<>(original);
    both.addAll(patch);
    List<JsonValue> items =
        ElementOrder.arrange(
            Elements.distinct(both), patch, original, rules.mergeKey(), false, place);
    return new Merged(items, original);
  }

  private Merged mergeObjects(
      List<JsonValue> original, List<JsonValue> patch, FieldRules rules, Place place) {
    String mergeKey = rules.mergeKey();
    if (mergeKey.isEmpty()) {
      throw MergeErrors.of(
          place, "cannot merge lists without merge key for " + rules.content().goKind());
    }
    Set<JsonValue> deleted = new HashSet<>();
    List<JsonValue> changes = new ArrayList<>();
    boolean replace = false;
    for (JsonValue item : patch) {
      JsonObject object = Elements.object(item, place);
      JsonValue directive = object.get(Directives.MARKER);
      if (directive == null) {
        changes.add(item);
      } else if (Directives.is(directive, Directives.DELETE)) {
        deleted.add(Elements.key(item, mergeKey, place));
      } else if (Directives.is(directive, Directives.REPLACE)) {
        replace = true;
      } else if (Directives.is(directive, Directives.MERGE)) {
        throw MergeErrors.of(place, "merging lists cannot yet be specified in the patch");
      } else {
        throw MergeErrors.unknownDirective(place, directive, object);
      }
    }
    if (replace) {
      return new Merged(
          ElementOrder.arrange(changes, List.of(), changes, mergeKey, true, place), original);
    }
    List<JsonValue> kept = new ArrayList<>(original);
    kept.removeIf(item -> {
      JsonValue key = Elements.identity(item, mergeKey);
      return key != null && deleted.contains(key);
    });
    List<JsonValue> merged = mergeByKey(kept, changes, rules, place);
    return new Merged(
        ElementOrder.arrange(merged, changes, kept, mergeKey, true, place),
        // Go puts added items into the places of its array that deleted ones left free
        merged.subList(0, Math.min(original.size(), merged.size())));
  }

  /** Merges each item into the first with its key, or appends it. */
  private List<JsonValue> mergeByKey(
      List<JsonValue> kept, List<JsonValue> changes, FieldRules rules, Place place) {
    List<JsonValue> merged = new ArrayList<>(kept);
    Map<JsonValue, Integer> positions = Elements.positions(merged, rules.mergeKey());
    for (JsonValue change : changes) {
      JsonValue key = Elements.key(change, rules.mergeKey(), place);
      Integer position = positions.putIfAbsent(key, merged.size());
      if (position == null) {
        merged.add(change);
      } else {
        merged.set(
            position,
            objects.merge(
                Elements.object(merged.get(position), place),
                Elements.object(change, place),
                rules.content(),
                place.item(rules.mergeKey(), GoText.of(key))));
      }
    }
    return merged;
  }

  /** Requires that the patch's items come in the order of its $setElementOrder. */
  private static void requireOrdered(
      List<JsonValue> patch, List<JsonValue> order, String mergeKey, Place place) {
    if (patch.isEmpty() || order.isEmpty()) {
      return;
    }
    List<JsonValue> kept = patch;
    if (!mergeKey.isEmpty()) {
      patch.forEach(item -> Elements.object(item, place));
      kept = patch.stream().filter(item -> !ElementOrder.isDeletion(item)).toList();
    }
    int at = 0;
    int inOrder = 0;
    while (at < kept.size() && inOrder < order.size()) {
      JsonValue item = kept.get(at);
      if (item instanceof JsonObject object && object.has(Directives.MARKER)) {
        at++;
        continue;
      }
      if (same(item, order.get(inOrder), mergeKey, place)) {
        at++;
      }
      inOrder++;
    }
    if (at < kept.size() && inOrder >= order.size()) {
      throw MergeErrors.wrongOrder(place, patch, order);
    }
  }

  /** Whether two items are one, by their merge keys or, without one, by their values. */
  static boolean same(JsonValue left, JsonValue right, String mergeKey, Place place) {
    return mergeKey.isEmpty()
        ? left.equals(right)
        : Elements.key(left, mergeKey, place).equals(Elements.key(right, mergeKey, place));
  }
}
