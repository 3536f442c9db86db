package dev.fairlead.up;

import static dev.fairlead.up.UpCommandTest.FOREIGN;
import static dev.fairlead.up.UpCommandTest.connect;
import static org.assertj.core.api.Assertions.assertThat;

import dev.fairlead.client.Kubernetes;
import dev.fairlead.client.config.Config;
import dev.fairlead.client.config.LoadOptions;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

@DisplayName("fairlead up --merge")
class MergedKubeconfigTest {
  @TempDir private Path folder;

  /** With a home of its own and, unless it is null, a file named by KUBECONFIG. */
  private ProgramRun up(@Nullable Path kubeconfig, Stop stop) {
    Map<String, String> variables =
        kubeconfig == null ? Map.of() : Map.of("KUBECONFIG", kubeconfig.toString());
    return ProgramRun.of(folder, variables, stop, "up", "--port", "0", "--merge");
  }

  @Test
  @DisplayName("adds a context, keeps all else, and takes it away again")
  void merges() throws IOException {
    Path file = Files.writeString(folder.resolve("config"), FOREIGN);
    ProgramRun run =
        up(
            file,
            last -> {
              try (Kubernetes k8s = connect(file, "fairlead")) {
                assertThat(k8s.coreV1().namespaces().get("default")).isNotNull();
              }
              assertThat(Config.load(LoadOptions.defaults().withKubeconfig(file)).server())
                  .hasToString("https://prod.test:6443");
              last.run();
            });

    assertThat(run.err()).isEmpty();
    assertThat(run.out()).contains("The context of its administrator: fairlead, in " + file);
    assertThat(file).hasContent(FOREIGN);
    assertThat(folder.resolve("config.lock")).doesNotExist();
  }

  @Test
  @DisplayName("leaves its context to the server that is running, and else takes it")
  void sharesNoContext() throws IOException {
    Path file = Files.writeString(folder.resolve("config"), FOREIGN);
    Path kept = folder.resolve("kept");
    up(
        file,
        last -> {
          ProgramRun second = up(file, Runnable::run);
          assertThat(second.err().replaceAll(":\\d{4,}", ":PORT"))
              .isEqualTo(
                  "fairlead: "
                      + file
                      + " has the context \"fairlead\" of a server that is running,"
                      + " https://127.0.0.1:PORT: stop that, or give this one a port and a file of"
                      + " its own, --port 0 --kubeconfig FILE\n");
          try {
            Files.copy(file, kept);
          } catch (IOException e) {
            throw new AssertionError(e);
          }
          last.run();
        });
    assertThat(file).hasContent(FOREIGN);

    ProgramRun later = up(kept, Runnable::run);
    assertThat(later.err()).isEmpty();
    assertThat(kept).hasContent(FOREIGN);
  }

  @Test
  @DisplayName("makes ~/.kube/config if there is none, and chooses its context there")
  void mergesIntoNothing() {
    Path file = folder.resolve(".kube/config");
    ProgramRun run =
        up(
            null,
            last -> {
              try (Kubernetes k8s = connect(file, null)) {
                assertThat(k8s.coreV1().namespaces().get("default")).isNotNull();
              }
              last.run();
            });
    assertThat(run.err()).isEmpty();
    assertThat(run.code()).isZero();
  }

  @Test
  @DisplayName("takes no name that another cluster has")
  void mergesOverNothingForeign() throws IOException {
    String taken = FOREIGN.replace("prod", "fairlead");
    Path file = Files.writeString(folder.resolve("config"), taken);
    ProgramRun run = up(file, Runnable::run);
    assertThat(run.err())
        .isEqualTo(
            "fairlead: "
                + file
                + " has an entry \"fairlead\" under clusters that is not \"fairlead up\"'s:"
                + " rename it, or leave out --merge\n");
    assertThat(file).hasContent(taken);
  }

  @Test
  @DisplayName("waits for nobody who holds the lock, and says so")
  void respectsTheLock() throws IOException {
    Path file = Files.writeString(folder.resolve("config"), FOREIGN);
    Path lock = Files.createFile(folder.resolve("config.lock"));
    ProgramRun run = up(file, Runnable::run);
    assertThat(run.err())
        .isEqualTo(
            "fairlead: "
                + lock
                + " is there: another program changes the file now; if none does, delete it\n");
    assertThat(file).hasContent(FOREIGN);
  }
}
