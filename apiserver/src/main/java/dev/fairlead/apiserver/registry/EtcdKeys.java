package dev.fairlead.apiserver.registry;

import java.util.Map;

/** Under which keys a real API server keeps objects in etcd; some of its messages name them. */
final class EtcdKeys {
  /** The resources whose key isn't named like them. */
  private static final Map<String, String> ODD =
      Map.of(
          "services", "services/specs",
          "endpoints", "services/endpoints",
          "nodes", "minions",
          "replicationcontrollers", "controllers",
          "ingresses.networking.k8s.io", "ingress",
          "customresourcedefinitions.apiextensions.k8s.io",
              "apiextensions.k8s.io/customresourcedefinitions",
          "apiservices.apiregistration.k8s.io", "apiregistration.k8s.io/apiservices");

  private EtcdKeys() {}

  /**
   * The key of an object.
   *
   * @param dryRun whether nothing is written; then the server leaves out where all keys start
   */
  static String of(Served<?> resource, String namespace, String name, boolean dryRun) {
    String kept =
        ODD.getOrDefault(resource.groupResource().toString(), resource.facts().resource());
    return (dryRun ? "/" : "/registry/")
        + kept
        + "/"
        + (namespace.isEmpty() ? "" : namespace + "/")
        + name;
  }
}
