package dev.fairlead.examples.objects;

import dev.fairlead.client.Kubernetes;
import dev.fairlead.model.core.v1.Pod;
import dev.fairlead.model.core.v1.PodList;
import java.util.stream.Stream;

/** Goes through all Pods in pages of two, holding one page at a time. */
public class PodPaged {
  public static void main(String[] args) {
    try (Kubernetes k8s = Kubernetes.connect()) {
      run(k8s);
    }
  }

  static void run(Kubernetes k8s) {
    try (Stream<PodList> pages = k8s.coreV1().pods().pages(o -> o.limit(2))) {
      pages.forEach(page -> {
        System.out.println("a page of " + page.items().size());
        for (Pod pod : page.items()) {
          System.out.println("  " + pod);
        }
      });
    }
  }
}
