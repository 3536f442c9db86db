package dev.fairlead.client;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.fairlead.client.error.ConnectionException;
import dev.fairlead.client.error.InternalErrorException;
import dev.fairlead.client.error.NotFoundException;
import dev.fairlead.client.stream.PortConnection;
import dev.fairlead.client.stream.PortForward;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.SocketException;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Ports, on the kubelet of the test, in both protocols. */
@Timeout(20)
class PortForwardTest {
  private static final int TEN_MEGABYTES = 10 << 20;

  private final KubeletEnd kubelet = new KubeletEnd();
  private final EchoServer echo = new EchoServer();
  private final Kubernetes k8s = kubelet.client();
  private final PodStreams pods = new PodStreams(k8s.calls, "/api/v1/namespaces/shop/pods");

  @AfterEach
  void close() {
    k8s.close();
    echo.close();
    kubelet.close();
  }

  private static byte[] random(int length) {
    byte[] bytes = new byte[length];
    new Random(length).nextBytes(bytes);
    return bytes;
  }

  /** Sends it all, ends, and reads it all. */
  private static byte[] echoed(PortConnection connection, byte[] content) throws IOException {
    CompletableFuture<Void> sent =
        CompletableFuture.runAsync(
            () -> {
              try {
                connection.output().write(content);
                connection.output().close();
              } catch (IOException e) {
                throw new AssertionError(e);
              }
            },
            Thread.ofVirtual()::start);
    byte[] got = connection.input().readNBytes(content.length);
    sent.join();
    return got;
  }

  @ParameterizedTest
  @ValueSource(strings = {PortEnd.TUNNEL, PortEnd.V4})
  void carriesTenMegabytesEachWay(String protocol) throws IOException {
    kubelet.portProtocols = List.of(protocol);
    byte[] content = random(TEN_MEGABYTES);

    try (PortForward forward = pods.portForward("web-0", echo.port());
        PortConnection connection = forward.connect()) {
      assertThat(echoed(connection, content)).isEqualTo(content);
    }

    assertThat(kubelet.requests.get(0).path())
        .isEqualTo("/api/v1/namespaces/shop/pods/web-0/portforward");
    assertThat(kubelet.requests).hasSize(1);
  }

  @Test
  void tellsTheOtherSideTheEndAndIsToldIt() throws IOException {
    try (PortForward forward = pods.portForward("web-0", echo.port());
        PortConnection connection = forward.connect()) {
      connection.output().write("hello".getBytes(UTF_8));
      connection.output().close();
      assertThat(connection.input().readAllBytes()).asString().isEqualTo("hello");
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {PortEnd.TUNNEL, PortEnd.V4})
  void carriesAHundredAtOnce(String protocol) throws Exception {
    kubelet.portProtocols = List.of(protocol);
    try (PortForward forward = pods.portForward("web-0", echo.port());
        var threads = Executors.newVirtualThreadPerTaskExecutor()) {
      List<Future<byte[]>> all = new ArrayList<>();
      for (int i = 0; i < 100; i++) {
        byte[] content = random(10_000 + i);
        all.add(
            threads.submit(() -> {
              try (PortConnection connection = forward.connect()) {
                return echoed(connection, content);
              }
            }));
      }
      for (int i = 0; i < 100; i++) {
        assertThat(all.get(i).get()).isEqualTo(random(10_000 + i));
      }
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {PortEnd.TUNNEL, PortEnd.V4})
  void saysWhenNobodyListensThere(String protocol) throws IOException {
    kubelet.portProtocols = List.of(protocol);
    int free = freePort();
    try (PortForward forward = pods.portForward("web-0", free)) {
      for (int i = 0; i < 2; i++) { // one that fails doesn't spoil the next
        try (PortConnection connection = forward.connect()) {
          assertThatThrownBy(() -> connection.input().read())
              .isInstanceOf(IOException.class)
              .hasCauseInstanceOf(InternalErrorException.class)
              .hasMessageContaining("error forwarding port " + free + ": Connection refused");
        }
      }
    }
  }

  private static int freePort() throws IOException {
    try (ServerSocket socket = new ServerSocket(0, 0, InetAddress.getLoopbackAddress())) {
      return socket.getLocalPort();
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {PortEnd.TUNNEL, PortEnd.V4})
  void listens(String protocol) throws Exception {
    kubelet.portProtocols = List.of(protocol);
    byte[] content = random(1 << 20);
    try (PortForward forward = pods.portForward("web-0", echo.port()).listen(0)) {
      for (int i = 0; i < 3; i++) {
        try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), forward.localPort())) {
          Future<?> sent =
              CompletableFuture.runAsync(
                  () -> {
                    try {
                      socket.getOutputStream().write(content);
                    } catch (IOException e) {
                      throw new AssertionError(e);
                    }
                  },
                  Thread.ofVirtual()::start);
          assertThat(socket.getInputStream().readNBytes(content.length)).isEqualTo(content);
          sent.get();
        }
      }
    }
  }

