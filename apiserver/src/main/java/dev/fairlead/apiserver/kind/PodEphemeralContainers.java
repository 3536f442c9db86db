package dev.fairlead.apiserver.kind;

import dev.fairlead.apiserver.validation.FieldErrors;
import dev.fairlead.apiserver.validation.pod.PodSubresources;
import dev.fairlead.model.core.v1.Pod;

/** Updates of {@code pods/ephemeralcontainers}: containers to look around in may be added. */
public final class PodEphemeralContainers {
  private PodEphemeralContainers() {}

  /**
   * The old Pod with the new one's ephemeral containers, labels and annotations. The registry
   * counts the generation as for Pods.
   */
  public static Pod beforeUpdate(Pod pod, Pod old) {
    return PodSubresources.withMetadata(pod, old)
        .with(
            p ->
                p.spec(
                    old.spec().with(
                        s -> s.ephemeralContainers(pod.spec().ephemeralContainers()))));
  }

  public static void validateUpdate(Pod pod, Pod old, FieldErrors errors) {
    PodSubresources.validateEphemeralContainers(pod, old, errors);
  }
}
