package dev.fairlead.client;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.fairlead.client.error.BadRequestException;
import dev.fairlead.client.error.ConnectionException;
import dev.fairlead.client.stream.PodLog;
import dev.fairlead.client.transport.ApiRequest;
import dev.fairlead.client.transport.ApiResponse;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.Iterator;
import java.util.List;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Logs and proxies, on the kubelet of the test. */
@Timeout(20)
class LogTest {
  private final KubeletEnd kubelet = new KubeletEnd();
  private final Kubernetes k8s = kubelet.client();
  private final PodStreams pods = new PodStreams(k8s.calls, "/api/v1/namespaces/shop/pods");
  private final CountDownLatch end = new CountDownLatch(1);

  @AfterEach
  void close() {
    end.countDown();
    k8s.close();
    kubelet.close();
  }

  private void written(String text) {
    kubelet.log = (query, out) -> out.write(text.getBytes(UTF_8));
  }

  /** Goes on until the test ends. */
  private void endless(String text) {
    kubelet.log =
        (query, out) -> {
          out.write(text.getBytes(UTF_8));
          out.flush();
          try {
            end.await();
          } catch (InterruptedException e) {
            throw new IOException(e);
          }
        };
  }

  @Test
  void givesTextAndLines() {
    written("one\r\ntwo\n\nfünf");
    try (PodLog log = pods.log("web-0", o -> {})) {
      assertThat(log.text()).isEqualTo("one\r\ntwo\n\nfünf");
    }
    try (PodLog log = pods.log("web-0", o -> {})) {
      assertThat(log.lines()).containsExactly("one", "two", "", "fünf");
    }
  }

  @Test
  void asksForWhatIsWanted() {
    pods.log(
            "web-0",
            o ->
                o.container("app")
                    .follow()
                    .previous()
                    .timestamps()
                    .since(Duration.ofMillis(1_500))
                    .tailLines(0)
                    .limitBytes(9)
                    .insecureSkipTlsVerifyBackend())
        .close();
    pods.log("web-0", o -> o.since(Instant.parse("2026-01-02T03:04:05.6Z"))).close();

    assertThat(kubelet.requests.get(0).path()).isEqualTo("/api/v1/namespaces/shop/pods/web-0/log");
    assertThat(kubelet.requests.get(0).query())
        .hasToString(
            "{container=[app], follow=[true], previous=[true], timestamps=[true],"
                + " insecureSkipTLSVerifyBackend=[true], sinceSeconds=[2], tailLines=[0],"
                + " limitBytes=[9]}");
    assertThat(kubelet.requests.get(1).query()).hasToString("{sinceTime=[2026-01-02T03:04:05Z]}");
  }

  @Test
  void givesEachLineWhenItHasCome() {
    endless("one\ntwo\nthr");
    try (PodLog log = pods.log("web-0", o -> o.follow())) {
      Iterator<String> lines = log.lines().iterator();
      assertThat(lines.next()).isEqualTo("one");
      assertThat(lines.next()).isEqualTo("two");
    }
  }

  @Test
  void carriesTenMegabytesWithLinesOfAllLengths() {
    StringBuilder text = new StringBuilder();
    for (int i = 0; text.length() < 10 << 20; i++) {
      text.append("x".repeat(i * 7 % 5_000)).append('\n');
    }
    written(text.toString());
    try (PodLog log = pods.log("web-0", o -> {})) {
      List<String> lines = log.lines().toList();
      assertThat(
              lines.equals(Arrays.asList(text.toString().split("\n", -1)).subList(0, lines.size())))
          .isTrue();
      assertThat(lines).hasSize((int) text.chars().filter(c -> c == '\n').count());
    }
  }

  @Test
  void givesAnEndlessLineInPieces() {
    written("x".repeat((1 << 20) + 5));
    try (PodLog log = pods.log("web-0", o -> {})) {
      assertThat(log.lines().mapToInt(String::length)).containsExactly(1 << 20, 5);
    }
  }

  @Test
  void endsByClose() throws Exception {
    endless("one\n");
    PodLog log = pods.log("web-0", o -> o.follow());
    CountDownLatch first = new CountDownLatch(1);
    CompletableFuture<Long> count = new CompletableFuture<>();
    Thread.ofVirtual()
        .start(() -> count.complete(log.lines().peek(l -> first.countDown()).count()));
    first.await();
    log.close();
    assertThat(count.get(20, TimeUnit.SECONDS)).isEqualTo(1);
  }

