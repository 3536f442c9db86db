package dev.fairlead.apiserver.kind;

import static dev.fairlead.apiserver.kind.Workloads.SPEC;
import static dev.fairlead.apiserver.kind.Workloads.nonNegative;
import static java.util.Objects.requireNonNullElse;

import dev.fairlead.apiserver.validation.FieldErrors;
import dev.fairlead.apiserver.validation.LabelSelectors;
import dev.fairlead.apiserver.validation.Names;
import dev.fairlead.apiserver.validation.ObjectMetas;
import dev.fairlead.apiserver.validation.Path;
import dev.fairlead.apiserver.validation.pod.ClaimTemplates;
import dev.fairlead.apiserver.validation.pod.PodTemplates;
import dev.fairlead.model.apps.v1.RollingUpdateStatefulSetStrategy;
import dev.fairlead.model.apps.v1.StatefulSetPersistentVolumeClaimRetentionPolicy;
import dev.fairlead.model.apps.v1.StatefulSetSpec;
import dev.fairlead.model.apps.v1.StatefulSetUpdateStrategy;
import dev.fairlead.model.core.v1.PersistentVolumeClaim;
import dev.fairlead.model.core.v1.PodTemplateSpec;
import dev.fairlead.model.core.v1.Volume;
import dev.fairlead.model.tree.JsonObject;
import dev.fairlead.model.tree.JsonValue;
import dev.fairlead.model.value.IntOrString;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** What is wrong with the spec of a StatefulSet. */
final class StatefulSetRules {
  private static final List<String> RETENTION = List.of(StatefulSets.RETAIN, "Delete");

  private StatefulSetRules() {}

  /**
   * What is wrong with a spec.
   *
   * @param old null for a new one; otherwise the service name, which can't change, isn't checked
   */
  static void validate(StatefulSetSpec spec, @Nullable StatefulSetSpec old, FieldErrors errors) {
    validatePolicies(spec, errors);
    if (old == null) { // they can't change
      for (int i = 0; i < spec.volumeClaimTemplates().size(); i++) {
        Path claim = SPEC.child("volumeClaimTemplates").index(i).child("spec");
        ClaimTemplates.validate(spec.volumeClaimTemplates().get(i).spec(), claim, errors);
      }
    }
    nonNegative(spec.replicas(), SPEC.child("replicas"), errors);
    nonNegative(spec.minReadySeconds(), SPEC.child("minReadySeconds"), errors);
    if (spec.ordinals() != null) {
      nonNegative(spec.ordinals().start(), SPEC.child("ordinals.start"), errors);
    }
    if (old == null && !spec.serviceName().isEmpty()) {
      errors.invalid(
          SPEC.child("serviceName"), spec.serviceName(), Names.label(spec.serviceName()));
    }
    validatePods(spec, old, errors);
  }

  private static void validatePolicies(StatefulSetSpec spec, FieldErrors errors) {
    Path path = SPEC.child("podManagementPolicy");
    String policy = requireNonNullElse(spec.podManagementPolicy(), "");
    if (policy.isEmpty()) {
      errors.required(path, "");
    } else if (!policy.equals(StatefulSets.ORDERED) && !policy.equals("Parallel")) {
      errors.invalid(path, policy, "must be 'OrderedReady' or 'Parallel'");
    }
    validateStrategy(spec.updateStrategy(), SPEC.child("updateStrategy"), errors);
    StatefulSetPersistentVolumeClaimRetentionPolicy retention =
        spec.persistentVolumeClaimRetentionPolicy();
    if (retention != null) {
      Path retentionPath = SPEC.child("persistentVolumeClaimRetentionPolicy");
      String deleted = requireNonNullElse(retention.whenDeleted(), "");
      String scaled = requireNonNullElse(retention.whenScaled(), "");
      if (!RETENTION.contains(deleted)) {
        errors.notSupported(retentionPath.child("whenDeleted"), deleted, RETENTION);
      }
      if (!RETENTION.contains(scaled)) {
        errors.notSupported(retentionPath.child("whenScaled"), scaled, RETENTION);
      }
    }
  }

