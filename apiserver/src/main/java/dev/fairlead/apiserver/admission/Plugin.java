package dev.fairlead.apiserver.admission;

import dev.fairlead.apiserver.status.StatusException;
import dev.fairlead.model.KubernetesObject;
import org.jspecify.annotations.Nullable;

/** One rule of admission; it may change the object, refuse it, or both. */
public interface Plugin {

  /**
   * The object with what the plugin sets; by default as it is. Runs before the object is validated.
   *
   * @return null exactly if the request has no object
   * @throws StatusException if the request is refused
   */
  default @Nullable KubernetesObject mutate(AdmissionRequest request) {
    return request.object();
  }

  /**
   * Looks at the object as it will be stored.
   *
   * @throws StatusException if the request is refused
   */
  default void validate(AdmissionRequest request) {}
}
