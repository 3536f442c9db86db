package dev.fairlead.client.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

@DisplayName("Options beside a kubeconfig")
class OverridesTest {
  private static final String TWO =
      """
      current-context: dev
      contexts:
      - {name: dev, context: {cluster: east, user: ada, namespace: shop}}
      - {name: bare, context: {user: bob}}
      clusters:
      - {name: east, cluster: {server: "https://east.test", tls-server-name: k8s}}
      - {name: west, cluster: {server: "https://west.test"}}
      users:
      - {name: ada, user: {token: adas}}
      - {name: bob, user: {token: bobs}}
      """;

  @TempDir private Path home;

  private LoadOptions options() {
    return TestFiles.options(home);
  }

  private static Config resolve(LoadOptions options) {
    return Kubeconfig.parse(TWO.getBytes(StandardCharsets.UTF_8), "two").resolve(options);
  }

  @Test
  @DisplayName("take another cluster, user and namespace than the context's")
  void takeOthers() {
    Config config = resolve(options().withCluster("west").withUser("bob").withNamespace("test"));

    assertThat(config.server()).hasToString("https://west.test");
    assertThat(config.bearerToken()).contains("bobs");
    assertThat(config.namespace()).isEqualTo("test");
  }

  @Test
  @DisplayName("go to another server, whose name is its own unless another is given")
  void goElsewhere() {
    Config config = resolve(options().withServer("https://10.0.0.1:6443"));
    assertThat(config.server()).hasToString("https://10.0.0.1:6443");
    assertThat(config.tlsServerName()).isEmpty();
    assertThat(config.bearerToken()).contains("adas");

    assertThat(resolve(options()).tlsServerName()).contains("k8s");
    assertThat(resolve(options().withTlsServerName("other")).tlsServerName()).contains("other");
    assertThat(resolve(options().withServer("https://a").withTlsServerName("b")).tlsServerName())
        .contains("b");
  }

  @Test
  @DisplayName("give the server that a context doesn't name")
  void giveTheServer() {
    Config config = resolve(options().withContext("bare").withServer("https://a.test"));

    assertThat(config.server()).hasToString("https://a.test");
    assertThat(config.bearerToken()).contains("bobs");
    assertThatThrownBy(() -> resolve(options().withContext("bare")))
        .hasMessage(
            "two: context \"bare\": cluster: it names no cluster: take one of clusters \"east\","
                + " \"west\"");
  }

  @Test
  @DisplayName("give the server where there is no kubeconfig at all")
  void needNoKubeconfig() {
    Config config = Config.load(options().withServer("https://a.test:6443"));

    assertThat(config.server()).hasToString("https://a.test:6443");
    assertThat(config.authorization()).isEmpty();
    assertThat(config.namespace()).isEqualTo("default");
  }

  @Test
  @DisplayName("name no cluster or user that isn't there")
  void mustNameSomething() {
    assertThatThrownBy(
            () -> resolve(options().withCluster("north").withServer("https://a").withUser("eve")))
        .hasMessage(
            """
            2 problems with the configuration:
            - two: there is no cluster "north": take one of clusters "east", "west"
            - two: there is no user "eve": take one of users "ada", "bob"\
            """);
  }

  /** Others read it for every request, and run its plugin each time. */
  @Test
  @DisplayName("are asked once: a kubeconfig that is gone later doesn't matter")
  void areAskedOnce() throws Exception {
    Path file = TestFiles.write(home.resolve("config"), TWO);
    Config config = Config.load(options().withKubeconfig(file));
    Files.delete(file);

    assertThat(config.authorization()).contains("Bearer adas");
    assertThat(config.authorizationInsteadOf("Bearer adas")).isEmpty();
    assertThat(config.tlsGeneration()).isZero();
  }
}
