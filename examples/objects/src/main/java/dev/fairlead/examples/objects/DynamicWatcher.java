package dev.fairlead.examples.objects;

import dev.fairlead.client.Kubernetes;
import dev.fairlead.client.Watch;
import dev.fairlead.client.WatchEvent;
import dev.fairlead.model.DynamicObject;

/** Tells what happens to objects of any kind, by the name that kubectl takes: KIND. */
public class DynamicWatcher {
  public static void main(String[] args) {
    try (Kubernetes k8s = Kubernetes.connect()) {
      run(k8s, args[0]);
    }
  }

  static void run(Kubernetes k8s, String kind) {
    try (Watch<DynamicObject> watch = k8s.dynamic(kind).allNamespaces().watch()) {
      for (WatchEvent<DynamicObject> event : watch) {
        System.out.println(event.getClass().getSimpleName() + " " + event.object());
      }
    }
  }
}
