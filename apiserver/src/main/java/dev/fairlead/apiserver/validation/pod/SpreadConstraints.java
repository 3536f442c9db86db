package dev.fairlead.apiserver.validation.pod;

import dev.fairlead.apiserver.validation.FieldErrors;
import dev.fairlead.apiserver.validation.LabelSelectors;
import dev.fairlead.apiserver.validation.Path;
import dev.fairlead.model.core.v1.TopologySpreadConstraint;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Checks how evenly Pods want to be spread over zones, nodes and the like. */
final class SpreadConstraints {
  private static final List<String> ACTIONS = List.of("DoNotSchedule", "ScheduleAnyway");
  private static final List<String> NODE_POLICIES = List.of("Honor", "Ignore");
  private static final String NOT_POSITIVE = "must be greater than zero";

  private SpreadConstraints() {}

  static void validate(List<TopologySpreadConstraint> all, Path path, Scope scope) {
    for (int i = 0; i < all.size(); i++) {
      validate(all.get(i), all.subList(i + 1, all.size()), path.index(i), scope);
    }
  }

  private static void validate(
      TopologySpreadConstraint constraint,
      List<TopologySpreadConstraint> later,
      Path path,
      Scope scope) {
    FieldErrors errors = scope.errors();
    String key = constraint.topologyKey();
    String action = constraint.whenUnsatisfiable();
    if (constraint.maxSkew() <= 0) {
      errors.invalid(path.child("maxSkew"), constraint.maxSkew(), NOT_POSITIVE);
    }
    if (key.isEmpty()) {
      errors.required(path.child("topologyKey"), "can not be empty");
    }
    if (!ACTIONS.contains(action)) {
      errors.notSupported(path.child("whenUnsatisfiable"), action, ACTIONS);
    }
    boolean repeated =
        later.stream()
            .anyMatch(c -> c.topologyKey().equals(key) && c.whenUnsatisfiable().equals(action));
    if (repeated) {
      errors.duplicate(
          path.child("{topologyKey, whenUnsatisfiable}"), "{" + key + ", " + action + "}");
    }
    Integer domains = constraint.minDomains();
    if (domains != null && domains <= 0) {
      errors.invalid(path.child("minDomains"), domains, NOT_POSITIVE);
    }
    if (domains != null && !action.equals("DoNotSchedule")) {
      errors.invalid(
          path.child("minDomains"),
          domains,
          "can only use minDomains if whenUnsatisfiable=DoNotSchedule, not " + action);
    }
    policy(constraint.nodeAffinityPolicy(), path.child("nodeAffinityPolicy"), errors);
    policy(constraint.nodeTaintsPolicy(), path.child("nodeTaintsPolicy"), errors);
    LabelKeys.validate(
        constraint.matchLabelKeys(), List.of(), constraint.labelSelector(), path, errors);
    FieldErrors problems = new FieldErrors();
    LabelSelectors.validate(constraint.labelSelector(), path.child("labelSelector"), problems);
    if (!problems.isEmpty() && !scope.tolerates(Scope.Tolerance.SPREAD_SELECTOR)) {
      errors.addAll(problems);
    }
  }

  private static void policy(@Nullable String policy, Path path, FieldErrors errors) {
    if (policy != null && !NODE_POLICIES.contains(policy)) {
      errors.notSupported(path, policy, NODE_POLICIES);
    }
  }
}
