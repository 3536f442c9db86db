package dev.fairlead.apiserver.openapi;

import dev.fairlead.model.codec.Codec;
import dev.fairlead.model.codec.Decoding;
import dev.fairlead.model.tree.JsonObject;
import dev.fairlead.model.tree.JsonString;
import dev.fairlead.model.tree.JsonValue;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import org.jspecify.annotations.Nullable;

/**
 * The sentences that explain kinds, fields and parameters, and the values that a field may have.
 * They are no part of the schemas, because only OpenAPI needs them: 0.8 MB that are read when the
 * first document is made.
 */
final class Descriptions {
  private static final String FILE = "descriptions.json";

  private final JsonObject parameters;
  private final JsonObject schemas;

  private Descriptions(JsonObject file) {
    this.parameters = object(file.get("parameters"));
    this.schemas = object(file.get("schemas"));
  }

  static Descriptions load() {
    try (InputStream in = Descriptions.class.getResourceAsStream(FILE)) {
      if (in == null) {
        throw new IllegalStateException(FILE + " is missing beside " + Descriptions.class);
      }
      return new Descriptions(object(Codec.json().decodeTree(in, Decoding.DEFAULT)));
    } catch (IOException e) {
      throw new UncheckedIOException("reading " + FILE, e);
    }
  }

  /**
   * What a parameter means; empty where nothing is known.
   *
   * @param options the options type whose field it is, or patch; empty for what most have alike
   */
  String parameter(String options, String name) {
    String own = object(parameters.get(options)).string(name);
    return own == null ? "" : own;
  }

  /** The schema with its descriptions and enumerations. */
  JsonObject describe(String name, JsonObject schema) {
    return (JsonObject) merged(schema, schemas.get(name));
  }

  /** What is described has the shape of the schema; a text stands for an object of it alone. */
  private static JsonValue merged(@Nullable JsonValue schema, @Nullable JsonValue texts) {
    if (texts == null) {
      return schema == null ? JsonObject.EMPTY : schema;
    }
    JsonObject.Builder json = JsonObject.builder();
    JsonObject shape = object(schema);
    switch (texts) {
      case JsonString text -> json.put("description", text).putAll(shape);
      case JsonObject parts -> {
        if (parts.get("description") instanceof JsonString text) {
          json.put("description", text);
        }
        json.putAll(shape);
        parts
            .members()
            .forEach((name, part) ->
                json.put(
                    name,
                    part instanceof JsonObject inner
                        ? nested(name, shape, inner)
                        : value(name, shape, part)));
      }
      default -> throw new IllegalStateException("no description has the form " + texts);
    }
    return json.build();
  }

  private static JsonValue nested(String name, JsonObject shape, JsonObject part) {
    if (!name.equals("properties")) {
      return merged(shape.get(name), part);
    }
    JsonObject properties = object(shape.get(name));
    JsonObject.Builder json = JsonObject.builder().putAll(properties);
    part.members()
        .forEach((property, texts) -> json.put(property, merged(properties.get(property), texts)));
    return json.build();
  }

  /** Items of a list may have a text alone; enumerations and descriptions are taken as they are. */
  private static JsonValue value(String name, JsonObject shape, JsonValue part) {
    boolean inner = name.equals("items") || name.equals("additionalProperties");
    return inner ? merged(shape.get(name), part) : part;
  }

  private static JsonObject object(@Nullable JsonValue value) {
    return value instanceof JsonObject object ? object : JsonObject.EMPTY;
  }
}
