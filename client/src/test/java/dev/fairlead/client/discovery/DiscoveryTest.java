package dev.fairlead.client.discovery;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;

class DiscoveryTest {
  private static final int THREADS = 100;

  private final AtomicLong now = new AtomicLong(-7);
  private final AtomicInteger fetches = new AtomicInteger();
  private volatile ApiCatalog served = Catalogs.of(Catalogs.PODS);
  private final Discovery discovery =
      new Discovery(
          () -> {
            fetches.incrementAndGet();
            return served;
          },
          now::get);

  @Test
  void asksWhenItIsNeededAndNotBefore() {
    assertThat(fetches).hasValue(0);
    assertThat(discovery.resource("pods")).isEqualTo(Catalogs.PODS);
    assertThat(discovery.resource("po")).isEqualTo(Catalogs.PODS);
    assertThat(discovery.catalog().resources()).containsExactly(Catalogs.PODS);
    assertThat(fetches).hasValue(1);
  }

  @Test
  void asksAgainForWhatIsUnknownButNotAllTheTime() {
    assertThat(discovery.resource("pods")).isEqualTo(Catalogs.PODS);
    served = Catalogs.of(Catalogs.PODS, Catalogs.DEPLOYMENTS);
    assertThat(discovery.resource("deploy")).isEqualTo(Catalogs.DEPLOYMENTS);
    assertThat(fetches).hasValue(2);
    for (int i = 0; i < THREADS; i++) {
      assertThatThrownBy(() -> discovery.resource("zebras"))
          .isInstanceOf(UnknownKindException.class);
    }
    assertThat(fetches).hasValue(2);
    now.addAndGet(Discovery.MIN_BETWEEN.toNanos());
    assertThatThrownBy(() -> discovery.resource("zebras")).isInstanceOf(UnknownKindException.class);
    assertThat(fetches).hasValue(3);
    assertThat(discovery.refresh().resource("deploy")).isEqualTo(Catalogs.DEPLOYMENTS);
    assertThat(fetches).hasValue(4);
  }

  @Test
  void ofManyThreadsOneAsks() throws Exception {
    CountDownLatch asked = new CountDownLatch(1);
    CountDownLatch answer = new CountDownLatch(1);
    AtomicInteger at = new AtomicInteger();
    Discovery slow =
        new Discovery(
            () -> {
              fetches.incrementAndGet();
              at.incrementAndGet();
              asked.countDown();
              try {
                answer.await();
              } catch (InterruptedException e) {
                throw new AssertionError(e);
              }
              assertThat(at.decrementAndGet()).isZero();
              return served;
            },
            now::get);
    try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
      List<Future<ApiResource>> results = new ArrayList<>();
      for (int i = 0; i < THREADS; i++) {
        results.add(threads.submit(() -> slow.resource("pods")));
      }
      asked.await();
      answer.countDown();
      for (Future<ApiResource> result : results) {
        assertThat(result.get()).isEqualTo(Catalogs.PODS);
      }
    }
    assertThat(fetches).hasValue(1);
  }

  @Test
  void whoIsInterruptedDoesntWaitForAnother() throws Exception {
    CountDownLatch asked = new CountDownLatch(1);
    CountDownLatch answer = new CountDownLatch(1);
    Discovery slow =
        new Discovery(
            () -> {
              asked.countDown();
              try {
                answer.await();
              } catch (InterruptedException e) {
                throw new AssertionError(e);
              }
              return served;
            },
            now::get);
    Thread first = Thread.ofVirtual().start(slow::refresh);
    asked.await();
    Thread.currentThread().interrupt();
    assertThatThrownBy(slow::mapper).isInstanceOf(java.util.concurrent.CancellationException.class);
    assertThat(Thread.interrupted()).isTrue();
    answer.countDown();
    first.join();
  }

  @Test
  void aFailureIsNotKept() {
    AtomicInteger tries = new AtomicInteger();
    Discovery flaky =
        new Discovery(
            () -> {
              if (tries.incrementAndGet() == 1) {
                throw new IllegalStateException("no answer");
              }
              return served;
            },
            now::get);
    assertThatThrownBy(() -> flaky.resource("pods")).hasMessage("no answer");
    assertThat(flaky.resource("pods")).isEqualTo(Catalogs.PODS);
  }
}
