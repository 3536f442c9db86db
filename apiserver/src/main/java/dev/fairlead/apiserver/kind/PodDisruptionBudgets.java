package dev.fairlead.apiserver.kind;

import static dev.fairlead.apiserver.kind.Workloads.SPEC;
import static dev.fairlead.apiserver.kind.Workloads.STATUS;
import static dev.fairlead.apiserver.kind.Workloads.nonNegative;

import dev.fairlead.apiserver.validation.FieldErrors;
import dev.fairlead.apiserver.validation.LabelSelectors;
import dev.fairlead.apiserver.validation.Names;
import dev.fairlead.apiserver.validation.Path;
import dev.fairlead.model.codec.Codec;
import dev.fairlead.model.policy.v1.PodDisruptionBudget;
import dev.fairlead.model.policy.v1.PodDisruptionBudgetSpec;
import dev.fairlead.model.policy.v1.PodDisruptionBudgetStatus;
import dev.fairlead.model.tree.JsonNull;
import dev.fairlead.model.tree.JsonObject;
import dev.fairlead.model.tree.JsonValue;
import dev.fairlead.model.value.IntOrString;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** PodDisruptionBudgets of policy. */
final class PodDisruptionBudgets extends Kind<PodDisruptionBudget> {
  private static final List<String> POLICIES = List.of("AlwaysAllow", "IfHealthyBudget");

  PodDisruptionBudgets() {
    super(PodDisruptionBudget.TYPE);
  }

  @Override
  public boolean checksFinalizers() {
    return false;
  }

  @Override
  public PodDisruptionBudget beforeCreate(PodDisruptionBudget budget) {
    return budget.with(b -> b.status(PodDisruptionBudgetStatus.TYPE.empty()));
  }

  @Override
  public PodDisruptionBudget beforeUpdate(PodDisruptionBudget budget, PodDisruptionBudget old) {
    return budget.with(b -> b.status(old.status()));
  }

  @Override
  public List<String> nameProblems(String name, boolean isPrefix) {
    return Names.pathSegment(name, isPrefix);
  }

  @Override
  public boolean checksMetadataLast() {
    return true;
  }

  @Override
  public void validate(PodDisruptionBudget budget, FieldErrors errors) {
    validate(budget.spec(), false, errors);
  }

  @Override
  public void validateUpdate(
      PodDisruptionBudget budget, PodDisruptionBudget old, FieldErrors errors) {
    validate(budget.spec(), !Selectors.isUsable(old.spec().selector()), errors);
  }

  private static void validate(
      PodDisruptionBudgetSpec spec, boolean anyLabelValue, FieldErrors errors) {
    if (spec.minAvailable() != null && spec.maxUnavailable() != null) {
      errors.invalid(SPEC, printed(spec), "minAvailable and maxUnavailable cannot be both set");
    }
    validate(spec.minAvailable(), SPEC.child("minAvailable"), errors);
    validate(spec.maxUnavailable(), SPEC.child("maxUnavailable"), errors);
    LabelSelectors.validate(spec.selector(), anyLabelValue, SPEC.child("selector"), errors);
    String policy = spec.unhealthyPodEvictionPolicy();
    if (policy != null && !POLICIES.contains(policy)) {
      errors.notSupported(SPEC.child("unhealthyPodEvictionPolicy"), policy, POLICIES);
    }
  }

  private static void validate(@Nullable IntOrString value, Path path, FieldErrors errors) {
    Percents.notNegative(value, path, errors);
    Percents.atMostHundred(value, path, errors);
  }

  /** The spec as Go prints its own type. */
  private static JsonObject printed(PodDisruptionBudgetSpec spec) {
    return JsonObject.builder()
        .put("MinAvailable", printed(spec.minAvailable()))
        .put("Selector", spec.selector() == null ? JsonNull.NULL : Codec.toTree(spec.selector()))
        .put("MaxUnavailable", printed(spec.maxUnavailable()))
        .put("UnhealthyPodEvictionPolicy", JsonValue.of(spec.unhealthyPodEvictionPolicy()))
        .build();
  }

  private static JsonValue printed(@Nullable IntOrString value) {
    return JsonValue.of(value == null ? null : Percents.printed(value));
  }

  @Override
  public boolean updatesUnconditionally() {
    return false;
  }

  @Override
  public boolean hasGeneration() {
    return true;
  }

  @Override
  public PodDisruptionBudget beforeStatusUpdate(
      PodDisruptionBudget budget, PodDisruptionBudget old) {
    return budget.with(b -> b.spec(old.spec()));
  }

  @Override
  public void validateStatusUpdate(
      PodDisruptionBudget budget, PodDisruptionBudget old, FieldErrors errors) {
    PodDisruptionBudgetStatus status = budget.status();
    Conditions.validateInOrder(status.conditions(), STATUS.child("conditions"), errors);
    nonNegative(status.disruptionsAllowed(), STATUS.child("disruptionsAllowed"), errors);
    nonNegative(status.currentHealthy(), STATUS.child("currentHealthy"), errors);
    nonNegative(status.desiredHealthy(), STATUS.child("desiredHealthy"), errors);
    nonNegative(status.expectedPods(), STATUS.child("expectedPods"), errors);
  }

  @Override
  public List<JsonValue> cells(PodDisruptionBudget budget, Instant now) {
    return Row.of(budget.metadata(), now)
        .text(cell(budget.spec().minAvailable()))
        .text(cell(budget.spec().maxUnavailable()))
        .number(budget.status().disruptionsAllowed())
        .age(budget.metadata())
        .cells();
  }

  private static String cell(@Nullable IntOrString value) {
    return value == null ? "N/A" : value.toString();
  }
}
