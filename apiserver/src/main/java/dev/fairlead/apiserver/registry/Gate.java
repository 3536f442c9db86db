package dev.fairlead.apiserver.registry;

import dev.fairlead.apiserver.request.User;
import dev.fairlead.model.KubernetesObject;
import org.jspecify.annotations.Nullable;

/** Refuses what a user may not write although the request as such was authorized. */
public interface Gate {
  /** Fails if the user may not create the object that an update or apply is about to create. */
  void checkCreate(
      User user, Served<?> resource, String namespace, String name, String subresource);

  /**
   * Fails if the object gives more than the user has, such as a role with more rights.
   *
   * @param old null for a create
   */
  void checkWrite(
      User user,
      Served<?> resource,
      String namespace,
      KubernetesObject object,
      @Nullable KubernetesObject old);
}
