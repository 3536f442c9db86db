package dev.fairlead.client;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.fairlead.client.config.Config;
import dev.fairlead.client.error.ServiceUnavailableException;
import dev.fairlead.model.core.v1.Pod;
import java.time.Duration;
import java.util.concurrent.CancellationException;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/** The numbers are those of golang.org/x/time/rate, which client-go counts with. */
@DisplayName("A rate of two requests a second, three at once,")
class RateTest {
  private static final Config CONFIG = FakeTransport.config().qps(2).burst(3).build();

  private final FakeTransport server = new FakeTransport();
  private final HandTicker ticker = new HandTicker();
  private final Kubernetes k8s = server.client(CONFIG, ticker);

  private void call() {
    server.json(Pod.of(p -> {}));
    k8s.coreV1().pods("shop").get("web");
  }

  @Test
  @DisplayName("lets three pass and then one each half second")
  void lets() {
    for (int i = 0; i < 6; i++) {
      call();
    }
    assertThat(ticker.slept).containsExactly(500L, 500L, 500L);
  }

  @Test
  @DisplayName("fills up again while nobody asks, but not beyond three")
  void fillsUp() {
    for (int i = 0; i < 3; i++) {
      call();
    }
    ticker.move(750); // one and a half
    call();
    call();
    assertThat(ticker.slept).containsExactly(250L);

    ticker.move(60_000);
    for (int i = 0; i < 4; i++) {
      call();
    }
    assertThat(ticker.slept).containsExactly(250L, 500L);
  }

  @Test
  @DisplayName("counts what is repeated too")
  void countsRepetitions() {
    call();
    call();
    server.status(503, "", "Retry-After", "0").json(Pod.of(p -> {}));
    k8s.coreV1().pods("shop").get("web");

    assertThat(ticker.slept).containsExactly(0L, 500L);
  }

  @Test
  @DisplayName("doesn't count the start of a watch, as client-go doesn't")
  void letsWatchesPass() {
    for (int i = 0; i < 5; i++) {
      server.body(200, "application/json", new byte[0]);
      k8s.coreV1().pods("shop").watch().close();
    }
    assertThat(ticker.slept).isEmpty();
  }

  @Test
  @DisplayName("takes nothing from the timeout of a call that waits for its first attempt")
  void isNotPartOfTheTimeout() {
    for (int i = 0; i < 3; i++) {
      call();
    }
    server.json(Pod.of(p -> {}));
    k8s.coreV1().pods("shop").get("web", o -> o.timeout(Duration.ofMillis(100)));

    assertThat(ticker.slept).containsExactly(500L);
    assertThat(server.limits.get(3).spent()).isZero();
  }

  @Test
  @DisplayName(
      "ends a call whose repetition would wait beyond its timeout, and keeps no token of it")
  void givesTokensBack() {
    call();
    call();
    server.status(503, "", "Retry-After", "0");
    assertThatThrownBy(
            () -> k8s.coreV1().pods("shop").get("web", o -> o.timeout(Duration.ofMillis(400))))
        .isInstanceOf(ServiceUnavailableException.class);

    call();
    assertThat(ticker.slept).containsExactly(0L, 500L);
  }

  @Test
  @DisplayName("counts no token of a call that was interrupted while it waited")
  void forgetsTheInterrupted() {
    for (int i = 0; i < 3; i++) {
      call();
    }
    ticker.whileAsleep = Thread.currentThread()::interrupt;
    assertThatThrownBy(this::call).isInstanceOf(CancellationException.class);
    assertThat(Thread.interrupted()).isTrue();
    ticker.whileAsleep = () -> {};

    call();
    assertThat(ticker.slept).containsExactly(500L, 500L);
  }

  @Test
  @DisplayName("gives back only what nobody behind has counted on")
  void givesBackWhatIsLeft() {
    TokenBucket bucket = new TokenBucket(2, 1, 0);
    assertThat(bucket.take(0)).isZero();
    long first = bucket.take(0);
    long second = bucket.take(0);
    assertThat(first).isEqualTo(500_000_000);
    assertThat(second).isEqualTo(1_000_000_000);

    bucket.giveBack(first); // the second keeps its time, so nothing is there to give
    assertThat(bucket.take(0)).isEqualTo(1_500_000_000);
    bucket.giveBack(1_500_000_000);
    assertThat(bucket.take(0)).isEqualTo(1_500_000_000);
  }
}
