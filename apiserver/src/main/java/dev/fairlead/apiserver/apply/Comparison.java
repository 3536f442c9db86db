package dev.fairlead.apiserver.apply;

import dev.fairlead.model.tree.JsonArray;
import dev.fairlead.model.tree.JsonNull;
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

  /** One place that both objects have. */
  private static final class Walk {
    final Paths removed = new Paths();
    final Paths modified = new Paths();
    final Paths added = new Paths();

    /** Compares what both objects have. */
    void compare(Schema schema, JsonValue old, JsonValue changed) {
      Place before = Place.of(schema, old);
      Place after = Place.of(schema, changed);
      if (before != after) {
        compareAs(before, schema, old, changed);
      }
      compareAs(after, schema, old, changed);
    }

    private void compareAs(Place place, Schema schema, JsonValue old, JsonValue changed) {
      switch (place) {
        case MAP -> compareMaps(Place.map(schema), old, changed);
        case LIST -> compareLists(Place.list(schema), old, changed);
        case SCALAR -> compareLeaves(old, changed);
      }
    }

    private void compareLeaves(JsonValue old, JsonValue changed) {
      if (!old.equals(changed)) {
        modified.add();
      }
    }

    private void compareMaps(Schema.Members schema, JsonValue old, JsonValue changed) {
      JsonObject before = members(schema, old);
      JsonObject after = members(schema, changed);
      if (schema.atomic() || (before.isEmpty() && after.isEmpty())) {
        compareLeaves(old, changed); // of two empty ones too: null and {} are different
        return;
      }
      for (var member : before.members().entrySet()) {
        JsonValue value = member.getValue();
        JsonValue other = after.get(member.getKey());
        if (value != other) {
          String name = member.getKey();
          descend(new PathElement.Name(name), member(schema, name), value, other);
        }
      }
      for (var member : after.members().entrySet()) {
        if (!before.has(member.getKey())) {
          String name = member.getKey();
          descend(new PathElement.Name(name), member(schema, name), null, member.getValue());
        }
      }
    }

    private static JsonObject members(Schema.Members schema, @Nullable JsonValue value) {
      if (!(value instanceof JsonObject object)) {
        return JsonObject.EMPTY;
      }
      for (String name : schema.nullIfAbsent()) {
        object = object.has(name) ? object : object.with(name, JsonNull.NULL);
      }
      return object;
    }

    private static Schema member(Schema.Members schema, String name) {
      Schema member = schema.member(name);
      if (member == null) {
        throw new IllegalArgumentException("." + name + ": field not declared in schema");
      }
      return member;
    }

    private void descend(
        PathElement element, Schema schema, @Nullable JsonValue old, @Nullable JsonValue changed) {
      if (old == null || changed == null) {
        Paths below = new Paths();
        (old == null ? added : removed)
            .add(element, gather(schema, old == null ? changed : old, below));
        return;
      }
      Walk below = new Walk();
      below.compare(schema, old, changed);
      removed.add(element, below.removed);
      modified.add(element, below.modified);
      added.add(element, below.added);
    }

    /** All paths of what only one object has. */
    private static Paths gather(Schema schema, @Nullable JsonValue value, Paths at) {
      at.add();
      switch (Place.of(schema, value)) {
        case MAP -> gatherMembers(Place.map(schema), value, at);
        case LIST -> gatherItems(Place.list(schema), value, at);
        case SCALAR -> {}
      }
      return at;
    }

    private static void gatherMembers(Schema.Members schema, @Nullable JsonValue value, Paths at) {
      if (schema.atomic() || value == null) {
        return;
      }
      for (var member : members(schema, value).members().entrySet()) {
        String name = member.getKey();
        Paths below = gather(member(schema, name), member.getValue(), new Paths());
        at.add(new PathElement.Name(name), below);
      }
    }

    private static void gatherItems(Schema.Items schema, @Nullable JsonValue value, Paths at) {
      if (schema.atomic() || !(value instanceof JsonArray array)) {
        return;
      }
      byElement(schema, array)
          .forEach((element, items) -> {
            if (items.size() > 1) {
              at.add(element);
            } else {
              at.add(element, gather(schema.element(), items.getFirst(), new Paths()));
            }
          });
    }

    private void compareLists(Schema.Items schema, JsonValue old, JsonValue changed) {
      JsonArray before = old instanceof JsonArray a ? a : JsonArray.EMPTY;
      JsonArray after = changed instanceof JsonArray a ? a : JsonArray.EMPTY;
      if (schema.atomic() || (before.size() == 0 && after.size() == 0)) {
        compareLeaves(old, changed);
        return;
      }
      Map<PathElement, List<JsonValue>> itemsBefore = byElement(schema, before);
      Map<PathElement, List<JsonValue>> itemsAfter = byElement(schema, after);
      itemsBefore.forEach((element, items) ->
          compareItems(schema, element, items, itemsAfter.getOrDefault(element, List.of())));
      itemsAfter.forEach((element, items) -> {
        if (!itemsBefore.containsKey(element)) {
          compareItems(schema, element, List.of(), items);
        }
      });
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
