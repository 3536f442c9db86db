package dev.fairlead.client.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.fairlead.client.config.KubeconfigEntries.Exec;
import dev.fairlead.client.config.KubeconfigEntries.User;
import dev.fairlead.model.codec.Codec;
import dev.fairlead.model.tree.JsonObject;
import dev.fairlead.model.tree.JsonString;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.CancellationException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

@DisplayName("A credential plugin")
class PluginTest {
  @TempDir private Path folder;

  private PluginScript plugin = new PluginScript(Path.of(""));
  private Instant now = Instant.parse("2026-01-31T08:00:00Z");

  @BeforeEach
  void prepare() {
    plugin = new PluginScript(folder);
  }

  /** The credential of the script, with the test's clock. */
  private PluginCredential credential(Duration timeout) {
    Kubeconfig kubeconfig = Kubeconfig.read(plugin.kubeconfig(WrongKubeconfigsTest.HTTPS, ""));
    User user = Objects.requireNonNull(kubeconfig.userEntries().get("ada"));
    Exec exec = Objects.requireNonNull(user.exec());
    Plugin read = Plugin.of(user, exec, JsonObject.EMPTY, plugin.options(), new Problems());
    return new PluginCredential(Objects.requireNonNull(read), () -> now, timeout);
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
  @DisplayName("runs again when what it gave has expired, and not before")
  void runsAgain() {
    plugin.prints("\"token\": \"one\", \"expirationTimestamp\": \"2026-01-31T09:00:00Z\"");
    PluginCredential credential = credential(Duration.ofMinutes(1));
    assertThat(credential.bearerToken()).contains("one");
    plugin.prints("\"token\": \"two\", \"expirationTimestamp\": \"2026-01-31T11:00:00+01:00\"");

    now = Instant.parse("2026-01-31T09:00:00Z");
    assertThat(credential.bearerToken()).contains("one");
    now = now.plusSeconds(1);
    assertThat(credential.bearerToken()).contains("two");
    now = Instant.parse("2026-01-31T10:00:01Z");
    assertThat(credential.bearerToken()).contains("two");
    assertThat(plugin.runs()).isEqualTo(3);
  }

  @Test
  @DisplayName("runs again when the server refuses, at most every 10 seconds, unless it has since")
  void runsAfterRefusal() {
    plugin.prints("\"token\": \"one\"");
    PluginCredential credential = credential(Duration.ofMinutes(1));
    assertThat(credential.authorizationInsteadOf("Bearer zero")).isEmpty(); // nobody has asked
    assertThat(credential.bearerToken()).contains("one");
    plugin.prints("\"token\": \"two\"");

    assertThat(credential.authorizationInsteadOf("Bearer zero")).contains("Bearer one");
    assertThat(plugin.runs()).isEqualTo(1);
    assertThat(credential.authorizationInsteadOf("Bearer one")).contains("Bearer two");
    assertThat(credential.authorizationInsteadOf("Bearer one")).contains("Bearer two");
    assertThat(plugin.runs()).isEqualTo(2);

    plugin.does("exit 1");
    assertThat(credential.authorizationInsteadOf("Bearer two")).isEmpty();
    assertThat(plugin.runs()).isEqualTo(2);
    now = now.plusSeconds(10);
    assertThat(credential.authorizationInsteadOf("Bearer two")).isEmpty();
    assertThat(plugin.runs()).isEqualTo(3);
    assertThat(credential.bearerToken()).contains("two");
  }

  @Test
  @DisplayName("gives a client certificate, which changes when it runs again")
  void givesCertificates() {
    printCertificate("rsa");
    PluginCredential credential = credential(Duration.ofMinutes(1));
    TlsSource tls = new TlsSource(TlsMaterial.NONE, List::of, credential.certificate());

    long first = tls.generation();
    assertThat(tls.known().clientCertificate()).hasToString("ClientCertificate[CN=rsa,O=fairlead]");
    assertThat(tls.generation()).isEqualTo(first);
    assertThat(credential.authorization()).isEmpty();

    printCertificate("p256");
    assertThat(tls.renew(first)).isTrue();
    assertThat(tls.generation()).isGreaterThan(first);
    assertThat(tls.known().clientCertificate())
        .hasToString("ClientCertificate[CN=p256,O=fairlead]");
    assertThat(tls.renew(first)).isTrue();
    assertThat(plugin.runs()).isEqualTo(2);
  }

  private void printCertificate(String name) {
    plugin.prints(
        "\"clientCertificateData\": "
            + new JsonString(TestFiles.text(name + ".crt"))
            + ", \"clientKeyData\": "
            + new JsonString(TestFiles.text(name + ".key")));
  }

  @Test
  @DisplayName("runs once for all who wait for it, and fails for all of them at once")
  void runsForAll() throws Exception {
    plugin.does("sleep 1; exit 3");
    PluginCredential failing = credential(Duration.ofMinutes(1));
    List<Object> failures = atOnce(failing::bearerToken);
    assertThat(failures).hasSize(8).allMatch(f -> f.toString().contains("exit code 3"));
    assertThat(plugin.runs()).isEqualTo(1);

    plugin.prints("\"token\": \"hush\"");
    assertThat(failing.bearerToken()).contains("hush");
    assertThat(plugin.runs()).isEqualTo(2);
  }

  private static List<Object> atOnce(Callable<Object> call) throws Exception {
    try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
      Callable<Object> caught =
          () -> {
            try {
              return call.call();
            } catch (ConfigException e) {
              return e;
            }
          };
      List<Future<Object>> all = threads.invokeAll(Stream.generate(() -> caught).limit(8).toList());
      return all.stream().map(Future::resultNow).toList();
    }
  }

  @Test
  @DisplayName("that takes too long is killed with all that it has started")
  void isKilled() {
    plugin.does("sleep 600 & echo $! > \"$D/child\"; wait");
    PluginCredential credential = credential(Duration.ofSeconds(1));

    assertThatThrownBy(credential::bearerToken)
        .hasMessage(
            folder
                + "/config: user \"ada\": exec: the credential plugin \"./plugin\" was not done"
                + " within 1 s, and was stopped: run it yourself to see what it waits for");
    assertThat(child()).isEmpty();
  }

  private Optional<ProcessHandle> child() {
    String pid = new String(read("child"), StandardCharsets.US_ASCII).strip();
    Optional<ProcessHandle> child = ProcessHandle.of(Long.parseLong(pid));
    child.ifPresent(process -> process.onExit().join());
    return ProcessHandle.of(Long.parseLong(pid)).filter(ProcessHandle::isAlive);
  }

  private byte[] read(String name) {
    return LocalFile.read(folder.resolve(name), 1000, name, new Problems());
  }

  @Test
  @DisplayName("is killed when the thread that waits for it is interrupted")
  void isInterrupted() throws Exception {
    plugin.does("mkfifo \"$D/started\"; echo $$ > \"$D/child\"; echo > \"$D/started\"; sleep 600");
    PluginCredential credential = credential(Duration.ofMinutes(1));
    Thread waiting = Thread.currentThread();
    Thread.ofVirtual()
        .start(() -> {
          while (!Files.exists(folder.resolve("started"))) {
            Thread.onSpinWait();
          }
          read("started"); // blocks until the script is there
          waiting.interrupt();
        });

    assertThatThrownBy(credential::bearerToken)
        .isInstanceOf(CancellationException.class)
        .hasMessage("the credential plugin \"./plugin\": interrupted");
    assertThat(Thread.interrupted()).isTrue();
    assertThat(child()).isEmpty();
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
