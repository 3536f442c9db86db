package dev.fairlead.apiserver.kind;

import dev.fairlead.apiserver.validation.FieldErrors;
import dev.fairlead.apiserver.validation.pod.PodResizes;
import dev.fairlead.model.core.v1.Pod;

/** Updates of {@code pods/resize}: CPU and memory of running containers. */
public final class PodResize {
  private PodResize() {}

  /** The old Pod with the new one's resources. The registry counts the generation as for Pods. */
  public static Pod beforeUpdate(Pod pod, Pod old) {
    return PodResizes.prepared(pod, old);
  }

  public static void validateUpdate(Pod pod, Pod old, FieldErrors errors) {
    PodResizes.validate(pod, old, errors);
  }
}
