package dev.fairlead.apiserver.kind;

import static java.util.Objects.requireNonNullElse;

import dev.fairlead.model.autoscaling.v2.HPAScalingRules;
import dev.fairlead.model.autoscaling.v2.HorizontalPodAutoscalerBehavior;
import dev.fairlead.model.codec.Codec;
import dev.fairlead.model.tree.JsonArray;
import dev.fairlead.model.tree.JsonNull;
import dev.fairlead.model.tree.JsonObject;
import dev.fairlead.model.tree.JsonString;
import dev.fairlead.model.tree.JsonValue;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Metrics of autoscaling/v2 in the shapes that autoscaling/v1 had for them, and back. */
final class AutoscalerMetrics {

  /**
   * One field of a v1 shape.
   *
   * @param name in v1
   * @param path in v2, of at most two steps
   * @param always whether v1 writes it when v2 has none: a quantity that isn't a pointer in Go
   */
  private record Moved(String name, List<String> path, boolean always) {
    static Moved of(String name, String... path) {
      return new Moved(name, List.of(path), false);
    }

    static Moved always(String name, String... path) {
      return new Moved(name, List.of(path), true);
    }
  }

  /** By the field of a metric; specs have a target, statuses a current value. */
  private static final Map<String, List<Moved>> SPECS =
      Map.of(
          "object",
          List.of(
              Moved.of("target", "describedObject"),
              Moved.of("metricName", "metric", "name"),
              Moved.always("targetValue", "target", "value"),
              Moved.of("selector", "metric", "selector"),
              Moved.of("averageValue", "target", "averageValue")),
          "pods",
          List.of(
              Moved.of("metricName", "metric", "name"),
              Moved.always("targetAverageValue", "target", "averageValue"),
              Moved.of("selector", "metric", "selector")),
          "resource",
          List.of(
              Moved.of("name", "name"),
              Moved.of("targetAverageUtilization", "target", "averageUtilization"),
              Moved.of("targetAverageValue", "target", "averageValue")),
          "containerResource",
          List.of(
              Moved.of("name", "name"),
              Moved.of("targetAverageUtilization", "target", "averageUtilization"),
              Moved.of("targetAverageValue", "target", "averageValue"),
              Moved.of("container", "container")),
          "external",
          List.of(
              Moved.of("metricName", "metric", "name"),
              Moved.of("metricSelector", "metric", "selector"),
              Moved.of("targetValue", "target", "value"),
              Moved.of("targetAverageValue", "target", "averageValue")));

  private static final Map<String, List<Moved>> STATUSES =
      Map.of(
          "object",
          List.of(
              Moved.of("target", "describedObject"),
              Moved.of("metricName", "metric", "name"),
              Moved.always("currentValue", "current", "value"),
              Moved.of("selector", "metric", "selector"),
              Moved.of("averageValue", "current", "averageValue")),
          "pods",
          List.of(
              Moved.of("metricName", "metric", "name"),
              Moved.always("currentAverageValue", "current", "averageValue"),
              Moved.of("selector", "metric", "selector")),
          "resource",
          List.of(
              Moved.of("name", "name"),
              Moved.of("currentAverageUtilization", "current", "averageUtilization"),
              Moved.always("currentAverageValue", "current", "averageValue")),
          "containerResource",
          List.of(
              Moved.of("name", "name"),
              Moved.of("currentAverageUtilization", "current", "averageUtilization"),
              Moved.always("currentAverageValue", "current", "averageValue"),
              Moved.of("container", "container")),
          "external",
          List.of(
              Moved.of("metricName", "metric", "name"),
              Moved.of("metricSelector", "metric", "selector"),
              Moved.always("currentValue", "current", "value"),
              Moved.of("currentAverageValue", "current", "averageValue")));

  /** The sources in the order of Go's type. */
  private static final List<String> SOURCES =
      List.of("object", "pods", "resource", "containerResource", "external");

  private AutoscalerMetrics() {}

  static JsonObject toV1(JsonObject metric) {
    JsonObject.Builder v1 = JsonObject.builder();
    v1.put("type", requireNonNullElse(metric.get("type"), new JsonString("")));
    for (String source : SOURCES) {
      if (metric.get(source) instanceof JsonObject value) {
        Map<String, List<Moved>> shapes = value.has("current") ? STATUSES : SPECS;
        v1.put(source, toV1(value, shapes.getOrDefault(source, List.of())));
      }
    }
    return v1.build();
  }

