package dev.fairlead.model.patch;

import dev.fairlead.model.patch.MergeSchema.FieldRules;
import dev.fairlead.model.tree.JsonArray;
import dev.fairlead.model.tree.JsonNull;
import dev.fairlead.model.tree.JsonObject;
import dev.fairlead.model.tree.JsonString;
import dev.fairlead.model.tree.JsonValue;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Merges a strategic merge patch into an object; mergeMap of k8s.io/apimachinery's strategicpatch.
 *
 * <p>Go goes through the patch's members in random order, so where that matters (an item that is
 * both deleted from a list of scalars and added to it) any order is right: deletions come first
 * here.
 */
final class StrategicMerge {
  /** What the patch is merged into. */
  enum Mode {
    /** An object: directives are carried out, nulls remove. */
    APPLY,
    /** Another patch: directives and nulls stay in. */
    COMBINE
  }

  private final Mode mode;
  private final StrategicListMerge lists;

  StrategicMerge(Mode mode) {
    this.mode = mode;
    this.lists = new StrategicListMerge(this);
  }

  JsonObject merge(JsonObject original, JsonObject patch, MergeSchema schema, Place place) {
    JsonValue directive = patch.get(Directives.MARKER);
    if (directive != null) {
      return replacement(directive, patch, place);
    }
    Map<String, JsonValue> merged = new LinkedHashMap<>(original.members());
    Map<String, JsonValue> rest = new LinkedHashMap<>(patch.members());
    retainKeys(merged, rest, place);
    mergeOrderedLists(merged, rest, schema, place);
    rest.forEach((key, value) -> {
      if (key.startsWith(Directives.DELETE_FROM_LIST)) {
        deleteFromList(merged, key, value, schema, place);
      }
    });
    rest.forEach((key, value) -> {
      if (!key.startsWith(Directives.DELETE_FROM_LIST)) {
        mergeField(merged, key, value, false, schema, place.field(key));
      }
    });
    return JsonObject.copyOf(merged);
  }

  private static JsonObject replacement(JsonValue directive, JsonObject patch, Place place) {
    if (Directives.is(directive, Directives.REPLACE)) {
      return patch.without(Directives.MARKER);
    }
    if (Directives.is(directive, Directives.DELETE)) {
      return JsonObject.EMPTY;
    }
    throw MergeErrors.unknownDirective(place, directive, patch);
  }

  /** Carries out $retainKeys: drops every member that it doesn't list. */
  private void retainKeys(
      Map<String, JsonValue> merged, Map<String, JsonValue> patch, Place place) {
    JsonValue directive = patch.remove(Directives.RETAIN_KEYS);
    if (directive == null) {
      return;
    }
    if (mode == Mode.COMBINE) {
      JsonValue other = merged.putIfAbsent(Directives.RETAIN_KEYS, directive);
      if (other != null && !other.equals(directive)) {
        throw MergeErrors.of(
            place,
            "%s and %s are not deep equal: this may happen when calculating the 3-way diff patch"
                .formatted(GoText.of(other), GoText.of(directive)));
      }
      return;
    }
    if (!(directive instanceof JsonArray keys)) {
      throw MergeErrors.badRetainKeys(place);
    }
    Set<JsonValue> retained = new HashSet<>(keys.items());
    patch.forEach((key, value) -> {
      if (value != JsonNull.NULL
          && !key.startsWith(Directives.DELETE_FROM_LIST)
          && !key.startsWith(Directives.ELEMENT_ORDER)
          && !retained.contains(new JsonString(key))) {
        throw MergeErrors.badRetainKeys(place.field(key));
      }
    });
    merged.keySet().removeIf(key -> !retained.contains(new JsonString(key)));
  }

