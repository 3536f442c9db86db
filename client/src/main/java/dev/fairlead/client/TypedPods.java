package dev.fairlead.client;

import dev.fairlead.model.core.v1.Pod;
import dev.fairlead.model.core.v1.PodList;

/** Pods as a typed resource. */
final class TypedPods extends TypedResource<Pod, PodList> implements Pods {
  TypedPods(Calls calls, ResourceType<Pod, PodList> type, String namespace) {
    super(calls, type, namespace);
  }
}
