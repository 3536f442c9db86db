package dev.fairlead.client;

import dev.fairlead.model.KubernetesObject;
import java.util.function.Consumer;

/** A resource whose changes can be watched. */
public interface Watchable<T extends KubernetesObject> {

  ResourceType<T, ?> resourceType();

  /** As {@link #watch(Consumer)}, of all objects, beginning with those that are there. */
  default Watch<T> watch() {
    return watch(o -> {});
  }

  /**
   * Starts a watch, and returns when the server has accepted it. Close it.
   *
   * @throws dev.fairlead.client.error.ExpiredException if the resource version is too old
   */
  Watch<T> watch(Consumer<WatchOptions> options);

  /**
   * A watch that goes on: when it ends or its connection breaks, it is started again from the last
   * event. client-go's RetryWatcher.
   *
   * @param options with a resource version: that of a list, where the watch begins; and without
   *     initial events
   */
  RetryWatch<T> retryWatch(Consumer<WatchOptions> options);
}
