package dev.fairlead.examples.objects;

import static java.util.Objects.requireNonNull;

import dev.fairlead.client.Kubernetes;
import dev.fairlead.client.RetryWatch;
import dev.fairlead.client.WatchEvent;
import dev.fairlead.model.core.v1.Pod;
import dev.fairlead.model.core.v1.PodList;

/** Tells what happens to the Pods of all namespaces, until it is stopped. */
public class PodWatcher {
  public static void main(String[] args) {
    try (Kubernetes k8s = Kubernetes.connect()) {
      run(k8s);
    }
  }

  static void run(Kubernetes k8s) {
    PodList list = k8s.coreV1().pods().list();
    list.items().forEach(pod -> System.out.println(pod + " is " + pod.status().phase()));
    String version = requireNonNull(list.metadata().resourceVersion());
    try (RetryWatch<Pod> watch = k8s.coreV1().pods().retryWatch(o -> o.resourceVersion(version))) {
      for (WatchEvent<Pod> event : watch) {
        switch (event) {
          case WatchEvent.Added<Pod>(Pod pod) -> System.out.println(pod + " was created");
          case WatchEvent.Modified<Pod>(Pod pod) ->
              System.out.println(pod + " is " + pod.status().phase());
          case WatchEvent.Deleted<Pod>(Pod pod) -> System.out.println(pod + " was deleted");
          case WatchEvent.Bookmark<Pod> bookmark -> {}
        }
      }
    }
  }
}
