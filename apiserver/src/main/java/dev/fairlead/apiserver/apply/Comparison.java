package dev.fairlead.apiserver.apply;

import dev.fairlead.model.tree.JsonArray;
import dev.fairlead.model.tree.JsonObject;
import dev.fairlead.model.tree.JsonValue;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * How an object differs from another. No path is in two of the sets.
 *
 * @param removed what only the old object has
 * @param modified what both have with different values
 * @param added what only the new object has
 */
record Comparison(FieldSet removed, FieldSet modified, FieldSet added) {

  /** Compares two objects that fit the schema. */
  static Comparison of(Schema schema, JsonValue old, JsonValue changed) {
    Walk walk = new Walk();
    walk.compare(schema, old, changed);
    return new Comparison(walk.removed.set(), walk.modified.set(), walk.added.set());
  }

  /** Leaves out paths and all that is below them. */
  Comparison without(FieldSet ignored) {
    return ignored.isEmpty()
        ? this
        : new Comparison(
            removed.without(ignored), modified.without(ignored), added.without(ignored));
  }

  /** What only one of the objects has, or both have with different values in the new one. */
  FieldSet changed() {
    return modified.union(added);
  }

  /** One place in both objects; absent (null) in one of them below the root. */
  private static final class Walk {
    final Paths removed = new Paths();
    final Paths modified = new Paths();
    final Paths added = new Paths();

    void compare(Schema schema, @Nullable JsonValue old, @Nullable JsonValue changed) {
      Place before = Place.of(schema, old);
      Place after = Place.of(schema, changed);
      boolean leaf;
      if (changed == null) {
        leaf = compareAs(before, schema, old, null);
      } else if (old == null || before == after) {
        leaf = compareAs(after, schema, old, changed);
      } else {
        compareAs(before, schema, old, changed);
        leaf = compareAs(after, schema, old, changed);
      }
      if (!leaf && old == null) {
        added.add();
      } else if (!leaf && changed == null) {
        removed.add();
      }
    }

    /** Returns whether the place is a leaf: all is said about it. */
    private boolean compareAs(
        Place place, Schema schema, @Nullable JsonValue old, @Nullable JsonValue changed) {
      return switch (place) {
        case MAP -> compareMaps(Place.map(schema), old, changed);
        case LIST -> compareLists(Place.list(schema), old, changed);
        case SCALAR -> leaf(old, changed);
      };
    }

    private boolean leaf(@Nullable JsonValue old, @Nullable JsonValue changed) {
      if (old == null) {
        added.add();
      } else if (changed == null) {
        removed.add();
      } else if (!old.equals(changed)) {
        modified.add();
      }
      return true;
    }

    private boolean compareMaps(
        Schema.Members schema, @Nullable JsonValue old, @Nullable JsonValue changed) {
      JsonObject before = old instanceof JsonObject o ? o : JsonObject.EMPTY;
      JsonObject after = changed instanceof JsonObject o ? o : JsonObject.EMPTY;
      if (schema.atomic() || (before.isEmpty() && after.isEmpty())) {
        return leaf(old, changed); // two empty ones too: null and {} are different
      }
      for (var member : before.members().entrySet()) {
        String name = member.getKey();
        JsonValue value = member.getValue();
        JsonValue other = after.get(name);
        if (value != other) {
          descend(schema, name, value, other);
        }
      }
      for (var member : after.members().entrySet()) {
        if (!before.has(member.getKey())) {
          descend(schema, member.getKey(), null, member.getValue());
        }
      }
      return false;
    }

    private void descend(
        Schema.Members schema,
        String name,
        @Nullable JsonValue old,
        @Nullable JsonValue changed) {
      Schema member = schema.member(name);
      if (member == null) {
        throw new IllegalArgumentException("." + name + ": field not declared in schema");
      }
      descend(new PathElement.Name(name), member, old, changed);
    }

    private void descend(
        PathElement element,
        Schema schema,
        @Nullable JsonValue old,
        @Nullable JsonValue changed) {
      Walk below = new Walk();
      below.compare(schema, old, changed);
      removed.add(element, below.removed);
      modified.add(element, below.modified);
      added.add(element, below.added);
    }

    private boolean compareLists(
        Schema.Items schema, @Nullable JsonValue old, @Nullable JsonValue changed) {
      JsonArray before = old instanceof JsonArray a ? a : JsonArray.EMPTY;
      JsonArray after = changed instanceof JsonArray a ? a : JsonArray.EMPTY;
      if (schema.atomic() || (before.size() == 0 && after.size() == 0)) {
        return leaf(old, changed);
      }
      Map<PathElement, List<JsonValue>> itemsBefore = byElement(schema, before);
      Map<PathElement, List<JsonValue>> itemsAfter = byElement(schema, after);
      itemsBefore.forEach(
          (element, items) ->
              compareItems(schema, element, items, itemsAfter.getOrDefault(element, List.of())));
      itemsAfter.forEach(
          (element, items) -> {
            if (!itemsBefore.containsKey(element)) {
              compareItems(schema, element, List.of(), items);
            }
          });
      return false;
    }

    private static Map<PathElement, List<JsonValue>> byElement(
        Schema.Items schema, JsonArray array) {
      Map<PathElement, List<JsonValue>> items = LinkedHashMap.newLinkedHashMap(array.size());
      for (JsonValue item : array.items()) {
        PathElement element = ListItems.element(schema, item);
        List<JsonValue> same = items.putIfAbsent(element, List.of(item));
        if (same != null) {
          List<JsonValue> more = new ArrayList<>(same);
          more.add(item);
          items.put(element, more);
        }
      }
      return items;
    }

    /** Items of one key. Several of them are one value, as nothing tells them apart. */
    private void compareItems(
        Schema.Items schema, PathElement element, List<JsonValue> old, List<JsonValue> changed) {
      if (old.size() <= 1 && changed.size() <= 1) {
        JsonValue before = old.isEmpty() ? null : old.getFirst();
        JsonValue after = changed.isEmpty() ? null : changed.getFirst();
        if (before != after) {
          descend(element, schema.element(), before, after);
        }
      } else if (old.size() > 1 && changed.size() > 1) {
        if (!old.equals(changed)) {
          modified.add(element);
        }
      } else if (old.size() > 1) {
        if (!changed.isEmpty()) {
          descend(element, schema.element(), null, changed.getFirst());
        }
        removed.add(element);
      } else {
        if (!old.isEmpty()) {
          descend(element, schema.element(), old.getFirst(), null);
        }
        added.add(element);
      }
    }
  }
}
