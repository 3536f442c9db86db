package dev.fairlead.apiserver.kind;

import static java.util.Objects.requireNonNullElse;

import dev.fairlead.model.autoscaling.v2.CrossVersionObjectReference;
import dev.fairlead.model.autoscaling.v2.HorizontalPodAutoscaler;
import dev.fairlead.model.autoscaling.v2.HorizontalPodAutoscalerBehavior;
import dev.fairlead.model.autoscaling.v2.HorizontalPodAutoscalerCondition;
import dev.fairlead.model.autoscaling.v2.MetricSpec;
import dev.fairlead.model.autoscaling.v2.MetricStatus;
import dev.fairlead.model.codec.Codec;
import dev.fairlead.model.codec.DecodeException;
import dev.fairlead.model.meta.v1.ObjectMeta;
import dev.fairlead.model.tree.JsonArray;
import dev.fairlead.model.tree.JsonNull;
import dev.fairlead.model.tree.JsonObject;
import dev.fairlead.model.tree.JsonValue;
import dev.fairlead.model.type.Type;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Autoscalers as autoscaling/v1, which knows one metric: CPU. Whatever else a v2 object has travels
 * in annotations, so that it comes back whole.
 */
public final class AutoscalerVersions {
  private static final String PREFIX = "autoscaling.alpha.kubernetes.io/";
  private static final String METRICS = PREFIX + "metrics";
  private static final String BEHAVIOR = PREFIX + "behavior";
  private static final String CURRENT_METRICS = PREFIX + "current-metrics";
  private static final String CONDITIONS = PREFIX + "conditions";
  private static final List<String> ROUND_TRIP =
      List.of(
          METRICS,
          BEHAVIOR,
          PREFIX + "scale-down-tolerance",
          PREFIX + "scale-up-tolerance",
          CURRENT_METRICS,
          CONDITIONS);

  private AutoscalerVersions() {}

  /** The v2 object without the annotations that only v1 objects have. */
  static HorizontalPodAutoscaler withoutRoundTrip(HorizontalPodAutoscaler autoscaler) {
    Map<String, String> annotations = withoutRoundTrip(autoscaler.metadata().annotations());
    return annotations.size() == autoscaler.metadata().annotations().size()
        ? autoscaler
        : autoscaler.with(a -> a.metadata(m -> m.annotations(annotations)));
  }

  private static Map<String, String> withoutRoundTrip(Map<String, String> annotations) {
    Map<String, String> kept = new LinkedHashMap<>(annotations);
    ROUND_TRIP.forEach(kept::remove);
    return kept;
  }

  // --- to v1 ---

  /** The object as v1. */
  public static dev.fairlead.model.autoscaling.v1.HorizontalPodAutoscaler toV1(
      HorizontalPodAutoscaler autoscaler) {
    List<MetricSpec> metrics = autoscaler.spec().metrics();
    Optional<MetricSpec> cpu =
        metrics.stream().filter(AutoscalerVersions::isCpuUtilization).findFirst();
    CrossVersionObjectReference target = autoscaler.spec().scaleTargetRef();
    ObjectMeta metadata =
        autoscaler.metadata().with(m -> m.annotations(annotationsForV1(autoscaler)));
    return dev.fairlead.model.autoscaling.v1.HorizontalPodAutoscaler.of(a ->
        a.metadata(metadata)
            .spec(s ->
                s.scaleTargetRef(r ->
                        r.kind(target.kind()).name(target.name()).apiVersion(target.apiVersion()))
                    .minReplicas(autoscaler.spec().minReplicas())
                    .maxReplicas(autoscaler.spec().maxReplicas())
                    .targetCPUUtilizationPercentage(
                        cpu.map(AutoscalerVersions::utilization).orElse(null)))
            .status(s ->
                s.observedGeneration(autoscaler.status().observedGeneration())
                    .lastScaleTime(autoscaler.status().lastScaleTime())
                    .currentReplicas(autoscaler.status().currentReplicas())
                    .desiredReplicas(autoscaler.status().desiredReplicas())
                    .currentCPUUtilizationPercentage(
                        currentCpu(autoscaler.status().currentMetrics()))));
  }

  private static boolean isCpuUtilization(MetricSpec metric) {
    return metric.type().equals("Resource")
        && metric.resource() != null
        && metric.resource().name().equals("cpu")
        && utilization(metric) != null;
  }

  private static @Nullable Integer utilization(MetricSpec metric) {
    return metric.resource() == null ? null : metric.resource().target().averageUtilization();
  }

  /** Of several, the last counts; so does Kubernetes. */
  private static @Nullable Integer currentCpu(List<MetricStatus> metrics) {
    Integer current = null;
    for (MetricStatus metric : metrics) {
      if (metric.type().equals("Resource")
          && metric.resource() != null
          && metric.resource().name().equals("cpu")
          && metric.resource().current().averageUtilization() != null) {
        current = metric.resource().current().averageUtilization();
      }
    }
    return current;
  }

