package dev.fairlead.cluster.faults;

import static org.assertj.core.api.Assertions.assertThat;

import dev.fairlead.client.Kubernetes;
import dev.fairlead.client.Resource;
import dev.fairlead.client.RetryWatch;
import dev.fairlead.client.WatchEvent;
import dev.fairlead.client.config.Config;
import dev.fairlead.client.error.ApiException;
import dev.fairlead.cluster.Cluster;
import dev.fairlead.model.core.v1.ConfigMap;
import dev.fairlead.model.core.v1.ConfigMapList;
import dev.fairlead.model.core.v1.Namespace;
import dev.fairlead.model.patch.Patch;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Random;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/**
 * Thousands of requests through a proxy that lets every fourth go wrong. If a server of an ordinary
 * cluster fails for every thousandth request, and a controller makes one a second, the 3,600
 * requests of these tests see more faults than that controller in a week.
 */
@DisplayName("Through a network where much goes wrong")
@Timeout(300)
class FaultsTest {
  private static final int WRITES = 1_200;
  private static final int READS = 1_200;
  private static final int EVENTS = 1_200;
  private static final int WORKERS = 8;

  /** What a call may take, and what the test allows a busy machine on top of it. */
  private static final Duration TIMEOUT = Duration.ofMillis(500);

  private static final Duration SLACK = Duration.ofSeconds(20);

  private final Cluster cluster = Cluster.start();
  private final Kubernetes direct = cluster.connect();
  private FaultyProxy proxy;
  private Kubernetes k8s;

  @BeforeEach
  void start() throws Exception {
    direct.coreV1().namespaces().create(Namespace.of(n -> n.metadata(m -> m.name("shop"))));
    proxy = new FaultyProxy(cluster.config(), new Random(20261124));
    k8s = Kubernetes.connect(Config.builder().server(proxy.address()).build());
  }

  @AfterEach
  void stop() {
    k8s.close();
    proxy.close();
    direct.close();
    cluster.close();
  }

  private static Resource<ConfigMap, ConfigMapList> maps(Kubernetes k8s) {
    return k8s.coreV1().configMaps("shop");
  }

  private static ConfigMap map(String name) {
    return ConfigMap.of(c -> c.metadata(m -> m.name(name)).data("n", "0"));
  }

  /** Whether the call succeeded. It may fail, but only as calls do, and in its time. */
  private static boolean attempt(Runnable call) {
    long start = System.nanoTime();
    boolean done = true;
    try {
      call.run();
    } catch (ApiException e) {
      done = false;
    }
    assertThat(Duration.ofNanos(System.nanoTime() - start)).isLessThan(TIMEOUT.plus(SLACK));
    return done;
  }

