package dev.fairlead.client;

import dev.fairlead.model.KubernetesList;
import dev.fairlead.model.KubernetesObject;
import java.util.function.Consumer;

/** A resource whose objects can be read, created, changed and deleted one by one. */
public interface ObjectResource<T extends KubernetesObject, L extends KubernetesList<T>>
    extends GetAndList<T, L>, Watchable<T>, CreateOnly<T> {

  /**
   * Puts the object in the place of the one that has its name. What this library's types don't know
   * of it is lost. With a resource version, only if nobody has changed it since.
   *
   * @return the object as stored
   * @throws dev.fairlead.client.error.ConflictException if somebody has
   * @throws dev.fairlead.client.error.NotFoundException if there is none of that name
   */
  default T update(T object) {
    return update(object, o -> {});
  }

  /** As {@link #update(KubernetesObject)}, with options. */
  T update(T object, Consumer<WriteOptions> options);

  /**
   * Deletes the object of that name. It may be there for a while yet: until its finalizers are done
   * and its grace period is over.
   *
   * @throws dev.fairlead.client.error.NotFoundException if there is none
   */
  default void delete(String name) {
    delete(name, o -> {});
  }

  /**
   * As {@link #delete(String)}, with options.
   *
   * @throws dev.fairlead.client.error.ConflictException if the object isn't the one they ask for
   */
  void delete(String name, Consumer<DeleteOptions> options);
}
