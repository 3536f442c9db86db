package dev.fairlead.apiserver.differential;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.Test;

/**
 * The texts that the server shows are those of a running kube-apiserver; {@code
 * -Dfairlead.rewrite=true} writes down what it says now.
 */
class ApiFactsRealClusterTest {
  private static final String REAL = "fairlead.realcluster.minimal";
  private static final Path RESOURCES = Path.of("src/main/resources/dev/fairlead/apiserver");

  @Test
  void theFilesAreWhatTheServerSays() throws Exception {
    String kubeconfig = System.getProperty(REAL);
    Assumptions.assumeTrue(kubeconfig != null, "no real cluster is named by -D" + REAL);
    try (ApiFacts facts = new ApiFacts(Endpoint.ofKubeconfig(kubeconfig))) {
      check(RESOURCES.resolve("openapi/descriptions.json"), facts.descriptions());
      check(RESOURCES.resolve("table/columns.json"), facts.columns());
    }
  }

  private static void check(Path file, String said) throws Exception {
    if (Boolean.getBoolean("fairlead.rewrite")) {
      Files.writeString(file, said);
    }
    assertThat(Files.readString(file)).isEqualTo(said);
  }
}
