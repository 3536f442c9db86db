package dev.fairlead.up;

import static org.assertj.core.api.Assertions.assertThat;

import dev.fairlead.cluster.Cluster;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

@DisplayName("fairlead demo")
class DemoCommandTest {
  @TempDir private Path folder;

  @Test
  @DisplayName("prints the same embedded and over the network")
  void isTheSameEverywhere() throws IOException {
    ProgramRun embedded = ProgramRun.of(folder, Map.of(), Runnable::run, "demo");
    assertThat(embedded.err()).isEmpty();
    assertThat(embedded.out())
        .contains("404 NotFound", "409 AlreadyExists", "409 Conflict", "403 Forbidden")
        .contains("spec.replicas: Invalid value: -1")
        .contains("Added: seen", "Modified: seen", "Deleted: seen")
        .contains("containers: log (busybox:1.37), web (nginx:1.29.1)")
        .contains("web wants 5 replicas", "web-0 is Running, and its spec is as it was")
        .contains("conflict with \"painter\"");
    try (Cluster cluster = Cluster.start()) {
      Path kubeconfig = Files.writeString(folder.resolve("k"), cluster.kubeconfig());
      ProgramRun network =
          ProgramRun.of(
              folder, Map.of(), Runnable::run, "demo", "--kubeconfig", kubeconfig.toString());
      assertThat(network.err()).isEmpty();
      assertThat(comparable(network)).isEqualTo(comparable(embedded));
    }
  }

  private static String comparable(ProgramRun run) {
    return run.out()
        .replaceFirst("A Kubernetes API, .*", "A Kubernetes API")
        .replaceAll("demo-[a-z0-9]{5}", "demo-NAME")
        .replaceAll("took [0-9.]+ s", "took N s");
  }

  @Test
  @DisplayName("and up are warmed up by a command of the launcher's")
  void warmsUp() {
    ProgramRun run = ProgramRun.of(folder, Map.of(), Runnable::run, "warm-up");
    assertThat(run.err()).isEmpty();
    assertThat(run.code()).isZero();
  }
}
