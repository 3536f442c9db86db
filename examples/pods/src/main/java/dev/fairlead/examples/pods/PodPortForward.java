package dev.fairlead.examples.pods;

import dev.fairlead.client.Kubernetes;
import dev.fairlead.client.stream.PortForward;
import java.io.IOException;

/** Makes a port of a Pod one of this machine, until Enter is pressed: POD PORT. */
public class PodPortForward {
  public static void main(String[] args) throws IOException {
    try (Kubernetes k8s = Kubernetes.connect();
        PortForward forward =
            k8s.coreV1().pods(k8s.namespace()).portForward(args[0], Integer.parseInt(args[1]))) {
      System.out.println("http://localhost:" + forward.listen(0).localPort());
      int unused = System.in.read();
    }
  }
}
