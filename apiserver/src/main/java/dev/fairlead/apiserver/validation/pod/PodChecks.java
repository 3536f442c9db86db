package dev.fairlead.apiserver.validation.pod;

import static dev.fairlead.apiserver.validation.Texts.isEmpty;

import dev.fairlead.apiserver.validation.FieldErrors;
import dev.fairlead.apiserver.validation.ObjectMetas;
import dev.fairlead.apiserver.validation.Path;
import dev.fairlead.model.core.v1.Container;
import dev.fairlead.model.core.v1.Pod;
import dev.fairlead.model.core.v1.PodSpec;
import dev.fairlead.model.core.v1.Volume;
import java.util.List;

/** Checks whole Pods, metadata aside. */
public final class PodChecks {
  static final Path SPEC = Path.of("spec");
  static final Path ANNOTATIONS = Path.of("metadata", "annotations");

  private PodChecks() {}

  /** What is wrong with a new Pod. */
  public static void validateCreate(Pod pod, FieldErrors errors) {
    Scope.check(scope -> validate(pod, scope), null, true, errors);
    PodSpec spec = pod.spec();
    if (!spec.ephemeralContainers().isEmpty()) {
      errors.forbidden(SPEC.child("ephemeralContainers"), "cannot be set on create");
    }
    if (!isEmpty(spec.nodeName()) && !spec.schedulingGates().isEmpty()) {
      errors.forbidden(
          SPEC.child("nodeName"), "cannot be set until all schedulingGates have been cleared");
    }
    SecurityProfiles.validateMatch(pod.metadata().annotations(), spec, SPEC, errors);
  }

  /** What is wrong with a changed Pod by itself, letting pass what was wrong in the old one. */
  static void validateChanged(Pod pod, Pod old, FieldErrors errors) {
    Scope.check(scope -> validate(pod, scope), scope -> validate(old, scope), true, errors);
  }

  private static void validate(Pod pod, Scope scope) {
    FieldErrors errors = scope.errors();
    PodSpec spec = pod.spec();
    PodAnnotations.validate(pod.metadata().annotations(), spec, ANNOTATIONS, scope);
    PodSpecs.validate(spec, pod.metadata(), SPEC, scope);
    if (isEmpty(spec.serviceAccountName())) {
      tokens(spec.volumes(), errors);
    }
    Long grace = spec.terminationGracePeriodSeconds();
    if (grace != null) {
      ObjectMetas.nonNegative(grace, SPEC.child("terminationGracePeriodSeconds"), errors);
    }
    images(spec.containers(), SPEC.child("containers"), errors);
    images(spec.initContainers(), SPEC.child("initContainers"), errors);
  }

  /** A token is one of a service account, which the Pod must have. */
  private static void tokens(List<Volume> volumes, FieldErrors errors) {
    for (int v = 0; v < volumes.size(); v++) {
      var projected = volumes.get(v).projected();
      for (int s = 0; projected != null && s < projected.sources().size(); s++) {
        if (projected.sources().get(s).serviceAccountToken() != null) {
          errors.forbidden(
              SPEC.child("volumes")
                  .index(v)
                  .child("projected", "sources")
                  .index(s)
                  .child("serviceAccountToken"),
              "must not be specified when serviceAccountName is not set");
        }
      }
    }
  }

  private static void images(List<Container> containers, Path path, FieldErrors errors) {
    for (int i = 0; i < containers.size(); i++) {
      Containers.validateImageSpaces(containers.get(i), path.index(i), errors);
    }
  }
}
