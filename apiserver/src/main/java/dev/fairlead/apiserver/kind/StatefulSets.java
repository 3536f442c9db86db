package dev.fairlead.apiserver.kind;

import static dev.fairlead.apiserver.kind.Workloads.SPEC;
import static dev.fairlead.apiserver.kind.Workloads.STATUS;
import static dev.fairlead.apiserver.kind.Workloads.absent;
import static dev.fairlead.apiserver.kind.Workloads.atMost;
import static dev.fairlead.apiserver.kind.Workloads.nonNegative;
import static java.util.Objects.requireNonNullElse;

import dev.fairlead.apiserver.validation.FieldErrors;
import dev.fairlead.apiserver.validation.Immutable;
import dev.fairlead.apiserver.validation.Names;
import dev.fairlead.apiserver.validation.Path;
import dev.fairlead.apiserver.validation.pod.InternalJson;
import dev.fairlead.apiserver.validation.pod.PodTemplates;
import dev.fairlead.apiserver.validation.pod.ResourceLists;
import dev.fairlead.model.apps.v1.RollingUpdateStatefulSetStrategy;
import dev.fairlead.model.apps.v1.StatefulSet;
import dev.fairlead.model.apps.v1.StatefulSetPersistentVolumeClaimRetentionPolicy;
import dev.fairlead.model.apps.v1.StatefulSetSpec;
import dev.fairlead.model.apps.v1.StatefulSetStatus;
import dev.fairlead.model.apps.v1.StatefulSetUpdateStrategy;
import dev.fairlead.model.core.v1.PersistentVolumeClaim;
import dev.fairlead.model.tree.JsonValue;
import dev.fairlead.model.value.IntOrString;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** StatefulSets of apps; what is wrong with a spec is in {@link StatefulSetRules}. */
final class StatefulSets extends Kind<StatefulSet> {
  static final String ORDERED = "OrderedReady";
  static final String ROLLING_UPDATE = "RollingUpdate";
  static final String RETAIN = "Retain";
  private static final int REPLICAS = 1;

  StatefulSets() {
    super(StatefulSet.TYPE);
  }

  /** The server's own form of the object has no way to leave the replicas out. */
  @Override
  public StatefulSet unset() {
    return StatefulSet.of(o -> o.spec(s -> s.replicas(0)));
  }

  @Override
  public StatefulSet defaults(StatefulSet set) {
    StatefulSetSpec spec = set.spec();
    return set.with(d ->
        d.spec(s ->
            s.replicas(requireNonNullElse(spec.replicas(), REPLICAS))
                .podManagementPolicy(or(spec.podManagementPolicy(), ORDERED))
                .updateStrategy(defaults(spec.updateStrategy()))
                .persistentVolumeClaimRetentionPolicy(
                    defaults(spec.persistentVolumeClaimRetentionPolicy()))
                .template(PodTemplates.defaults(spec.template()))
                .volumeClaimTemplates(
                    spec.volumeClaimTemplates().stream().map(StatefulSets::defaults).toList())
                .revisionHistoryLimit(
                    requireNonNullElse(
                        spec.revisionHistoryLimit(), Workloads.REVISION_HISTORY_LIMIT))));
  }

  private static StatefulSetUpdateStrategy defaults(StatefulSetUpdateStrategy strategy) {
    boolean unsaid = absent(strategy.type());
    RollingUpdateStatefulSetStrategy rolling = strategy.rollingUpdate();
    if (!unsaid && (!ROLLING_UPDATE.equals(strategy.type()) || rolling == null)) {
      return strategy;
    }
    RollingUpdateStatefulSetStrategy start =
        requireNonNullElse(rolling, RollingUpdateStatefulSetStrategy.TYPE.empty());
    return strategy.with(s ->
        s.type(ROLLING_UPDATE)
            .rollingUpdate(
                start.with(r ->
                    r.partition(requireNonNullElse(start.partition(), 0))
                        .maxUnavailable(
                            requireNonNullElse(start.maxUnavailable(), IntOrString.ofInt(1))))));
  }

  private static StatefulSetPersistentVolumeClaimRetentionPolicy defaults(
      @Nullable StatefulSetPersistentVolumeClaimRetentionPolicy policy) {
    StatefulSetPersistentVolumeClaimRetentionPolicy start =
        requireNonNullElse(policy, StatefulSetPersistentVolumeClaimRetentionPolicy.TYPE.empty());
    return start.with(p ->
        p.whenDeleted(or(start.whenDeleted(), RETAIN)).whenScaled(or(start.whenScaled(), RETAIN)));
  }

