package dev.fairlead.client;

import dev.fairlead.model.KubernetesList;
import dev.fairlead.model.KubernetesObject;
import java.util.function.Consumer;

/** A resource with all verbs: the objects of one namespace, or of a resource that is in none. */
public interface Resource<T extends KubernetesObject, L extends KubernetesList<T>>
    extends ObjectResource<T, L> {

  /**
   * Deletes the objects that the options select; all of them if the options select nothing.
   *
   * @param which selectors; a limit deletes so many
   */
  default void deleteCollection(Consumer<ListOptions> which) {
    deleteCollection(which, o -> {});
  }

  /** As {@link #deleteCollection(Consumer)}, with options for each. */
  void deleteCollection(Consumer<ListOptions> which, Consumer<DeleteOptions> how);
}
