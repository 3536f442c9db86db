package dev.fairlead.apiserver.apply;

import dev.fairlead.apiserver.apply.FieldSet.Node;
import dev.fairlead.model.tree.JsonArray;
import dev.fairlead.model.tree.JsonNull;
import dev.fairlead.model.tree.JsonObject;
import dev.fairlead.model.tree.JsonValue;
import java.util.ArrayList;
import java.util.List;

/** Takes members and items out of an object. A container that is left with nothing is null. */
final class Removal {
  private Removal() {}

  static JsonValue of(Schema schema, JsonValue value, FieldSet paths) {
    return switch (Place.of(schema, value)) {
      case SCALAR -> value;
      case LIST -> ofList(Place.list(schema), value, paths);
      case MAP -> ofMap(Place.map(schema), value, paths);
    };
  }

  private static JsonValue ofMap(Schema.Members schema, JsonValue value, FieldSet paths) {
    if (schema.atomic() || !(value instanceof JsonObject object)) {
      return JsonNull.NULL;
    }
    JsonObject.Builder out = JsonObject.builder();
    object
        .members()
        .forEach((name, member) -> {
          Node node = paths.node(new PathElement.Name(name));
          if (node == null) {
            out.put(name, member);
          } else if (!node.member()) {
            Schema memberSchema = schema.member(name);
            out.put(
                name, memberSchema == null ? member : of(memberSchema, member, node.children()));
          }
        });
    JsonObject left = out.build();
    return left.isEmpty() ? JsonNull.NULL : left;
  }

  private static JsonValue ofList(Schema.Items schema, JsonValue value, FieldSet paths) {
    if (schema.atomic() || !(value instanceof JsonArray array)) {
      return JsonNull.NULL;
    }
    List<JsonValue> out = new ArrayList<>(array.size());
    for (JsonValue item : array.items()) {
      Node node = paths.node(ListItems.element(schema, item));
      if (node == null) {
        out.add(item);
      } else if (!node.member()) {
        out.add(of(schema.element(), item, node.children()));
      }
    }
    return out.isEmpty() ? JsonNull.NULL : new JsonArray(out);
  }
}
