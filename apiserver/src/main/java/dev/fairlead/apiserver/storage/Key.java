package dev.fairlead.apiserver.storage;

/**
 * Where an object is kept.
 *
 * @param resource the resource with its group, such as deployments.apps
 * @param namespace empty for objects outside of namespaces
 */
public record Key(String resource, String namespace, String name) {

  /** The place within the resource; objects are listed in the order of these texts, as in etcd. */
  String path() {
    return namespace.isEmpty() ? name : namespace + "/" + name;
  }
}
