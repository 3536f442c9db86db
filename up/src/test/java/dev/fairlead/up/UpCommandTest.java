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
  private static final String FOREIGN =
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
    return up(Map.of(), stop, options);
  }

  private ProgramRun up(Map<String, String> variables, Stop stop, String... options) {
    List<String> line = new ArrayList<>(List.of("up", "--port", "0"));
    line.addAll(List.of(options));
    return ProgramRun.of(folder, variables, stop, line.toArray(String[]::new));
  }

  private static Kubernetes connect(Path kubeconfig, @Nullable String context) {
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
  @DisplayName("with --merge adds a context, keeps all else, and takes it away again")
  void merges() throws IOException {
    Path file = Files.writeString(folder.resolve("config"), FOREIGN);
    ProgramRun run =
        up(
            Map.of("KUBECONFIG", file.toString()),
            last -> {
              try (Kubernetes k8s = connect(file, "fairlead")) {
                assertThat(k8s.coreV1().namespaces().get("default")).isNotNull();
              }
              assertThat(Config.load(LoadOptions.defaults().withKubeconfig(file)).server())
                  .hasToString("https://prod.test:6443");
              last.run();
            },
            "--merge");

    assertThat(run.err()).isEmpty();
    assertThat(run.out()).contains("The context of its administrator: fairlead, in " + file);
    assertThat(file).hasContent(FOREIGN);
    assertThat(folder.resolve("config.lock")).doesNotExist();
  }

  @Test
  @DisplayName("with --merge makes ~/.kube/config if there is none, and chooses its context there")
  void mergesIntoNothing() {
    Path file = folder.resolve(".kube/config");
    ProgramRun run =
        up(
            last -> {
              try (Kubernetes k8s = connect(file, null)) {
                assertThat(k8s.coreV1().namespaces().get("default")).isNotNull();
              }
              last.run();
            },
            "--merge");
    assertThat(run.err()).isEmpty();
    assertThat(run.code()).isZero();
  }

  @Test
  @DisplayName("with --merge takes no name that another cluster has")
  void mergesOverNothingForeign() throws IOException {
    String taken = FOREIGN.replace("prod", "fairlead");
    Path file = Files.writeString(folder.resolve("config"), taken);
    ProgramRun run = up(Map.of("KUBECONFIG", file.toString()), Runnable::run, "--merge");
    assertThat(run.err())
        .isEqualTo(
            "fairlead: "
                + file
                + " has an entry \"fairlead\" under clusters that is not \"fairlead up\"'s:"
                + " rename it, or leave out --merge\n");
    assertThat(file).hasContent(taken);
  }

  @Test
  @DisplayName("with --merge waits for nobody who holds the lock, and says so")
  void respectsTheLock() throws IOException {
    Path file = Files.writeString(folder.resolve("config"), FOREIGN);
    Path lock = Files.createFile(folder.resolve("config.lock"));
    ProgramRun run = up(Map.of("KUBECONFIG", file.toString()), Runnable::run, "--merge");
    assertThat(run.err())
        .isEqualTo(
            "fairlead: "
                + lock
                + " is there: another program changes the file now; if none does, delete it\n");
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
