package dev.fairlead.client.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

@DisplayName("A kubeconfig")
class KubeconfigTest {
  private static final String SERVER = "server: 'https://10.0.0.1:6443'";

  @TempDir Path folder;

  @Test
  @DisplayName("gives all that a connection needs")
  void givesAll() {
    String text =
        TestFiles.kubeconfig(
                SERVER
                    + ", certificate-authority-data: '$BASE64(authority.crt)', tls-server-name:"
                    + " kubernetes, proxy-url: 'http://proxy', disable-compression: true",
                "client-certificate-data: '$BASE64(expired.crt)', client-key-data:"
                    + " '$BASE64(p256.key)', token: hush")
            .replace("user: ada}", "user: ada, namespace: shop}");

    Config config = resolve(text);

    assertThat(config.server()).hasToString("https://10.0.0.1:6443");
    assertThat(config.namespace()).isEqualTo("shop");
    assertThat(config.certificateAuthorities()).hasSize(1);
    assertThat(config.tlsServerName()).contains("kubernetes");
    assertThat(config.insecureSkipTlsVerify()).isFalse();
    assertThat(config.proxy().orElseThrow()).hasToString("http://proxy:80");
    assertThat(config.disableCompression()).isTrue();
    assertThat(config.authorization()).contains("Bearer hush");
    assertThat(config.clientCertificateExpiry().orElseThrow()).hasToString("2001-01-01T00:00:00Z");
    assertThat(config.qps()).isZero();
    assertThat(config.timeout()).isEmpty();
    assertThat(config)
        .hasToString(
            "Config[https://10.0.0.1:6443, namespace shop, a token, client certificate"
                + " CN=expired,O=fairlead, through http://proxy:80, test: context \"dev\"]");
  }

  @Test
  @DisplayName("of a server alone is anonymous, in the namespace default, and trusts the system")
  void needsOnlyAServer() {
    Config config = resolve(TestFiles.kubeconfig(SERVER, "").replace(", user: ada", ""));

    assertThat(config.authorization()).isEmpty();
    assertThat(config.namespace()).isEqualTo("default");
    assertThat(config.certificateAuthorities()).isEmpty();
    assertThat(config.clientCertificateExpiry()).isEmpty();
    assertThat(config.proxy()).isEmpty();
  }

  @Test
  @DisplayName("names files by paths that start at its own folder")
  void resolvesPaths() {
    for (String name : List.of("authority.crt", "p256.crt", "p256.sec1.key")) {
      TestFiles.copy(name, folder.resolve("pki"));
    }
    TestFiles.write(folder.resolve("token"), "from-file");
    Path file =
        TestFiles.write(
            folder.resolve("pki/config"),
            TestFiles.kubeconfig(
                SERVER + ", certificate-authority: authority.crt",
                "client-certificate: ./p256.crt, client-key: ../pki/p256.sec1.key, tokenFile:"
                    + " '%s/token'".formatted(folder)));

    Config config = Config.load(TestFiles.options(folder).withKubeconfig(file));

    assertThat(config.certificateAuthorities()).hasSize(1);
    assertThat(config.clientCertificateExpiry()).isPresent();
    assertThat(config.bearerToken()).contains("from-file");
  }

  @Test
  @DisplayName("is read once: a Config with its certificate needs it no more")
  void isReadOnce() throws IOException {
    Path file =
        TestFiles.write(
            folder.resolve("config"),
            TestFiles.kubeconfig(
                SERVER,
                "client-certificate-data: '$BASE64(p256.crt)', client-key-data:"
                    + " '$BASE64(p256.key)'"));
    Config config = Config.load(TestFiles.options(folder).withKubeconfig(file));
    Files.delete(file);

    assertThat(config.clientCertificateExpiry()).isPresent();
    assertThat(config.renewClientCertificate(config.tlsGeneration())).isFalse();
    assertThat(config.authorization()).isEmpty();
    assertThat(config.sslContext().getProtocol()).startsWith("TLS");
  }

  @Test
  @DisplayName("may give a user name and a password")
  void knowsPasswords() {
    Config config = resolve(TestFiles.kubeconfig(SERVER, "username: ada, password: 'hüsh'"));

    assertThat(config.authorization()).contains("Basic YWRhOmjDvHNo");
    assertThat(config.bearerToken()).isEmpty();
    assertThat(config.toString()).contains("a password").doesNotContain("YWRh");
  }

  @Test
  @DisplayName("with an http server sends no credentials, as client-go")
  void keepsCredentialsFromHttp() {
    Config config =
        resolve(
            TestFiles.kubeconfig(
                "server: 'http://localhost:8001', certificate-authority: gone",
                "token: hush, client-certificate-data: '$BASE64(p256.crt)', client-key-data:"
                    + " '$BASE64(p256.key)'"));

    assertThat(config.authorization()).isEmpty();
    assertThat(config.clientCertificateExpiry()).isEmpty();
  }