  private static PersistentVolumeClaim defaults(PersistentVolumeClaim claim) {
    return claim.with(c ->
        c.spec(s ->
                s.volumeMode(requireNonNullElse(claim.spec().volumeMode(), "Filesystem"))
                    .resources(r ->
                        r.limits(ResourceLists.rounded(claim.spec().resources().limits()))
                            .requests(ResourceLists.rounded(claim.spec().resources().requests()))))
            .status(s -> s.phase(or(claim.status().phase(), "Pending"))));
  }

  private static String or(@Nullable String text, String otherwise) {
    return text == null || text.isEmpty() ? otherwise : text;
  }

  /** Its Pods are named and numbered after it. */
  @Override
  public List<String> nameProblems(String name, boolean isPrefix) {
    return Names.label(name, isPrefix);
  }

  @Override
  public StatefulSet beforeCreate(StatefulSet set) {
    return set.with(s -> s.status(StatefulSetStatus.TYPE.empty()));
  }

  @Override
  public StatefulSet beforeUpdate(StatefulSet set, StatefulSet old) {
    return set.with(s -> s.status(old.status()));
  }

  @Override
  public void validate(StatefulSet set, FieldErrors errors) {
    StatefulSetRules.validate(set.spec(), null, errors);
  }

  @Override
  public void validateUpdate(StatefulSet set, StatefulSet old, FieldErrors errors) {
    StatefulSetSpec spec = set.spec();
    StatefulSetSpec before = old.spec();
    StatefulSetRules.validate(spec, before, errors);
    Immutable.check(spec.selector(), before.selector(), SPEC.child("selector"), errors);
    if (!spec.volumeClaimTemplates().equals(before.volumeClaimTemplates())) {
      List<JsonValue> printed = spec.volumeClaimTemplates().stream().map(InternalJson::of).toList();
      errors.invalid(SPEC.child("volumeClaimTemplates"), printed, Immutable.MESSAGE);
    }
    Immutable.check(spec.serviceName(), before.serviceName(), SPEC.child("serviceName"), errors);
    Immutable.checkText(
        spec.podManagementPolicy(),
        before.podManagementPolicy(),
        SPEC.child("podManagementPolicy"),
        errors);
  }

  @Override
  public boolean hasGeneration() {
    return true;
  }

  @Override
  public StatefulSet beforeStatusUpdate(StatefulSet set, StatefulSet old) {
    return set.with(s -> s.spec(old.spec()));
  }

  @Override
  public void validateStatusUpdate(StatefulSet set, StatefulSet old, FieldErrors errors) {
    StatefulSetStatus status = set.status();
    nonNegative(status.replicas(), STATUS.child("replicas"), errors);
    nonNegative(status.readyReplicas(), STATUS.child("readyReplicas"), errors);
    nonNegative(status.currentReplicas(), STATUS.child("currentReplicas"), errors);
    nonNegative(status.updatedReplicas(), STATUS.child("updatedReplicas"), errors);
    nonNegative(status.availableReplicas(), STATUS.child("availableReplicas"), errors);
    nonNegative(status.observedGeneration(), STATUS.child("observedGeneration"), errors);
    nonNegative(status.collisionCount(), STATUS.child("collisionCount"), errors);
    int all = status.replicas();
    String allName = "status.replicas";
    Path available = STATUS.child("availableReplicas");
    atMost(status.readyReplicas(), all, allName, STATUS.child("readyReplicas"), errors);
    atMost(status.currentReplicas(), all, allName, STATUS.child("currentReplicas"), errors);
    atMost(status.updatedReplicas(), all, allName, STATUS.child("updatedReplicas"), errors);
    atMost(status.availableReplicas(), all, allName, available, errors);
    atMost(
        status.availableReplicas(),
        status.readyReplicas(),
        "status.readyReplicas",
        available,
        errors);
    Workloads.notDecremented(status.collisionCount(), old.status().collisionCount(), errors);
  }

  @Override
  public List<String> warnings(StatefulSet set, @Nullable StatefulSet old) {
    List<String> warnings =
        new ArrayList<>(
            Workloads.templateWarnings(
                set.spec(),
                old == null ? null : old.spec(),
                set.spec().template(),
                SPEC.child("template")));
    Integer limit = set.spec().revisionHistoryLimit();
    if (limit != null && limit < 0) {
      warnings.add(
          "spec.revisionHistoryLimit: a negative value retains all historical revisions; a value"
              + " >= 0 is recommended");
    }
    return warnings;
  }

  @Override
  public List<JsonValue> cells(StatefulSet set, Instant now) {
    return Row.of(set.metadata(), now)
        .text(set.status().readyReplicas() + "/" + requireNonNullElse(set.spec().replicas(), 0))
        .age(set.metadata())
        .containers(set.spec().template().spec().containers())
        .cells();
  }
}
