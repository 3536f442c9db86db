package dev.fairlead.client;

import dev.fairlead.model.KubernetesList;
import dev.fairlead.model.KubernetesObject;

/** The objects of all namespaces together. Name a namespace to get or change one of them. */
public interface AllNamespaces<T extends KubernetesObject, L extends KubernetesList<T>>
    extends Listable<T, L>, Watchable<T> {}
