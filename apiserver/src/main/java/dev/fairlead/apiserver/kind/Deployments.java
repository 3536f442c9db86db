package dev.fairlead.apiserver.kind;

import static dev.fairlead.apiserver.kind.Workloads.SPEC;
import static dev.fairlead.apiserver.kind.Workloads.STATUS;
import static dev.fairlead.apiserver.kind.Workloads.absent;
import static dev.fairlead.apiserver.kind.Workloads.atMost;
import static dev.fairlead.apiserver.kind.Workloads.nonNegative;
import static java.util.Objects.requireNonNullElse;

import dev.fairlead.apiserver.apply.FieldSet;
import dev.fairlead.apiserver.validation.FieldErrors;
import dev.fairlead.apiserver.validation.Immutable;
import dev.fairlead.apiserver.validation.Path;
import dev.fairlead.apiserver.validation.pod.PodTemplates;
import dev.fairlead.model.apps.v1.Deployment;
import dev.fairlead.model.apps.v1.DeploymentSpec;
import dev.fairlead.model.apps.v1.DeploymentStatus;
import dev.fairlead.model.apps.v1.DeploymentStrategy;
import dev.fairlead.model.apps.v1.RollingUpdateDeployment;
import dev.fairlead.model.core.v1.PodTemplateSpec;
import dev.fairlead.model.tree.JsonObject;
import dev.fairlead.model.tree.JsonValue;
import dev.fairlead.model.value.IntOrString;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Deployments of apps. */
final class Deployments extends Kind<Deployment> {
  private static final int REPLICAS = 1;
  private static final int PROGRESS_DEADLINE_SECONDS = 600;
  private static final IntOrString QUARTER = IntOrString.ofString("25%");
  private static final String RECREATE = "Recreate";
  private static final String ROLLING_UPDATE = "RollingUpdate";

  Deployments() {
    super(Deployment.TYPE);
  }

  /** The server's own form of the object has no way to leave the replicas out. */
  @Override
  public Deployment unset() {
    return Deployment.of(o -> o.spec(s -> s.replicas(0)));
  }

  @Override
  public Deployment defaults(Deployment deployment) {
    DeploymentSpec spec = deployment.spec();
    return deployment.with(d ->
        d.spec(s ->
            s.replicas(requireNonNullElse(spec.replicas(), REPLICAS))
                .strategy(defaults(spec.strategy()))
                .template(PodTemplates.defaults(spec.template()))
                .revisionHistoryLimit(
                    requireNonNullElse(
                        spec.revisionHistoryLimit(), Workloads.REVISION_HISTORY_LIMIT))
                .progressDeadlineSeconds(
                    requireNonNullElse(
                        spec.progressDeadlineSeconds(), PROGRESS_DEADLINE_SECONDS))));
  }

  private static DeploymentStrategy defaults(DeploymentStrategy strategy) {
    String type = absent(strategy.type()) ? ROLLING_UPDATE : strategy.type();
    if (!ROLLING_UPDATE.equals(type)) {
      return strategy;
    }
    RollingUpdateDeployment rolling =
        requireNonNullElse(strategy.rollingUpdate(), RollingUpdateDeployment.TYPE.empty());
    return strategy.with(s ->
        s.type(type)
            .rollingUpdate(
                rolling.with(r ->
                    r.maxUnavailable(requireNonNullElse(rolling.maxUnavailable(), QUARTER))
                        .maxSurge(requireNonNullElse(rolling.maxSurge(), QUARTER)))));
  }

  @Override
  public Deployment beforeCreate(Deployment deployment) {
    return deployment.with(d -> d.status(DeploymentStatus.TYPE.empty()));
  }

  @Override
  public Deployment beforeUpdate(Deployment deployment, Deployment old) {
    return deployment.with(d -> d.status(old.status()));
  }

  @Override
  public void validate(Deployment deployment, FieldErrors errors) {
    validate(deployment.spec(), null, errors);
  }

  private static void validate(
      DeploymentSpec spec, @Nullable PodTemplateSpec old, FieldErrors errors) {
    nonNegative(spec.replicas(), SPEC.child("replicas"), errors);
    Workloads.validatePods(spec.selector(), spec.template(), old, errors);
    validateStrategy(spec.strategy(), SPEC.child("strategy"), errors);
    nonNegative(spec.minReadySeconds(), SPEC.child("minReadySeconds"), errors);
    nonNegative(spec.revisionHistoryLimit(), SPEC.child("revisionHistoryLimit"), errors);
    Integer deadline = spec.progressDeadlineSeconds();
    nonNegative(deadline, SPEC.child("progressDeadlineSeconds"), errors);
    if (deadline != null && deadline <= spec.minReadySeconds()) {
      errors.invalid(
          SPEC.child("progressDeadlineSeconds"), deadline, "must be greater than minReadySeconds");
    }
  }

