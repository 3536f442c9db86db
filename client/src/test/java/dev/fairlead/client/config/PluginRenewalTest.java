package dev.fairlead.client.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.fairlead.client.config.KubeconfigEntries.Exec;
import dev.fairlead.client.config.KubeconfigEntries.User;
import dev.fairlead.model.tree.JsonObject;
import dev.fairlead.model.tree.JsonString;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
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

@DisplayName("A credential plugin, in time,")
class PluginRenewalTest {
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
  @DisplayName("that gives what has expired already runs once a second, not for every request")
  void isNotRunWithoutPause() {
    plugin.prints("\"token\": \"one\", \"expirationTimestamp\": \"2026-01-31T07:00:00Z\"");
    PluginCredential credential = credential(Duration.ofMinutes(1));

    assertThat(credential.bearerToken()).contains("one");
    assertThat(credential.bearerToken()).contains("one");
    assertThat(plugin.runs()).isEqualTo(1);
    now = now.plusSeconds(1);
    assertThat(credential.bearerToken()).contains("one");
    assertThat(plugin.runs()).isEqualTo(2);
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
}
