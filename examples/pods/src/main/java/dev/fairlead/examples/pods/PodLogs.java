package dev.fairlead.examples.pods;

import dev.fairlead.client.Kubernetes;
import dev.fairlead.client.stream.PodLog;

/** Follows the log of a Pod: POD. */
public class PodLogs {
  public static void main(String[] args) {
    try (Kubernetes k8s = Kubernetes.connect();
        PodLog log =
            k8s.coreV1().pods(k8s.namespace()).log(args[0], o -> o.tailLines(10).follow())) {
      log.lines().forEach(System.out::println);
    }
  }
}
