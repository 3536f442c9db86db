package dev.fairlead.apiserver.kind;

import static dev.fairlead.apiserver.kind.Workloads.SPEC;
import static java.util.Objects.requireNonNullElse;

import dev.fairlead.apiserver.validation.FieldErrors;
import dev.fairlead.apiserver.validation.Names;
import dev.fairlead.apiserver.validation.Path;
import dev.fairlead.model.autoscaling.v2.CrossVersionObjectReference;
import dev.fairlead.model.autoscaling.v2.HPAScalingPolicy;
import dev.fairlead.model.autoscaling.v2.HPAScalingRules;
import dev.fairlead.model.autoscaling.v2.HorizontalPodAutoscalerSpec;
import dev.fairlead.model.autoscaling.v2.MetricSpec;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What is wrong with the spec of an autoscaler; single metrics are in {@link MetricRules}. */
final class AutoscalerRules {
  private static final List<String> SELECT_POLICIES = List.of("Disabled", "Max", "Min");
  private static final List<String> POLICY_TYPES = List.of("Percent", "Pods");

  /** Seconds; Go: MaxPeriodSeconds. */
  private static final int MAX_PERIOD = 1800;

  /** Seconds; Go: MaxStabilizationWindowSeconds. */
  private static final int MAX_WINDOW = 3600;

  /** How much of a reference's apiVersion is checked. */
  enum ApiVersionRule {
    ANY,
    WELL_FORMED,
    WITH_GROUP
  }

  private AutoscalerRules() {}

  static void validate(
      HorizontalPodAutoscalerSpec spec,
      @Nullable HorizontalPodAutoscalerSpec old,
      FieldErrors errors) {
    FieldErrors last = new FieldErrors();
    Integer min = spec.minReplicas();
    int max = spec.maxReplicas();
    Path maxPath = SPEC.child("maxReplicas");
    if (min != null && max < min) {
      errors.invalid(maxPath, max, "must be greater than or equal to `minReplicas`");
    }
    validate(
        spec.scaleTargetRef(), targetRule(spec, old), SPEC.child("scaleTargetRef"), errors);
    validateMetrics(spec, metricRule(old), errors);
    if (spec.behavior() != null) {
      validate(spec.behavior().scaleUp(), SPEC.child("behavior", "scaleUp"), errors);
      validate(spec.behavior().scaleDown(), SPEC.child("behavior", "scaleDown"), errors);
    }
    if (min != null && min < 0) {
      last.invalid(SPEC.child("minReplicas"), min, "must be greater than or equal to 0");
    }
    if (max == 0) {
      last.required(maxPath, "");
    } else if (max < 0) {
      last.invalid(maxPath, max, "must be greater than or equal to 1");
    }
    errors.addAll(last);
  }

  private static ApiVersionRule targetRule(
      HorizontalPodAutoscalerSpec spec, @Nullable HorizontalPodAutoscalerSpec old) {
    CrossVersionObjectReference target = spec.scaleTargetRef();
    if (old != null
        && version(old.scaleTargetRef()).equals(version(target))
        && old.scaleTargetRef().kind().equals(target.kind())) {
      return ApiVersionRule.ANY;
    }
    return target.kind().equals("ReplicationController")
        ? ApiVersionRule.WELL_FORMED
        : ApiVersionRule.WITH_GROUP;
  }

  private static ApiVersionRule metricRule(@Nullable HorizontalPodAutoscalerSpec old) {
    boolean malformedBefore =
        old != null
            && old.metrics().stream()
                .anyMatch(metric ->
                    metric.object() != null
                        && versionProblem(
                                metric.object().describedObject(), ApiVersionRule.WELL_FORMED)
                            != null);
    return malformedBefore ? ApiVersionRule.ANY : ApiVersionRule.WELL_FORMED;
  }

  private static String version(CrossVersionObjectReference reference) {
    return requireNonNullElse(reference.apiVersion(), "");
  }

  private static @Nullable String versionProblem(
      CrossVersionObjectReference reference, ApiVersionRule rule) {
    String version = version(reference);
    long slashes = version.chars().filter(c -> c == '/').count();
    if (rule == ApiVersionRule.ANY) {
      return null;
    }
    if (slashes > 1) {
      return "unexpected GroupVersion string: " + version;
    }
    return rule == ApiVersionRule.WITH_GROUP && (slashes == 0 || version.startsWith("/"))
        ? "apiVersion must specify API group"
        : null;
  }

  static void validate(
      CrossVersionObjectReference reference,
      ApiVersionRule rule,
      Path path,
      FieldErrors errors) {
    requirePathSegment(reference.kind(), path.child("kind"), errors);
    requirePathSegment(reference.name(), path.child("name"), errors);
    String problem = versionProblem(reference, rule);
    if (problem != null) {
      errors.invalid(path.child("apiVersion"), version(reference), problem);
    }
  }

  private static void requirePathSegment(String text, Path path, FieldErrors errors) {
    if (text.isEmpty()) {
      errors.required(path, "");
    } else {
      errors.invalid(path, text, Names.pathSegment(text));
    }
  }

  private static void validateMetrics(
      HorizontalPodAutoscalerSpec spec, ApiVersionRule rule, FieldErrors errors) {
    Path path = SPEC.child("metrics");
    boolean canWake = false;
    for (int i = 0; i < spec.metrics().size(); i++) {
      MetricSpec metric = spec.metrics().get(i);
      MetricRules.validate(metric, rule, path.index(i), errors);
      canWake = canWake || metric.type().equals("Object") || metric.type().equals("External");
    }
    if (Integer.valueOf(0).equals(spec.minReplicas()) && !canWake) {
      errors.forbidden(
          path,
          "must specify at least one Object or External metric to support scaling to zero"
              + " replicas");
    }
  }

  private static void validate(@Nullable HPAScalingRules rules, Path path, FieldErrors errors) {
    if (rules == null) {
      return;
    }
    Integer window = rules.stabilizationWindowSeconds();
    Path windowPath = path.child("stabilizationWindowSeconds");
    if (window != null && window < 0) {
      errors.invalid(windowPath, window, "must be greater than or equal to zero");
    }
    if (window != null && window > MAX_WINDOW) {
      errors.invalid(windowPath, window, "must be less than or equal to " + MAX_WINDOW);
    }
    String select = rules.selectPolicy();
    if (select != null && !SELECT_POLICIES.contains(select)) {
      errors.notSupported(path.child("selectPolicy"), select, SELECT_POLICIES);
    }
    Path policies = path.child("policies");
    if (rules.policies().isEmpty()) {
      errors.required(policies, "must specify at least one Policy");
    }
    for (int i = 0; i < rules.policies().size(); i++) {
      validate(rules.policies().get(i), policies.index(i), errors);
    }
    if (rules.tolerance() != null && rules.tolerance().signum() < 0) {
      errors.invalid(
          path.child("tolerance"),
          rules.tolerance().toString(),
          "must be greater than or equal to 0");
    }
  }

  private static void validate(HPAScalingPolicy policy, Path path, FieldErrors errors) {
    if (!POLICY_TYPES.contains(policy.type())) {
      errors.notSupported(path.child("type"), policy.type(), POLICY_TYPES);
    }
    if (policy.value() <= 0) {
      errors.invalid(path.child("value"), policy.value(), "must be greater than zero");
    }
    int period = policy.periodSeconds();
    Path periodPath = path.child("periodSeconds");
    if (period <= 0) {
      errors.invalid(periodPath, period, "must be greater than zero");
    }
    if (period > MAX_PERIOD) {
      errors.invalid(periodPath, period, "must be less than or equal to " + MAX_PERIOD);
    }
  }
}
