package dev.fairlead.client;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.fairlead.client.error.BadRequestException;
import dev.fairlead.client.error.ConnectionException;
import dev.fairlead.client.error.ForbiddenException;
import dev.fairlead.client.error.InternalErrorException;
import dev.fairlead.client.error.UnexpectedAnswerException;
import dev.fairlead.client.stream.Exec;
import dev.fairlead.client.stream.RunResult;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Processes, on the kubelet of the test. */
@Timeout(20)
class ExecTest {
  private static final int TEN_MEGABYTES = 10 << 20;

  private final KubeletEnd kubelet = new KubeletEnd();
  private final Kubernetes k8s = kubelet.client();
  private final PodStreams pods = new PodStreams(k8s.calls, "/api/v1/namespaces/shop/pods");

  @AfterEach
  void close() {
    k8s.close();
    kubelet.close();
  }

  private static byte[] random(int length) {
    byte[] bytes = new byte[length];
    new Random(length).nextBytes(bytes);
    return bytes;
  }

  @Test
  void givesWhatAProcessWritesAndItsExitCode() throws IOException {
    try (Exec process = pods.exec("web-0", o -> {}, "sh", "-c", "echo out; echo err >&2; exit 7")) {
      assertThat(process.stdout().readAllBytes()).asString().isEqualTo("out\n");
      assertThat(process.stderr().readAllBytes()).asString().isEqualTo("err\n");
      assertThat(process.exitCode()).isEqualTo(7);
      assertThat(process.isAlive()).isFalse();
    }
  }

  @Test
  void asksAsKubectlDoes() {
    RunResult result = pods.run("web-0", o -> o.container("app").stdin("a"), "cat", "-");

    assertThat(result.text()).isEqualTo("a");
    KubeletEnd.Request request = kubelet.requests.get(0);
    assertThat(request.path()).isEqualTo("/api/v1/namespaces/shop/pods/web-0/exec");
    assertThat(request.query())
        .hasToString(
            "{container=[app], stdin=[true], stdout=[true], stderr=[true], tty=[false],"
                + " command=[cat, -]}");
    assertThat(request.header("authorization")).isEqualTo("Bearer " + KubeletEnd.TOKEN);
    assertThat(request.header("sec-websocket-protocol"))
        .isEqualTo("v5.channel.k8s.io, v4.channel.k8s.io");
  }

  @Test
  void carriesTenMegabytesEachWay() {
    byte[] content = random(TEN_MEGABYTES);

    RunResult result = pods.run("web-0", o -> o.stdin(content), "cat");

    assertThat(result.exitCode()).isZero();
    assertThat(result.stdout()).isEqualTo(content);
    assertThat(result.stderr()).isEmpty();
  }

  @Test
  void carriesBothOutputsWhole() {
    RunResult result =
        pods.run(
            "web-0",
            o -> {},
            "sh",
            "-c",
            "head -c 10485760 /dev/zero & head -c 10485760 /dev/zero >&2; wait; exit 3");

    assertThat(result.exitCode()).isEqualTo(3);
    assertThat(result.stdout()).hasSize(TEN_MEGABYTES);
    assertThat(result.stderr()).hasSize(TEN_MEGABYTES);
  }

