package dev.fairlead.schema;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * The schema of one object type.
 *
 * @param name the OpenAPI name, such as io.k8s.api.core.v1.PodSpec
 * @param properties in the order in which Go declares and JSON prints them
 * @param kinds group, version and kind for a type at the root of documents; several for the few
 *     that every group serves
 * @param union whether JSON shows one of the properties in place of an object
 * @param beyondOpenApi whether OpenAPI leaves the type out, as it does those of webhooks and tables
 * @param atomic whether apply replaces objects of this type as a whole
 * @param json the raw schema, for what this record does not name
 */
public record ObjectSchema(
    String name,
    List<PropertySchema> properties,
    List<Kind> kinds,
    boolean union,
    boolean beyondOpenApi,
    boolean atomic,
    Map<String, Object> json) {

  /** Group (empty for core), version and kind. */
  public record Kind(String group, String version, String kind) {}

  /** The name after the last dot, such as PodSpec. */
  public String shortName() {
    return name.substring(name.lastIndexOf('.') + 1);
  }

  public Optional<PropertySchema> property(String property) {
    return properties.stream().filter(p -> p.name().equals(property)).findFirst();
  }

  static ObjectSchema read(String name, Object raw, boolean beyondOpenApi, GoFacts go) {
    Map<String, Object> json = JsonFacts.asObject(raw);
    Map<String, Object> properties = JsonFacts.object(json, "properties");
    List<PropertySchema> read = new ArrayList<>();
    for (String property : go.order(name, properties.keySet())) {
      boolean required = JsonFacts.list(json, "required").contains(property);
      read.add(
          PropertySchema.read(
              property,
              JsonFacts.asObject(properties.get(property)),
              required,
              go.isPointer(name, property),
              go.zeroText(name, property)));
    }
    List<Kind> kinds = new ArrayList<>();
    for (Object kind : JsonFacts.list(json, "x-kubernetes-group-version-kind")) {
      Map<String, Object> gvk = JsonFacts.asObject(kind);
      kinds.add(
          new Kind(
              JsonFacts.string(gvk, "group"),
              JsonFacts.string(gvk, "version"),
              JsonFacts.string(gvk, "kind")));
    }
    return new ObjectSchema(
        name,
        List.copyOf(read),
        List.copyOf(kinds),
        Boolean.TRUE.equals(json.get("x-fairlead-union")),
        beyondOpenApi,
        "atomic".equals(json.get("x-kubernetes-map-type")),
        json);
  }
}
