package dev.fairlead.apiserver.openapi;

import dev.fairlead.model.tree.JsonArray;
import dev.fairlead.model.tree.JsonObject;
import dev.fairlead.model.tree.JsonValue;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/**
 * A schema as it is published: its members in the order of kube-apiserver's, as people read it too,
 * and without those that only Fairlead knows.
 */
final class PublishedSchema {
  /** Go: kube-openapi, SchemaProps. What isn't here, extensions and {@code $ref}, comes after. */
  private static final List<String> ORDER =
      List.of(
          "description",
          "type",
          "nullable",
          "format",
          "title",
          "default",
          "maximum",
          "exclusiveMaximum",
          "minimum",
          "exclusiveMinimum",
          "maxLength",
          "minLength",
          "pattern",
          "maxItems",
          "minItems",
          "uniqueItems",
          "multipleOf",
          "enum",
          "maxProperties",
          "minProperties",
          "required",
          "items",
          "allOf",
          "oneOf",
          "anyOf",
          "not",
          "properties",
          "additionalProperties");

  private PublishedSchema() {}

  static JsonObject of(JsonObject schema) {
    Set<String> names = new LinkedHashSet<>(ORDER);
    names.retainAll(schema.members().keySet());
    names.addAll(schema.members().keySet());
    JsonObject.Builder json = JsonObject.builder();
    for (String name : names) {
      JsonValue value = schema.get(name);
      if (value != null && !name.startsWith("x-protobuf") && !name.startsWith("x-fairlead")) {
        json.put(name, member(name, value));
      }
    }
    return json.build();
  }

  private static JsonValue member(String name, JsonValue value) {
    return switch (name) {
      case "items", "not", "additionalProperties" -> schema(value);
      case "allOf", "oneOf", "anyOf" -> {
        List<JsonValue> schemas = new ArrayList<>();
        ((JsonArray) value).items().forEach(each -> schemas.add(schema(each)));
        yield new JsonArray(schemas);
      }
      case "properties" -> {
        JsonObject.Builder properties = JsonObject.builder();
        ((JsonObject) value)
            .members()
            .forEach((property, each) -> properties.put(property, schema(each)));
        yield properties.build();
      }
      default -> value;
    };
  }

  /** {@code additionalProperties} may be a boolean. */
  private static JsonValue schema(JsonValue value) {
    return value instanceof JsonObject object ? of(object) : value;
  }
}
