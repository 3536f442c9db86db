package dev.fairlead.apiserver.kind;

import static dev.fairlead.apiserver.kind.Workloads.SPEC;
import static dev.fairlead.apiserver.kind.Workloads.STATUS;
import static dev.fairlead.apiserver.kind.Workloads.atMost;
import static dev.fairlead.apiserver.kind.Workloads.nonNegative;
import static java.util.Objects.requireNonNullElse;

import dev.fairlead.apiserver.validation.FieldErrors;
import dev.fairlead.apiserver.validation.Immutable;
import dev.fairlead.apiserver.validation.Path;
import dev.fairlead.apiserver.validation.pod.PodTemplates;
import dev.fairlead.model.apps.v1.ReplicaSet;
import dev.fairlead.model.apps.v1.ReplicaSetSpec;
import dev.fairlead.model.apps.v1.ReplicaSetStatus;
import dev.fairlead.model.core.v1.PodTemplateSpec;
import dev.fairlead.model.tree.JsonValue;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** ReplicaSets of apps. */
final class ReplicaSets extends Kind<ReplicaSet> {
  private static final int REPLICAS = 1;

  ReplicaSets() {
    super(ReplicaSet.TYPE);
  }

  /** The server's own form of the object has no way to leave the replicas out. */
  @Override
  public ReplicaSet unset() {
    return ReplicaSet.of(o -> o.spec(s -> s.replicas(0)));
  }

  @Override
  public ReplicaSet defaults(ReplicaSet set) {
    ReplicaSetSpec spec = set.spec();
    return set.with(r ->
        r.spec(s ->
            s.replicas(requireNonNullElse(spec.replicas(), REPLICAS))
                .template(PodTemplates.defaults(spec.template()))));
  }

  @Override
  public ReplicaSet beforeCreate(ReplicaSet set) {
    return set.with(r -> r.status(ReplicaSetStatus.TYPE.empty()));
  }

  @Override
  public ReplicaSet beforeUpdate(ReplicaSet set, ReplicaSet old) {
    return set.with(r -> r.status(old.status()));
  }

  @Override
  public void validate(ReplicaSet set, FieldErrors errors) {
    validate(set.spec(), null, errors);
  }

  private static void validate(
      ReplicaSetSpec spec, @Nullable PodTemplateSpec old, FieldErrors errors) {
    nonNegative(spec.replicas(), SPEC.child("replicas"), errors);
    nonNegative(spec.minReadySeconds(), SPEC.child("minReadySeconds"), errors);
    Workloads.validatePods(spec.selector(), spec.template(), old, errors);
  }

  @Override
  public void validateUpdate(ReplicaSet set, ReplicaSet old, FieldErrors errors) {
    validate(set.spec(), old.spec().template(), errors);
    Immutable.check(set.spec().selector(), old.spec().selector(), SPEC.child("selector"), errors);
  }

  @Override
  public boolean hasGeneration() {
    return true;
  }

  @Override
  public ReplicaSet beforeStatusUpdate(ReplicaSet set, ReplicaSet old) {
    return set.with(r -> r.spec(old.spec()));
  }

  @Override
  public void validateStatusUpdate(ReplicaSet set, ReplicaSet old, FieldErrors errors) {
    ReplicaSetStatus status = set.status();
    nonNegative(status.replicas(), STATUS.child("replicas"), errors);
    nonNegative(status.fullyLabeledReplicas(), STATUS.child("fullyLabeledReplicas"), errors);
    nonNegative(status.readyReplicas(), STATUS.child("readyReplicas"), errors);
    nonNegative(status.availableReplicas(), STATUS.child("availableReplicas"), errors);
    nonNegative(status.observedGeneration(), STATUS.child("observedGeneration"), errors);
    nonNegative(status.terminatingReplicas(), STATUS.child("terminatingReplicas"), errors);
    int all = status.replicas();
    String allName = "status.replicas";
    Path available = STATUS.child("availableReplicas");
    atMost(
        status.fullyLabeledReplicas(), all, allName, STATUS.child("fullyLabeledReplicas"), errors);
    atMost(status.readyReplicas(), all, allName, STATUS.child("readyReplicas"), errors);
    atMost(status.availableReplicas(), all, allName, available, errors);
    atMost(status.availableReplicas(), status.readyReplicas(), "readyReplicas", available, errors);
  }

  @Override
  public List<String> warnings(ReplicaSet set, @Nullable ReplicaSet old) {
    List<String> warnings = new ArrayList<>();
    if (old == null) {
      warnings.addAll(Workloads.nameWarnings(set.metadata()));
    }
    warnings.addAll(
        Workloads.templateWarnings(
            set.spec(),
            old == null ? null : old.spec(),
            set.spec().template(),
            SPEC.child("template")));
    return warnings;
  }

  @Override
  public List<JsonValue> cells(ReplicaSet set, Instant now) {
    return Row.of(set.metadata(), now)
        .number(requireNonNullElse(set.spec().replicas(), 0))
        .number(set.status().replicas())
        .number(set.status().readyReplicas())
        .age(set.metadata())
        .containers(set.spec().template().spec().containers())
        .text(Selectors.cell(set.spec().selector()))
        .cells();
  }
}
