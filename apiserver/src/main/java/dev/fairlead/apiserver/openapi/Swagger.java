package dev.fairlead.apiserver.openapi;

import dev.fairlead.model.tree.JsonArray;
import dev.fairlead.model.tree.JsonObject;
import dev.fairlead.model.tree.JsonString;
import dev.fairlead.model.tree.JsonValue;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/**
 * The one OpenAPI 2 document, for clients older than Kubernetes 1.27: made of all the documents of
 * version 3, without defaults, which 2 never told.
 */
final class Swagger {
  private static final String KINDS = "x-kubernetes-group-version-kind";
  private static final String DEFINITIONS = "#/definitions/";
  private static final Set<String> METHODS =
      Set.of("get", "put", "post", "delete", "options", "head", "patch");

  private final Map<String, JsonValue> paths = new TreeMap<>();
  private final Map<String, JsonValue> definitions = new TreeMap<>();
  private final Map<String, JsonValue> shared = new TreeMap<>();

  private Swagger() {}

  static JsonObject of(Documents documents) {
    return new Swagger().all(documents);
  }

  private JsonObject all(Documents documents) {
    for (String name : documents.names()) {
      JsonObject document = documents.document(name);
      object(document, "paths").members().forEach((path, item) -> paths.put(path, path(item)));
      object(object(document, "components"), "schemas")
          .members()
          .forEach((schema, json) -> definitions.merge(schema, schema(json), Swagger::both));
    }
    return JsonObject.builder()
        .put("swagger", "2.0")
        .put("info", documents.info())
        .put("paths", JsonObject.copyOf(paths))
        .put("definitions", JsonObject.copyOf(definitions))
        .put("parameters", JsonObject.copyOf(shared))
        .put("securityDefinitions", Documents.security())
        .put("security", JsonArray.of(JsonObject.of("BearerToken", JsonArray.EMPTY)))
        .build();
  }

  /** Definitions of two documents differ at most in the kinds that they list. */
  private static JsonValue both(JsonValue before, JsonValue next) {
    Set<JsonValue> kinds = new LinkedHashSet<>();
    for (JsonValue definition : List.of(before, next)) {
      if (((JsonObject) definition).get(KINDS) instanceof JsonArray list) {
        kinds.addAll(list.items());
      }
    }
    return kinds.isEmpty()
        ? before
        : ((JsonObject) before).with(KINDS, new JsonArray(List.copyOf(kinds)));
  }

  private JsonValue path(JsonValue item) {
    JsonObject.Builder json = JsonObject.builder();
    ((JsonObject) item)
        .members()
        .forEach((name, member) ->
            json.put(
                name,
                METHODS.contains(name)
                    ? operation((JsonObject) member)
                    : new JsonArray(parameters((JsonArray) member))));
    return json.build();
  }

  private JsonObject operation(JsonObject operation) {
    List<JsonValue> parameters = new ArrayList<>();
    JsonArray consumes = JsonArray.of(new JsonString("*/*"));
    if (operation.get("requestBody") instanceof JsonObject body) {
      consumes = mediaTypes(object(body, "content"));
      parameters.add(body(body));
    }
    if (operation.get("parameters") instanceof JsonArray own) {
      parameters.addAll(parameters(own));
    }
    JsonObject ok = object(object(operation, "responses"), "200");
    JsonArray produces = mediaTypes(object(ok, "content"));
    if (!operation.has("x-kubernetes-action")) {
      consumes = produces; // discovery; it has no bodies, but that is what kube-apiserver says
    }
    JsonObject.Builder json = JsonObject.builder();
    json.put("description", text(operation, "description"));
    json.put("consumes", consumes).put("produces", produces);
    json.put("schemes", JsonArray.of(new JsonString("https")));
    json.put("tags", operation.members().getOrDefault("tags", JsonArray.EMPTY));
    json.put("operationId", text(operation, "operationId"));
    if (!parameters.isEmpty()) {
      json.put("parameters", new JsonArray(parameters));
    }
    json.put("responses", responses(object(operation, "responses")));
    operation
        .members()
        .forEach((name, member) -> {
          if (name.startsWith("x-")) {
            json.put(name, member);
          }
        });
    return json.build();
  }

  private static JsonObject body(JsonObject body) {
    JsonObject.Builder json = JsonObject.builder().put("name", "body").put("in", "body");
    if (body.has("required")) {
      json.put("required", true);
    }
    return json.put("schema", schemaOf(object(body, "content"))).build();
  }

  private static JsonObject responses(JsonObject responses) {
    JsonObject.Builder json = JsonObject.builder();
    responses
        .members()
        .forEach((code, response) -> {
          JsonObject from = (JsonObject) response;
          JsonObject.Builder to =
              JsonObject.builder().put("description", text(from, "description"));
          if (from.has("content")) {
            to.put("schema", schemaOf(object(from, "content")));
          }
          json.put(code, to.build());
        });
    return json.build();
  }

  /** References: thousands of operations have the same few parameters, with long descriptions. */
  private List<JsonValue> parameters(JsonArray parameters) {
    List<JsonValue> references = new ArrayList<>();
    for (JsonValue parameter : parameters.items()) {
      JsonObject from = (JsonObject) parameter;
      JsonObject flat = // what has a schema of its own in version 3 is flat here
          JsonObject.builder()
              .putAll(object(from, "schema"))
              .putAll(from.without("schema"))
              .build();
      String name = text(flat, "name");
      int number = 1;
      while (!flat.equals(shared.computeIfAbsent(name + "-" + number, absent -> flat))) {
        number++;
      }
      references.add(JsonObject.of("$ref", new JsonString("#/parameters/" + name + "-" + number)));
    }
    return references;
  }

  /** All media types of a content have the same schema. */
  private static JsonValue schemaOf(JsonObject content) {
    JsonObject first = (JsonObject) content.members().values().iterator().next();
    return schema(object(first, "schema"));
  }

  private static JsonArray mediaTypes(JsonObject content) {
    List<JsonValue> types = new ArrayList<>();
    content.members().keySet().forEach(type -> types.add(new JsonString(type)));
    return new JsonArray(types);
  }

  private static JsonValue schema(JsonValue value) {
    return switch (value) {
      case JsonObject object -> {
        JsonObject.Builder json = JsonObject.builder();
        object.members().forEach((name, member) -> put(json, name, member));
        yield json.build();
      }
      case JsonArray array -> new JsonArray(array.items().stream().map(Swagger::schema).toList());
      default -> value;
    };
  }

  private static void put(JsonObject.Builder json, String name, JsonValue member) {
    switch (name) {
      case "default" -> {} // version 2 of kube-apiserver has none
      case "$ref" -> json.put(name, reference(member));
      case "allOf" ->
          ((JsonArray) member).items().forEach(o -> json.putAll((JsonObject) schema(o)));
      case "oneOf" -> json.put("type", "string"); // quantities and ports: text is always right
      case "properties" -> {
        JsonObject.Builder properties = JsonObject.builder();
        ((JsonObject) member).members().forEach((p, s) -> properties.put(p, schema(s)));
        json.put(name, properties.build());
      }
      default -> json.put(name, schema(member));
    }
  }

  private static JsonString reference(JsonValue reference) {
    String text = ((JsonString) reference).value();
    return new JsonString(DEFINITIONS + text.substring(Operation.REFERENCE.length()));
  }

  private static JsonObject object(JsonObject from, String name) {
    return from.get(name) instanceof JsonObject object ? object : JsonObject.EMPTY;
  }

  private static String text(JsonObject from, String name) {
    String text = from.string(name);
    return text == null ? "" : text;
  }
}
