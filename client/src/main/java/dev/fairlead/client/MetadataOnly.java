package dev.fairlead.client;

import dev.fairlead.model.KubernetesList;
import dev.fairlead.model.KubernetesObject;
import dev.fairlead.model.patch.Patch;
import java.util.function.Consumer;

/**
 * Objects of which only the metadata is read: a fraction of the bytes, where labels and owners are
 * all that matters. They can be patched and deleted, but not created or replaced.
 */
public interface MetadataOnly<T extends KubernetesObject, L extends KubernetesList<T>>
    extends GetAndList<T, L>, Watchable<T> {

  /**
   * Changes the object of that name; what isn't metadata can be changed too, but isn't answered.
   *
   * @return the metadata as stored
   */
  default T patch(String name, Patch patch) {
    return patch(name, patch, o -> {});
  }

  /** As {@link #patch(String, Patch)}, with options. */
  T patch(String name, Patch patch, Consumer<WriteOptions> options);

  /**
   * Deletes the object of that name.
   *
   * @throws dev.fairlead.client.error.NotFoundException if there is none
   */
  default void delete(String name) {
    delete(name, o -> {});
  }

  /** As {@link #delete(String)}, with options. */
  void delete(String name, Consumer<DeleteOptions> options);

  /** Deletes the objects that the options select; all of them if the options select nothing. */
  default void deleteCollection(Consumer<ListOptions> which) {
    deleteCollection(which, o -> {});
  }

  /** As {@link #deleteCollection(Consumer)}, with options for each. */
  void deleteCollection(Consumer<ListOptions> which, Consumer<DeleteOptions> how);
}
