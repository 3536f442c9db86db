package dev.fairlead.client;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.fairlead.client.error.ConnectionException;
import dev.fairlead.client.error.ExpiredException;
import dev.fairlead.client.error.ForbiddenException;
import dev.fairlead.client.error.WaitTimeoutException;
import dev.fairlead.model.core.v1.ConfigMap;
import dev.fairlead.model.core.v1.ConfigMapList;
import java.io.IOException;
import java.net.ConnectException;
import java.time.Duration;
import java.util.Iterator;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@DisplayName("A watch that goes on")
@Timeout(30)
class RetryWatchTest {
  private static final String STREAM = "application/json;stream=watch";

  private final FakeTransport server = new FakeTransport();
  private final HandTicker ticker = new HandTicker();
  private final Kubernetes k8s = server.client(ticker);
  private final Resource<ConfigMap, ConfigMapList> maps = k8s.coreV1().configMaps("shop");

  private static String event(String type, int version) {
    return """
    {"type":"%s","object":{"apiVersion":"v1","kind":"ConfigMap","metadata":{"name":"a","resourceVersion":"%d"}}}
    """
        .formatted(type, version);
  }

  private RetryWatch<ConfigMap> watch() {
    return maps.retryWatch(o -> o.resourceVersion("10"));
  }

  private static List<String> next(Iterator<WatchEvent<ConfigMap>> events, int count) {
    return java.util.stream.IntStream.range(0, count)
        .mapToObj(i -> events.next().object().metadata().resourceVersion())
        .toList();
  }

  private List<String> versionsAsked() {
    return server.requests.stream()
        .map(r -> r.target().replaceFirst(".*resourceVersion=(\\d+).*", "$1"))
        .toList();
  }

  @Test
  void begins_again_after_the_last_event_and_gives_each_once() {
    server.text(200, STREAM, event("ADDED", 11) + event("MODIFIED", 12));
    server.text(200, STREAM, event("BOOKMARK", 20));
    server.text(200, STREAM, event("DELETED", 21));

    try (RetryWatch<ConfigMap> watch = watch()) {
      assertThat(next(watch.iterator(), 4)).containsExactly("11", "12", "20", "21");
      assertThat(watch.resourceVersion()).isEqualTo("21");
    }
    assertThat(versionsAsked()).containsExactly("10", "12", "20");
    assertThat(ticker.slept).isEmpty();
  }

  @Test
  void survives_connections_that_break_and_servers_that_are_away() {
    server.text(200, STREAM, event("ADDED", 11) + "{\"type\":\"MODI");
    server.fails(new ConnectException("refused"));
    server.status(500, "InternalError");
    for (int i = 0; i < Repetition.MAX_UNASKED; i++) {
      server.status(500, "InternalError");
    }
    server.fails(new ConnectException("refused"));
    server.text(200, STREAM, event("ADDED", 12));

    try (RetryWatch<ConfigMap> watch = watch()) {
      assertThat(next(watch.iterator(), 2)).containsExactly("11", "12");
    }
    assertThat(versionsAsked()).startsWith("10", "11").doesNotContain("12");
  }

  @Test
  void pauses_longer_after_each_failure_up_to_a_bound() {
    List<Long> most =
        java.util.stream.IntStream.range(0, 12)
            .mapToObj(i -> RetryWatch.pauseAfter(i, new Random(1)) / 1_000_000)
            .toList();

    assertThat(most.subList(0, 2)).containsOnly(0L);
    for (int i = 2; i < 12; i++) {
      long full = Math.min(800L << (i - 2), 30_000);
      assertThat(most.get(i)).isBetween(full, 2 * full);
    }
  }

  @Test
  void a_server_that_ends_watches_at_once_is_not_asked_without_pauses() {
    for (int i = 0; i < 5; i++) {
      server.text(200, STREAM, "");
    }
    server.text(200, STREAM, event("ADDED", 11));

    try (RetryWatch<ConfigMap> watch = watch()) {
      assertThat(next(watch.iterator(), 1)).containsExactly("11");
    }
    assertThat(ticker.slept).hasSize(4).isSorted();
  }

  @Test
  void ends_where_a_decision_is_needed() {
    server.status(410, "Expired");
    server.status(403, "Forbidden");

    assertThatThrownBy(() -> watch().iterator().hasNext()).isInstanceOf(ExpiredException.class);
    assertThatThrownBy(() -> watch().iterator().hasNext()).isInstanceOf(ForbiddenException.class);
  }

  @Test
  void an_error_event_ends_it_too() {
    server.text(
        200,
        STREAM,
        event("ADDED", 11)
            + """
            {"type":"ERROR","object":{"kind":"Status","apiVersion":"v1","status":"Failure",\
            "message":"too old resource version","reason":"Expired","code":410}}
            """);
    Iterator<WatchEvent<ConfigMap>> events = watch().iterator();
    events.next();

    assertThatThrownBy(events::hasNext).isInstanceOf(ExpiredException.class);
    assertThat(events.hasNext()).isFalse();
  }

