package dev.fairlead.cli.streams;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.fairlead.cli.ProgramRun;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.PipedInputStream;
import java.io.PipedOutputStream;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** {@code fairlead logs} and {@code exec}, with a server of the test's own. */
class StreamCommandsTest {
  private static final String DEFAULTED = "Defaulted container \"main\" out of: main, proxy\n";

  private static final Duration LONG_ENOUGH = Duration.ofSeconds(30);

  @TempDir Path folder;
  private PodEnd end;

  @BeforeEach
  void start() throws IOException {
    end = new PodEnd();
    Files.writeString(
        folder.resolve("kubeconfig"),
        """
        apiVersion: v1
        kind: Config
        clusters: [{name: c, cluster: {server: "http://127.0.0.1:%d"}}]
        contexts: [{name: c, context: {cluster: c, namespace: shop}}]
        current-context: c
        """
            .formatted(end.port()));
  }

  @AfterEach
  void stop() throws IOException {
    end.close();
  }

  private ProgramRun run(String input, String verb, String... words) {
    return ProgramRun.of(verb, "--kubeconfig", folder.resolve("kubeconfig").toString())
        .with(words)
        .run(input.getBytes(UTF_8));
  }

  @Test
  void logsAreThoseOfTheFirstContainerUnlessOneIsNamed() {
    ProgramRun first = run("", "logs", "pod/web");
    ProgramRun named = run("", "logs", "web", "-c", "proxy", "-p", "--tail=20", "--since", "2m");

    assertThat(first.output()).isEqualTo("one\ntwo\n");
    assertThat(first.errors()).isEqualTo(DEFAULTED);
    assertThat(named.errors()).isEmpty();
    assertThat(end.requests)
        .contains("/api/v1/namespaces/shop/pods/web/log?container=main")
        .last()
        .asString()
        .contains("container=proxy", "previous=true", "tailLines=20", "sinceSeconds=120");
  }

  @Test
  void execHandsStreamsAndExitCodeThrough() {
    ProgramRun run = run("hello\n", "exec", "-i", "web", "--", "shout", "-v");

    assertThat(run.output()).isEqualTo("HELLO\n");
    assertThat(run.errors())
        .isEqualTo(DEFAULTED + "careful\ncommand terminated with exit code 7\n");
    assertThat(run.exitCode()).isEqualTo(7);
    assertThat(end.requests.getLast()).contains("command=shout&command=-v", "container=main");
  }

  @Test
  void execWithoutInputReadsNone() {
    ProgramRun run = run("hello\n", "exec", "web", "-c", "main", "--", "shout");

    assertThat(run.output()).isEmpty();
    assertThat(run.exitCode()).isEqualTo(7);
  }

  @Test
  void portForwardListensUntilItIsStopped() throws IOException, InterruptedException {
    PipedInputStream in = new PipedInputStream();
    PipedOutputStream out = new PipedOutputStream(in);
    ProgramRun.Line line =
        ProgramRun.of("port-forward", "--kubeconfig", folder.resolve("kubeconfig").toString())
            .with("web", ":80");
    Thread running = Thread.ofVirtual().start(() -> line.writeTo(out));
    try (BufferedReader lines = new BufferedReader(new InputStreamReader(in, UTF_8))) {
      String first = lines.readLine();

      assertThat(first).matches("Forwarding from 127\\.0\\.0\\.1:\\d+ -> 80");
      int port = Integer.parseInt(first.replaceAll(".*:(\\d+) .*", "$1"));
      new Socket(InetAddress.getLoopbackAddress(), port).close(); // somebody listens
      running.interrupt();
      assertThat(running.join(LONG_ENOUGH)).isTrue();
    }
  }
}
