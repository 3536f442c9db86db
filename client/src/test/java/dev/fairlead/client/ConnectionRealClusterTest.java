package dev.fairlead.client;

import static org.assertj.core.api.Assertions.as;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.fairlead.client.config.Config;
import dev.fairlead.client.error.ConnectionException;
import dev.fairlead.client.error.ConnectionException.Problem;
import dev.fairlead.client.transport.ApiRequest;
import dev.fairlead.client.transport.ApiResponse;
import dev.fairlead.client.transport.HttpTransport;
import dev.fairlead.client.transport.TimeLimits;
import dev.fairlead.client.transport.Transport;
import dev.fairlead.model.core.v1.ConfigMap;
import java.io.IOException;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.TimeUnit;
import org.assertj.core.api.InstanceOfAssertFactories;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@DisplayName("On a real cluster, a connection")
@Timeout(120)
class ConnectionRealClusterTest {
  private final Config config = RealCluster.config();

  /** Writes down how answers are written. */
  private static final class Noting implements Transport {
    private final Transport transport;
    final ConcurrentLinkedQueue<String> heads = new ConcurrentLinkedQueue<>();

    Noting(Transport transport) {
      this.transport = transport;
    }

    @Override
    public ApiResponse send(ApiRequest request, TimeLimits limits)
        throws IOException, InterruptedException {
      ApiResponse answer = transport.send(request, limits);
      heads.add(answer.header("Content-Type") + " " + answer.header("Content-Encoding"));
      return answer;
    }

    @Override
    public void close() {
      transport.close();
    }
  }

  @Test
  @DisplayName("carries built-in objects in protobuf, large answers with gzip, watches too")
  void carriesProtobuf() {
    Noting transport = new Noting(new HttpTransport(config));
    try (Kubernetes k8s = Kubernetes.connect(config, transport);
        RealCluster.Shop shop = RealCluster.shop(k8s, "formats")) {
      Resource<ConfigMap, ?> maps = k8s.coreV1().configMaps(shop.name());
      String large = "x".repeat(300_000); // kube-apiserver packs from 128 KiB on
      transport.heads.clear();
      maps.create(ConfigMap.of(c -> c.metadata(m -> m.name("large")).data("a", large)));
      assertThat(maps.get("large").data()).containsEntry("a", large);
      assertThat(k8s.coreV1().namespaces().get("default")).isNotNull();
      assertThat(k8s.version().gitVersion()).isNotNull();
      assertThat(transport.heads)
          .containsExactly(
              "application/vnd.kubernetes.protobuf gzip",
              "application/vnd.kubernetes.protobuf gzip",
              "application/vnd.kubernetes.protobuf null",
              "application/json null");

      maps.watch().close();
      assertThat(transport.heads)
          .last(as(InstanceOfAssertFactories.STRING))
          .startsWith("application/vnd.kubernetes.protobuf;stream=watch");
    }
  }

  @Test
  @DisplayName("is one of HTTP/2 that many calls share at once")
  void isShared() throws Exception {
    try (HttpClient http = HttpClient.newBuilder().sslContext(config.sslContext()).build()) {
      HttpRequest request = HttpRequest.newBuilder(config.server()).build();
      assertThat(http.send(request, BodyHandlers.discarding()).version())
          .isEqualTo(HttpClient.Version.HTTP_2);
    }
    try (Relay relay = relay();
        Kubernetes k8s = Kubernetes.connect(through(relay))) {
      List<CompletableFuture<Integer>> calls = new ArrayList<>();
      for (int i = 0; i < 50; i++) {
        calls.add(
            CompletableFuture.supplyAsync(
                () -> k8s.coreV1().namespaces().list().items().size(),
                task -> Thread.ofVirtual().start(task)));
      }
      for (CompletableFuture<Integer> call : calls) {
        assertThat(call.get(30, TimeUnit.SECONDS)).isPositive();
      }
      assertThat(relay.count()).isEqualTo(1);
    }
  }

  @Test
  @DisplayName("on which the server falls silent is given up, and the next call has a new one")
  void isReplaced() throws Exception {
    try (Relay relay = relay();
        Kubernetes k8s = Kubernetes.connect(through(relay))) {
      assertThat(k8s.version()).isNotNull();
      relay.swallow();

      assertThatThrownBy(
              () -> k8s.coreV1().namespaces().list(o -> o.timeout(Duration.ofMillis(300))))
          .isInstanceOfSatisfying(
              ConnectionException.class, e -> assertThat(e.problem()).isEqualTo(Problem.TIMEOUT));
      assertThat(k8s.coreV1().namespaces().list(o -> o.timeout(Duration.ofSeconds(20))).items())
          .isNotEmpty();
      assertThat(relay.count()).isEqualTo(2);
    }
  }

  private Relay relay() {
    return new Relay(config.server().getHost(), config.server().getPort());
  }

  private static Config through(Relay relay) {
    return RealCluster.at("https://127.0.0.1:" + relay.port());
  }
}
