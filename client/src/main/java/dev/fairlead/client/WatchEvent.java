package dev.fairlead.client;

import dev.fairlead.model.KubernetesObject;

/** What a watch tells. */
public sealed interface WatchEvent<T extends KubernetesObject> {

  /** The object as it is after the event; of a deleted one, as it was last. */
  T object();

  /** The object is there; it may have been for long, if the watch has only begun. */
  record Added<T extends KubernetesObject>(T object) implements WatchEvent<T> {}

  record Modified<T extends KubernetesObject>(T object) implements WatchEvent<T> {}

  /** The object is gone, or isn't selected any more. */
  record Deleted<T extends KubernetesObject>(T object) implements WatchEvent<T> {}

  /** Nothing has happened up to the object's resource version, the only field that it has. */
  record Bookmark<T extends KubernetesObject>(T object) implements WatchEvent<T> {}

  /** Where a watch can go on after this event. */
  default String resourceVersion() {
    String version = object().metadata().resourceVersion();
    return version == null ? "" : version;
  }
}
