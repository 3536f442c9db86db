package dev.fairlead.client.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.fairlead.model.codec.Codec;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

@DisplayName("A credential plugin")
class PluginTest {
  @TempDir private Path folder;

  private PluginScript plugin = new PluginScript(Path.of(""));

  @BeforeEach
  void prepare() {
    plugin = new PluginScript(folder);
  }

  @Test
  @DisplayName("runs when a credential is asked for, not before, and once for many requests")
  void runsOnce() {
    plugin.prints("\"token\": \"hush\"");
    Config config = plugin.config("");
    assertThat(plugin.runs()).isZero();

    assertThat(config.authorization()).contains("Bearer hush");
    assertThat(config.bearerToken()).contains("hush");
    assertThat(plugin.runs()).isEqualTo(1);
    assertThat(config.toString())
        .contains("the credential plugin \"./plugin\"")
        .doesNotContain("hush");
  }

  @Test
  @DisplayName("is shared by equal Configs, and only by them")
  void isShared() {
    plugin.prints("\"token\": \"hush\"");
    assertThat(plugin.config("").bearerToken()).contains("hush");
    assertThat(plugin.config("").bearerToken()).contains("hush");
    assertThat(plugin.runs()).isEqualTo(1);

    assertThat(plugin.config(", args: [other]").bearerToken()).contains("hush");
    assertThat(plugin.runs()).isEqualTo(2);
  }

  @Test
  @DisplayName("gets its arguments and variables, and is told what is asked of it")
  void isTold() throws IOException {
    plugin.does(
        """
        printf '%s|%s|%s|%s' "$1" "$2" "$SHOP" "$LOUD" > "$D/got"
        printf '%s' "$KUBERNETES_EXEC_INFO" > "$D/info"
        cat > "$D/stdin"
        printf '{"apiVersion":"client.authentication.k8s.io/v1","kind":"ExecCredential",'
        printf '"status":{"token":"hush"}}'
        """);
    String more =
        ", args: ['a b', '$x'], provideClusterInfo: true, env: [{name: LOUD, value: 'no'}]";
    String cluster =
        "server: 'https://10.0.0.1', tls-server-name: k8s, disable-compression: true,"
            + " proxy-url: 'http://proxy:3128',"
            + " certificate-authority-data: '$BASE64(authority.crt)', extensions: [{name:"
            + " client.authentication.k8s.io/exec, extension: {audience: 4}}, {name: other}]";

    assertThat(plugin.config(cluster, more).bearerToken()).contains("hush");

    assertThat(folder.resolve("got")).hasContent("a b|$x|1|no");
    assertThat(folder.resolve("stdin")).isEmptyFile();
    String authority =
        Base64.getEncoder()
            .encodeToString(
                Certificates.write(
                    Certificates.read(TestFiles.bytes("authority.crt"), "", new Problems())));
    assertThat(Codec.json().decodeTree(Files.readString(folder.resolve("info"))))
        .isEqualTo(
            Codec.json()
                .decodeTree(
                    """
                    {"kind": "ExecCredential", "apiVersion": "client.authentication.k8s.io/v1",
                     "spec": {"interactive": false, "cluster": {
                       "server": "https://10.0.0.1", "tls-server-name": "k8s",
                       "certificate-authority-data": "%s", "proxy-url": "http://proxy:3128",
                       "disable-compression": true, "config": {"audience": 4}}}}
                    """
                        .formatted(authority)));
  }

  @Test
  @DisplayName("is told nothing of the cluster unless it asks")
  void isNotTold() throws IOException {
    plugin.does(
        """
        printf '%s' "$KUBERNETES_EXEC_INFO" > "$D/info"
        echo 'apiVersion: client.authentication.k8s.io/v1'
        echo 'kind: ExecCredential'
        echo 'status: {token: from-yaml}'
        """);

    assertThat(plugin.config("").bearerToken()).contains("from-yaml"); // as for client-go
    assertThat(Files.readString(folder.resolve("info")))
        .isEqualTo(
            "{\"kind\":\"ExecCredential\",\"apiVersion\":\"client.authentication.k8s.io/v1\","
                + "\"spec\":{\"interactive\":false}}");
  }