  @Test
  void needs_to_know_where_to_begin() {
    assertThatThrownBy(() -> maps.retryWatch(o -> {}))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage(
            "a retryWatch needs the resource version where it begins, or else it couldn't go on"
                + " after a failure without giving events twice: list, and give the list's");
  }

  @Test
  void never_asks_for_the_objects_that_are_there_again() {
    server.text(200, STREAM, event("ADDED", 11));
    server.text(200, STREAM, event("DELETED", 12));
    try (RetryWatch<ConfigMap> watch = watch()) {
      assertThat(next(watch.iterator(), 2)).containsExactly("11", "12");
    }

    assertThat(server.lines()).hasSize(2).noneMatch(line -> line.contains("sendInitialEvents"));
    assertThatThrownBy(() -> maps.retryWatch(o -> o.resourceVersion("10").sendInitialEvents()))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage(
            "a retryWatch can't begin with initial events: each time that it went on it would get"
                + " them again, and miss what was deleted meanwhile. List, and give the list's"
                + " version");
  }

  @Test
  void is_not_ended_by_the_timeout_of_calls() {
    server.text(200, STREAM, event("ADDED", 11));
    Duration timeout = Duration.ofSeconds(5);
    Kubernetes hasty = server.client(FakeTransport.config().timeout(timeout).build(), ticker);
    try (RetryWatch<ConfigMap> watch =
        hasty.coreV1().configMaps("shop").retryWatch(o -> o.resourceVersion("10"))) {
      assertThat(next(watch.iterator(), 1)).containsExactly("11");
    }

    assertThat(server.limits.get(0).whole()).isNull();
  }

  @Test
  void ends_when_it_or_the_client_is_closed_even_in_a_pause() {
    RetryWatch<ConfigMap> watch = watch();
    server.text(200, STREAM, "");
    server.text(200, STREAM, "");
    ticker.whileAsleep = watch::close;

    assertThat(watch.iterator().hasNext()).isFalse();

    RetryWatch<ConfigMap> another = watch();
    k8s.close();
    assertThat(another.iterator().hasNext()).isFalse();
  }

  // --- waits, which are made of the same ---

  @Test
  void a_wait_lists_again_when_its_version_has_expired() {
    server.json(list("5"));
    server.status(410, "Expired");
    server.json(list("9", "a"));

    assertThat(maps.waitFor("a", m -> true, Duration.ofSeconds(5)).metadata().name())
        .isEqualTo("a");
    assertThat(server.lines().get(0)).contains("fieldSelector=metadata.name%3Da");
    assertThat(server.lines().get(1)).contains("resourceVersion=5", "timeoutSeconds=5");
  }

  @Test
  void a_wait_tells_the_failure_that_kept_it() {
    server.then(request -> {
      ticker.move(4_500);
      throw new ConnectException("refused");
    });
    server.then(request -> {
      ticker.move(4_500);
      throw new IOException("broken");
    });

    assertThatThrownBy(() -> maps.waitFor("a", m -> true, Duration.ofSeconds(5)))
        .isInstanceOf(WaitTimeoutException.class)
        .hasMessageStartingWith(
            "waiting for a of configmaps at /api/v1/namespaces/shop/configmaps of"
                + " https://fake.test:6443: not within 5.0 s: there is none of that name; the last"
                + " failure was: GET /api/v1/namespaces/shop/configmaps of"
                + " https://fake.test:6443:");
  }

  @Test
  void a_wait_ends_at_once_with_what_does_not_pass() {
    server.status(403, "Forbidden");

    assertThatThrownBy(() -> maps.waitForDeletion("a", Duration.ofSeconds(5)))
        .isInstanceOf(ForbiddenException.class);
    assertThat(RetryWatch.passes(broken(ConnectionException.Problem.CERTIFICATE_EXPIRED)))
        .isFalse();
    assertThat(RetryWatch.passes(broken(ConnectionException.Problem.UNKNOWN_HOST))).isTrue();
  }

  private static ConnectionException broken(ConnectionException.Problem problem) {
    dev.fairlead.client.error.Failure failure =
        new dev.fairlead.client.error.Failure(
            "GET",
            "/",
            FakeTransport.CONFIG.server(),
            ConnectionException.status("x"),
            "",
            null,
            List.of());
    return ConnectionException.of(problem, failure, null);
  }

  private static ConfigMapList list(String version, String... names) {
    return ConfigMapList.of(l ->
        l.metadata(m -> m.resourceVersion(version))
            .items(
                java.util.Arrays.stream(names)
                    .map(n -> ConfigMap.of(c -> c.metadata(m -> m.name(n))))
                    .toList()));
  }
}
