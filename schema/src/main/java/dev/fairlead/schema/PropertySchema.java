package dev.fairlead.schema;

import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * One property of an object schema.
 *
 * @param required whether the schema requires it
 * @param pointer whether Go's field is a pointer, so that absent and zero are different things
 * @param zeroText the JSON that Go prints for the zero value; empty where it prints nothing
 * @param protobufPath the field numbers that lead to it; empty without a protobuf form
 * @param listType atomic, set, map, or null
 * @param mapType atomic, granular, or null
 * @param patchStrategy merge, replace, retainKeys; empty where there is none
 * @param defaultJson the default as JSON text, or null
 */
public record PropertySchema(
    String name,
    Value value,
    boolean required,
    boolean pointer,
    String zeroText,
    List<Integer> protobufPath,
    @Nullable String listType,
    List<String> listMapKeys,
    @Nullable String mapType,
    List<String> patchStrategy,
    @Nullable String patchMergeKey,
    @Nullable String defaultJson) {

  /** What a property holds. */
  public sealed interface Value {
    /** Another schema, by its OpenAPI name. */
    record Reference(String schema) implements Value {}

    /** A JSON type (string, integer, number, boolean, object) and its format, empty if none. */
    record Scalar(String type, String format) implements Value {}

    record ListOf(Value element) implements Value {}

    record MapOf(Value value) implements Value {}
  }

  private static final String REFERENCE_PREFIX = "#/components/schemas/";

  static PropertySchema read(
      String name, Map<String, Object> json, boolean required, boolean pointer, String zeroText) {
    String strategy = JsonFacts.string(json, "x-kubernetes-patch-strategy");
    Object defaultValue = json.get("default");
    return new PropertySchema(
        name,
        value(name, json),
        required,
        pointer,
        zeroText,
        JsonFacts.list(json, "x-protobuf-path").stream().map(n -> ((Number) n).intValue()).toList(),
        (String) json.get("x-kubernetes-list-type"),
        JsonFacts.list(json, "x-kubernetes-list-map-keys").stream()
            .map(String.class::cast)
            .toList(),
        (String) json.get("x-kubernetes-map-type"),
        strategy.isEmpty() ? List.of() : List.of(strategy.split(",")),
        (String) json.get("x-kubernetes-patch-merge-key"),
        defaultValue == null ? null : JsonFacts.print(defaultValue));
  }

  private static Value value(String name, Map<String, Object> json) {
    if (json.get("$ref") instanceof String reference) {
      return new Value.Reference(reference.substring(REFERENCE_PREFIX.length()));
    }
    if (json.get("allOf") instanceof List<?> all && all.size() == 1) {
      return value(name, JsonFacts.asObject(all.getFirst()));
    }
    if (json.get("items") instanceof Map<?, ?> items) {
      return new Value.ListOf(value(name, JsonFacts.asObject(items)));
    }
    if (json.get("additionalProperties") instanceof Map<?, ?> values) {
      return new Value.MapOf(value(name, JsonFacts.asObject(values)));
    }
    if (json.get("type") instanceof String type) {
      return new Value.Scalar(type, JsonFacts.string(json, "format"));
    }
    throw new IllegalStateException("property " + name + " has no form known here: " + json);
  }
}
