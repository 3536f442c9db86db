package dev.fairlead.cluster;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.fairlead.client.Kubernetes;
import dev.fairlead.client.Resource;
import dev.fairlead.client.Watch;
import dev.fairlead.client.WatchEvent;
import dev.fairlead.client.config.Config;
import dev.fairlead.client.config.LoadOptions;
import dev.fairlead.client.error.ConnectionException;
import dev.fairlead.client.error.ForbiddenException;
import dev.fairlead.client.error.NotFoundException;
import dev.fairlead.client.error.UnauthorizedException;
import dev.fairlead.model.core.v1.ConfigMap;
import dev.fairlead.model.core.v1.ConfigMapList;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.BindException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

@DisplayName("An embedded cluster")
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class ClusterTest {
  private static final int WATCHES = 500;

  /** Both ways to it. */
  enum Way {
    IN_THE_JVM,
    OVER_THE_NETWORK
  }

  private Cluster cluster;

  @BeforeAll
  void start() {
    cluster = Cluster.start();
  }

  @AfterAll
  void stop() {
    cluster.close();
  }

  private Kubernetes connect(Way way) {
    return switch (way) {
      case IN_THE_JVM -> cluster.connect();
      case OVER_THE_NETWORK -> Kubernetes.connect(cluster.config());
    };
  }

  private static ConfigMap map(String name) {
    return ConfigMap.of(c -> c.metadata(m -> m.name(name)).data("color", "blue"));
  }

  @ParameterizedTest
  @EnumSource
  @DisplayName("keeps what is created, updated and deleted, and tells those who watch")
  void keepsAndTells(Way way) {
    try (Kubernetes k8s = connect(way)) {
      Resource<ConfigMap, ConfigMapList> maps = k8s.coreV1().configMaps("default");
      String from = java.util.Objects.requireNonNull(maps.list().metadata().resourceVersion());
      try (Watch<ConfigMap> watch = maps.watch(o -> o.resourceVersion(from).bookmarks(false))) {
        ConfigMap created = maps.create(map("kept"));
        ConfigMap updated = maps.update(created.with(c -> c.data("color", "red")));
        assertThat(maps.get("kept")).isEqualTo(updated);
        assertThat(maps.list().items()).containsExactly(updated);
        maps.delete("kept");
        assertThatThrownBy(() -> maps.get("kept")).isInstanceOf(NotFoundException.class);

        Iterator<WatchEvent<ConfigMap>> events = watch.iterator();
        assertThat(events.next()).isEqualTo(new WatchEvent.Added<>(created));
        assertThat(events.next()).isEqualTo(new WatchEvent.Modified<>(updated));
        assertThat(events.next()).isInstanceOf(WatchEvent.Deleted.class);
      }
    }
  }

  @ParameterizedTest
  @EnumSource
  @DisplayName("ends watches when it is closed, and then takes no calls over the network")
  void endsWatches(Way way) {
    Cluster own = Cluster.start();
    Kubernetes k8s = way == Way.IN_THE_JVM ? own.connect() : Kubernetes.connect(own.config());
    try (k8s;
        Watch<ConfigMap> watch =
            k8s.coreV1().configMaps("default").watch(o -> o.bookmarks(false))) {
      own.close();
      assertThat(watch.iterator().hasNext()).isFalse();
      assertThatThrownBy(() -> k8s.coreV1().configMaps().list())
          .isInstanceOf(ConnectionException.class);
    }
  }

  @Test
  @DisplayName(
      "starts any number of times in one JVM, each with objects and an authority of its own")
  void startsAgain() {
    try (Cluster other = Cluster.start();
        Kubernetes there = other.connect();
        Kubernetes here = cluster.connect()) {
      here.coreV1().configMaps("default").create(map("only-here"));
      assertThat(there.coreV1().configMaps("default").find("only-here")).isEmpty();
      assertThat(other.port()).isNotEqualTo(cluster.port());
      here.coreV1().configMaps("default").delete("only-here");
      Config stranger =
          Config.builder()
              .server(other.server())
              .certificateAuthority(authorityOf(other))
              .bearerToken(cluster.config().bearerToken().orElseThrow())
              .build();
      try (Kubernetes k8s = Kubernetes.connect(stranger)) {
        assertThatThrownBy(() -> k8s.coreV1().pods().list())
            .isInstanceOf(UnauthorizedException.class);
      }
    }
  }

  private static byte[] authorityOf(Cluster cluster) {
    String data =
        cluster
            .kubeconfig()
            .lines()
            .filter(line -> line.contains("certificate-authority-data"))
            .findFirst()
            .orElseThrow();
    return java.util.Base64.getDecoder().decode(data.substring(data.indexOf(": ") + 2));
  }

  @Test
  @DisplayName("says which port is taken")
  void needsItsPort() {
    assertThatThrownBy(() -> Cluster.start(cluster.port()))
        .isInstanceOf(UncheckedIOException.class)
        .hasMessageStartingWith("starting the API server on 127.0.0.1:" + cluster.port() + ": ")
        .hasRootCauseInstanceOf(BindException.class);
  }

  @Test
  @DisplayName("lets in who has a token of its, with that token's rights, and nobody else")
  void asksForCredentials() {
    try (Kubernetes nobody = cluster.connect("wrong")) {
      assertThatThrownBy(() -> nobody.coreV1().pods().list())
          .isInstanceOf(UnauthorizedException.class);
    }
  }

  @Test
  @DisplayName("gives kubeconfigs of its administrator and of anybody else")
  void givesKubeconfigs(@TempDir Path folder) throws IOException {
    try (Kubernetes admin = connect(folder, cluster.kubeconfig())) {
      assertThat(admin.coreV1().namespaces().list().items())
          .extracting(n -> n.metadata().name())
          .containsExactly("default", "kube-node-lease", "kube-public", "kube-system");
    }
    try (Kubernetes ada = connect(folder, cluster.kubeconfig("ada", List.of("friends")))) {
      assertThatThrownBy(() -> ada.coreV1().pods().list())
          .isInstanceOf(ForbiddenException.class)
          .hasMessageContaining("User \"ada\" cannot list resource \"pods\"");
    }
  }

  @ParameterizedTest
  @EnumSource
  @DisplayName("lets other users in, with the rights of their names and groups")
  void knowsOtherUsers(Way way) {
    List<String> groups = List.of("friends");
    try (Kubernetes ada =
            way == Way.IN_THE_JVM
                ? cluster.connect("ada", groups)
                : Kubernetes.connect(cluster.config("ada", groups));
        Kubernetes lin = cluster.connect("lin", List.of("system:masters"))) {
      assertThatThrownBy(() -> ada.coreV1().pods().list())
          .isInstanceOf(ForbiddenException.class)
          .hasMessageContaining("User \"ada\" cannot list resource \"pods\"");
      assertThat(lin.coreV1().pods().list().items()).isEmpty();
    }
  }

  private static Kubernetes connect(Path folder, String kubeconfig) throws IOException {
    Path file = Files.writeString(folder.resolve("kubeconfig"), kubeconfig);
    return Kubernetes.connect(Config.load(LoadOptions.defaults().withKubeconfig(file)));
  }

  @ParameterizedTest
  @EnumSource
  @DisplayName("tells hundreds who watch at once")
  void tellsMany(Way way) throws Exception {
    try (Kubernetes k8s = connect(way);
        ExecutorService readers = Executors.newVirtualThreadPerTaskExecutor()) {
      Resource<ConfigMap, ConfigMapList> maps = k8s.coreV1().configMaps("default");
      String from = java.util.Objects.requireNonNull(maps.list().metadata().resourceVersion());
      List<Watch<ConfigMap>> watches = new ArrayList<>();
      for (int i = 0; i < WATCHES; i++) {
        watches.add(maps.watch(o -> o.resourceVersion(from).bookmarks(false)));
      }
      List<Future<WatchEvent<ConfigMap>>> first = new ArrayList<>();
      for (Watch<ConfigMap> watch : watches) {
        first.add(readers.submit(() -> watch.iterator().next()));
      }
      ConfigMap created = maps.create(map("told"));
      for (Future<WatchEvent<ConfigMap>> event : first) {
        assertThat(event.get()).isEqualTo(new WatchEvent.Added<>(created));
      }
      watches.forEach(Watch::close);
      maps.delete("told");
    }
  }
}
