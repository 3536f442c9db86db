package dev.fairlead.client.transport;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.net.http.HttpClient;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@DisplayName("The HttpClients of a transport")
@Timeout(60)
class ClientPoolTest {
  private final List<HttpClient> made = new ArrayList<>();
  private final ClientPool pool =
      new ClientPool(() -> {
        HttpClient client = HttpClient.newHttpClient();
        made.add(client);
        return client;
      });

  @AfterEach
  void close() {
    pool.close();
  }

  /** One that doesn't wait for others. */
  private ClientPool.Use take() throws IOException, InterruptedException {
    return pool.take(0);
  }

  @Test
  @DisplayName("take a hundred answers each, and there is one more when all are full")
  void areFilled() throws Exception {
    List<ClientPool.Use> uses = new ArrayList<>();
    for (int i = 0; i < ClientPool.MAX_USES; i++) {
      uses.add(take());
    }
    assertThat(made).hasSize(1);
    ClientPool.Use next = take();
    assertThat(made).hasSize(2);
    assertThat(next.http()).isSameAs(made.get(1));

    uses.get(0).ended();
    uses.get(0).ended(); // counts once
    assertThat(take().http()).isSameAs(made.get(0));
    assertThat(take().http()).isSameAs(made.get(1));
  }

  @Test
  @DisplayName("are passed over when a server takes fewer streams, until one of them ends")
  void mayBeFullSooner() throws Exception {
    ClientPool.Use watch = take();
    take().refused();
    assertThat(take().http()).isSameAs(made.get(1));

    watch.ended();
    assertThat(take().http()).isSameAs(made.get(0));
  }

  @Test
  @DisplayName("get no more requests after a silence, and end with their last answer")
  void areRetired() throws Exception {
    ClientPool.Use watch = take();
    ClientPool.Use silent = take();
    silent.silent();
    silent.ended();
    assertThat(take().http()).isSameAs(made.get(1));
    assertThat(made.get(0).isTerminated()).isFalse();

    watch.ended();
    assertThat(made.get(0).awaitTermination(java.time.Duration.ofSeconds(30))).isTrue();
  }

  @Test
  @DisplayName("are connected by their first request, for whose answer the others wait")
  void areConnectedByOne() throws Exception {
    ClientPool.Use first = take();
    Thread second =
        Thread.ofPlatform()
            .start(() -> {
              try {
                pool.take(TimeUnit.MINUTES.toNanos(1)).ended();
              } catch (IOException | InterruptedException e) {
                throw new AssertionError(e);
              }
            });
    while (second.getState() != Thread.State.TIMED_WAITING) {
      Thread.onSpinWait();
    }
    long start = System.nanoTime();
    first.connected();
    second.join();

    assertThat(System.nanoTime() - start).isLessThan(ClientPool.MAX_WAIT.toNanos());
    assertThat(made).hasSize(1);
  }

  @Test
  @DisplayName("are sixty-four at most")
  void areBounded() throws Exception {
    for (int i = 0; i < ClientPool.MAX_CLIENTS; i++) {
      ClientPool.Use keep = take();
      assertThat(keep.http()).isNotNull();
      take().refused();
    }
    assertThatThrownBy(this::take)
        .isInstanceOf(IOException.class)
        .hasMessage("there are 12800 answers under way: close watches");
  }

  @Test
  @DisplayName("are no more once the pool is closed")
  void areNoMore() {
    pool.close();

    assertThatThrownBy(this::take).isInstanceOf(IOException.class).hasMessage("closed");
  }
}