  private static void validateStrategy(
      StatefulSetUpdateStrategy strategy, Path path, FieldErrors errors) {
    RollingUpdateStatefulSetStrategy rolling = strategy.rollingUpdate();
    switch (requireNonNullElse(strategy.type(), "")) {
      case "" -> errors.required(path, "");
      case "OnDelete" -> {
        if (rolling != null) {
          errors.invalid(
              path.child("rollingUpdate"),
              printed(rolling),
              "only allowed for updateStrategy 'RollingUpdate'");
        }
      }
      case StatefulSets.ROLLING_UPDATE -> {
        if (rolling != null) {
          validateRolling(rolling, path.child("rollingUpdate"), errors);
        }
      }
      default -> errors.invalid(path, printed(strategy), "must be 'RollingUpdate' or 'OnDelete'");
    }
  }

  private static void validateRolling(
      RollingUpdateStatefulSetStrategy rolling, Path path, FieldErrors errors) {
    nonNegative(rolling.partition(), path.child("partition"), errors);
    IntOrString most = rolling.maxUnavailable();
    if (most != null) {
      Path mostPath = path.child("maxUnavailable");
      Percents.notNegative(most, mostPath, errors);
      if (Percents.isZero(most)) {
        errors.invalid(mostPath, Percents.printed(most), "cannot be 0");
      }
      Percents.atMostHundred(most, mostPath, errors);
    }
  }

  private static void validatePods(
      StatefulSetSpec spec, @Nullable StatefulSetSpec old, FieldErrors errors) {
    Workloads.validateSelector(spec.selector(), "statefulset", errors);
    Path path = SPEC.child("template");
    if (!Selectors.isUsable(spec.selector())) {
      errors.invalid(SPEC.child("selector"), spec.selector(), "");
    } else {
      if (spec.selector() == null || !Selectors.isEmpty(spec.selector())) {
        Workloads.validateLabels(spec.selector(), spec.template(), path, errors);
      }
      PodTemplateSpec template = asInPods(spec);
      PodTemplates.validateUpdate(template, old == null ? null : asInPods(old), path, errors);
      LabelSelectors.validateLabels(template.metadata().labels(), path.child("labels"), errors);
      ObjectMetas.validateAnnotations(
          template.metadata().annotations(), path.child("annotations"), errors);
    }
    Workloads.alwaysRestarted(spec.template(), path, "StatefulSet", errors);
  }

  /** The template with the volumes of the claims, and without the names that each Pod gets. */
  private static PodTemplateSpec asInPods(StatefulSetSpec spec) {
    List<String> claims =
        spec.volumeClaimTemplates().stream()
            .map(PersistentVolumeClaim::metadata)
            .map(metadata -> requireNonNullElse(metadata.name(), ""))
            .distinct()
            .toList();
    Set<String> taken = Set.copyOf(claims);
    Stream<Volume> own =
        spec.template().spec().volumes().stream().filter(volume -> !taken.contains(volume.name()));
    Stream<Volume> added =
        claims.stream()
            .map(
                name -> Volume.of(v -> v.name(name).persistentVolumeClaim(c -> c.claimName(name))));
    List<Volume> volumes = Stream.concat(added, own).collect(Collectors.toList());
    return spec.template()
        .with(t -> t.spec(p -> p.subdomain(null).hostname(null).volumes(volumes)));
  }

  /** The strategy as Go prints its own type. */
  private static JsonObject printed(StatefulSetUpdateStrategy strategy) {
    RollingUpdateStatefulSetStrategy rolling = strategy.rollingUpdate();
    return Percents.printed(
        strategy.type(), rolling == null ? JsonValue.of(null) : printed(rolling));
  }

  private static JsonObject printed(RollingUpdateStatefulSetStrategy rolling) {
    IntOrString most = rolling.maxUnavailable();
    return JsonObject.builder()
        .put("Partition", requireNonNullElse(rolling.partition(), 0))
        .put("MaxUnavailable", JsonValue.of(most == null ? null : Percents.printed(most)))
        .build();
  }
}
