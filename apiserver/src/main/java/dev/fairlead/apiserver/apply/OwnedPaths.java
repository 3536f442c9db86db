package dev.fairlead.apiserver.apply;

import dev.fairlead.model.tree.JsonArray;
import dev.fairlead.model.tree.JsonNull;
import dev.fairlead.model.tree.JsonObject;
import dev.fairlead.model.tree.JsonValue;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/** The paths that an object mentions: what its applier owns. */
final class OwnedPaths {
  private OwnedPaths() {}

  static FieldSet of(Schema schema, JsonValue object) {
    Paths paths = new Paths();
    visit(schema, object, paths);
    return paths.set();
  }

  private static void visit(Schema schema, JsonValue value, Paths at) {
    switch (Place.of(schema, value)) {
      case SCALAR -> at.add();
      case LIST -> visitList(Place.list(schema), value, at);
      case MAP -> visitMap(Place.map(schema), value, at);
    }
  }

  private static void visitMap(Schema.Members schema, JsonValue value, Paths at) {
    if (schema.atomic()) {
      at.add();
      return;
    }
    if (!(value instanceof JsonObject object)) {
      return;
    }
    object
        .members()
        .forEach((name, member) -> {
          Schema memberSchema = schema.member(name);
          if (memberSchema == null) {
            throw new IllegalArgumentException("." + name + ": field not declared in schema");
          }
          Paths below = new Paths();
          visit(memberSchema, member, below);
          boolean empty = member instanceof JsonObject nested && nested.isEmpty();
          if (empty || member instanceof JsonNull || !schema.declares(name)) {
            below.add();
          }
          at.add(new PathElement.Name(name), below);
        });
  }

  private static void visitList(Schema.Items schema, JsonValue value, Paths at) {
    if (schema.atomic()) {
      at.add();
      return;
    }
    if (!(value instanceof JsonArray array)) {
      return;
    }
    List<PathElement> elements = new ArrayList<>(array.size());
    Set<PathElement> seen = HashSet.newHashSet(array.size());
    Set<PathElement> duplicates = new HashSet<>();
    for (JsonValue item : array.items()) {
      PathElement element = ListItems.element(schema, item);
      elements.add(element);
      if (!seen.add(element) && duplicates.add(element)) {
        at.add(element);
      }
    }
    for (int i = 0; i < array.size(); i++) {
      PathElement element = elements.get(i);
      if (!duplicates.contains(element)) {
        Paths below = new Paths();
        visit(schema.element(), array.get(i), below);
        below.add();
        at.add(element, below);
      }
    }
  }
}
