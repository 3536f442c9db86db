package dev.fairlead.examples.pods;

import dev.fairlead.client.Kubernetes;
import java.io.IOException;
import java.nio.file.Path;

/** Copies a file or folder into a Pod: POD FROM TO. */
public class PodCopy {
  public static void main(String[] args) throws IOException {
    try (Kubernetes k8s = Kubernetes.connect()) {
      System.out.println(
          k8s.coreV1().pods(k8s.namespace()).copyTo(args[0], Path.of(args[1]), args[2]));
    }
  }
}
