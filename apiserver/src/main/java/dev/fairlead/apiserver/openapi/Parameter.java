package dev.fairlead.apiserver.openapi;

import dev.fairlead.model.tree.JsonObject;
import dev.fairlead.schema.ObjectSchema;
import dev.fairlead.schema.PropertySchema;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/**
 * One parameter of an operation.
 *
 * @param place path or query
 * @param type string, boolean or integer
 */
record Parameter(String name, String place, String type, String description) {
  static final Comparator<Parameter> ORDER =
      Comparator.comparing(Parameter::name).thenComparing(Parameter::place);

  private static final List<String> BOOLEANS =
      List.of(
          "allowWatchBookmarks",
          "force",
          "ignoreStoreReadErrorWithClusterBreakingPotential",
          "orphanDependents",
          "sendInitialEvents",
          "watch");
  private static final List<String> INTEGERS =
      List.of("gracePeriodSeconds", "limit", "timeoutSeconds");

  /** Parameters that many operations have; their types follow from their names. */
  static List<Parameter> ofQuery(Descriptions texts, String... names) {
    List<Parameter> parameters = new ArrayList<>();
    for (String name : names) {
      String type =
          BOOLEANS.contains(name) ? "boolean" : INTEGERS.contains(name) ? "integer" : "string";
      parameters.add(new Parameter(name, "query", type, texts.parameter("", name)));
    }
    return parameters;
  }

  /** One parameter a plain property of an options type, such as PodExecOptions. */
  static List<Parameter> ofOptions(Descriptions texts, ObjectSchema options) {
    List<Parameter> parameters = new ArrayList<>();
    for (PropertySchema property : options.properties()) {
      PropertySchema.Value value =
          property.value() instanceof PropertySchema.Value.ListOf list
              ? list.element()
              : property.value();
      boolean isOption = !property.name().equals("apiVersion") && !property.name().equals("kind");
      if (isOption && value instanceof PropertySchema.Value.Scalar scalar) {
        String text = texts.parameter(options.shortName(), property.name());
        parameters.add(new Parameter(property.name(), "query", scalar.type(), text));
      }
    }
    return parameters;
  }

  static Parameter ofPath(String name, String description) {
    return new Parameter(name, "path", "string", description);
  }

  JsonObject toJson() {
    JsonObject.Builder json = JsonObject.builder().put("name", name).put("in", place);
    if (!description.isEmpty()) {
      json.put("description", description);
    }
    if (place.equals("path")) {
      json.put("required", true);
    }
    return json.put(
            "schema", JsonObject.builder().put("type", type).put("uniqueItems", true).build())
        .build();
  }
}
