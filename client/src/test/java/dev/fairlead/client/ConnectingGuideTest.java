package dev.fairlead.client;

import static org.assertj.core.api.Assertions.assertThat;

import dev.fairlead.client.config.Config;
import dev.fairlead.client.config.Environment;
import dev.fairlead.client.config.Impersonation;
import dev.fairlead.client.config.Kubeconfig;
import dev.fairlead.client.config.LoadOptions;
import dev.fairlead.client.config.TlsServer;
import dev.fairlead.model.core.v1.Pod;
import dev.fairlead.model.tree.JsonObject;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The programs in docs/guide/connecting.md. */
@DisplayName("The guide to connecting")
class ConnectingGuideTest {
  @TempDir private Path folder;

  private LoadOptions here() throws IOException {
    Path file = folder.resolve("config");
    Files.writeString(
        file,
        """
        current-context: dev
        contexts:
        - {name: dev, context: {cluster: east}}
        - {name: staging, context: {cluster: west, namespace: shop}}
        clusters:
        - {name: east, cluster: {server: "https://east.test"}}
        - {name: west, cluster: {server: "https://west.test"}}
        """);
    return LoadOptions.defaults()
        .withEnvironment(new Environment(Map.of("KUBECONFIG", file.toString()), folder));
  }

  @Test
  @DisplayName("chooses a context")
  void choosesAContext() throws IOException {
    LoadOptions options = here();
    // docs: connect-context
    Config staging = Config.load(options.withContext("staging").withNamespace("test"));
    Kubeconfig kubeconfig = Kubeconfig.load(options);
    List<String> names = kubeconfig.contexts();
    // docs: end
    assertThat(staging.server()).hasToString("https://west.test");
    assertThat(staging.namespace()).isEqualTo("test");
    assertThat(names).containsExactly("dev", "staging");
  }

  @Test
  @DisplayName("builds a Config of its own, with TLS, a proxy, a time limit and a rate")
  void buildsItsOwn() throws IOException {
    byte[] authority = TlsServer.authority("authority");
    Path token = Files.writeString(folder.resolve("token"), "secret");
    // docs: connect-builder
    Config config =
        Config.builder()
            .server("https://10.0.0.1:6443")
            .certificateAuthority(authority)
            .bearerTokenFile(token)
            .proxy("http://proxy.example.com:3128")
            .timeout(Duration.ofSeconds(30))
            .qps(50)
            .burst(100)
            .build();
    // docs: end
    assertThat(config.timeout()).contains(Duration.ofSeconds(30));
    assertThat(config.bearerToken()).contains("secret");
    assertThat(config.qps()).isEqualTo(50);
  }

  @Test
  @DisplayName("gives one call its own time")
  void limitsACall() {
    FakeTransport server = new FakeTransport();
    server.json(Pod.of(p -> p.metadata(m -> m.name("web"))));
    Kubernetes k8s = server.client();
    List<String> names = new ArrayList<>();
    // docs: connect-timeout
    Pod pod = k8s.coreV1().pods("shop").get("web", o -> o.timeout(Duration.ofSeconds(5)));
    names.add(pod.metadata().name());
    // docs: end
    assertThat(names).containsExactly("web");
    assertThat(server.limits.get(0).whole()).isEqualTo(Duration.ofSeconds(5));
  }

  @Test
  @DisplayName("acts for another user")
  void actsForAnother() throws IOException {
    LoadOptions options = here();
    // docs: connect-impersonation
    Impersonation ada = Impersonation.of("ada").withGroups("developers");
    Config asAda = Config.load(options.withImpersonation(ada));
    // docs: end
    assertThat(asAda.impersonationHeaders())
        .containsExactly(
            Map.entry("Impersonate-User", "ada"), Map.entry("Impersonate-Group", "developers"));
  }

  @Test
  @DisplayName("trusts another authority, and shows a certificate that may change")
  void hasItsOwnTls() throws IOException {
    byte[] authority = TlsServer.authority("authority");
    Path certificate = folder.resolve("tls.crt");
    Path key = folder.resolve("tls.key");
    Files.write(certificate, TlsServer.authority("p256"));
    try (InputStream in = TlsServer.class.getResourceAsStream("p256.key")) {
      Files.write(key, Objects.requireNonNull(in).readAllBytes());
    }
    // docs: connect-tls
    Config config =
        Config.builder()
            .server("https://10.0.0.1:6443")
            .additionalCertificateAuthority(authority)
            .clientCertificate(certificate, key)
            .impersonation(Impersonation.of("ada"))
            .build();
    // docs: end
    assertThat(config.clientCertificateExpiry()).isPresent();
    assertThat(config.toString()).contains("client certificate CN=p256,O=fairlead, as ada");
  }

  @Test
  @DisplayName("edits kubeconfig files")
  void edits() throws IOException {
    LoadOptions options = here();
    // docs: connect-edit
    JsonObject south = JsonObject.builder().put("server", "https://south.test").build();
    JsonObject context = JsonObject.builder().put("cluster", "south").build();
    Kubeconfig.edit(
        options,
        files -> {
          files.putCluster("south", south);
          files.putContext("south", context);
          files.setCurrentContext("south");
          files.removeContext("staging");
        });
    // docs: end
    assertThat(Config.load(options).server()).hasToString("https://south.test");
    assertThat(Kubeconfig.load(options).contexts()).containsExactly("dev", "south");
  }
}
