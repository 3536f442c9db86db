package dev.fairlead.model.patch;

import dev.fairlead.model.patch.MergeSchema.FieldRules;
import dev.fairlead.model.tree.JsonArray;
import dev.fairlead.model.tree.JsonObject;
import dev.fairlead.model.tree.JsonValue;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * Whether two patches change one field differently; MergingMapsHaveConflicts of
 * k8s.io/apimachinery's strategicpatch. Null is a value here, the one of a deletion.
 */
final class StrategicConflicts {
  private StrategicConflicts() {}

  static boolean between(JsonObject left, JsonObject right, MergeSchema schema, Place place) {
    for (var member : left.members().entrySet()) {
      String key = member.getKey();
      JsonValue other = right.get(key);
      if (other == null || key.equals(Directives.MARKER) || key.equals(Directives.RETAIN_KEYS)) {
        continue;
      }
      if (fields(key, member.getValue(), other, schema, place.field(key))) {
        return true;
      }
    }
    return false;
  }

  private static boolean fields(
      String key, JsonValue left, JsonValue right, MergeSchema schema, Place place) {
    return switch (left) {
      case JsonObject object -> {
        FieldRules rules = schema.object(key, place);
        yield objects(object, right, rules.content(), rules.replaces(), place);
      }
      case JsonArray array -> {
        FieldRules rules = schema.list(key, place);
        yield !(right instanceof JsonArray other)
            || lists(array.items(), other.items(), rules, place);
      }
      default -> !left.equals(right);
    };
  }

  private static boolean objects(
      JsonObject left, JsonValue right, MergeSchema schema, boolean replaces, Place place) {
    if (!(right instanceof JsonObject other)) {
      return true;
    }
    JsonValue leftMarker = left.get(Directives.MARKER);
    JsonValue rightMarker = other.get(Directives.MARKER);
    if (leftMarker == null ? rightMarker != null : !leftMarker.equals(rightMarker)) {
      return true; // one deletes or replaces the whole, the other doesn't
    }
    return !replaces && between(left, other, schema, place);
  }

  private static boolean lists(
      List<JsonValue> left, List<JsonValue> right, FieldRules rules, Place place) {
    boolean objects = Elements.areObjects(place, left, right);
    if (rules.merges()) {
      return objects
          && byKey(left, right, rules, place); // scalars that merge can't contradict each other
    }
    if (left.size() != right.size()) {
      return true;
    }
    List<JsonValue> ours = objects ? left : Elements.sorted(Elements.distinct(left));
    List<JsonValue> theirs = objects ? right : Elements.sorted(Elements.distinct(right));
    for (int i = 0; i < ours.size(); i++) {
      // lists without repetitions may differ in length; Go stops with a crash there
      if (i >= theirs.size() || item(ours.get(i), theirs.get(i), rules, place)) {
        return true;
      }
    }
    return false;
  }

  private static boolean item(JsonValue left, JsonValue right, FieldRules rules, Place place) {
    return left instanceof JsonObject object
        ? objects(object, right, rules.content(), false, place)
        : !left.equals(right);
  }

  private static boolean byKey(
      List<JsonValue> left, List<JsonValue> right, FieldRules rules, Place place) {
    Map<JsonValue, JsonValue> theirs = new HashMap<>();
    right.forEach(item -> theirs.put(Elements.key(item, rules.mergeKey(), place), item));
    Map<JsonValue, JsonValue> ours = new HashMap<>();
    left.forEach(item -> ours.put(Elements.key(item, rules.mergeKey(), place), item));
    return ours.entrySet().stream()
        .anyMatch(own -> {
          JsonValue other = theirs.get(own.getKey());
          return other != null && item(own.getValue(), other, rules, place);
        });
  }
}
