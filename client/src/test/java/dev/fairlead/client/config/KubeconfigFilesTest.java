package dev.fairlead.client.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

@DisplayName("Kubeconfig files")
class KubeconfigFilesTest {
  private static final String NO_POD =
      ". Nor is this a Pod, which has KUBERNETES_SERVICE_HOST and KUBERNETES_SERVICE_PORT set";

  @TempDir Path folder;

  @Test
  @DisplayName("are .kube/config in the home folder if KUBECONFIG is not set")
  void defaultToTheHome() {
    write(".kube/config", "home");

    assertThat(load("").source()).isEqualTo(folder + "/.kube/config: context \"home\"");
  }

  @Test
  @DisplayName("are those in KUBECONFIG alone if it is set, in its order, without those missing")
  void areThoseInTheVariable() {
    write(".kube/config", "home");
    write("a", "a");
    write("b", "b");

    Kubeconfig merged = Kubeconfig.load(options("", "gone", "b", "a", "b"));

    assertThat(merged.contexts()).containsExactly("b", "a");
    assertThat(merged.currentContext()).contains("b");
    assertThat(merged)
        .hasToString("Kubeconfig[%1$s/b + %1$s/a, contexts [b, a]]".formatted(folder));
  }

  @Test
  @DisplayName("are the given one alone if there is one, which must exist")
  void areTheGivenOne() {
    write("a", "a");
    write("b", "b");

    assertThat(Config.load(options("a").withKubeconfig(folder.resolve("b"))).source())
        .isEqualTo(folder + "/b: context \"b\"");
    assertThatThrownBy(() -> Config.load(options("a").withKubeconfig(folder.resolve("c"))))
        .hasMessage("kubeconfig: there is no file " + folder + "/c: create it or correct the path");
  }

  @Test
  @DisplayName("that are missing, all of them, are named with what to do")
  void mustExist() {
    assertThatThrownBy(() -> load(""))
        .hasMessage(
            "there is no kubeconfig: "
                + folder
                + "/.kube/config does not exist. Create it, or set KUBECONFIG to the file, or name"
                + " one (LoadOptions, --kubeconfig)"
                + NO_POD);
    assertThatThrownBy(() -> load(folder + "/x:~/y"))
        .hasMessage(
            "there is no kubeconfig: KUBECONFIG names "
                + folder
                + "/x and ~/y, which do not exist (only a shell knows ~: write the folder out). Set"
                + " it to a file that exists, or clear it to have ~/.kube/config read"
                + NO_POD);
    assertThatThrownBy(() -> load(":"))
        .hasMessage(
            "there is no kubeconfig: KUBECONFIG names no file. Set it to a file that exists, or"
                + " clear it to have ~/.kube/config read"
                + NO_POD);
  }

  @Test
  @DisplayName("that can't be read are all told, even if others can")
  void mustBeReadable() throws IOException {
    write("good", "good");
    Files.createDirectory(folder.resolve("folder"));
    TestFiles.write(folder.resolve("pod"), "kind: Pod");
    TestFiles.write(folder.resolve("big"), new byte[KubeconfigFiles.MAX_BYTES + 1]);

    assertThatThrownBy(() -> Kubeconfig.load(options("good", "folder", "pod", "big")))
        .hasMessage(
            """
            3 problems with the configuration:
            - kubeconfig: $D/folder is a folder: name a file
            - $D/pod: is no kubeconfig but has apiVersion "" and kind "Pod": name a file with \
            apiVersion v1 and kind Config
            - kubeconfig: $D/big has more than 10 MiB, so it can't be what it should: name the \
            right file\
            """
                .replace("$D", folder.toString()));
  }

  private void write(String file, String context) {
    TestFiles.write(
        folder.resolve(file),
        TestFiles.kubeconfig("server: 'https://x'", "").replace("dev", context));
  }

  private Config load(String variable) {
    return Config.load(
        LoadOptions.defaults()
            .withEnvironment(new Environment(Map.of("KUBECONFIG", variable), folder)));
  }

  private LoadOptions options(String... files) {
    StringBuilder variable = new StringBuilder();
    for (String file : files) {
      variable.append(file.isEmpty() ? "" : folder.resolve(file)).append(File.pathSeparator);
    }
    return LoadOptions.defaults()
        .withEnvironment(new Environment(Map.of("KUBECONFIG", variable.toString()), folder));
  }
}
