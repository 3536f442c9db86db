package dev.fairlead.examples.listpods;

import static org.assertj.core.api.Assertions.assertThat;

import dev.fairlead.client.Kubernetes;
import dev.fairlead.model.core.v1.Pod;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;

/** The pom sets KUBECONFIG to the real cluster's. */
class ListPodsRealClusterTest {
  private static final Pod NOWHERE_TO_RUN =
      Pod.of(p ->
          p.metadata(m -> m.name("list-pods-example"))
              .spec(s ->
                  s.nodeSelector("no-such", "node")
                      .container(c -> c.name("web").image("nginx:1.29"))));

  @Test
  void printsALineForEachPodOfTheCluster() {
    try (Kubernetes k8s = Kubernetes.connect()) {
      k8s.coreV1().pods("default").create(NOWHERE_TO_RUN);
      try {
        assertThat(printed().lines()).contains("default/list-pods-example is Pending");
      } finally {
        k8s.coreV1().pods("default").delete("list-pods-example");
      }
    }
  }

  private static String printed() {
    PrintStream before = System.out;
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    System.setOut(new PrintStream(out, true, StandardCharsets.UTF_8));
    try {
      ListPods.main(new String[0]);
    } finally {
      System.setOut(before);
    }
    return out.toString(StandardCharsets.UTF_8);
  }
}
