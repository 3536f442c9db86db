package dev.fairlead.client;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.fairlead.model.core.v1.Pod;
import java.io.IOException;
import java.io.InterruptedIOException;
import java.util.concurrent.CancellationException;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@DisplayName("A call")
class CancellationTest {
  private static final String GET =
      "GET /api/v1/namespaces/shop/pods/web of https://fake.test:6443: ";

  private final FakeTransport server = new FakeTransport();
  private final HandTicker ticker = new HandTicker();
  private final Kubernetes k8s = server.client(ticker);

  @AfterEach
  void clear() {
    boolean unused = Thread.interrupted();
  }

  private Pod get() {
    return k8s.coreV1().pods("shop").get("web");
  }

  @Test
  @DisplayName("whose thread is interrupted while it waits is cancelled, and the mark stays")
  void isCancelled() {
    server.then(request -> {
      throw new InterruptedException();
    });

    assertThatThrownBy(this::get)
        .isInstanceOf(CancellationException.class)
        .hasMessage(GET + "interrupted");
    assertThat(Thread.currentThread().isInterrupted()).isTrue();
  }

  @Test
  @DisplayName("whose thread is interrupted while it reads or pauses is cancelled too")
  void isCancelledAnywhere() {
    server.then(request -> {
      Thread.currentThread().interrupt();
      throw new InterruptedIOException("interrupted");
    });
    assertThatThrownBy(this::get).hasMessage(GET + "interrupted");
    clear();

    server.fails(new IOException("EOF"));
    ticker.whileAsleep = Thread.currentThread()::interrupt;
    assertThatThrownBy(this::get).hasMessage(GET + "interrupted");
    assertThat(Thread.currentThread().isInterrupted()).isTrue();
    assertThat(server.requests).hasSize(2);
  }

  @Test
  @DisplayName("during which the client is closed is cancelled")
  void endsWithTheClient() {
    server.then(request -> {
      k8s.close();
      throw new IOException("closed");
    });

    assertThatThrownBy(this::get)
        .isInstanceOf(CancellationException.class)
        .hasMessage(GET + "the client was closed");
    assertThat(server.closed).isTrue();
  }

  @Test
  @DisplayName("that pauses before a repetition isn't repeated once the client is closed")
  void endsInItsPause() {
    server.status(503, "", "Retry-After", "30");
    ticker.whileAsleep = k8s::close;

    assertThatThrownBy(this::get).hasMessage(GET + "the client was closed");
    assertThat(server.requests).hasSize(1);
  }

  @Test
  @DisplayName("to a client that is closed is refused")
  void needsAnOpenClient() {
    k8s.close();
    k8s.close();

    assertThatThrownBy(this::get)
        .isInstanceOf(IllegalStateException.class)
        .hasMessage("this client was closed: call Kubernetes.connect() for a new one");
    assertThat(server.requests).isEmpty();
  }
}
