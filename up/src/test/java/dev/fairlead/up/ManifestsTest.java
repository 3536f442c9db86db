package dev.fairlead.up;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

@DisplayName("fairlead up -f")
class ManifestsTest {
  @TempDir private Path folder;

  private ProgramRun up(Stop stop, String... options) {
    List<String> line = new ArrayList<>(List.of("up", "--port", "0"));
    line.addAll(List.of(options));
    return ProgramRun.of(folder, Map.of(), stop, line.toArray(String[]::new));
  }

  @Test
  @DisplayName("creates what manifests hold: all files of a folder, namespaces first")
  void createsManifests() throws IOException {
    Path manifests = Files.createDirectory(folder.resolve("manifests"));
    Files.writeString(
        manifests.resolve("a.yaml"),
        """
        apiVersion: v1
        kind: ConfigMap
        metadata: {name: settings, namespace: shop}
        ---
        apiVersion: v1
        kind: Namespace
        metadata: {name: default, labels: {team: web}}
        """);
    Files.writeString(
        manifests.resolve("b.json"),
        """
        {"apiVersion": "v1", "kind": "List", "items": [
          {"apiVersion": "v1", "kind": "Namespace", "metadata": {"name": "shop", "uid": "x"}}]}
        """);
    Files.writeString(manifests.resolve("readme.txt"), "no manifest");
    ProgramRun run =
        up(
            Runnable::run,
            "--kubeconfig",
            folder.resolve("k").toString(),
            "-f",
            manifests.toString());
    assertThat(run.err()).isEmpty();
    assertThat(run.out())
        .startsWith(
            """
            namespaces/default configured
            namespaces/shop created
            configmaps/settings created
            """);
  }

  @Test
  @DisplayName("says where a manifest is wrong, before it starts or when the server refuses it")
  void refusesManifests() throws IOException {
    Path file =
        Files.writeString(
            folder.resolve("a.yaml"),
            """
            apiVersion: v1
            kind: ConfigMap
            metadata: {name: settings}
            dota: {}
            """);
    assertThat(up(Runnable::run, "-f", file.toString()).err())
        .startsWith("fairlead: " + file + ": ")
        .contains("dota");
    Files.writeString(
        file, "{apiVersion: v1, kind: ConfigMap, metadata: {name: a, namespace: none}}");
    Path kubeconfig = folder.resolve("k");
    assertThat(
            up(Runnable::run, "-f", file.toString(), "--kubeconfig", kubeconfig.toString()).err())
        .startsWith("fairlead: " + file + ": POST ")
        .contains("namespaces \"none\" not found");
    assertThat(kubeconfig).doesNotExist();
  }
}
