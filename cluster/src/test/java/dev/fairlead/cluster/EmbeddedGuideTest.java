package dev.fairlead.cluster;

import static org.assertj.core.api.Assertions.assertThat;

import dev.fairlead.client.Kubernetes;
import dev.fairlead.model.core.v1.Namespace;
import dev.fairlead.model.core.v1.Pod;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The samples of docs/guide/embedded.md. */
class EmbeddedGuideTest {
  @Test
  void startsInTheJvm() {
    // docs: embedded
    try (Cluster cluster = Cluster.start();
        Kubernetes k8s = cluster.connect()) {
      k8s.coreV1().namespaces().create(Namespace.of(n -> n.metadata(m -> m.name("shop"))));
      Pod stored =
          k8s.coreV1()
              .pods("shop")
              .create(
                  Pod.of(p ->
                      p.metadata(m -> m.generateName("web-"))
                          .spec(s -> s.container(c -> c.name("web").image("nginx:1.29")))));
      System.out.println(stored + " is " + stored.status().phase());
    }
    // docs: end
  }

  @Test
  void isThereForOthers(@TempDir Path folder) throws IOException {
    try (Cluster cluster = Cluster.start()) {
      // docs: embedded-kubeconfig
      Path kubeconfig = folder.resolve("kubeconfig");
      Files.writeString(kubeconfig, cluster.kubeconfig()); // for kubectl and every other client
      Kubernetes k8s = Kubernetes.connect(cluster.config()); // over the network, as they do
      // docs: end
      try (k8s) {
        assertThat(k8s.version().gitVersion()).isEqualTo("v1.37.2");
      }
    }
  }
}
