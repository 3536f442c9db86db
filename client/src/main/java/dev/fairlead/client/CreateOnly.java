package dev.fairlead.client;

import dev.fairlead.model.KubernetesObject;
import java.util.function.Consumer;

/** A resource that answers what is posted to it and keeps nothing, such as a token review. */
public interface CreateOnly<T extends KubernetesObject> {

  ResourceType<T, ?> resourceType();

  /**
   * Posts the object.
   *
   * @return the object as the server made it
   */
  default T create(T object) {
    return create(object, o -> {});
  }

  /** As {@link #create(KubernetesObject)}, with options. */
  T create(T object, Consumer<WriteOptions> options);
}
