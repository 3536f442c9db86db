package dev.fairlead.examples.objects;

import dev.fairlead.client.Kubernetes;
import dev.fairlead.client.discovery.ApiResource;
import java.util.List;

/** Lists how many objects of each kind there are, whatever the server serves. */
public class DynamicApi {
  public static void main(String[] args) {
    try (Kubernetes k8s = Kubernetes.connect()) {
      run(k8s);
    }
  }

  static void run(Kubernetes k8s) {
    List<ApiResource> all =
        k8s.discovery().catalog().resources().filter(r -> r.can("list")).toList();
    for (ApiResource resource : all) {
      int count = k8s.metadata(resource.name()).allNamespaces().list().items().size();
      System.out.println(resource.qualifiedName() + ": " + count);
    }
  }
}
