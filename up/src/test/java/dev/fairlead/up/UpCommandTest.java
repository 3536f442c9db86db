package dev.fairlead.up;

import static org.assertj.core.api.Assertions.assertThat;

import dev.fairlead.client.Kubernetes;
import dev.fairlead.client.config.Config;
import dev.fairlead.client.config.LoadOptions;
import dev.fairlead.cluster.Cluster;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

@DisplayName("fairlead up")
class UpCommandTest {
  static final String FOREIGN =
      """
      apiVersion: v1
      kind: Config
      preferences: {}
      clusters:
      - name: prod
        cluster:
          server: https://prod.test:6443
      users:
      - name: ada
        user:
          token: secret
      contexts:
      - name: prod
        context:
          cluster: prod
          user: ada
      current-context: prod
      """;

  @TempDir private Path folder;

  private ProgramRun up(Stop stop, String... options) {
    List<String> line = new ArrayList<>(List.of("up", "--port", "0"));
    line.addAll(List.of(options));
    return ProgramRun.of(folder, Map.of(), stop, line.toArray(String[]::new));
  }

  static Kubernetes connect(Path kubeconfig, @Nullable String context) {
    return Kubernetes.connect(
        Config.load(LoadOptions.defaults().withKubeconfig(kubeconfig).withContext(context)));
  }

  @Test
  @DisplayName("serves those who have its kubeconfig, which is there for its owner while it runs")
  void serves() throws IOException {
    Path file = folder.resolve("k");
    ProgramRun run =
        up(
            last -> {
              try (Kubernetes k8s = connect(file, "fairlead")) {
                assertThat(k8s.coreV1().namespaces().get("default")).isNotNull();
                assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(file)))
                    .isEqualTo("rw-------");
              } catch (IOException e) {
                throw new AssertionError(e);
              }
              last.run();
            },
            "--kubeconfig",
            file.toString());

    assertThat(run.err()).isEmpty();
    assertThat(run.code()).isZero();
    assertThat(run.out().replaceAll("after [0-9.]+ s", "after N s").replaceAll(":\\d{4,}", ":PORT"))
        .isEqualTo(
            """
            A Kubernetes API at https://127.0.0.1:PORT, ready after N s.
            The kubeconfig of its administrator: %1$s
            Try, in another terminal:

              export KUBECONFIG=%1$s
              kubectl create deployment web --image=nginx --replicas=3
              kubectl get deployments,namespaces

            Ctrl-C stops it, and then everything in it is gone.
            """
                .formatted(file));
    assertThat(file).doesNotExist();
  }

  @Test
  @DisplayName("writes over its own kubeconfig of an earlier run, and never over another file")
  void neverOverAForeignFile() throws IOException {
    Path file = folder.resolve("k");
    Path kept = folder.resolve("kept");
    up(
        last -> {
          try {
            Files.copy(file, kept);
          } catch (IOException e) {
            throw new AssertionError(e);
          }
          last.run();
        },
        "--kubeconfig",
        file.toString());
    assertThat(up(Runnable::run, "--kubeconfig", kept.toString()).code()).isZero();

    Files.writeString(file, FOREIGN);
    ProgramRun run = up(Runnable::run, "--kubeconfig", file.toString());
    assertThat(run.code()).isEqualTo(1);
    assertThat(run.err())
        .isEqualTo(
            "fairlead: "
                + file
                + " is there and was not written by \"fairlead up\": name another file with"
                + " --kubeconfig, or add a context to it with --merge and KUBECONFIG="
                + file
                + "\n");
    assertThat(file).hasContent(FOREIGN);
  }

  @Test
  @DisplayName("leaves the kubeconfig to the server that is running, whoever asks for it")
  void sharesNoFile() {
    Path file = folder.resolve("k");
    up(
        last -> {
          ProgramRun second = up(Runnable::run, "--kubeconfig", file.toString());
          assertThat(second.code()).isEqualTo(1);
          assertThat(second.err().replaceAll(":\\d{4,}", ":PORT"))
              .isEqualTo(
                  "fairlead: "
                      + file
                      + " is the kubeconfig of a server that is running, https://127.0.0.1:PORT:"
                      + " stop that, or give this one a port and a file of its own, --port 0"
                      + " --kubeconfig FILE, or --port 0 --merge\n");
          try (Kubernetes k8s = connect(file, "fairlead")) {
            assertThat(k8s.coreV1().namespaces().get("default")).isNotNull();
          }
          last.run();
        },
        "--kubeconfig",
        file.toString());
    assertThat(file).doesNotExist();
  }

  @Test
  @DisplayName(
      "takes over a kubeconfig whose port has another server now, and removes only its own")
  void knowsItsServer() throws IOException {
    Path file = folder.resolve("k");
    try (Cluster other = Cluster.start()) {
      String mark = "# Written by \"fairlead up\", which removes it when it stops.\n";
      try (Cluster gone = Cluster.start()) {
        String stale = gone.kubeconfig().replace(gone.server(), other.server());
        Files.writeString(file, mark + stale);
      }
      ProgramRun run =
          up(
              last -> {
                try {
                  Files.writeString(file, mark + other.kubeconfig());
                } catch (IOException e) {
                  throw new AssertionError(e);
                }
                last.run();
              },
              "--kubeconfig",
              file.toString());
      assertThat(run.err()).isEmpty();
      assertThat(file).hasContent(mark + other.kubeconfig());
    }
  }

  @Test
  @DisplayName("says which folder of its kubeconfig isn't there, and starts nothing")
  void needsAFolder() throws IOException {
    Path none = folder.resolve("none");
    assertThat(up(Runnable::run, "--kubeconfig", none.resolve("k").toString()).err())
        .isEqualTo(
            "fairlead: %1$s/k: its folder %1$s isn't there: make it with mkdir -p, or name a file elsewhere with --kubeconfig\n"
                .formatted(none));
    Files.writeString(none, "");
    assertThat(up(Runnable::run, "--kubeconfig", none.resolve("k").toString()).err())
        .isEqualTo(
            "fairlead: %1$s/k: %1$s is no folder: move it away, or name a file elsewhere with --kubeconfig\n"
                .formatted(none));
  }

  @Test
  @DisplayName("leaves a kubeconfig alone that somebody has changed meanwhile")
  void leavesWhatIsNoLongerItsOwn() {
    Path file = folder.resolve("k");
    up(
        last -> {
          try {
            Files.writeString(file, FOREIGN);
          } catch (IOException e) {
            throw new AssertionError(e);
          }
          last.run();
        },
        "--kubeconfig",
        file.toString());
    assertThat(file).hasContent(FOREIGN);
  }

  @Test
  @DisplayName("says what to do if its port is taken")
  void needsItsPort() {
    try (Cluster other = Cluster.start()) {
      ProgramRun run =
          ProgramRun.of(
              folder,
              Map.of(),
              Runnable::run,
              "up",
              "--port",
              "" + other.port(),
              "--kubeconfig",
              folder.resolve("k").toString());
      assertThat(run.code()).isEqualTo(1);
      assertThat(run.err())
          .isEqualTo(
              "fairlead: port "
                  + other.port()
                  + " of 127.0.0.1 is taken, perhaps by another Kubernetes: stop that, or choose"
                  + " another port with --port (0 is any that is free)\n");
      assertThat(folder.resolve("k")).doesNotExist();
    }
  }
}