  private static JsonObject toV1(JsonObject source, List<Moved> shape) {
    JsonObject.Builder v1 = JsonObject.builder();
    for (Moved moved : shape) {
      JsonValue value = at(source, moved.path);
      if (value != null || moved.always) {
        v1.put(moved.name, requireNonNullElse(value, new JsonString("0")));
      }
    }
    return v1.build();
  }

  private static @Nullable JsonValue at(JsonObject tree, List<String> path) {
    JsonValue value = tree;
    for (String step : path) {
      value = value instanceof JsonObject object ? object.get(step) : null;
    }
    return value;
  }

  static JsonObject fromV1(JsonObject metric) {
    JsonObject.Builder v2 = JsonObject.builder();
    v2.put("type", requireNonNullElse(metric.get("type"), new JsonString("")));
    for (String source : SOURCES) {
      if (metric.get(source) instanceof JsonObject value) {
        v2.put(source, fromV1(source, value));
      }
    }
    return v2.build();
  }

  private static JsonObject fromV1(String source, JsonObject v1) {
    boolean isStatus = v1.members().keySet().stream().anyMatch(name -> name.startsWith("current"));
    List<Moved> shape = (isStatus ? STATUSES : SPECS).getOrDefault(source, List.of());
    JsonObject v2 = JsonObject.EMPTY;
    for (Moved moved : shape) {
      JsonValue value = v1.get(moved.name);
      if (value != null && !isUnsetTarget(source, moved, v1)) {
        v2 = with(v2, moved.path, value);
      }
    }
    return isStatus ? v2 : with(v2, List.of("target", "type"), new JsonString(targetType(source, v1)));
  }

  /** A v1 object metric with an average has a value of zero, which stands for none. */
  private static boolean isUnsetTarget(String source, Moved moved, JsonObject v1) {
    return source.equals("object")
        && moved.name.equals("targetValue")
        && v1.has("averageValue")
        && new JsonString("0").equals(v1.get("targetValue"));
  }

  private static String targetType(String source, JsonObject v1) {
    return switch (source) {
      case "object" -> v1.has("averageValue") ? "AverageValue" : "Value";
      case "external" -> v1.has("targetValue") ? "Value" : "AverageValue";
      case "pods" -> "AverageValue";
      default -> v1.has("targetAverageUtilization") ? "Utilization" : "AverageValue";
    };
  }

  private static JsonObject with(JsonObject tree, List<String> path, JsonValue value) {
    String first = path.getFirst();
    if (path.size() == 1) {
      return tree.with(first, value);
    }
    JsonObject below = tree.get(first) instanceof JsonObject object ? object : JsonObject.EMPTY;
    return tree.with(first, with(below, path.subList(1, path.size()), value));
  }

  // --- behavior: Kubernetes writes its internal type, whose fields have capitals ---

  static JsonObject behaviorToGo(HorizontalPodAutoscalerBehavior behavior) {
    return JsonObject.builder()
        .put("ScaleUp", rulesToGo(behavior.scaleUp()))
        .put("ScaleDown", rulesToGo(behavior.scaleDown()))
        .build();
  }

  private static JsonValue rulesToGo(@Nullable HPAScalingRules rules) {
    if (rules == null) {
      return JsonNull.NULL;
    }
    List<JsonValue> policies =
        rules.policies().stream()
            .map(policy ->
                (JsonValue)
                    JsonObject.builder()
                        .put("Type", policy.type())
                        .put("Value", policy.value())
                        .put("PeriodSeconds", policy.periodSeconds())
                        .build())
            .toList();
    return JsonObject.builder()
        .put("StabilizationWindowSeconds", JsonValue.of(rules.stabilizationWindowSeconds()))
        .put("SelectPolicy", JsonValue.of(rules.selectPolicy()))
        .put("Policies", policies.isEmpty() ? JsonNull.NULL : new JsonArray(policies))
        .put(
            "Tolerance",
            rules.tolerance() == null
                ? JsonNull.NULL
                : new JsonString(rules.tolerance().toString()))
        .build();
  }

  /** The tree with names that start small: Go reads names in any case. */
  static JsonValue lowered(JsonValue tree) {
    return switch (tree) {
      case JsonObject object -> {
        JsonObject.Builder lowered = JsonObject.builder();
        object
            .members()
            .forEach((name, value) ->
                lowered.put(
                    name.substring(0, Math.min(1, name.length())).toLowerCase(Locale.ROOT)
                        + name.substring(Math.min(1, name.length())),
                    lowered(value)));
        yield lowered.build();
      }
      case JsonArray array ->
          new JsonArray(array.items().stream().map(AutoscalerMetrics::lowered).toList());
      default -> tree;
    };
  }
}
