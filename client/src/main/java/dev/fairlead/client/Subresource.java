package dev.fairlead.client;

import dev.fairlead.model.KubernetesObject;
import dev.fairlead.model.patch.Patch;
import dev.fairlead.model.tree.JsonObject;
import java.util.function.Consumer;
import java.util.function.UnaryOperator;

/**
 * A part of each object of a resource that has a path of its own, such as {@code scale}. Which
 * verbs it has is the server's choice: what it lacks ends in a {@link
 * dev.fairlead.client.error.NotFoundException} or a {@link
 * dev.fairlead.client.error.MethodNotAllowedException}.
 *
 * @param <S> what is read and written there, which may be another kind than the object's
 */
public interface Subresource<S extends KubernetesObject> {

  /** That of the object of this name. */
  S get(String name);

  /**
   * Posts to it, as a token is asked for and a Pod is evicted.
   *
   * @param name the object's
   * @return what the server made of it
   */
  default S create(String name, S content) {
    return create(name, content, o -> {});
  }

  /** As {@link #create(String, KubernetesObject)}, with options. */
  S create(String name, S content, Consumer<WriteOptions> options);

  /** Posts to it where the server answers with a Status, as it does to evictions and bindings. */
  void post(String name, S content);

  /** Puts it in the place of that of the object whose name its metadata has. */
  default S update(S content) {
    return update(content, o -> {});
  }

  /** As {@link #update(KubernetesObject)}, with options. */
  S update(S content, Consumer<WriteOptions> options);

  /** Changes that of the object of this name. */
  default S patch(String name, Patch patch) {
    return patch(name, patch, o -> {});
  }

  /** As {@link #patch(String, Patch)}, with options. */
  S patch(String name, Patch patch, Consumer<WriteOptions> options);

  /** As {@link ObjectResource#edit(String, UnaryOperator)}, for what belongs to the subresource. */
  default S edit(String name, UnaryOperator<S> change) {
    return edit(name, change, o -> {});
  }

  /** As {@link #edit(String, UnaryOperator)}, with options. */
  S edit(String name, UnaryOperator<S> change, Consumer<WriteOptions> options);

  /** As {@link ObjectResource#apply(JsonObject, String)}, for what belongs to the subresource. */
  default S apply(JsonObject configuration, String fieldManager) {
    return apply(configuration, fieldManager, o -> {});
  }

  /** As {@link #apply(JsonObject, String)}, with options. */
  S apply(JsonObject configuration, String fieldManager, Consumer<WriteOptions> options);
}
