package dev.fairlead.client;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.fairlead.client.config.Config;
import dev.fairlead.client.transport.ApiRequest;
import dev.fairlead.client.transport.ApiResponse;
import dev.fairlead.client.transport.HttpTransport;
import dev.fairlead.client.transport.TimeLimits;
import java.io.IOException;
import java.io.InterruptedIOException;
import java.net.SocketTimeoutException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@DisplayName("The transport over HTTP")
@Timeout(60)
class HttpTransportTest {
  private static final Duration LONG = Duration.ofSeconds(30);
  private static final Duration SHORT = Duration.ofMillis(200);
  private static final TimeLimits PATIENT = new TimeLimits(null, Duration.ZERO, LONG, LONG);
  private static final ApiRequest REQUEST = ApiRequest.of("GET", "/version");
  private static final String HEAD = "HTTP/1.1 200 OK\r\nContent-Length: 5\r\n\r\n";

  private final CountDownLatch asked = new CountDownLatch(1);

  @AfterEach
  void clear() {
    boolean unused = Thread.interrupted();
  }

  private ScriptedServer hanging(String text) {
    return ScriptedServer.plain(out -> {
      asked.countDown();
      ScriptedServer.saysAndHangs(text).answer(out);
    });
  }

  private static HttpTransport to(ScriptedServer server) {
    return new HttpTransport(Config.builder().server("http://127.0.0.1:" + server.port()).build());
  }

  @Test
  @DisplayName("says which limit it was that passed: that of the head, of silence, or of the whole")
  void keepsLimits() throws Exception {
    try (ScriptedServer silent = hanging("");
        HttpTransport http = to(silent)) {
      assertTimeout(
          http, new TimeLimits(null, Duration.ZERO, SHORT, LONG), "nothing came for 200 ms");
      assertTimeout(
          http, new TimeLimits(SHORT, Duration.ZERO, LONG, LONG), "not done within 200 ms");
      Duration second = Duration.ofSeconds(1);
      assertTimeout(
          http, new TimeLimits(second, second.minus(SHORT), LONG, LONG), "not done within 1 s");
    }
    try (ScriptedServer silent = hanging(HEAD + "ab");
        HttpTransport http = to(silent)) {
      assertTimeout(
          http, new TimeLimits(null, Duration.ZERO, LONG, SHORT), "nothing came for 200 ms");
      assertTimeout(
          http, new TimeLimits(SHORT, Duration.ZERO, LONG, LONG), "not done within 200 ms");
    }
  }

  private static void assertTimeout(HttpTransport http, TimeLimits limits, String message) {
    assertThatThrownBy(
            () -> {
              try (ApiResponse answer = http.send(REQUEST, limits)) {
                byte[] unused = answer.body().readAllBytes();
              }
            })
        .isInstanceOf(SocketTimeoutException.class)
        .hasMessage(message);
  }

  @Test
  @DisplayName("gives up when its thread is interrupted, before the head and in the body")
  void isInterruptible() throws Exception {
    try (ScriptedServer silent = hanging("");
        HttpTransport http = to(silent)) {
      Thread.currentThread().interrupt();
      assertThatThrownBy(() -> http.send(REQUEST, PATIENT))
          .isInstanceOf(InterruptedException.class);
      assertThat(Thread.currentThread().isInterrupted()).isFalse();
    }
    try (ScriptedServer silent = hanging(HEAD + "ab");
        HttpTransport http = to(silent);
        ApiResponse answer = http.send(REQUEST, PATIENT)) {
      assertThat(answer.body().readNBytes(2)).isEqualTo("ab".getBytes(StandardCharsets.US_ASCII));
      Thread.currentThread().interrupt();
      assertThatThrownBy(() -> answer.body().read())
          .isInstanceOf(InterruptedIOException.class)
          .hasMessage("interrupted");
      assertThat(Thread.currentThread().isInterrupted()).isTrue();
    }
  }

  @Test
  @DisplayName("ends what is under way when it is closed")
  void endsWhenClosed() throws Exception {
    try (ScriptedServer silent = hanging("")) {
      HttpTransport http = to(silent);
      CompletableFuture<Throwable> failure = new CompletableFuture<>();
      Thread.ofVirtual()
          .start(() -> {
            try {
              http.send(REQUEST, PATIENT).close();
            } catch (IOException | InterruptedException e) {
              failure.complete(e);
            }
          });
      asked.await();

      http.close();

      assertThat(failure.get(10, TimeUnit.SECONDS)).isInstanceOf(IOException.class);
      assertThatThrownBy(() -> http.send(REQUEST, PATIENT)).isInstanceOf(IOException.class);
    }
  }

  @Test
  @DisplayName("ends a read that waits when its answer is closed by another thread")
  void endsWhenItsAnswerIsClosed() throws Exception {
    try (ScriptedServer silent = hanging(HEAD + "ab");
        HttpTransport http = to(silent)) {
      ApiResponse answer = http.send(REQUEST, PATIENT);
      assertThat(answer.body().readNBytes(2)).hasSize(2);
      CompletableFuture<Throwable> failure = new CompletableFuture<>();
      Thread reader =
          Thread.ofPlatform()
              .start(() -> {
                try {
                  failure.completeExceptionally(new AssertionError("read " + answer.body().read()));
                } catch (IOException e) {
                  failure.complete(e);
                }
              });
      while (reader.getState() != Thread.State.TIMED_WAITING && reader.isAlive()) {
        Thread.onSpinWait();
      }

      answer.close();

      assertThat(failure.get(10, TimeUnit.SECONDS)).hasMessage("the answer was closed");
    }
  }

  @Test
  @DisplayName("gives a body of many parts whole, however it is read")
  void givesLargeBodies() throws Exception {
    byte[] body = new byte[5 << 20];
    for (int i = 0; i < body.length; i++) {
      body[i] = (byte) (i * 31 + (i >> 9));
    }
    try (ScriptedServer server =
            ScriptedServer.plain(out -> {
              out.write(
                  ("HTTP/1.1 200 OK\r\nContent-Length: " + body.length + "\r\n\r\n")
                      .getBytes(StandardCharsets.US_ASCII));
              out.write(body);
            });
        HttpTransport http = to(server)) {
      try (ApiResponse answer = http.send(REQUEST, PATIENT)) {
        assertThat(answer.body().readAllBytes()).isEqualTo(body);
        assertThat(answer.body().read()).isEqualTo(-1);
      }
      try (ApiResponse answer = http.send(REQUEST, PATIENT)) {
        for (int i = 0; i < 100_000; i++) {
          assertThat((byte) answer.body().read()).isEqualTo(body[i]);
        }
        assertThat(answer.body().readNBytes(1_000_000))
            .isEqualTo(java.util.Arrays.copyOfRange(body, 100_000, 1_100_000));
      }
    }
  }
}
