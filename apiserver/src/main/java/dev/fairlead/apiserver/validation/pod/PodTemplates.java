package dev.fairlead.apiserver.validation.pod;

import dev.fairlead.apiserver.validation.FieldErrors;
import dev.fairlead.apiserver.validation.LabelSelectors;
import dev.fairlead.apiserver.validation.ObjectMetas;
import dev.fairlead.apiserver.validation.Path;
import dev.fairlead.model.core.v1.PodTemplateSpec;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The rules of Pod templates, for every kind that makes Pods. */
public final class PodTemplates {
  private PodTemplates() {}

  /**
   * The template with the defaults that no schema tells; fewer than those of a Pod. Fields of
   * switched-off features are dropped.
   */
  public static PodTemplateSpec defaults(PodTemplateSpec template) {
    return template.with(t ->
        t.metadata(DisabledFields.without(template.metadata()))
            .spec(SpecDefaults.of(template.spec())));
  }

  /**
   * What is wrong with a template, its labels and annotations included. Which restart policies a
   * workload takes, and whether its selector matches the labels, is the caller's.
   */
  public static void validate(PodTemplateSpec template, Path path, FieldErrors errors) {
    validateUpdate(template, null, path, errors);
  }

  /**
   * What is wrong with a changed template. Some things that are wrong are let pass where they were
   * in the old one: objects from before a rule can still be changed.
   */
  public static void validateUpdate(
      PodTemplateSpec template, @Nullable PodTemplateSpec old, Path path, FieldErrors errors) {
    Scope.check(
        scope -> validate(template, path, scope),
        old == null ? null : scope -> validate(old, path, scope),
        false,
        errors);
  }

  /** What is unwise in a template, as warnings with its path. */
  public static List<String> warnings(PodTemplateSpec template, Path path) {
    return PodWarnings.of(path, template.metadata(), template.spec(), true);
  }

  private static void validate(PodTemplateSpec template, Path path, Scope scope) {
    FieldErrors errors = scope.errors();
    Path spec = path.child("spec");
    LabelSelectors.validateLabels(template.metadata().labels(), path.child("labels"), errors);
    var annotations = template.metadata().annotations();
    ObjectMetas.validateAnnotations(annotations, path.child("annotations"), errors);
    PodAnnotations.validate(annotations, template.spec(), path.child("annotations"), scope);
    PodSpecs.validate(template.spec(), null, spec, scope);
    SecurityProfiles.validateMatch(annotations, template.spec(), spec, errors);
    if (!template.spec().ephemeralContainers().isEmpty()) {
      errors.forbidden(
          spec.child("ephemeralContainers"), "ephemeral containers not allowed in pod template");
    }
  }
}
