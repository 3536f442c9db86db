package dev.fairlead.apiserver.kind;

import static dev.fairlead.apiserver.kind.Workloads.STATUS;
import static dev.fairlead.apiserver.kind.Workloads.nonNegative;
import static java.util.Objects.requireNonNullElse;

import dev.fairlead.apiserver.validation.FieldErrors;
import dev.fairlead.model.autoscaling.v2.HPAScalingPolicy;
import dev.fairlead.model.autoscaling.v2.HPAScalingRules;
import dev.fairlead.model.autoscaling.v2.HorizontalPodAutoscaler;
import dev.fairlead.model.autoscaling.v2.HorizontalPodAutoscalerBehavior;
import dev.fairlead.model.autoscaling.v2.HorizontalPodAutoscalerSpec;
import dev.fairlead.model.autoscaling.v2.HorizontalPodAutoscalerStatus;
import dev.fairlead.model.autoscaling.v2.MetricSpec;
import dev.fairlead.model.tree.JsonValue;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * HorizontalPodAutoscalers, kept as autoscaling/v2. {@link AutoscalerVersions} makes them v1 and
 * back; {@link AutoscalerRules} has the rules of specs, {@link AutoscalerTargets} their cell.
 */
final class HorizontalPodAutoscalers extends Kind<HorizontalPodAutoscaler> {
  /** Percent; Go: autoscaling.DefaultCPUUtilization. */
  static final int CPU_UTILIZATION = 80;

  /** Go: defaults.go of autoscaling/v2; seconds. */
  private static final int POLICY_PERIOD = 15;

  private static final HPAScalingRules UP =
      HPAScalingRules.of(r ->
          r.stabilizationWindowSeconds(0)
              .selectPolicy("Max")
              .policy(p -> p.type("Pods").value(4).periodSeconds(POLICY_PERIOD))
              .policy(p -> p.type("Percent").value(100).periodSeconds(POLICY_PERIOD)));
  private static final HPAScalingRules DOWN =
      HPAScalingRules.of(r ->
          r.selectPolicy("Max")
              .policy(p -> p.type("Percent").value(100).periodSeconds(POLICY_PERIOD)));

  HorizontalPodAutoscalers() {
    super(HorizontalPodAutoscaler.TYPE);
  }

  @Override
  public HorizontalPodAutoscaler defaults(HorizontalPodAutoscaler autoscaler) {
    HorizontalPodAutoscalerSpec spec = autoscaler.spec();
    HorizontalPodAutoscalerBehavior behavior = spec.behavior();
    List<MetricSpec> metrics = spec.metrics().isEmpty() ? List.of(cpu()) : spec.metrics();
    return AutoscalerVersions.withoutRoundTrip(autoscaler)
        .with(a ->
            a.spec(s ->
                s.minReplicas(requireNonNullElse(spec.minReplicas(), 1))
                    .metrics(metrics)
                    .behavior(
                        behavior == null
                            ? null
                            : behavior.with(b ->
                                b.scaleUp(merged(behavior.scaleUp(), UP))
                                    .scaleDown(merged(behavior.scaleDown(), DOWN))))));
  }

  static MetricSpec cpu() {
    return MetricSpec.of(m ->
        m.type("Resource")
            .resource(r ->
                r.name("cpu")
                    .target(t -> t.type("Utilization").averageUtilization(CPU_UTILIZATION))));
  }

  private static HPAScalingRules merged(@Nullable HPAScalingRules rules, HPAScalingRules start) {
    if (rules == null) {
      return start;
    }
    List<HPAScalingPolicy> policies =
        rules.policies().isEmpty() ? start.policies() : rules.policies();
    Integer window =
        rules.stabilizationWindowSeconds() == null
            ? start.stabilizationWindowSeconds()
            : rules.stabilizationWindowSeconds();
    return rules.with(r ->
        r.selectPolicy(requireNonNullElse(rules.selectPolicy(), "Max"))
            .stabilizationWindowSeconds(window)
            .policies(policies));
  }

  @Override
  public HorizontalPodAutoscaler beforeCreate(HorizontalPodAutoscaler autoscaler) {
    return autoscaler.with(a -> a.status(HorizontalPodAutoscalerStatus.TYPE.empty()));
  }

  @Override
  public HorizontalPodAutoscaler beforeUpdate(
      HorizontalPodAutoscaler autoscaler, HorizontalPodAutoscaler old) {
    return autoscaler.with(a -> a.status(old.status()));
  }

  @Override
  public void validate(HorizontalPodAutoscaler autoscaler, FieldErrors errors) {
    AutoscalerRules.validate(autoscaler.spec(), null, errors);
  }

  @Override
  public void validateUpdate(
      HorizontalPodAutoscaler autoscaler, HorizontalPodAutoscaler old, FieldErrors errors) {
    AutoscalerRules.validate(autoscaler.spec(), old.spec(), errors);
  }

  @Override
  public boolean hasGeneration() {
    return true;
  }

  @Override
  public HorizontalPodAutoscaler beforeStatusUpdate(
      HorizontalPodAutoscaler autoscaler, HorizontalPodAutoscaler old) {
    return autoscaler.with(a -> a.spec(old.spec()));
  }

  @Override
  public void validateStatusUpdate(
      HorizontalPodAutoscaler autoscaler, HorizontalPodAutoscaler old, FieldErrors errors) {
    HorizontalPodAutoscalerStatus status = autoscaler.status();
    for (int i = 0; i < status.conditions().size(); i++) {
      nonNegative(
          status.conditions().get(i).observedGeneration(),
          STATUS.child("conditions").index(i).child("observedGeneration"),
          errors);
    }
    nonNegative(status.currentReplicas(), STATUS.child("currentReplicas"), errors);
    nonNegative(status.desiredReplicas(), STATUS.child("desiredReplicas"), errors);
  }

  @Override
  public List<JsonValue> cells(HorizontalPodAutoscaler autoscaler, Instant now) {
    HorizontalPodAutoscalerSpec spec = autoscaler.spec();
    return Row.of(autoscaler.metadata(), now)
        .text(spec.scaleTargetRef().kind() + "/" + spec.scaleTargetRef().name())
        .text(AutoscalerTargets.cell(spec.metrics(), autoscaler.status().currentMetrics()))
        .text(spec.minReplicas() == null ? Row.UNSET : spec.minReplicas().toString())
        .number(spec.maxReplicas())
        .number(autoscaler.status().currentReplicas())
        .age(autoscaler.metadata())
        .cells();
  }
}
