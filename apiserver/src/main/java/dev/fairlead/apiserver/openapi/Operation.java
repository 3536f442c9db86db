package dev.fairlead.apiserver.openapi;

import dev.fairlead.model.tree.JsonArray;
import dev.fairlead.model.tree.JsonObject;
import dev.fairlead.model.tree.JsonString;
import dev.fairlead.model.tree.JsonValue;
import dev.fairlead.schema.ObjectSchema;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * What one method does on one path.
 *
 * @param method in lower case
 * @param action the value of x-kubernetes-action, null for discovery
 * @param kind of the objects, null for discovery
 * @param body the schemas of the request's body by media type; empty if it has none
 * @param bodyRequired whether a request without body is refused
 * @param answers the schema of the answer's body by media type
 * @param codes of the answers that have such a body
 */
record Operation(
    String method,
    String tag,
    String id,
    String description,
    @Nullable String action,
    ObjectSchema.@Nullable Kind kind,
    List<Parameter> parameters,
    Map<String, JsonObject> body,
    boolean bodyRequired,
    Map<String, JsonObject> answers,
    List<Integer> codes) {

  private static final Map<Integer, String> WORDS =
      Map.of(200, "OK", 201, "Created", 202, "Accepted");
  static final String REFERENCE = "#/components/schemas/";

  static JsonObject reference(String schema) {
    return JsonObject.of("$ref", new JsonString(REFERENCE + schema));
  }

  static Map<String, JsonObject> content(List<String> mediaTypes, JsonObject schema) {
    Map<String, JsonObject> content = new LinkedHashMap<>();
    mediaTypes.forEach(mediaType -> content.put(mediaType, schema));
    return content;
  }

  /** A path's operations; parameters that all of them have stand once beside them. */
  static JsonObject path(List<Operation> operations) {
    List<Parameter> shared = new ArrayList<>(operations.getFirst().parameters());
    operations.forEach(operation -> shared.retainAll(operation.parameters()));
    JsonObject.Builder json = JsonObject.builder();
    operations.forEach(operation -> json.put(operation.method(), operation.toJson(shared)));
    if (!shared.isEmpty()) {
      json.put("parameters", list(shared));
    }
    return json.build();
  }

  private JsonObject toJson(Collection<Parameter> shared) {
    JsonObject.Builder json = JsonObject.builder();
    json.put("tags", JsonArray.of(new JsonString(tag)));
    json.put("description", description).put("operationId", id);
    List<Parameter> own = new ArrayList<>(parameters);
    own.removeAll(shared);
    if (!own.isEmpty()) {
      json.put("parameters", list(own));
    }
    if (!body.isEmpty()) {
      JsonObject.Builder request = JsonObject.builder().put("content", media(body));
      json.put("requestBody", (bodyRequired ? request.put("required", true) : request).build());
    }
    json.put("responses", responses());
    if (action != null) {
      json.put("x-kubernetes-action", action);
    }
    if (kind != null) {
      json.put(
          "x-kubernetes-group-version-kind",
          JsonObject.builder()
              .put("group", kind.group())
              .put("version", kind.version())
              .put("kind", kind.kind())
              .build());
    }
    return json.build();
  }

  private JsonObject responses() {
    JsonObject.Builder json = JsonObject.builder();
    for (int code : codes) {
      json.put(
          Integer.toString(code),
          JsonObject.builder()
              .put("description", WORDS.getOrDefault(code, ""))
              .put("content", media(answers))
              .build());
    }
    json.put("401", JsonObject.builder().put("description", "Unauthorized").build());
    return json.build();
  }

  private static JsonObject media(Map<String, JsonObject> schemas) {
    JsonObject.Builder json = JsonObject.builder();
    new TreeMap<>(schemas)
        .forEach((mediaType, schema) -> json.put(mediaType, JsonObject.of("schema", schema)));
    return json.build();
  }

  private static JsonArray list(List<Parameter> parameters) {
    return new JsonArray(
        parameters.stream()
            .sorted(Parameter.ORDER)
            .map((Parameter parameter) -> (JsonValue) parameter.toJson())
            .toList());
  }
}