  /** The results of so many tasks, by some workers at once. */
  private static <R> List<R> together(int count, java.util.function.IntFunction<R> task)
      throws Exception {
    List<Callable<R>> tasks = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      int number = i;
      tasks.add(() -> task.apply(number));
    }
    try (ExecutorService workers =
        Executors.newFixedThreadPool(WORKERS, Thread.ofVirtual().factory())) {
      List<R> results = new ArrayList<>();
      for (Future<R> result : workers.invokeAll(tasks)) {
        results.add(result.get());
      }
      return results;
    }
  }

  @Test
  void no_write_that_may_have_been_done_is_sent_again() throws Exception {
    List<Boolean> created =
        together(
            WRITES / 2,
            i -> attempt(() -> maps(k8s).create(map("map-" + i), o -> o.timeout(TIMEOUT))));
    List<Boolean> patched =
        together(
            WRITES / 2,
            i ->
                attempt(() ->
                    maps(k8s)
                        .patch(
                            "map-" + i,
                            Patch.merge("{\"data\": {\"patch\": \"" + i + "\"}}"),
                            o -> o.timeout(TIMEOUT))));

    Map<String, Integer> sent = new HashMap<>();
    for (FaultyProxy.Arrival arrival : proxy.arrivals) {
      if (!arrival.fault().deniesAll()) {
        sent.merge(arrival.method() + arrival.target() + arrival.body(), 1, Integer::sum);
      }
    }
    assertThat(sent.values()).hasSizeGreaterThan(WRITES / 2).containsOnly(1);
    assertThat(proxy.counts().keySet()).containsExactlyInAnyOrder(Fault.values());
    assertThat(created).contains(true, false);
    assertThat(patched).contains(true, false);
    Map<String, ConfigMap> stored = new HashMap<>();
    direct
        .coreV1()
        .configMaps("shop")
        .list()
        .items()
        .forEach(m -> stored.put(Objects.requireNonNull(m.metadata().name()), m));
    for (int i = 0; i < WRITES / 2; i++) {
      ConfigMap map = stored.get("map-" + i);
      if (created.get(i)) { // what was said to be done is done
        assertThat(map).as("map-" + i).isNotNull();
      }
      if (patched.get(i)) {
        assertThat(Objects.requireNonNull(map).data()).containsEntry("patch", "" + i);
      }
    }
  }

  @Test
  void guarded_writes_and_reads_get_through_and_nothing_is_lost() throws Exception {
    maps(direct).create(map("counter"));
    List<Boolean> counted =
        together(
            100,
            i ->
                attempt(() ->
                    maps(k8s)
                        .edit(
                            "counter",
                            m -> m.with(c -> c.data("writer-" + i, "1")),
                            o -> o.timeout(TIMEOUT))));
    List<Boolean> read =
        together(READS, i -> attempt(() -> maps(k8s).get("counter", o -> o.timeout(TIMEOUT))));

    ConfigMap counter = maps(direct).get("counter");
    for (int i = 0; i < counted.size(); i++) {
      if (counted.get(i)) {
        assertThat(counter.data()).containsEntry("writer-" + i, "1");
      }
    }
    // Two of five requests fail; a read fails only after five failures, or when its time is over.
    assertThat(read.stream().filter(well -> well).count()).isGreaterThan(READS * 3L / 4);
  }

  @Test
  void no_event_of_a_watch_is_lost_or_repeated_or_out_of_order() throws Exception {
    String begin = version(maps(direct).list());
    List<String> truth = new ArrayList<>();
    List<String> heard = new ArrayList<>();
    Thread writer =
        Thread.ofVirtual()
            .start(() -> {
              for (int i = 0; i < EVENTS / 3; i++) {
                String name = "map-" + i;
                maps(direct).create(map(name));
                maps(direct).patch(name, Patch.merge("data: {n: '1'}"));
                maps(direct).delete(name);
              }
            });
    try (RetryWatch<ConfigMap> watch =
            maps(k8s)
                .retryWatch(o -> o.resourceVersion(begin).serverTimeout(Duration.ofSeconds(2)));
        RetryWatch<ConfigMap> straight = maps(direct).retryWatch(o -> o.resourceVersion(begin))) {
      collect(straight.iterator(), truth);
      collect(watch.iterator(), heard);
    }
    writer.join();

    assertThat(truth).hasSize(EVENTS).doesNotHaveDuplicates();
    assertThat(heard).isEqualTo(truth);
    long watches = proxy.arrivals.stream().filter(a -> a.target().contains("watch=true")).count();
    assertThat(watches).isGreaterThan(5);
  }

  private static String version(ConfigMapList list) {
    return Objects.requireNonNull(list.metadata().resourceVersion());
  }

  private static void collect(Iterator<WatchEvent<ConfigMap>> events, List<String> into) {
    while (into.size() < EVENTS) {
      WatchEvent<ConfigMap> event = events.next();
      if (!(event instanceof WatchEvent.Bookmark<ConfigMap>)) {
        into.add(
            event.getClass().getSimpleName()
                + " "
                + event.object().metadata().name()
                + " "
                + event.object().metadata().resourceVersion());
      }
    }
  }
}
