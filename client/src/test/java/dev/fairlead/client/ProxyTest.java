package dev.fairlead.client;

import static org.assertj.core.api.Assertions.assertThat;

import dev.fairlead.client.config.Config;
import dev.fairlead.client.config.Environment;
import dev.fairlead.client.config.Impersonation;
import dev.fairlead.client.config.LoadOptions;
import dev.fairlead.client.config.TlsServer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

@DisplayName("A client behind a proxy")
@Timeout(60)
class ProxyTest {
  private static final String VERSION = "{\"major\": \"1\"}";

  @TempDir private Path folder;

  @Test
  @DisplayName("sends the password to the proxy of an http:// server, and each group by itself")
  void sendsThePassword() throws Exception {
    try (TestProxy proxy = new TestProxy(VERSION)) {
      Config config =
          Config.builder()
              .server("http://k8s.test")
              .proxy("http://ada:hush@127.0.0.1:" + proxy.port())
              .impersonation(Impersonation.of("bob").withGroups("a", "b"))
              .build();
      try (Kubernetes k8s = Kubernetes.connect(config)) {
        assertThat(k8s.version().major()).isEqualTo("1");
      }
      assertThat(proxy.heads).hasSize(1);
      assertThat(proxy.heads.get(0))
          .startsWith("GET http://k8s.test/version HTTP/1.1\r\n")
          .contains("Proxy-Authorization: Basic YWRhOmh1c2g=\r\n")
          .contains("Impersonate-User: bob\r\n")
          .contains("Impersonate-Group: a\r\n")
          .contains("Impersonate-Group: b\r\n");
    }
  }

  @Test
  @DisplayName("makes a tunnel to an https:// server, as the environment or the kubeconfig says")
  void makesATunnel() throws Exception {
    String head = "HTTP/1.1 200 OK\r\nContent-Type: application/json\r\nContent-Length: ";
    String answer = head + VERSION.length() + "\r\n\r\n" + VERSION;
    try (TestProxy proxy = new TestProxy("");
        ScriptedServer server = ScriptedServer.tls("named", "named", ScriptedServer.says(answer))) {
      String address = "http://127.0.0.1:" + proxy.port();
      String named = "kubernetes.fairlead.test";
      assertThat(majorOf(kubeconfig(server, "proxy-url: '" + address + "'"), Map.of()))
          .isEqualTo("1");
      assertThat(majorOf(kubeconfig(server, ""), Map.of("HTTPS_PROXY", address))).isEqualTo("1");
      assertThat(proxy.heads)
          .hasSize(2)
          .allMatch(h -> h.startsWith("CONNECT " + named + ":" + server.port() + " HTTP/1.1\r\n"));
    }
  }

  private Path kubeconfig(ScriptedServer server, String more) throws Exception {
    Files.write(folder.resolve("ca.crt"), TlsServer.authority("authority"));
    return Files.writeString(
        folder.resolve("config"),
        """
        current-context: dev
        contexts: [{name: dev, context: {cluster: east}}]
        clusters:
        - name: east
          cluster: {server: "https://kubernetes.fairlead.test:%d", certificate-authority: ca.crt, %s}
        """
            .formatted(server.port(), more));
  }

  private String majorOf(Path kubeconfig, Map<String, String> variables) {
    LoadOptions options =
        LoadOptions.defaults()
            .withEnvironment(new Environment(variables, folder))
            .withKubeconfig(kubeconfig);
    try (Kubernetes k8s = Kubernetes.connect(Config.load(options))) {
      return k8s.version().major();
    }
  }
}
