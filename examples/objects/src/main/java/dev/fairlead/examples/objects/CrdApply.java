package dev.fairlead.examples.objects;

import dev.fairlead.client.Kubernetes;
import dev.fairlead.client.Manifests;
import java.io.ByteArrayInputStream;
import java.nio.charset.StandardCharsets;

/** Defines a kind, waits until it is served, applies an object of it, changes and deletes both. */
public class CrdApply {
  public static void main(String[] args) {
    try (Kubernetes k8s = Kubernetes.connect()) {
      run(k8s);
    }
  }

  private static final String FOO =
      """
      apiVersion: apiextensions.k8s.io/v1
      kind: CustomResourceDefinition
      metadata: {name: foos.examples.fairlead.dev}
      spec:
        group: examples.fairlead.dev
        scope: Namespaced
        names: {plural: foos, singular: foo, kind: Foo}
        versions:
        - name: v1
          served: true
          storage: true
          schema:
            openAPIV3Schema:
              type: object
              properties:
                spec: {type: object, properties: {info: {type: string}, replicas: {type: integer}}}
      ---
      apiVersion: examples.fairlead.dev/v1
      kind: Foo
      metadata: {name: baz}
      spec: {info: old, replicas: 3}
      """;

  static void run(Kubernetes k8s) {
    Manifests set =
        Manifests.read("foo", new ByteArrayInputStream(FOO.getBytes(StandardCharsets.UTF_8)));
    k8s.apply(set, o -> o.fieldManager("crd-apply").force()).forEach(System.out::println);
    try {
      var foos = k8s.dynamic("foos.examples.fairlead.dev").namespace(k8s.namespace());
      System.out.println(foos.edit("baz", foo -> foo.with("spec.info", "new")).string("spec.info"));
    } finally {
      k8s.delete(set, o -> {}).forEach(System.out::println);
    }
  }
}
