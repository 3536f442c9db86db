package dev.fairlead.model.patch;

import dev.fairlead.model.patch.MergeSchema.FieldRules;
import dev.fairlead.model.patch.StrategicListDiff.ListChanges;
import dev.fairlead.model.tree.JsonArray;
import dev.fairlead.model.tree.JsonNull;
import dev.fairlead.model.tree.JsonObject;
import dev.fairlead.model.tree.JsonString;
import dev.fairlead.model.tree.JsonValue;
import java.util.ArrayList;
import java.util.List;

/** Finds what a patch must say; diffMaps of k8s.io/apimachinery's strategicpatch. */
final class StrategicDiff {
  /**
   * What of the difference to find.
   *
   * @param changes what was changed or added
   * @param deletions what was removed
   * @param elementOrder the order of merged lists that changed
   */
  record Scope(boolean changes, boolean deletions, boolean elementOrder) {}

  private final Scope scope;
  private final StrategicListDiff lists;

  StrategicDiff(Scope scope) {
    this.scope = scope;
    this.lists = new StrategicListDiff(this, scope);
  }

  /**
   * @param listsKept whether to list the members to keep, as the field that holds the objects asks
   */
  JsonObject diff(
      JsonObject original,
      JsonObject modified,
      MergeSchema schema,
      boolean listsKept,
      Place place) {
    JsonObject.Builder patch = JsonObject.builder();
    boolean changed = false;
    for (var member : modified.members().entrySet()) {
      String key = member.getKey();
      JsonValue after = member.getValue();
      JsonValue before = original.get(key);
      changed |=
          before == null
              ? put(patch, key, after)
              : diffMember(patch, key, before, after, schema, place.field(key));
    }
    boolean removed = false; // of members that are not null
    for (var member : original.members().entrySet()) {
      if (!modified.has(member.getKey())) {
        removed |= member.getValue() != JsonNull.NULL;
        if (scope.deletions) {
          patch.put(member.getKey(), JsonNull.NULL);
          changed = true;
        }
      }
    }
    if (listsKept && (changed || removed)) {
      List<JsonValue> kept = keptKeys(modified);
      if (!kept.isEmpty()) {
        patch.put(Directives.RETAIN_KEYS, new JsonArray(kept));
      }
    }
    return patch.build();
  }

  private static List<JsonValue> keptKeys(JsonObject modified) {
    List<JsonValue> kept = new ArrayList<>(modified.size());
    modified
        .members()
        .forEach((key, value) -> {
          if (value != JsonNull.NULL) {
            kept.add(new JsonString(key));
          }
        });
    return Elements.sorted(kept);
  }

  /** Whether the patch got anything. */
  private boolean put(JsonObject.Builder patch, String key, JsonValue after) {
    if (scope.changes) {
      patch.put(key, after);
    }
    return scope.changes;
  }

  private boolean diffMember(
      JsonObject.Builder patch,
      String key,
      JsonValue before,
      JsonValue after,
      MergeSchema schema,
      Place place) {
    if (key.equals(Directives.MARKER)) {
      if (!(before instanceof JsonString && after instanceof JsonString)) {
        throw MergeErrors.of(place, "invalid value for special key: " + Directives.MARKER);
      }
      boolean differs = !before.equals(after);
      if (differs) {
        patch.put(key, after);
      }
      return differs;
    }
    if (before instanceof JsonObject left && after instanceof JsonObject right) {
      return diffObjects(patch, key, left, right, schema, place);
    }
    if (before instanceof JsonArray left && after instanceof JsonArray right) {
      return diffLists(patch, key, left, right, schema, place);
    }
    return !before.equals(after) && put(patch, key, after);
  }

  private boolean diffObjects(
      JsonObject.Builder patch,
      String key,
      JsonObject before,
      JsonObject after,
      MergeSchema schema,
      Place place) {
    FieldRules rules;
    try {
      rules = schema.object(key, place);
    } catch (PatchException noRules) {
      if (before.equals(after)) {
        return false; // no rules needed
      }
      throw noRules;
    }
    if (rules.replaces()) {
      return put(patch, key, after); // as there, even if nothing changed
    }
    JsonObject nested = diff(before, after, rules.content(), rules.retainsKeys(), place);
    if (!nested.isEmpty()) {
      patch.put(key, nested);
    }
    return !nested.isEmpty();
  }

  private boolean diffLists(
      JsonObject.Builder patch,
      String key,
      JsonArray before,
      JsonArray after,
      MergeSchema schema,
      Place place) {
    FieldRules rules;
    try {
      rules = schema.list(key, place);
    } catch (PatchException noRules) {
      if (before.equals(after)) {
        return false; // no rules needed
      }
      throw noRules;
    }
    if (!rules.merges()) {
      return !before.equals(after) && put(patch, key, after);
    }
    ListChanges changes = lists.diff(before.items(), after.items(), rules, place);
    putList(patch, key, changes.patch());
    putList(patch, Directives.DELETE_FROM_LIST + "/" + key, changes.deletions());
    putList(patch, Directives.ELEMENT_ORDER + "/" + key, changes.order());
    return !changes.isEmpty();
  }

  private static void putList(JsonObject.Builder patch, String key, List<JsonValue> items) {
    if (!items.isEmpty()) {
      patch.put(key, new JsonArray(items));
    }
  }
}
