package dev.fairlead.apiserver.openapi;

import dev.fairlead.model.tree.JsonArray;
import dev.fairlead.model.tree.JsonBool;
import dev.fairlead.model.tree.JsonObject;
import dev.fairlead.model.tree.JsonString;
import dev.fairlead.model.tree.JsonValue;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The OpenAPI 2 document as protobuf, which is the only form that kubectl and client-go ask for.
 *
 * <p>Field numbers are those of {@code OpenAPIv2.proto} in github.com/google/gnostic-models v0.7.0.
 * Only what documents of {@link Swagger} contain is written.
 */
final class SwaggerProtobuf {
  /** What clients ask for; the answer is named with a dot in place of the @, as in Go. */
  static final String ACCEPTED = "com.github.proto-openapi.spec.v2@v1.0+protobuf";

  static final String MEDIA_TYPE = "application/com.github.proto-openapi.spec.v2.v1.0+protobuf";

  private static final Map<String, Integer> METHODS =
      Map.of("get", 2, "put", 3, "post", 4, "delete", 5, "options", 6, "head", 7, "patch", 8);

  /** The field of NonBodyParameter for a place of a parameter. */
  private static final Map<String, Integer> PLACES =
      Map.of("header", 1, "formData", 2, "query", 3, "path", 4);

  private SwaggerProtobuf() {}

  static byte[] of(JsonObject document) {
    ProtobufMessage out = new ProtobufMessage();
    out.text(1, document.string("swagger"));
    JsonObject info = object(document, "info");
    out.message(
        2, new ProtobufMessage().text(1, info.string("title")).text(2, info.string("version")));
    ProtobufMessage paths = new ProtobufMessage();
    object(document, "paths")
        .members()
        .forEach((path, item) -> paths.message(2, named(path, path((JsonObject) item))));
    out.message(8, paths);
    out.message(9, schemas(object(document, "definitions")));
    ProtobufMessage parameters = new ProtobufMessage();
    object(document, "parameters")
        .members()
        .forEach((name, json) -> parameters.message(1, named(name, parameter((JsonObject) json))));
    out.message(10, parameters);
    list(document, "security").forEach(needed -> out.message(12, security((JsonObject) needed)));
    ProtobufMessage definitions = new ProtobufMessage();
    object(document, "securityDefinitions")
        .members()
        .forEach((name, json) -> definitions.message(1, named(name, apiKey((JsonObject) json))));
    out.message(13, definitions);
    return out.bytes();
  }

  private static ProtobufMessage security(JsonObject needed) {
    ProtobufMessage out = new ProtobufMessage();
    needed.members().keySet().forEach(name -> out.message(1, named(name, new ProtobufMessage())));
    return out;
  }

  private static ProtobufMessage apiKey(JsonObject json) {
    ProtobufMessage key = new ProtobufMessage();
    key.text(1, json.string("type")).text(2, json.string("name")).text(3, json.string("in"));
    key.text(4, json.string("description"));
    return new ProtobufMessage().message(2, key);
  }

  private static ProtobufMessage path(JsonObject item) {
    ProtobufMessage out = new ProtobufMessage();
    item.members()
        .forEach((name, json) -> {
          Integer method = METHODS.get(name);
          if (method != null) {
            out.message(method, operation((JsonObject) json));
          }
        });
    list(item, "parameters").forEach(json -> out.message(9, parameterItem((JsonObject) json)));
    return out;
  }

  private static ProtobufMessage operation(JsonObject json) {
    ProtobufMessage out = new ProtobufMessage();
    texts(out, 1, json, "tags");
    out.text(3, json.string("description")).text(5, json.string("operationId"));
    texts(out, 6, json, "produces");
    texts(out, 7, json, "consumes");
    list(json, "parameters").forEach(one -> out.message(8, parameterItem((JsonObject) one)));
    ProtobufMessage responses = new ProtobufMessage();
    object(json, "responses")
        .members()
        .forEach((code, one) -> responses.message(1, named(code, response((JsonObject) one))));
    out.message(9, responses);
    texts(out, 10, json, "schemes");
    return extensions(out, 13, json);
  }