  @Test
  void passesTheEndThroughAListener() throws Exception {
    try (PortForward forward = pods.portForward("web-0", echo.port()).listen(0);
        Socket socket = new Socket(InetAddress.getLoopbackAddress(), forward.localPort())) {
      socket.getOutputStream().write("bye".getBytes(UTF_8));
      socket.shutdownOutput();
      assertThat(socket.getInputStream().readAllBytes()).asString().isEqualTo("bye");
    }
  }

  @Test
  void resetsAConnectionThatFailsAndTellsWhy() throws Exception {
    CompletableFuture<Exception> told = new CompletableFuture<>();
    try (PortForward forward = pods.portForward("web-0", freePort()).listen(0, told::complete);
        Socket socket = new Socket(InetAddress.getLoopbackAddress(), forward.localPort())) {
      assertThatThrownBy(() -> socket.getInputStream().read()).isInstanceOf(SocketException.class);
      assertThat(told.get(20, TimeUnit.SECONDS)).hasMessageContaining("Connection refused");
    }
  }

  @Test
  void throwsTheStatusOfARefusal() {
    kubelet.refusal = r -> KubeletEnd.status(404, "NotFound", "pods \\\"web-0\\\" not found");
    assertThatThrownBy(() -> pods.portForward("web-0", 80))
        .isInstanceOf(NotFoundException.class)
        .hasMessageContaining("pods \"web-0\" not found");
    assertThatThrownBy(() -> pods.portForward("web-0", 0))
        .hasMessage("port 0 is none: give 1 to 65535");
  }

  @ParameterizedTest
  @ValueSource(strings = {PortEnd.TUNNEL, PortEnd.V4})
  void failsWhenTheServerDies(String protocol) throws IOException {
    kubelet.portProtocols = List.of(protocol);
    try (PortForward forward = pods.portForward("web-0", echo.port());
        PortConnection connection = forward.connect()) {
      connection.output().write('a');
      assertThat(connection.input().read()).isEqualTo('a');
      kubelet.die();
      assertThatThrownBy(() -> connection.input().read())
          .isInstanceOf(IOException.class)
          .hasCauseInstanceOf(ConnectionException.class);
    }
  }

  @Test
  void endsByInterruptAndByClose() throws Exception {
    try (PortForward forward = pods.portForward("web-0", echo.port());
        PortConnection connection = forward.connect()) {
      CompletableFuture<String> seen = new CompletableFuture<>();
      Thread reader =
          Thread.ofVirtual()
              .start(() -> {
                try {
                  seen.complete("read " + connection.input().read());
                } catch (IOException e) {
                  seen.complete(e.getMessage());
                }
              });
      reader.interrupt();
      assertThat(seen.get(20, TimeUnit.SECONDS))
          .isEqualTo("interrupted while waiting for the port's data");
      k8s.close();
      assertThatThrownBy(() -> connection.input().read())
          .isInstanceOf(IOException.class)
          .hasCauseInstanceOf(CancellationException.class);
      assertThatThrownBy(forward::connect).isInstanceOf(IllegalStateException.class);
    }
  }

  @Test
  void aSlowReaderHoldsUpNoOther() throws IOException {
    try (PortForward forward = pods.portForward("web-0", echo.port());
        PortConnection slow = forward.connect();
        PortConnection quick = forward.connect()) {
      slow.output().write(new byte[1 << 20]);
      assertThat(echoed(quick, random(TEN_MEGABYTES))).isEqualTo(random(TEN_MEGABYTES));
      assertThat(slow.input().readNBytes(1 << 20)).hasSize(1 << 20);
    }
  }
}
