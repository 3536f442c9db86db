package dev.fairlead.client.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.fairlead.model.tree.JsonObject;
import dev.fairlead.model.tree.JsonString;
import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

@DisplayName("A kubeconfig that is edited")
class KubeconfigEditTest {
  private static final String CONTENT =
      """
      kind: Config
      x-unknown: {keep: [1, two]}
      users:
      - {name: ada, user: {token: hush, x-more: true}, x-entry: 1}
      contexts:
      - name: dev
        context: {cluster: east, user: ada}
      - name: prod
        context: {cluster: west, user: ada}
      current-context: dev
      clusters: []
      apiVersion: v1
      """;

  @TempDir private Path folder;

  private LoadOptions files(String... names) {
    List<String> paths =
        List.of(names).stream().map(name -> folder.resolve(name).toString()).toList();
    return LoadOptions.defaults()
        .withEnvironment(
            new Environment(Map.of("KUBECONFIG", String.join(File.pathSeparator, paths)), folder));
  }

  private Path write(String name, String content) {
    return TestFiles.write(folder.resolve(name), content);
  }

  private static JsonObject cluster(String server) {
    return JsonObject.builder().put("server", server).build();
  }

  @Test
  @DisplayName("keeps what isn't known, and the order")
  void keepsTheRest() {
    Path file = write("config", CONTENT);

    List<Path> written =
        Kubeconfig.edit(
            LoadOptions.defaults().withKubeconfig(file),
            edit -> {
              edit.setCurrentContext("prod");
              edit.putCluster("west", cluster("https://west.test"));
              JsonObject ada = edit.user("ada").orElseThrow();
              edit.putUser("ada", ada.with("token", new JsonString("new")));
              assertThat(edit.removeContext("dev")).isTrue();
              assertThat(edit.removeContext("nobody")).isFalse();
            });

    assertThat(written).containsExactly(file);
    assertThat(file)
        .hasContent(
            """
            kind: Config
            x-unknown:
              keep:
              - 1
              - two
            users:
            - name: ada
              user:
                token: new
                x-more: true
              x-entry: 1
            contexts:
            - name: prod
              context:
                cluster: west
                user: ada
            current-context: prod
            clusters:
            - name: west
              cluster:
                server: https://west.test
            apiVersion: v1
            """);
    assertThat(folder.toFile().list()).containsExactly("config"); // no lock, nothing temporary
  }

