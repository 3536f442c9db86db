package dev.fairlead.model.patch;

import dev.fairlead.model.patch.MergeSchema.FieldRules;
import dev.fairlead.model.patch.StrategicDiff.Scope;
import dev.fairlead.model.tree.JsonObject;
import dev.fairlead.model.tree.JsonString;
import dev.fairlead.model.tree.JsonValue;
import java.util.ArrayList;
import java.util.List;

/** Finds what a patch must say of a list that merges; the list half of {@link StrategicDiff}. */
final class StrategicListDiff {
  private final StrategicDiff objects;
  private final Scope scope;

  /**
   * What the patch says of one list.
   *
   * @param patch items to add or change; of objects also those to delete
   * @param deletions scalars to delete
   * @param order the keys of all items in order, or the scalars
   */
  record ListChanges(List<JsonValue> patch, List<JsonValue> deletions, List<JsonValue> order) {
    static final ListChanges NONE = new ListChanges(List.of(), List.of(), List.of());

    boolean isEmpty() {
      return patch.isEmpty() && deletions.isEmpty() && order.isEmpty();
    }
  }

  StrategicListDiff(StrategicDiff objects, Scope scope) {
    this.objects = objects;
    this.scope = scope;
  }

  ListChanges diff(
      List<JsonValue> original, List<JsonValue> modified, FieldRules rules, Place place) {
    if (original.isEmpty()) {
      return modified.isEmpty() || !scope.changes()
          ? ListChanges.NONE
          : new ListChanges(modified, List.of(), List.of());
    }
    return Elements.areObjects(place, original, modified)
        ? diffObjects(original, modified, rules, place)
        : diffScalars(original, modified);
  }

  private ListChanges diffScalars(List<JsonValue> original, List<JsonValue> modified) {
    List<JsonValue> before = Elements.sorted(original);
    List<JsonValue> after = Elements.sorted(modified);
    List<JsonValue> added = new ArrayList<>();
    List<JsonValue> deleted = new ArrayList<>();
    int i = 0;
    int j = 0;
    while (i < before.size() || j < after.size()) {
      int order = i == before.size() ? 1 : j == after.size() ? -1 : 0;
      if (order == 0) {
        order = GoText.BYTE_ORDER.compare(GoText.of(before.get(i)), GoText.of(after.get(j)));
      }
      if (order < 0 && scope.deletions()) {
        deleted.add(before.get(i));
      } else if (order > 0 && scope.changes()) {
        added.add(after.get(j));
      }
      i += order <= 0 ? 1 : 0;
      j += order >= 0 ? 1 : 0;
    }
    deleted = Elements.distinct(deleted);
    added = ElementOrder.sorted(added, modified, null, Place.ROOT);
    // Go has sorted the original by now and compares that: a list that merely isn't in the order of
    // its texts gets an order, and one that was only sorted gets none
    boolean ordered =
        scope.elementOrder()
            && ((scope.deletions() && !deleted.isEmpty())
                || (scope.changes() && !before.equals(modified)));
    return new ListChanges(added, deleted, ordered ? modified : List.of());
  }

  private ListChanges diffObjects(
      List<JsonValue> original, List<JsonValue> modified, FieldRules rules, Place place) {
    String mergeKey = rules.mergeKey();
    List<JsonValue> changed = new ArrayList<>();
    List<JsonValue> deleted = new ArrayList<>();
    diffItems(original, modified, rules, place, changed, deleted);
    List<JsonValue> patch = ElementOrder.sorted(changed, modified, mergeKey, place);
    boolean sameOrder = sameOrder(original, modified, mergeKey, place);
    patch.addAll(deleted);
    boolean ordered =
        scope.elementOrder()
            && ((scope.changes() && (!patch.isEmpty() || !sameOrder))
                || (scope.deletions() && !patch.isEmpty()));
    return new ListChanges(
        patch, List.of(), ordered ? keysOnly(modified, mergeKey, place) : List.of());
  }

  /** Walks both lists in the order of their keys. */
  private void diffItems(
      List<JsonValue> original,
      List<JsonValue> modified,
      FieldRules rules,
      Place place,
      List<JsonValue> changed,
      List<JsonValue> deleted) {
    String mergeKey = rules.mergeKey();
    Elements.requireKeys(original, mergeKey, place);
    Elements.requireKeys(modified, mergeKey, place);
    List<JsonValue> before = Elements.sortedByKey(original, mergeKey);
    List<JsonValue> after = Elements.sortedByKey(modified, mergeKey);
    int i = 0;
    int j = 0;
    while (i < before.size() || j < after.size()) {
      int order = i == before.size() ? 1 : j == after.size() ? -1 : 0;
      if (order == 0) {
        order =
            GoText.BYTE_ORDER.compare(
                GoText.of(Elements.key(before.get(i), mergeKey, place)),
                GoText.of(Elements.key(after.get(j), mergeKey, place)));
      }
      if (order == 0) {
        diffItem(before.get(i), after.get(j), rules, place, changed);
      } else if (order < 0 && scope.deletions()) {
        deleted.add(
            JsonObject.builder()
                .put(mergeKey, Elements.key(before.get(i), mergeKey, place))
                .put(Directives.MARKER, new JsonString(Directives.DELETE))
                .build());
      } else if (order > 0 && scope.changes()) {
        changed.add(after.get(j));
      }
      i += order <= 0 ? 1 : 0;
      j += order >= 0 ? 1 : 0;
    }
  }

  private void diffItem(
      JsonValue before, JsonValue after, FieldRules rules, Place place, List<JsonValue> changed) {
    JsonValue key = Elements.key(after, rules.mergeKey(), place);
    JsonObject patch =
        objects.diff(
            Elements.object(before, place),
            Elements.object(after, place),
            rules.content(),
            rules.retainsKeys(),
            place.item(rules.mergeKey(), GoText.of(key)));
    if (!patch.isEmpty()) {
      changed.add(patch.with(rules.mergeKey(), key));
    }
  }

  private static boolean sameOrder(
      List<JsonValue> original, List<JsonValue> modified, String mergeKey, Place place) {
    if (original.size() != modified.size()) {
      return false;
    }
    for (int i = 0; i < original.size(); i++) {
      if (!StrategicListMerge.same(original.get(i), modified.get(i), mergeKey, place)) {
        return false;
      }
    }
    return true;
  }

  private static List<JsonValue> keysOnly(List<JsonValue> items, String mergeKey, Place place) {
    List<JsonValue> keys = new ArrayList<>(items.size());
    items.forEach(item -> keys.add(JsonObject.of(mergeKey, Elements.key(item, mergeKey, place))));
    return keys;
  }
}
