package dev.fairlead.examples.objects;

import static java.util.Objects.requireNonNull;

import dev.fairlead.client.Conditions;
import dev.fairlead.client.Kubernetes;
import dev.fairlead.client.RetryWatch;
import dev.fairlead.client.WatchEvent;
import dev.fairlead.model.core.v1.Node;
import dev.fairlead.model.core.v1.NodeList;

/**
 * Tells of Nodes that are not well, why, and of the last Events about them, until it is stopped.
 */
public class NodeWatcher {
  public static void main(String[] args) {
    try (Kubernetes k8s = Kubernetes.connect()) {
      run(k8s);
    }
  }

  static void run(Kubernetes k8s) {
    NodeList list = k8s.coreV1().nodes().list();
    list.items().forEach(node -> look(k8s, node));
    String version = requireNonNull(list.metadata().resourceVersion());
    try (RetryWatch<Node> watch =
        k8s.coreV1().nodes().retryWatch(o -> o.resourceVersion(version))) {
      for (WatchEvent<Node> event : watch) {
        if (event instanceof WatchEvent.Modified<Node>(Node node)) {
          look(k8s, node);
        }
      }
    }
  }

  private static void look(Kubernetes k8s, Node node) {
    if (Conditions.is("Ready").test(node)) {
      return;
    }
    node.status()
        .conditions()
        .forEach(c -> System.out.println(node + ": " + c.type() + "=" + c.status()));
    String about = "involvedObject.kind=Node,involvedObject.name=" + node.metadata().name();
    k8s.coreV1()
        .events()
        .list(o -> o.fieldSelector(about).limit(10))
        .items()
        .forEach(e -> System.out.println("  " + e.reason() + ": " + e.message()));
  }
}