  @Test
  @DisplayName("is made where there is none, for its owner alone, and is a kubeconfig then")
  void isMade() throws IOException {
    LoadOptions options = LoadOptions.defaults().withEnvironment(new Environment(Map.of(), folder));

    Kubeconfig.edit(
        options,
        edit -> {
          edit.putCluster("east", cluster("https://east.test"));
          edit.putContext("dev", JsonObject.builder().put("cluster", "east").build());
          edit.setCurrentContext("dev");
          assertThat(edit.toString()).isEqualTo("KubeconfigEdit[contexts [dev]]");
        });

    Path file = folder.resolve(".kube/config");
    assertThat(Config.load(options).server()).hasToString("https://east.test");
    assertThat(Files.readString(file)).startsWith("apiVersion: v1\nkind: Config\n");
    assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(file)))
        .isEqualTo("rw-------");
  }

  @Test
  @DisplayName("isn't touched if nothing has changed")
  void isLeftAlone() throws IOException {
    Path file = write("config", CONTENT);
    Files.setLastModifiedTime(file, java.nio.file.attribute.FileTime.fromMillis(0));

    List<Path> written =
        Kubeconfig.edit(
            files("config"),
            edit -> {
              edit.setCurrentContext("dev");
              edit.putUser("ada", edit.user("ada").orElseThrow());
            });

    assertThat(written).isEmpty();
    assertThat(Files.getLastModifiedTime(file).toMillis()).isZero();
  }

  @Test
  @DisplayName("of several is the one that has the entry, or the first that is there")
  void choosesTheFile() {
    write("b", "clusters: [{name: east, cluster: {server: 'https://old.test'}}]");
    write(
        "c",
        "{current-context: x, clusters: [{name: east, cluster: {server: 'https://weak.test'}},"
            + " {name: west, cluster: {server: 'https://west.test'}}]}");
    LoadOptions options = files("a", "b", "c");

    assertThat(Kubeconfig.edit(options, e -> e.putCluster("west", cluster("https://w.test"))))
        .containsExactly(folder.resolve("c"));
    assertThat(Kubeconfig.edit(options, e -> e.putCluster("new", cluster("https://n.test"))))
        .containsExactly(folder.resolve("b"));
    assertThat(Kubeconfig.edit(options, e -> e.removeCluster("east")))
        .containsExactly(folder.resolve("b"));
    Kubeconfig.edit(
        options,
        e -> {
          assertThat(e.clusters()).containsExactly("new", "east", "west");
          assertThat(e.cluster("east").orElseThrow().string("server"))
              .isEqualTo("https://weak.test");
          assertThat(e.currentContext()).contains("x");
        });
    assertThat(Kubeconfig.edit(options, e -> e.setCurrentContext("")))
        .containsExactly(folder.resolve("c"));
    assertThat(Kubeconfig.edit(options, e -> e.setCurrentContext("y")))
        .containsExactly(folder.resolve("b"));
    assertThat(Files.exists(folder.resolve("a"))).isFalse();
  }

  @Test
  @DisplayName("of several that aren't there is the last")
  void makesTheLast() {
    assertThat(Kubeconfig.edit(files("a", "b"), e -> e.setCurrentContext("x")))
        .containsExactly(folder.resolve("b"));
  }

  @Test
  @DisplayName("stays a link, and as readable as it was")
  void keepsLinksAndPermissions() throws IOException {
    Path file = write("real", CONTENT);
    Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rw-r-----"));
    Path link = Files.createSymbolicLink(folder.resolve("link"), file);

    Kubeconfig.edit(files("link"), e -> e.setCurrentContext("prod"));

    assertThat(link).isSymbolicLink();
    assertThat(Kubeconfig.read(file).currentContext()).contains("prod");
    assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(file)))
        .isEqualTo("rw-r-----");
  }

  @Test
  @DisplayName("loses no change of several threads")
  void isLocked() throws Exception {
    LoadOptions options = files("config");
    try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
      for (int i = 0; i < 20; i++) {
        String name = "c" + i;
        threads.execute(() -> Kubeconfig.edit(options, e -> e.putContext(name, JsonObject.EMPTY)));
      }
    }
    assertThat(Kubeconfig.load(options).contexts()).hasSize(20);
  }

  @Test
  @DisplayName("isn't written while another program has its lock, as kubectl's is")
  void respectsTheLock() {
    Path file = write("config", CONTENT);
    Path lock = write("config.lock", "");

    assertThatThrownBy(() -> Kubeconfig.edit(files("config"), e -> e.setCurrentContext("prod")))
        .isInstanceOf(ConfigException.class)
        .hasMessage(
            file
                + ": is locked by another program, which has made "
                + lock
                + ": try again when it is done, or delete that file if there is none");
    assertThat(file).hasContent(CONTENT);
    assertThat(lock).exists();
  }

  @Test
  @DisplayName("has its lock while it is edited, and not when the edit fails")
  void releasesTheLock() throws Exception {
    Path file = write("config", CONTENT);
    CountDownLatch seen = new CountDownLatch(1);

    assertThatThrownBy(() ->
            Kubeconfig.edit(
                files("config"),
                e -> {
                  e.setCurrentContext("prod");
                  if (Files.exists(folder.resolve("config.lock"))) {
                    seen.countDown();
                  }
                  throw new IllegalStateException("on purpose");
                }))
        .hasMessage("on purpose");

    assertThat(seen.getCount()).isZero();
    assertThat(file).hasContent(CONTENT);
    assertThat(folder.resolve("config.lock")).doesNotExist();
  }

  @Test
  @DisplayName("must be a kubeconfig before and after")
  void staysAKubeconfig() {
    Path file = write("config", CONTENT);
    JsonObject wrong = JsonObject.builder().put("server", 7).build();

    assertThatThrownBy(() -> Kubeconfig.edit(files("config"), e -> e.putCluster("east", wrong)))
        .hasMessage(
            file + ": cluster \"east\": server: must be a string, not a number: put it in quotes");
    assertThat(file).hasContent(CONTENT);

    write("config", "users: hush");
    assertThatThrownBy(() -> Kubeconfig.edit(files("config"), e -> e.setCurrentContext("x")))
        .hasMessage(file + ": users: must be a list: put '- ' before each entry");
  }
}