  private static ProtobufMessage response(JsonObject json) {
    ProtobufMessage out = new ProtobufMessage().text(1, json.string("description"));
    if (json.get("schema") instanceof JsonObject schema) {
      out.message(2, new ProtobufMessage().message(1, schema(schema)));
    }
    return new ProtobufMessage().message(1, out);
  }

  private static ProtobufMessage parameterItem(JsonObject json) {
    String reference = json.string("$ref");
    return reference == null
        ? new ProtobufMessage().message(1, parameter(json))
        : new ProtobufMessage().message(2, new ProtobufMessage().text(1, reference));
  }

  private static ProtobufMessage parameter(JsonObject json) {
    String place = json.string("in");
    ProtobufMessage out = new ProtobufMessage();
    if ("body".equals(place)) {
      out.text(1, json.string("description")).text(2, json.string("name")).text(3, place);
      out.flag(4, isTrue(json, "required")).message(5, schema(object(json, "schema")));
      return new ProtobufMessage().message(1, out);
    }
    int field = place == null ? 0 : PLACES.getOrDefault(place, 0);
    if (field == 0) {
      throw new IllegalArgumentException("a parameter in " + place + ": " + json);
    }
    // Those of a query may be empty in a form of their own, which moves the numbers that follow.
    int shift = "query".equals(place) || "formData".equals(place) ? 1 : 0;
    out.flag(1, isTrue(json, "required")).text(2, place).text(3, json.string("description"));
    out.text(4, json.string("name")).text(5 + shift, json.string("type"));
    out.text(6 + shift, json.string("format"));
    out.flag(19 + shift, isTrue(json, "uniqueItems"));
    return new ProtobufMessage().message(2, new ProtobufMessage().message(field, out));
  }

  private static ProtobufMessage schemas(JsonObject schemas) {
    ProtobufMessage out = new ProtobufMessage();
    schemas
        .members()
        .forEach((name, json) -> out.message(1, named(name, schema((JsonObject) json))));
    return out;
  }

  private static ProtobufMessage schema(JsonObject json) {
    ProtobufMessage out = new ProtobufMessage();
    out.text(1, json.string("$ref")).text(2, json.string("format"));
    out.text(4, json.string("description"));
    texts(out, 19, json, "required");
    list(json, "enum").forEach(value -> out.message(20, any(value)));
    switch (json.get("additionalProperties")) {
      case JsonObject values -> out.message(21, new ProtobufMessage().message(1, schema(values)));
      case JsonBool allowed -> out.message(21, new ProtobufMessage().flag(2, allowed.value()));
      case null, default -> {}
    }
    String type = json.string("type");
    if (type != null) {
      out.message(22, new ProtobufMessage().text(1, type));
    }
    if (json.get("items") instanceof JsonObject items) {
      out.message(23, new ProtobufMessage().message(1, schema(items)));
    }
    if (json.get("properties") instanceof JsonObject properties) {
      out.message(25, schemas(properties));
    }
    return extensions(out, 31, json);
  }

  private static ProtobufMessage extensions(ProtobufMessage out, int field, JsonObject json) {
    json.members()
        .forEach((name, value) -> {
          if (name.startsWith("x-")) {
            out.message(field, named(name, any(value)));
          }
        });
    return out;
  }

  /** Any value is YAML text, of which JSON is a part. */
  private static ProtobufMessage any(JsonValue value) {
    return new ProtobufMessage().text(2, value.toString());
  }

  private static ProtobufMessage named(String name, ProtobufMessage value) {
    return new ProtobufMessage().text(1, name).message(2, value);
  }

  private static void texts(ProtobufMessage out, int field, JsonObject json, String name) {
    list(json, name).forEach(text -> out.text(field, ((JsonString) text).value()));
  }

  private static boolean isTrue(JsonObject json, String name) {
    return json.get(name) instanceof JsonBool flag && flag.value();
  }

  private static List<JsonValue> list(JsonObject json, String name) {
    @Nullable JsonValue list = json.get(name);
    return list instanceof JsonArray array ? array.items() : List.of();
  }

  private static JsonObject object(JsonObject json, String name) {
    return json.get(name) instanceof JsonObject object ? object : JsonObject.EMPTY;
  }
}