  @Test
  @DisplayName("with a plugin beside a token uses the token, as client-go")
  void prefersTheTokenToThePlugin() {
    Config config = resolve(TestFiles.kubeconfig(SERVER, "token: hush, exec: {command: login}"));

    assertThat(config.bearerToken()).contains("hush");
  }

  @Test
  @DisplayName("lets the caller choose context, cluster, user and namespace")
  void canBeOverridden() {
    String text =
        """
        current-context: a
        contexts:
        - {name: a, context: {cluster: one, user: ada}}
        - {name: b, context: {cluster: two, user: bob, namespace: inner}}
        clusters: [{name: one, cluster: {server: 'https://one'}}, {name: two, cluster: {server: 'https://two'}}]
        users: [{name: ada, user: {token: ada}}, {name: bob, user: {token: bob}}]
        """;
    LoadOptions options = TestFiles.options(folder);

    assertThat(shape(resolve(text, options.withContext("b")))).isEqualTo("https://two bob inner");
    assertThat(shape(resolve(text, options.withCluster("two").withUser("bob"))))
        .isEqualTo("https://two bob default");
    assertThat(shape(resolve(text, options.withNamespace("outer"))))
        .isEqualTo("https://one ada outer");
    assertThatThrownBy(() -> resolve(text, options.withContext("c")))
        .hasMessage("test: there is no context \"c\": take one of contexts \"a\", \"b\"");
    assertThatThrownBy(
            () -> resolve(text, options.withCluster("c").withUser("d").withNamespace("E")))
        .hasMessage(
            """
            2 problems with the configuration:
            - test: there is no cluster "c": take one of clusters "one", "two"
            - test: there is no user "d": take one of users "ada", "bob\"\
            """);
  }

  static List<byte[]> encodings() {
    String text = TestFiles.kubeconfig(SERVER, "token: hush, unknown: {x: [1]}");
    String json =
        """
        {"apiVersion": "v1", "kind": "Config", "preferences": {}, "extensions": null,
        \t"current-context": "dev", "contexts": [{"name": "dev", "context": {"cluster": "east",
        \t"user": "ada"}}], "clusters": [{"name": "east", "cluster": {"server":
        \t"https://10.0.0.1:6443"}}], "users": [{"name": "ada", "user": {"token": "hush",
        \t"exec": null}}]}
        """;
    return List.of(
        text.getBytes(StandardCharsets.UTF_8),
        ("\uFEFF" + text).getBytes(StandardCharsets.UTF_8),
        ("\uFEFF" + text).getBytes(StandardCharsets.UTF_16LE),
        text.getBytes(StandardCharsets.UTF_16), // big endian, with a mark
        text.replace("\n", "\r\n").getBytes(StandardCharsets.UTF_8),
        json.getBytes(StandardCharsets.UTF_8));
  }

  @ParameterizedTest
  @MethodSource("encodings")
  @DisplayName("may be YAML or JSON, in UTF-8 or UTF-16 with a mark, with members nobody knows")
  void comesInSeveralForms(byte[] content) {
    Kubeconfig kubeconfig = Kubeconfig.parse(content, "test");

    assertThat(shape(kubeconfig.resolve(TestFiles.options(folder))))
        .isEqualTo("https://10.0.0.1:6443 hush default");
    assertThat(kubeconfig.currentContext()).contains("dev");
    assertThat(kubeconfig.contexts()).containsExactly("dev");
  }

  @ParameterizedTest
  @MethodSource("binaries")
  @DisplayName("that is binary is refused")
  void isText(byte[] content) {
    assertThatThrownBy(() -> Kubeconfig.parse(content, "test"))
        .hasMessage("test: is not text but binary data: name a kubeconfig file");
  }

  static List<byte[]> binaries() {
    return List.of(new byte[] {(byte) 0x80, 1}, new byte[] {'a', 0}, new byte[] {-1, -2, 'a'});
  }

  @Test
  @DisplayName("that is not YAML is refused with the place and without what stands there")
  void isYaml() {
    String text = "users:\n- name: ada\n  user:\n    token: hush: hush\n";

    assertThatThrownBy(() -> Kubeconfig.parse(text.getBytes(StandardCharsets.UTF_8), "test"))
        .hasMessageMatching(
            "test: line 4,? column \\d+: is not YAML: correct the file there or above")
        .hasNoCause();
  }

  private Config resolve(String text) {
    return resolve(text, TestFiles.options(folder));
  }

  private static Config resolve(String text, LoadOptions options) {
    return Kubeconfig.parse(text.getBytes(StandardCharsets.UTF_8), "test").resolve(options);
  }

  private static String shape(Config config) {
    return config.server() + " " + config.bearerToken().orElse("-") + " " + config.namespace();
  }
}
