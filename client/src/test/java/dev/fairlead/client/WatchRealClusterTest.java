package dev.fairlead.client;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.fairlead.model.core.v1.ConfigMap;
import dev.fairlead.model.core.v1.ConfigMapList;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@DisplayName("On a real cluster, a watch")
@Timeout(120)
class WatchRealClusterTest {
  private final Kubernetes k8s = Kubernetes.connect(RealCluster.config());
  private final RealCluster.Shop shop = RealCluster.shop(k8s, "watch");
  private final Resource<ConfigMap, ConfigMapList> maps = k8s.coreV1().configMaps(shop.name());

  @AfterEach
  void close() {
    shop.close();
    k8s.close();
  }

  private static ConfigMap map(String name) {
    return ConfigMap.of(c -> c.metadata(m -> m.name(name).label("app", "web")).data("a", "1"));
  }

  private Watch<ConfigMap> watch() {
    return maps.watch(o -> o.labelSelector("app=web").bookmarks(false));
  }

  @Test
  @DisplayName("tells of what is there, and what is added, changed and deleted, in protobuf")
  void tells() {
    ConfigMap first = maps.create(map("a"));
    try (Watch<ConfigMap> watch = watch()) {
      Iterator<WatchEvent<ConfigMap>> events = watch.iterator();
      assertThat(events.next()).isEqualTo(new WatchEvent.Added<>(first));
      ConfigMap second = maps.create(map("b"));
      assertThat(events.next()).isEqualTo(new WatchEvent.Added<>(second));
      ConfigMap changed = maps.update(first.with(c -> c.data("a", "2")));
      assertThat(events.next()).isEqualTo(new WatchEvent.Modified<>(changed));
      maps.delete("b");
      WatchEvent<ConfigMap> deleted = events.next();
      assertThat(deleted).isInstanceOf(WatchEvent.Deleted.class);
      assertThat(deleted.object().data()).isEqualTo(second.data());
      maps.update(changed.with(c -> c.metadata(m -> m.label("app", "other"))));
      assertThat(events.next()).isInstanceOf(WatchEvent.Deleted.class);
    }
    assertThat(k8s.calls.refusesProtobuf).isFalse();
  }

  @Test
  @DisplayName("that sends the initial events marks their end with a bookmark")
  void marksTheEnd() {
    maps.create(map("a"));
    maps.create(map("b"));
    try (Watch<ConfigMap> watch = maps.watch(o -> o.labelSelector("app=web").sendInitialEvents())) {
      List<String> seen = new ArrayList<>();
      for (WatchEvent<ConfigMap> event : watch) {
        if (event instanceof WatchEvent.Bookmark<ConfigMap> bookmark) {
          assertThat(bookmark.object().metadata().annotations())
              .containsEntry("k8s.io/initial-events-end", "true");
          assertThat(bookmark.resourceVersion()).isNotEmpty();
          break;
        }
        seen.add(String.valueOf(event.object().metadata().name()));
      }
      assertThat(seen).containsExactlyInAnyOrder("a", "b");
    }
  }

  @Test
  @DisplayName("is over when its server timeout has passed, and goes on from the last version")
  void goesOn() {
    String version;
    try (Watch<ConfigMap> watch =
        maps.watch(o ->
            o.labelSelector("app=web").bookmarks(false).serverTimeout(Duration.ofSeconds(1)))) {
      version = maps.create(map("a")).metadata().resourceVersion();
      List<WatchEvent<ConfigMap>> events = new ArrayList<>();
      watch.forEach(events::add);
      assertThat(events).hasSize(1);
    }
    ConfigMap second = maps.create(map("b"));
    try (Watch<ConfigMap> watch =
        maps.watch(o ->
            o.labelSelector("app=web").bookmarks(false).resourceVersion(String.valueOf(version)))) {
      assertThat(watch.iterator().next()).isEqualTo(new WatchEvent.Added<>(second));
    }
  }

  @Test
  @DisplayName("ends when another thread closes it, when the client is closed, and by interrupt")
  void ends() throws Exception {
    Watch<ConfigMap> closed = watch();
    CompletableFuture<Boolean> first = waiting(closed);
    closed.close();
    assertThat(first.get(10, TimeUnit.SECONDS)).isFalse();

    Kubernetes other = Kubernetes.connect(RealCluster.config());
    CompletableFuture<Boolean> second =
        waiting(
            other
                .coreV1()
                .configMaps(shop.name())
                .watch(o -> o.labelSelector("app=web").bookmarks(false)));
    other.close();
    assertThat(second.get(10, TimeUnit.SECONDS)).isFalse();

    Watch<ConfigMap> interrupted = watch();
    Thread.currentThread().interrupt();
    assertThatThrownBy(() -> interrupted.iterator().hasNext())
        .isInstanceOf(CancellationException.class);
    assertThat(Thread.interrupted()).isTrue();
  }

  private static CompletableFuture<Boolean> waiting(Watch<ConfigMap> watch) {
    return CompletableFuture.supplyAsync(
        () -> watch.iterator().hasNext(), task -> Thread.ofVirtual().start(task));
  }

  @Test
  @DisplayName("may be one of three hundred at once, while other calls go on")
  void areMany() throws Exception {
    int count = 300; // a server lets some 100 or 250 share a connection
    List<Watch<ConfigMap>> watches = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      watches.add(watch());
    }
    List<CompletableFuture<Boolean>> waiting = new ArrayList<>();
    watches.forEach(watch -> waiting.add(waiting(watch)));
    maps.create(map("a"));
    for (CompletableFuture<Boolean> each : waiting) {
      assertThat(each.get(30, TimeUnit.SECONDS)).isTrue();
    }
    watches.forEach(Watch::close);
    assertThat(maps.get("a")).isNotNull();
  }
}
