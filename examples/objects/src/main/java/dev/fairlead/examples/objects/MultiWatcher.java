package dev.fairlead.examples.objects;

import dev.fairlead.client.Kubernetes;
import dev.fairlead.client.Watch;
import dev.fairlead.client.WatchEvent;
import dev.fairlead.model.DynamicObject;
import java.util.ArrayList;
import java.util.List;

/** Watches several kinds at once, each on a virtual thread, until it is stopped. */
public class MultiWatcher {
  public static void main(String[] args) throws InterruptedException {
    try (Kubernetes k8s = Kubernetes.connect()) {
      run(k8s);
    }
  }

  static void run(Kubernetes k8s) throws InterruptedException {
    List<Thread> watching = new ArrayList<>();
    for (String kind : List.of("deployments", "configmaps", "secrets")) {
      watching.add(Thread.ofVirtual().start(() -> watch(k8s, kind)));
    }
    for (Thread one : watching) {
      one.join();
    }
  }

  private static void watch(Kubernetes k8s, String kind) {
    try (Watch<DynamicObject> watch = k8s.dynamic(kind).allNamespaces().watch()) {
      for (WatchEvent<DynamicObject> event : watch) {
        System.out.println(kind + ": " + event.object().metadata().name());
      }
    }
  }
}