  /** Merges the lists that come with a $setElementOrder, and takes both out of the patch. */
  private void mergeOrderedLists(
      Map<String, JsonValue> merged,
      Map<String, JsonValue> patch,
      MergeSchema schema,
      Place place) {
    for (String key : List.copyOf(patch.keySet())) {
      JsonValue value = patch.get(key);
      if (value == null || !key.startsWith(Directives.ELEMENT_ORDER)) {
        continue;
      }
      patch.remove(key);
      if (mode == Mode.COMBINE) {
        JsonValue other = merged.putIfAbsent(key, value);
        if (other != null && !other.equals(value)) {
          throw MergeErrors.badElementOrder(place.field(key));
        }
      }
      List<JsonValue> order = items(value, place.field(key));
      String field = Directives.field(key, Directives.ELEMENT_ORDER, place);
      Place at = place.field(field);
      JsonValue before = merged.get(field);
      JsonValue change = patch.remove(field);
      List<JsonValue> original = before == null ? null : items(before, at);
      List<JsonValue> changes = change == null ? null : items(change, at);
      FieldRules rules = schema.list(field, at);
      List<JsonValue> arranged = lists.mergeInOrder(original, changes, order, rules, at);
      if (arranged != null) {
        merged.put(field, new JsonArray(arranged));
      }
    }
  }

  private void deleteFromList(
      Map<String, JsonValue> merged, String key, JsonValue value, MergeSchema schema, Place place) {
    if (mode == Mode.COMBINE) {
      merged.put(key, value);
      return;
    }
    String field = Directives.field(key, Directives.DELETE_FROM_LIST, place);
    mergeField(merged, field.isEmpty() ? key : field, value, true, schema, place.field(field));
  }

  private void mergeField(
      Map<String, JsonValue> merged,
      String key,
      JsonValue change,
      boolean deletion,
      MergeSchema schema,
      Place place) {
    if (change == JsonNull.NULL) {
      merged.remove(key);
      if (mode == Mode.COMBINE) {
        merged.put(key, change);
      }
      return;
    }
    JsonValue before = merged.get(key);
    if (before instanceof JsonObject object && change instanceof JsonObject patch) {
      FieldRules rules = schema.object(key, place);
      merged.put(key, rules.replaces() ? patch : merge(object, patch, rules.content(), place));
    } else if (before instanceof JsonArray array && change instanceof JsonArray patch) {
      FieldRules rules = schema.list(key, place);
      merged.put(
          key,
          new JsonArray(lists.merge(array.items(), patch.items(), rules, deletion, place).items()));
    } else if (!deletion || (before != null && sameScalarType(before, change))) {
      take(merged, key, change);
    }
  }

  /** What Go compares before it replaces a scalar by what was meant as a list of deletions. */
  private static boolean sameScalarType(JsonValue before, JsonValue change) {
    return GoText.typeOf(before).equals(GoText.typeOf(change));
  }

  /** Sets a member that isn't merged with another. */
  private void take(Map<String, JsonValue> merged, String key, JsonValue change) {
    JsonValue clean = mode == Mode.APPLY ? withoutNulls(change) : change;
    JsonValue data = withoutDirectives(clean);
    if (data == null) {
      merged.remove(key);
    } else {
      merged.put(key, data);
    }
  }

  private static List<JsonValue> items(JsonValue value, Place place) {
    if (value instanceof JsonArray array) {
      return array.items();
    }
    throw MergeErrors.notAList(place, value);
  }

  /** Without members that are null, at any depth; list items that are null stay. */
  static JsonValue withoutNulls(JsonValue value) {
    return switch (value) {
      case JsonObject object -> {
        JsonObject.Builder kept = JsonObject.builder();
        object
            .members()
            .forEach((name, member) -> {
              if (member != JsonNull.NULL) {
                kept.put(name, withoutNulls(member));
              }
            });
        yield kept.build();
      }
      case JsonArray array ->
          new JsonArray(array.items().stream().map(StrategicMerge::withoutNulls).toList());
      default -> value;
    };
  }

  /** Without the objects, at any depth, that have a $patch; null if this is one. */
  static @Nullable JsonValue withoutDirectives(JsonValue value) {
    return switch (value) {
      case JsonObject object when object.has(Directives.MARKER) -> null;
      case JsonObject object -> {
        JsonObject.Builder kept = JsonObject.builder();
        object
            .members()
            .forEach((name, member) -> {
              JsonValue data = withoutDirectives(member);
              if (data != null) {
                kept.put(name, data);
              }
            });
        yield kept.build();
      }
      case JsonArray array -> new JsonArray(withoutDirectives(array.items()));
      default -> value;
    };
  }

  static List<JsonValue> withoutDirectives(Collection<JsonValue> items) {
    List<JsonValue> kept = new ArrayList<>(items.size());
    for (JsonValue item : items) {
      JsonValue data = withoutDirectives(item);
      if (data != null) {
        kept.add(data);
      }
    }
    return kept;
  }
}