  private static Map<String, String> annotationsForV1(HorizontalPodAutoscaler autoscaler) {
    Map<String, String> annotations = withoutRoundTrip(autoscaler.metadata().annotations());
    List<JsonValue> metrics =
        autoscaler.spec().metrics().stream()
            .filter(metric -> !isCpuUtilization(metric))
            .<JsonValue>map(metric -> AutoscalerMetrics.toV1((JsonObject) Codec.toTree(metric)))
            .toList();
    put(METRICS, metrics, annotations);
    List<JsonValue> statuses =
        autoscaler.status().currentMetrics().stream()
            .<JsonValue>map(metric -> AutoscalerMetrics.toV1((JsonObject) Codec.toTree(metric)))
            .toList();
    put(CURRENT_METRICS, statuses, annotations);
    HorizontalPodAutoscalerBehavior behavior = autoscaler.spec().behavior();
    if (behavior != null) {
      annotations.put(BEHAVIOR, AutoscalerMetrics.behaviorToGo(behavior).toString());
    }
    List<JsonValue> conditions =
        autoscaler.status().conditions().stream().map(AutoscalerVersions::conditionToV1).toList();
    put(CONDITIONS, conditions, annotations);
    return annotations;
  }

  private static void put(String key, List<JsonValue> values, Map<String, String> annotations) {
    if (!values.isEmpty()) {
      annotations.put(key, new JsonArray(values).toString());
    }
  }

  /** Go always writes the time. */
  private static JsonValue conditionToV1(HorizontalPodAutoscalerCondition condition) {
    JsonObject tree = (JsonObject) Codec.toTree(condition);
    JsonObject.Builder whole = JsonObject.builder();
    for (String name : List.of("type", "status")) {
      whole.put(name, requireNonNullElse(tree.get(name), JsonNull.NULL));
    }
    whole.put(
        "lastTransitionTime",
        requireNonNullElse(tree.get("lastTransitionTime"), JsonNull.NULL));
    return whole.putAll(tree.without("type").without("status")).build();
  }

  // --- from v1 ---

  /** The v1 object as v2; annotations that can't be read are dropped like the others. */
  public static HorizontalPodAutoscaler fromV1(
      dev.fairlead.model.autoscaling.v1.HorizontalPodAutoscaler autoscaler) {
    var spec = autoscaler.spec();
    var status = autoscaler.status();
    Map<String, String> annotations = autoscaler.metadata().annotations();
    List<MetricStatus> current =
        read(annotations.get(CURRENT_METRICS), MetricStatus.TYPE, true)
            .orElseGet(() -> currentCpu(status.currentCPUUtilizationPercentage()));
    return HorizontalPodAutoscaler.of(a ->
        a.metadata(
                autoscaler.metadata().with(m -> m.annotations(withoutRoundTrip(annotations))))
            .spec(s ->
                s.scaleTargetRef(r ->
                        r.kind(spec.scaleTargetRef().kind())
                            .name(spec.scaleTargetRef().name())
                            .apiVersion(spec.scaleTargetRef().apiVersion()))
                    .minReplicas(requireNonNullElse(spec.minReplicas(), 1))
                    .maxReplicas(spec.maxReplicas())
                    .metrics(metrics(annotations, spec.targetCPUUtilizationPercentage()))
                    .behavior(behavior(annotations.get(BEHAVIOR))))
            .status(s ->
                s.observedGeneration(status.observedGeneration())
                    .lastScaleTime(status.lastScaleTime())
                    .currentReplicas(status.currentReplicas())
                    .desiredReplicas(status.desiredReplicas())
                    .currentMetrics(current)
                    .conditions(
                        read(
                                annotations.get(CONDITIONS),
                                HorizontalPodAutoscalerCondition.TYPE,
                                false)
                            .orElse(List.of()))));
  }

  private static List<MetricSpec> metrics(
      Map<String, String> annotations, @Nullable Integer utilization) {
    List<MetricSpec> metrics =
        new ArrayList<>(
            read(annotations.get(METRICS), MetricSpec.TYPE, true).orElse(List.of()));
    if (utilization != null) {
      metrics.add(
          HorizontalPodAutoscalers.cpu()
              .with(m -> m.resource(r -> r.target(t -> t.averageUtilization(utilization)))));
    }
    return metrics.isEmpty() ? List.of(HorizontalPodAutoscalers.cpu()) : metrics;
  }

  private static List<MetricStatus> currentCpu(@Nullable Integer utilization) {
    return utilization == null
        ? List.of()
        : List.of(
            MetricStatus.of(m ->
                m.type("Resource")
                    .resource(r ->
                        r.name("cpu").current(c -> c.averageUtilization(utilization)))));
  }

  private static @Nullable HorizontalPodAutoscalerBehavior behavior(@Nullable String text) {
    try {
      JsonValue tree = text == null ? JsonNull.NULL : Codec.json().decodeTree(text);
      HorizontalPodAutoscalerBehavior behavior =
          tree instanceof JsonObject object
              ? Codec.fromTree(
                  HorizontalPodAutoscalerBehavior.TYPE, AutoscalerMetrics.lowered(object))
              : HorizontalPodAutoscalerBehavior.TYPE.empty();
      return behavior.equals(HorizontalPodAutoscalerBehavior.TYPE.empty()) ? null : behavior;
    } catch (DecodeException e) {
      return null; // Kubernetes ignores what it can't read, as anybody may write annotations
    }
  }

  private static <T> Optional<List<T>> read(@Nullable String text, Type<T> type, boolean metrics) {
    if (text == null) {
      return Optional.empty();
    }
    try {
      List<T> values = new ArrayList<>();
      if (!(Codec.json().decodeTree(text) instanceof JsonArray array)) {
        return Optional.empty();
      }
      for (JsonValue item : array.items()) {
        JsonObject tree = item instanceof JsonObject object ? object : JsonObject.EMPTY;
        values.add(Codec.fromTree(type, metrics ? AutoscalerMetrics.fromV1(tree) : tree));
      }
      return Optional.of(values);
    } catch (DecodeException e) {
      return Optional.empty(); // Kubernetes ignores what it can't read
    }
  }
}