  @Test
  void runsAHundredAtOnce() throws Exception {
    try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
      List<Future<RunResult>> results = new ArrayList<>();
      for (int i = 0; i < 100; i++) {
        byte[] own = random(1_000 + i);
        results.add(threads.submit(() -> pods.run("web-0", o -> o.stdin(own), "cat")));
      }
      for (int i = 0; i < 100; i++) {
        assertThat(results.get(i).get().stdout()).isEqualTo(random(1_000 + i));
      }
    }
  }

  @Test
  void endsInOldServersButForTheEndOfStdin() throws IOException {
    kubelet.execProtocols = List.of(Exec.V4);

    assertThat(pods.run("web-0", o -> {}, "sh", "-c", "exit 4").exitCode()).isEqualTo(4);
    try (Exec cat = pods.exec("web-0", o -> o.stdin(), "head", "-c", "3")) {
      cat.stdin().write("abc".getBytes(UTF_8));
      assertThat(cat.stdout().readAllBytes()).asString().isEqualTo("abc");
      assertThat(cat.exitCode()).isZero();
    }
    try (Exec cat = pods.exec("web-0", o -> o.stdin(), "cat")) {
      assertThatThrownBy(() -> cat.stdin().close())
          .isInstanceOf(IOException.class)
          .hasMessage(
              "this server speaks v4.channel.k8s.io, in which the end of stdin can't be told to the"
                  + " process: Kubernetes 1.30 and later can; have the process stop by itself, or"
                  + " close the Exec");
    }
  }

  @Test
  void tellsTheTerminalItsSize() throws IOException {
    try (Exec screen = pods.exec("web-0", o -> o.tty(), "screen")) {
      screen.resize(80, 24);
      byte[] told = screen.stdout().readNBytes("{\"Width\":80,\"Height\":24}".length());
      assertThat(told).asString().isEqualTo("{\"Width\":80,\"Height\":24}");
      screen.stdin().close();
      assertThat(screen.exitCode()).isZero();
      assertThatThrownBy(screen::stderr)
          .hasMessage("stderr wasn't asked for: say so in the options");
    }
  }

  @Test
  void attaches() throws IOException {
    try (Exec process = pods.attach("web-0", o -> o.stdin())) {
      process.stdin().write("hello".getBytes(UTF_8));
      assertThat(process.stdout().readNBytes(5)).asString().isEqualTo("hello");
      process.stdin().close();
      assertThat(process.exitCode()).isZero();
    }
  }

  @Test
  void saysThatThereIsNoSuchProgram() {
    assertThatThrownBy(() -> pods.run("web-0", o -> {}, "no-such-program"))
        .isInstanceOf(InternalErrorException.class)
        .hasMessageContaining("\"no-such-program\": executable file not found in $PATH");
  }

  // --- what goes wrong ---

  @Test
  void throwsTheStatusOfARefusal() {
    kubelet.refusal = r -> KubeletEnd.status(403, "Forbidden", "pods \\\"web-0\\\" is forbidden");
    assertThatThrownBy(() -> pods.exec("web-0", o -> {}, "ls"))
        .isInstanceOf(ForbiddenException.class)
        .hasMessageContaining("pods \"web-0\" is forbidden");

    kubelet.refusal =
        r -> KubeletEnd.status(400, "BadRequest", "pod web-0 does not have a host assigned");
    assertThatThrownBy(() -> pods.attach("web-0", o -> {}))
        .isInstanceOf(BadRequestException.class)
        .hasMessageContaining("pod web-0 does not have a host assigned");

    kubelet.refusal = r -> "HTTP/1.1 200 OK\r\nContent-Length: 0\r\n\r\n";
    assertThatThrownBy(() -> pods.exec("web-0", o -> {}, "ls"))
        .isInstanceOf(UnexpectedAnswerException.class)
        .hasMessageContaining("a success, but no WebSocket was opened");
  }

  @Test
  void failsWhenTheConnectionBreaks() throws IOException {
    try (Exec process = pods.exec("web-0", o -> {}, "die")) {
      assertThat(process.stdout().readNBytes(6)).asString().isEqualTo("a word");
      assertThatThrownBy(() -> process.stdout().read())
          .isInstanceOf(IOException.class)
          .hasCauseInstanceOf(ConnectionException.class);
      assertThatThrownBy(process::exitCode).isInstanceOf(ConnectionException.class);
    }
    assertThatThrownBy(() -> pods.run("web-0", o -> {}, "die"))
        .isInstanceOf(ConnectionException.class);
  }

  @Test
  void failsWhenTheServerDiesInTheMiddle() throws Exception {
    try (Exec process = pods.exec("web-0", o -> o.stdin(), "cat")) {
      process.stdin().write('a');
      assertThat(process.stdout().read()).isEqualTo('a');
      kubelet.die();
      assertThatThrownBy(() -> process.stdout().read()).isInstanceOf(IOException.class);
      assertThatThrownBy(process::exitCode).isInstanceOf(ConnectionException.class);
      assertThatThrownBy(() -> process.stdin().write(new byte[1 << 20]))
          .isInstanceOf(IOException.class);
    }
  }

  @Test
  void neverTakesAnEndWithoutAStatusForSuccess() {
    assertThatThrownBy(() -> pods.run("web-0", o -> {}, "silent-end"))
        .isInstanceOf(ConnectionException.class)
        .hasMessageContaining("no exit status came");
  }

  @Test
  void endsByInterrupt() throws Exception {
    try (Exec process = pods.exec("web-0", o -> {}, "sleep", "60")) {
      CompletableFuture<Throwable> seen = new CompletableFuture<>();
      CountDownLatch started = new CountDownLatch(1);
      Thread waiter =
          Thread.ofVirtual()
              .start(() -> {
                started.countDown();
                try {
                  seen.completeExceptionally(new AssertionError("code " + process.exitCode()));
                } catch (RuntimeException e) {
                  seen.complete(e);
                }
              });
      started.await();
      waiter.interrupt();
      assertThat(seen.get(20, TimeUnit.SECONDS)).isInstanceOf(CancellationException.class);
    }
  }

  @Test
  void endsByCloseOfTheClient() throws IOException {
    Exec process = pods.exec("web-0", o -> o.stdin(), "cat");
    process.stdin().write('a');
    InputStream stdout = process.stdout();
    assertThat(stdout.read()).isEqualTo('a');
    k8s.close();
    assertThatThrownBy(stdout::read).isInstanceOf(IOException.class);
    assertThatThrownBy(process::exitCode)
        .isInstanceOf(CancellationException.class)
        .hasMessage("the client was closed");
  }

  @Test
  void endsByItsOwnClose() throws IOException {
    Exec process = pods.exec("web-0", o -> o.stdin(), "cat");
    OutputStream stdin = process.stdin();
    process.close();
    assertThatThrownBy(process::exitCode).isInstanceOf(CancellationException.class);
    assertThatThrownBy(() -> stdin.write(1)).isInstanceOf(IOException.class);
    assertThatThrownBy(() -> process.stdout().read()).isInstanceOf(IOException.class);
  }

  @Test
  void leavesNoConnectionBehind() throws Exception {
    for (int i = 0; i < 20; i++) {
      RunResult unused = pods.run("web-0", o -> {}, "true");
    }
    try (var thread = Executors.newSingleThreadExecutor()) {
      Future<?> gone =
          thread.submit(() -> {
            while (kubelet.connections() > 0) {
              Thread.onSpinWait();
            }
          });
      gone.get(20, TimeUnit.SECONDS);
    } catch (ExecutionException e) {
      throw new AssertionError(e);
    }
  }
}
