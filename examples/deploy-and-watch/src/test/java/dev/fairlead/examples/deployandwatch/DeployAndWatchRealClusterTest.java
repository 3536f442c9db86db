package dev.fairlead.examples.deployandwatch;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.junit.jupiter.api.Test;

/** The pom sets KUBECONFIG to the real cluster's. */
class DeployAndWatchRealClusterTest {
  @Test
  void tellsOfEachStepFromTheNamespaceToItsDeletion() {
    List<String> lines = printed().lines().toList();

    assertThat(lines.get(0)).isEqualTo("Kubernetes v1.37.2");
    assertThat(lines)
        .contains(
            "created namespace fairlead-demo",
            "created Deployment fairlead-demo/web with 3 replicas",
            "all run; listed by examples/list-pods:")
        .endsWith("deleted namespace fairlead-demo");
    assertThat(lines).filteredOn(l -> l.matches("fairlead-demo/web-\\S+ is Running")).hasSize(3);
  }

  private static String printed() {
    PrintStream before = System.out;
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    System.setOut(new PrintStream(out, true, StandardCharsets.UTF_8));
    try {
      DeployAndWatch.main(new String[0]);
    } finally {
      System.setOut(before);
    }
    return out.toString(StandardCharsets.UTF_8);
  }
}
