package dev.fairlead.client;

import dev.fairlead.model.KubernetesList;
import dev.fairlead.model.KubernetesObject;
import java.util.Optional;
import java.util.function.Consumer;

/** A resource that can be read and not changed. */
public interface GetAndList<T extends KubernetesObject, L extends KubernetesList<T>>
    extends Listable<T, L> {

  /**
   * The object of that name.
   *
   * @throws dev.fairlead.client.error.NotFoundException if there is none
   */
  default T get(String name) {
    return get(name, o -> {});
  }

  /** As {@link #get(String)}, with options. */
  T get(String name, Consumer<GetOptions> options);

  /** The object of that name, or empty if there is none. */
  default Optional<T> find(String name) {
    return find(name, o -> {});
  }

  /**
   * As {@link #find(String)}, with options.
   *
   * @throws dev.fairlead.client.error.NotFoundException if the server doesn't serve the resource
   */
  Optional<T> find(String name, Consumer<GetOptions> options);
}
