package dev.fairlead.client;

import dev.fairlead.model.KubernetesObject;

/** A resource whose changes can be watched. */
public interface Watchable<T extends KubernetesObject> {

  ResourceType<T, ?> resourceType();
}
