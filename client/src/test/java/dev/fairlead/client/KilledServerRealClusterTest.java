package dev.fairlead.client;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.fairlead.client.config.Config;
import dev.fairlead.client.error.ConnectionException;
import dev.fairlead.client.error.ConnectionException.Problem;
import dev.fairlead.client.transport.ApiRequest;
import dev.fairlead.client.transport.ApiResponse;
import dev.fairlead.client.transport.HttpTransport;
import dev.fairlead.client.transport.TimeLimits;
import dev.fairlead.client.transport.Transport;
import dev.fairlead.model.core.v1.ConfigMap;
import dev.fairlead.model.core.v1.Namespace;
import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.time.Duration;
import java.util.Iterator;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** With a kube-apiserver of its own on the cluster's etcd, which is killed with SIGKILL. */
@DisplayName("On a real cluster whose server is killed,")
@Timeout(180)
class KilledServerRealClusterTest {
  /** Far less than any time limit. */
  private static final Duration QUICK = Duration.ofSeconds(10);

  private final SecondServer server = SecondServer.start();
  private final Config config = RealCluster.at(server.address());

  @AfterEach
  void stop() throws IOException {
    server.kill();
  }

  @Test
  @DisplayName("a watch ends with an exception at once")
  void watchesEnd() throws Exception {
    try (Kubernetes k8s = Kubernetes.connect(config);
        Watch<Namespace> watch = k8s.coreV1().namespaces().watch(o -> o.bookmarks(false))) {
      Iterator<WatchEvent<Namespace>> events = watch.iterator();
      assertThat(events.next()).isInstanceOf(WatchEvent.Added.class);
      CompletableFuture<ConnectionException> ended =
          CompletableFuture.supplyAsync(() ->
              catchThrowableOfType(ConnectionException.class, () -> watch.forEach(event -> {})));

      server.kill();

      ConnectionException e = ended.get(QUICK.toSeconds(), TimeUnit.SECONDS);
      assertThat(e.problem()).isEqualTo(Problem.CUT);
      assertThat(e)
          .hasMessageStartingWith(
              "GET /api/v1/namespaces of "
                  + config.server()
                  + ": the connection ended in the middle of the answer, after ")
          .hasMessageEndingWith(" Look at the server and at what stands before it, and try again.");
      assertThat(catchThrowableOfType(ConnectionException.class, k8s::version).problem())
          .isEqualTo(Problem.REFUSED);
    }
  }

  @Test
  @DisplayName("a list that is under way ends with an exception at once, and so do its repetitions")
  void listsEnd() throws Exception {
    String name = "killed-" + Long.toString(System.nanoTime(), Character.MAX_RADIX);
    Killing transport = new Killing(new HttpTransport(config), server);
    try (Kubernetes k8s = Kubernetes.connect(config, transport);
        Kubernetes admin = Kubernetes.connect(RealCluster.config())) {
      try (RealCluster.Shop shop = RealCluster.shop(admin, name)) {
        byte[] random = new byte[500 << 10];
        new java.util.Random(1).nextBytes(random); // so that gzip can't make it small
        String large = java.util.Base64.getEncoder().encodeToString(random);
        for (int i = 0; i < 10; i++) {
          String each = "large-" + i;
          admin
              .coreV1()
              .configMaps(shop.name())
              .create(ConfigMap.of(c -> c.metadata(m -> m.name(each)).data(Map.of("a", large))));
        }
        transport.armed = true;
        long start = System.nanoTime();

        ConnectionException e =
            catchThrowableOfType(
                ConnectionException.class, () -> k8s.coreV1().configMaps(shop.name()).list());

        assertThat(Duration.ofNanos(System.nanoTime() - start)).isLessThan(QUICK);
        assertThat(e.problem()).isEqualTo(Problem.REFUSED);
        assertThat(e.earlierAttempts())
            .first()
            .asString()
            .startsWith("the connection ended in the middle of the answer, after ");
      }
    }
  }

  /** Kills the server when the first bytes of an answer have come. */
  private static final class Killing implements Transport {
    private final Transport transport;
    private final SecondServer server;
    volatile boolean armed;

    Killing(Transport transport, SecondServer server) {
      this.transport = transport;
      this.server = server;
    }

    @Override
    public ApiResponse send(ApiRequest request, TimeLimits limits)
        throws IOException, InterruptedException {
      ApiResponse answer = transport.send(request, limits);
      InputStream body =
          new FilterInputStream(answer.body()) {
            @Override
            public int read(byte[] into, int from, int length) throws IOException {
              if (armed) {
                armed = false;
                server.kill();
              }
              return super.read(into, from, Math.min(length, 1_000));
            }
          };
      Map<String, java.util.List<String>> headers =
          Map.of(
              "Content-Type", answer.headers("Content-Type"),
              "Content-Encoding", answer.headers("Content-Encoding"));
      return new ApiResponse(answer.status(), headers, body);
    }

    @Override
    public void close() {
      transport.close();
    }
  }
}
