package dev.fairlead.examples.objects;

import dev.fairlead.client.Kubernetes;
import dev.fairlead.model.DynamicObject;

/** Shows a field of each object of a kind: KIND PATH, as in pods spec.nodeName. */
public class DynamicFields {
  public static void main(String[] args) {
    try (Kubernetes k8s = Kubernetes.connect()) {
      run(k8s, args[0], args[1]);
    }
  }

  static void run(Kubernetes k8s, String kind, String path) {
    for (DynamicObject object : k8s.dynamic(kind).allNamespaces().list().items()) {
      System.out.println(object + ": " + object.string(path).orElse("-"));
    }
  }
}