  @Test
  void endsByInterrupt() throws Exception {
    endless("one\n");
    try (PodLog log = pods.log("web-0", o -> o.follow())) {
      CompletableFuture<Throwable> seen = new CompletableFuture<>();
      CountDownLatch first = new CountDownLatch(1);
      Thread reader =
          Thread.ofVirtual()
              .start(() -> {
                try {
                  log.lines().forEach(l -> first.countDown());
                } catch (RuntimeException e) {
                  seen.complete(e);
                }
              });
      first.await();
      reader.interrupt();
      assertThat(seen.get(20, TimeUnit.SECONDS)).isInstanceOf(CancellationException.class);
    }
  }

  @Test
  void failsWhenTheClientIsClosedAndWhenTheServerDies() {
    endless("one\n");
    try (PodLog log = pods.log("web-0", o -> o.follow())) {
      Iterator<String> lines = log.lines().iterator();
      assertThat(lines.next()).isEqualTo("one");
      k8s.close();
      assertThatThrownBy(lines::hasNext).isInstanceOf(CancellationException.class);
    }
  }

  @Test
  void throwsTheStatusOfARefusal() {
    kubelet.refusal =
        r -> KubeletEnd.status(400, "BadRequest", "pod web-0 does not have a host assigned");
    assertThatThrownBy(() -> pods.log("web-0", o -> {}))
        .isInstanceOf(BadRequestException.class)
        .hasMessageContaining("pod web-0 does not have a host assigned");
  }

  // --- proxies ---

  @Test
  void carriesRequestsToAPod() throws IOException {
    ApiRequest request =
        ApiRequest.of("POST", "/orders/a%20b")
            .query("x", "1")
            .header("X-Sent", "yes")
            .body("text/plain", "body".getBytes(UTF_8));
    try (ApiResponse answer = pods.proxy("web-0", 8080, request)) {
      assertThat(answer.status()).isEqualTo(200);
      assertThat(answer.header("x-method")).isEqualTo("POST");
      assertThat(answer.header("x-path")).isEqualTo("/orders/a b");
      assertThat(answer.header("x-sent")).isEqualTo("yes");
      assertThat(answer.header("x-accept")).isEmpty();
      assertThat(answer.body().readAllBytes()).asString().isEqualTo("body");
    }
    assertThat(kubelet.requests.get(0).path())
        .isEqualTo("/api/v1/namespaces/shop/pods/web-0:8080/proxy/orders/a b");
    assertThat(kubelet.requests.get(0).parameter("x")).isEqualTo("1");
  }

  @Test
  void givesWhatThePodAnswersWhateverItIs() {
    try (ApiResponse answer = pods.proxy("web-0", 8080, ApiRequest.of("GET", "/teapot"))) {
      assertThat(answer.status()).isEqualTo(418);
    }
  }

  @Test
  void givesAnErrorInJsonThatIsNoStatus() throws IOException {
    String json = "{\"error\":\"no such order\"}";
    kubelet.refusal =
        r ->
            "HTTP/1.1 404 No\r\nContent-Type: application/json\r\nContent-Length: "
                + json.length()
                + "\r\n\r\n"
                + json;
    try (ApiResponse answer = pods.proxy("web-0", 8080, ApiRequest.of("GET", "/orders/1"))) {
      assertThat(answer.status()).isEqualTo(404);
      assertThat(answer.body().readAllBytes()).asString().isEqualTo(json);
    }
  }

  @Test
  void throwsTheFailuresOfTheApiServerAndRefusesPathsThatLeave() {
    kubelet.refusal = r -> KubeletEnd.status(400, "BadRequest", "address not allowed");
    assertThatThrownBy(() -> pods.proxy("web-0", 8080, ApiRequest.of("GET", "/")))
        .isInstanceOf(BadRequestException.class);
    assertThatThrownBy(() -> pods.proxy("web-0", 8080, ApiRequest.of("GET", "/../../secrets")))
        .hasMessage("path \"/../../secrets\" must begin with a slash and have no \"..\"");
  }

  @Test
  void neverTakesACutLogForAWholeOne() {
    kubelet.refusal =
        r -> "HTTP/1.1 200 OK\r\nContent-Type: text/plain\r\nContent-Length: 9\r\n\r\none\n";
    try (PodLog log = pods.log("web-0", o -> {})) {
      Iterator<String> lines = log.lines().iterator();
      assertThat(lines.next()).isEqualTo("one");
      kubelet.die();
      assertThatThrownBy(lines::hasNext).isInstanceOf(ConnectionException.class);
    }
  }
}