  private static void validateStrategy(DeploymentStrategy strategy, Path path, FieldErrors errors) {
    RollingUpdateDeployment rolling = strategy.rollingUpdate();
    Path rollingPath = path.child("rollingUpdate");
    switch (requireNonNullElse(strategy.type(), "")) {
      case RECREATE -> {
        if (rolling != null) {
          errors.forbidden(
              rollingPath, "may not be specified when strategy `type` is '" + RECREATE + "'");
        }
      }
      case ROLLING_UPDATE -> validateRolling(rolling, rollingPath, errors);
      default -> errors.notSupported(path, printed(strategy), List.of(RECREATE, ROLLING_UPDATE));
    }
  }

  private static void validateRolling(
      @Nullable RollingUpdateDeployment rolling, Path path, FieldErrors errors) {
    if (rolling == null) {
      errors.required(path, "this should be defaulted and never be nil");
      return;
    }
    Path unavailable = path.child("maxUnavailable");
    Percents.notNegative(rolling.maxUnavailable(), unavailable, errors);
    Percents.notNegative(rolling.maxSurge(), path.child("maxSurge"), errors);
    IntOrString most = requireNonNullElse(rolling.maxUnavailable(), IntOrString.ofInt(0));
    if (Percents.isZero(most) && Percents.isZero(rolling.maxSurge())) {
      errors.invalid(unavailable, Percents.printed(most), "may not be 0 when `maxSurge` is 0");
    }
    Percents.atMostHundred(rolling.maxUnavailable(), unavailable, errors);
  }

  /** The strategy as Go prints its own type. */
  private static JsonObject printed(DeploymentStrategy strategy) {
    RollingUpdateDeployment rolling = strategy.rollingUpdate();
    return rolling == null
        ? Percents.printed(strategy.type(), JsonValue.of(null))
        : Percents.printed(strategy.type(), rolling.maxUnavailable(), rolling.maxSurge());
  }

  @Override
  public void validateUpdate(Deployment deployment, Deployment old, FieldErrors errors) {
    validate(deployment.spec(), old.spec().template(), errors);
    Immutable.check(
        deployment.spec().selector(), old.spec().selector(), SPEC.child("selector"), errors);
  }

  @Override
  public boolean hasGeneration() {
    return true;
  }

  /** Deployments count changes of their annotations too, which ReplicaSets inherit. */
  @Override
  public Object counted(Deployment deployment) {
    return List.of(deployment.spec(), deployment.metadata().annotations());
  }

  @Override
  public FieldSet neverOwned(String subresource) {
    return subresource.equals("status")
        ? FieldSet.of("spec", "metadata.labels")
        : super.neverOwned(subresource);
  }

  @Override
  public Deployment beforeStatusUpdate(Deployment deployment, Deployment old) {
    return deployment.with(
        d -> d.spec(old.spec()).metadata(m -> m.labels(old.metadata().labels())));
  }

  @Override
  public void validateStatusUpdate(Deployment deployment, Deployment old, FieldErrors errors) {
    DeploymentStatus status = deployment.status();
    nonNegative(status.observedGeneration(), STATUS.child("observedGeneration"), errors);
    nonNegative(status.replicas(), STATUS.child("replicas"), errors);
    nonNegative(status.updatedReplicas(), STATUS.child("updatedReplicas"), errors);
    nonNegative(status.readyReplicas(), STATUS.child("readyReplicas"), errors);
    nonNegative(status.availableReplicas(), STATUS.child("availableReplicas"), errors);
    nonNegative(status.unavailableReplicas(), STATUS.child("unavailableReplicas"), errors);
    nonNegative(status.terminatingReplicas(), STATUS.child("terminatingReplicas"), errors);
    nonNegative(status.collisionCount(), STATUS.child("collisionCount"), errors);
    int all = status.replicas();
    String allName = "status.replicas";
    atMost(status.updatedReplicas(), all, allName, STATUS.child("updatedReplicas"), errors);
    atMost(status.readyReplicas(), all, allName, STATUS.child("readyReplicas"), errors);
    Path available = STATUS.child("availableReplicas");
    atMost(status.availableReplicas(), all, allName, available, errors);
    atMost(status.availableReplicas(), status.readyReplicas(), "readyReplicas", available, errors);
    Workloads.notDecremented(status.collisionCount(), old.status().collisionCount(), errors);
  }

  @Override
  public List<String> warnings(Deployment deployment, @Nullable Deployment old) {
    List<String> warnings = new ArrayList<>();
    if (old == null) {
      warnings.addAll(Workloads.nameWarnings(deployment.metadata()));
    }
    warnings.addAll(
        Workloads.templateWarnings(
            counted(deployment),
            old == null ? null : counted(old),
            deployment.spec().template(),
            SPEC.child("template")));
    return warnings;
  }

  @Override
  public List<JsonValue> cells(Deployment deployment, Instant now) {
    DeploymentSpec spec = deployment.spec();
    DeploymentStatus status = deployment.status();
    return Row.of(deployment.metadata(), now)
        .text(status.readyReplicas() + "/" + requireNonNullElse(spec.replicas(), 0))
        .number(status.updatedReplicas())
        .number(status.availableReplicas())
        .age(deployment.metadata())
        .containers(spec.template().spec().containers())
        .text(Selectors.isUsable(spec.selector()) ? Selectors.text(spec.selector()) : "<invalid>")
        .cells();
  }
}
