package dev.fairlead.examples.objects;

import dev.fairlead.client.Kubernetes;
import dev.fairlead.model.core.v1.Container;
import dev.fairlead.model.core.v1.Pod;
import java.util.ArrayList;
import java.util.List;

/** Gives the first container of a Pod more, without a restart: POD CPU MEMORY. */
public class PodResize {
  public static void main(String[] args) {
    try (Kubernetes k8s = Kubernetes.connect()) {
      run(k8s, args[0], args[1], args[2]);
    }
  }

  static void run(Kubernetes k8s, String pod, String cpu, String memory) {
    Pod resized =
        k8s.coreV1().pods(k8s.namespace()).resize(pod, p -> withResources(p, cpu, memory));
    System.out.println(resized.spec().containers().get(0).resources());
  }

  private static Pod withResources(Pod pod, String cpu, String memory) {
    List<Container> containers = new ArrayList<>(pod.spec().containers());
    containers.set(
        0,
        containers
            .get(0)
            .with(c -> c.resources(r -> r.request("cpu", cpu).request("memory", memory))));
    return pod.with(p -> p.spec(s -> s.containers(containers)));
  }
}
