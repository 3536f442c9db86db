package dev.fairlead.apiserver.kind;

import dev.fairlead.apiserver.validation.FieldErrors;
import dev.fairlead.apiserver.validation.Immutable;
import dev.fairlead.apiserver.validation.LabelSelectors;
import dev.fairlead.apiserver.validation.Names;
import dev.fairlead.apiserver.validation.ObjectMetas;
import dev.fairlead.apiserver.validation.Path;
import dev.fairlead.apiserver.validation.pod.InternalJson;
import dev.fairlead.apiserver.validation.pod.PodTemplates;
import dev.fairlead.apiserver.validation.pod.SemanticEquality;
import dev.fairlead.model.core.v1.PodTemplateSpec;
import dev.fairlead.model.meta.v1.LabelSelector;
import dev.fairlead.model.meta.v1.ObjectMeta;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** Rules that several kinds share which keep Pods running. */
final class Workloads {
  static final Path SPEC = Path.of("spec");
  static final Path STATUS = Path.of("status");
  static final String SELECTOR_MISMATCH = "`selector` does not match template `labels`";

  /** How many old revisions are kept, if nothing is said; Go: SetDefaults of apps/v1. */
  static final int REVISION_HISTORY_LIMIT = 10;

  private Workloads() {}

  static boolean absent(@Nullable String text) {
    return text == null || text.isEmpty();
  }

  static void nonNegative(@Nullable Number value, Path path, FieldErrors errors) {
    if (value != null) {
      ObjectMetas.nonNegative(value.longValue(), path, errors);
    }
  }

  /** The selector of the Pods and their template, as ReplicaSets and Deployments check both. */
  static void validatePods(
      @Nullable LabelSelector selector,
      PodTemplateSpec template,
      @Nullable PodTemplateSpec old,
      FieldErrors errors) {
    validateSelector(selector, "deployment", errors); // ReplicaSets say "deployment" too
    if (!Selectors.isUsable(selector)) {
      errors.invalid(SPEC.child("selector"), selector, "invalid label selector");
      return;
    }
    Path path = SPEC.child("template");
    if (selector == null || !Selectors.isEmpty(selector)) {
      validateLabels(selector, template, path, errors);
    }
    PodTemplates.validateUpdate(template, old, path, errors);
    alwaysRestarted(template, path, "ReplicaSet", errors);
  }

  /** A selector that has to be there and to select something. */
  static void validateSelector(@Nullable LabelSelector selector, String kind, FieldErrors errors) {
    Path path = SPEC.child("selector");
    if (selector == null) {
      errors.required(path, "");
      return;
    }
    LabelSelectors.validate(selector, path, errors);
    if (Selectors.isEmpty(selector)) {
      errors.invalid(path, selector, "empty selector is invalid for " + kind);
    }
  }

  static void validateLabels(
      @Nullable LabelSelector selector, PodTemplateSpec template, Path path, FieldErrors errors) {
    if (!Selectors.matches(selector, template.metadata().labels())) {
      Map<String, String> labels = template.metadata().labels();
      @Nullable Object printed =
          labels.isEmpty() ? null : labels; // Go has no map where there are none
      errors.invalid(path.child("metadata", "labels"), printed, SELECTOR_MISMATCH);
    }
  }

  /** Pods that are kept running restart always and have no deadline. */
  static void alwaysRestarted(
      PodTemplateSpec template, Path path, String kind, FieldErrors errors) {
    String policy = Objects.requireNonNullElse(template.spec().restartPolicy(), "");
    if (!policy.equals("Always")) {
      errors.notSupported(path.child("spec", "restartPolicy"), policy, List.of("Always"));
    }
    if (template.spec().activeDeadlineSeconds() != null) {
      errors.forbidden(
          path.child("spec", "activeDeadlineSeconds"),
          "activeDeadlineSeconds in " + kind + " is not Supported");
    }
  }

  /** A count of a status that can't be more than another. */
  static void atMost(int value, int limit, String limitName, Path path, FieldErrors errors) {
    if (value > limit) {
      errors.invalid(path, value, "cannot be greater than " + limitName);
    }
  }

  /** The counter of hash collisions only grows. */
  static void notDecremented(@Nullable Integer value, @Nullable Integer old, FieldErrors errors) {
    if (old != null && (value == null || value < old)) {
      Path path = STATUS.child("collisionCount");
      errors.invalid(path, Objects.requireNonNullElse(value, 0), "cannot be decremented");
    }
  }

  /** An error at a field that can't change, whose value is printed as Go prints its own types. */
  static void immutable(Object value, Object old, Path path, FieldErrors errors) {
    if (!SemanticEquality.equal(value, old)) {
      errors.invalid(path, InternalJson.of(value), Immutable.MESSAGE);
    }
  }

  /** What to say of a template that is new, or whose object has changed. */
  static <T> List<String> templateWarnings(
      T counted, @Nullable T oldCounted, PodTemplateSpec template, Path path) {
    return counted.equals(oldCounted) ? List.of() : PodTemplates.warnings(template, path);
  }

  /** What to say of a name that Pods' host names are made of. */
  static List<String> nameWarnings(ObjectMeta metadata) {
    List<String> problems = Names.label(Objects.requireNonNullElse(metadata.name(), ""));
    return problems.isEmpty()
        ? List.of()
        : List.of(
            "metadata.name: this is used in Pod names and hostnames, which can result in"
                + " surprising behavior; a DNS label is recommended: ["
                + String.join(" ", problems)
                + "]");
  }
}
