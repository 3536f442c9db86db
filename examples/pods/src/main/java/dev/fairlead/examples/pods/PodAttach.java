package dev.fairlead.examples.pods;

import dev.fairlead.client.Kubernetes;
import dev.fairlead.client.stream.Exec;
import java.io.IOException;

/** Shows what the process of a Pod writes from now on: POD. */
public class PodAttach {
  public static void main(String[] args) throws IOException {
    try (Kubernetes k8s = Kubernetes.connect();
        Exec process = k8s.coreV1().pods(k8s.namespace()).attach(args[0], o -> o.stderr(false))) {
      long unused = process.stdout().transferTo(System.out);
    }
  }
}
