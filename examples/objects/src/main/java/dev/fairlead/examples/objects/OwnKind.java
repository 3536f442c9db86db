package dev.fairlead.examples.objects;

import dev.fairlead.client.Kubernetes;
import dev.fairlead.client.ResourceType;
import dev.fairlead.model.KubernetesObject;
import dev.fairlead.model.meta.v1.ObjectMeta;
import dev.fairlead.model.type.Kind;
import dev.fairlead.model.type.Type;

/** Reads the ConfigMaps that have the label greeting, as a type of its own. */
public class OwnKind {
  public static void main(String[] args) {
    try (Kubernetes k8s = Kubernetes.connect()) {
      run(k8s);
    }
  }

  @Kind(group = "", version = "v1", kind = "ConfigMap")
  record Greeting(ObjectMeta metadata, Words data) implements KubernetesObject {}

  record Words(String text) {}

  static void run(Kubernetes k8s) {
    var greetings =
        k8s.allNamespaces(ResourceType.namespaced("configmaps", Type.of(Greeting.class)));
    for (Greeting greeting : greetings.list(o -> o.labelSelector("greeting")).items()) {
      System.out.println(greeting.metadata().name() + ": " + greeting.data().text());
    }
  }
}
