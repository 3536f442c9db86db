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

  /** What is said of a file with this content, after the file's name. */
  private String refusalOf(String content) throws IOException {
    Path file = Files.writeString(folder.resolve("m.yaml"), content);
    Path kubeconfig = folder.resolve("k");
    ProgramRun run =
        up(Runnable::run, "--kubeconfig", kubeconfig.toString(), "-f", file.toString());
    assertThat(run.code()).isEqualTo(1);
    assertThat(kubeconfig).doesNotExist();
    assertThat(run.err()).startsWith("fairlead: " + file);
    return run.err().substring(("fairlead: " + file).length()).stripTrailing();
  }

  @Test
  @DisplayName("names the document and the kind that can't be created, and what it may have meant")
  void namesKindsThatCannotBeCreated() throws IOException {
    String good = "apiVersion: v1\nkind: ConfigMap\nmetadata: {name: a}\n---\n";
    assertThat(refusalOf(good + "apiVersion: v1\nkind: Pood\n"))
        .isEqualTo(
            ", document 2: no object of kind Pood in v1 can be created, as no resource is of"
                + " that kind; similar: Pod");
    assertThat(refusalOf("apiVersion: extensions/v1beta1\nkind: Ingress\n"))
        .isEqualTo(
            ": no object of kind Ingress in extensions/v1beta1 can be created: its apiVersion is"
                + " networking.k8s.io/v1");
    assertThat(refusalOf("apiVersion: example.com/v1\nkind: Widget\n"))
        .isEqualTo(
            ": no object of kind Widget in example.com/v1 can be created, since there are no custom"
                + " resources yet: leave it out");
    assertThat(refusalOf("apiVersion: v1\nkind: List\nitems: [{apiVersion: v1, kind: Status}]\n"))
        .isEqualTo(
            ", items[0]: no object of kind Status in v1 can be created, as no resource is of that"
                + " kind");
  }

  @Test
  @DisplayName("says what is wrong with documents that are no object, and where")
  void refusesWhatIsNoObject() throws IOException {
    assertThat(refusalOf("# nothing\n---\n"))
        .isEqualTo(" holds no object, only comments or nothing: write one, or leave out -f");
    assertThat(refusalOf("metadata: {name: a}\n"))
        .endsWith("line 1, column 1: the object has no kind: add apiVersion and kind");
    assertThat(refusalOf("apiVersion: v1\nkind: Pod\n---\na: [b\nc: d\n"))
        .contains("line 5, column 2");
    assertThat(refusalOf("apiVersion: v1\nkind: Pod\n---\napiVersion: v1\nkind: Pod\nspek: {}\n"))
        .isEqualTo(": document 2: unknown field \"spek\"");
    Path nested = Files.createDirectories(folder.resolve("manifests/more.yaml")).getParent();
    assertThat(up(Runnable::run, "-f", nested.toString()).err())
        .isEqualTo(
            "fairlead: folder "
                + nested
                + " has no file that ends in .yaml, .yml or .json (and folders in it aren't read):"
                + " name a file or folder of manifests\n");
  }

  @Test
  @DisplayName("takes the lists that servers answer, and says which object was there already")
  void createsItemsOfLists() throws IOException {
    Path file =
        Files.writeString(
            folder.resolve("m.yaml"),
            """
            apiVersion: v1
            kind: ConfigMapList
            items: [{metadata: {name: a}}, {metadata: {name: b}}]
            ---
            apiVersion: v1
            kind: ConfigMap
            metadata: {name: a}
            """);
    ProgramRun run =
        up(Runnable::run, "--kubeconfig", folder.resolve("k").toString(), "-f", file.toString());
    assertThat(run.err()).isEmpty();
    assertThat(run.out())
        .startsWith(
            """
            configmaps/a created
            configmaps/b created
            configmaps/a configured
            """);
  }
}
