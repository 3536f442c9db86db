package dev.fairlead.examples.objects;

import dev.fairlead.client.Kubernetes;
import dev.fairlead.client.Pods;
import dev.fairlead.client.error.TooManyRequestsException;
import java.time.Duration;

/** Evicts a Pod, as a drain of its Node does, and waits while a budget forbids it: POD. */
public class PodEvict {
  public static void main(String[] args) {
    try (Kubernetes k8s = Kubernetes.connect()) {
      run(k8s, args[0]);
    }
  }

  static void run(Kubernetes k8s, String pod) {
    Pods pods = k8s.coreV1().pods(k8s.namespace());
    try {
      pods.evict(pod, e -> e.deleteOptions(o -> o.gracePeriodSeconds(5L)));
    } catch (TooManyRequestsException e) {
      System.out.println("not now: " + e.status().message());
      return;
    }
    pods.waitForDeletion(pod, Duration.ofMinutes(1));
    System.out.println("evicted " + pod);
  }
}