  @Test
  @DisplayName("may say what it likes on standard error")
  void mayWarn() {
    plugin.does(
        """
        echo '{"a warning": "of the test PluginTest"}' >&2
        echo '{"apiVersion":"client.authentication.k8s.io/v1","kind":"ExecCredential","status":{"token":"hush"}}'
        """);

    assertThat(plugin.config("").bearerToken()).contains("hush");
  }

  @Test
  @DisplayName("that is of v1beta1 needs no interactiveMode")
  void knowsBeta() {
    plugin.does(
        "echo '{\"apiVersion\":\"client.authentication.k8s.io/v1beta1\","
            + "\"kind\":\"ExecCredential\",\"status\":{\"token\":\"hush\"}}'");
    String user = "exec: {command: ./plugin, apiVersion: client.authentication.k8s.io/v1beta1}";
    Path file =
        TestFiles.write(
            folder.resolve("config"), TestFiles.kubeconfig(WrongKubeconfigsTest.HTTPS, user));
    LoadOptions options = plugin.options().withStdinTaken(true).withKubeconfig(file);

    assertThat(Config.load(options).bearerToken()).contains("hush");
  }

  @Test
  @DisplayName("is looked for in PATH if it is a mere name, but not where PATH is relative")
  void isLookedFor() {
    plugin.prints("\"token\": \"hush\"");
    String user =
        "exec: {command: plugin, apiVersion: client.authentication.k8s.io/v1, interactiveMode:"
            + " Never, installHint: \"Run\\n  'make plugin' \\e[2J\"}";
    Path file =
        TestFiles.write(
            folder.resolve("config"), TestFiles.kubeconfig(WrongKubeconfigsTest.HTTPS, user));

    assertThat(Config.load(withPath("/bin:" + folder, file)).bearerToken()).contains("hush");
    Config not =
        Config.load(withPath(":.:" + Path.of("").toAbsolutePath().relativize(folder), file));
    assertThatThrownBy(not::bearerToken)
        .isInstanceOf(ConfigException.class)
        .hasMessage(
            file
                + ": user \"ada\": exec: the credential plugin \"plugin\" is in none of the folders"
                + " in PATH: install it, or correct the path. Run 'make plugin' \\u001b[2J");
  }

  private LoadOptions withPath(String path, Path file) {
    return LoadOptions.defaults()
        .withKubeconfig(file)
        .withEnvironment(new Environment(Map.of("PATH", path), folder));
  }

  @Test
  @DisplayName("isn't run for a user who has a token, a password or a certificate")
  void isNotNeeded() {
    plugin.prints("\"token\": \"hush\"");
    for (String other :
        List.of(
            "token: own",
            "username: ada, password: own",
            "client-certificate-data: '$BASE64(p256.crt)', client-key-data: '$BASE64(p256.key)'")) {
      String text =
          TestFiles.kubeconfig(WrongKubeconfigsTest.HTTPS, other + ", " + plugin.exec(""));
      Config config =
          Kubeconfig.parse(text.getBytes(StandardCharsets.UTF_8), "test", folder)
              .resolve(plugin.options());
      assertThat(config.authorization().orElse("none")).doesNotContain("hush");
      assertThat(config.tlsGeneration()).isZero();
    }
    assertThat(plugin.runs()).isZero();
  }

  @Test
  @DisplayName("that needs a terminal isn't run without one")
  void needsATerminal() {
    plugin.prints("\"token\": \"hush\"");
    String user =
        "exec: {command: ./plugin, apiVersion: client.authentication.k8s.io/v1, interactiveMode:"
            + " Always}";
    Path file =
        TestFiles.write(
            folder.resolve("config"), TestFiles.kubeconfig(WrongKubeconfigsTest.HTTPS, user));
    Config config = Config.load(plugin.options().withKubeconfig(file).withStdinTaken(true));

    assertThatThrownBy(config::authorization)
        .hasMessage(
            file
                + ": user \"ada\": exec: the credential plugin \"./plugin\" has interactiveMode"
                + " Always, but this program reads standard input itself: log in with it before");
    assertThat(plugin.runs()).isZero();
  }

  @Test
  @DisplayName("isn't run for an http:// server")
  void isForTls() {
    plugin.prints("\"token\": \"hush\"");
    Config config = plugin.config("server: 'http://10.0.0.1'", "");

    assertThat(config.authorization()).isEmpty();
    assertThat(config.tlsGeneration()).isZero();
    assertThat(plugin.runs()).isZero();
  }
}
