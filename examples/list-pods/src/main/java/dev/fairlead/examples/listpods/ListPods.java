package dev.fairlead.examples.listpods;

// docs: list-pods
import dev.fairlead.client.Kubernetes;
import dev.fairlead.model.core.v1.Pod;

public class ListPods {
  public static void main(String[] args) {
    try (Kubernetes k8s = Kubernetes.connect()) {
      for (Pod pod : k8s.coreV1().pods().list().items()) {
        String name = pod.metadata().namespace() + "/" + pod.metadata().name();
        System.out.println(name + " is " + pod.status().phase());
      }
    }
  }
}
// docs: end
