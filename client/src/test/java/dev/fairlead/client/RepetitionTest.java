package dev.fairlead.client;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.fairlead.client.error.ApiException;
import dev.fairlead.client.error.ConnectionException;
import dev.fairlead.client.error.InternalErrorException;
import dev.fairlead.client.error.ServiceUnavailableException;
import dev.fairlead.client.error.TooManyRequestsException;
import dev.fairlead.model.core.v1.ConfigMap;
import dev.fairlead.model.core.v1.ConfigMapList;
import dev.fairlead.model.meta.v1.Status;
import java.io.IOException;
import java.net.ConnectException;
import java.net.SocketTimeoutException;
import java.time.Duration;
import java.time.ZoneOffset;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.function.Consumer;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

@DisplayName("A failed call")
class RepetitionTest {
  private static final ConfigMap MAP = ConfigMap.of(c -> c.metadata(m -> m.name("web")));
  private static final ConfigMap READ =
      MAP.with(c -> c.metadata(m -> m.name("web").uid("u-1").resourceVersion("7")));

  private final FakeTransport server = new FakeTransport();
  private final HandTicker ticker = new HandTicker();
  private final Resource<ConfigMap, ConfigMapList> maps =
      server.client(ticker).coreV1().configMaps("shop");

  /** A call. */
  record Row(String title, Consumer<Resource<ConfigMap, ConfigMapList>> call) {
    @Override
    public String toString() {
      return title;
    }
  }

  static List<Row> repeatable() {
    return List.of(
        new Row("get", r -> r.get("web")),
        new Row("update with a resource version", r -> r.update(READ)),
        new Row("delete with a UID", r -> r.delete("web", o -> o.ifUid("u-1"))));
  }

  static List<Row> others() {
    return List.of(
        new Row("create", r -> r.create(MAP)),
        new Row("update without a resource version", r -> r.update(MAP)),
        new Row("delete by name", r -> r.delete("web")),
        new Row("deleteCollection", r -> r.deleteCollection(o -> {})));
  }

  @ParameterizedTest
  @MethodSource({"repeatable", "others"})
  @DisplayName("is repeated, whatever the verb, when the server asks for it:")
  void isRepeatedWhenAsked(Row row) {
    server
        .status(429, "TooManyRequests", "Retry-After", "2")
        .status(503, "ServiceUnavailable", "retry-after", "1")
        .json(MAP);

    row.call().accept(maps);

    assertThat(ticker.slept).containsExactly(2_000L, 1_000L);
    assertThat(server.closedBodies).isEqualTo(3);
  }

  @ParameterizedTest
  @MethodSource("repeatable")
  @DisplayName(
      "is repeated at most four times, with longer pauses, after a broken connection or 5xx:")
  void isRepeatedIfThatIsSafe(Row row) {
    server
        .fails(new IOException("EOF"))
        .status(500, "InternalError")
        .status(502, "")
        .fails(new IOException("EOF"))
        .text(504, "text/html", "<p>sorry");

    ApiException e = catchThrowableOfType(ApiException.class, () -> row.call().accept(maps));

    assertThat(ticker.slept).containsExactly(100L, 200L, 400L, 800L);
    assertThat(server.requests).hasSize(5);
    assertThat(e.earlierAttempts())
        .containsExactly(
            "the connection ended before an answer (EOF)",
            "500 InternalError",
            "502",
            "the connection ended before an answer (EOF)");
    assertThat(e)
        .hasMessageEndingWith(
            " of https://fake.test:6443: 504 Timeout: text/html in place of a Status: \"sorry\"."
                + " Check the server's address and what stands before it: this isn't what a"
                + " Kubernetes API server answers. This was attempt 5; before it: the connection"
                + " ended before an answer (EOF); 500 InternalError; 502; the connection ended"
                + " before an answer (EOF).");
  }

  @ParameterizedTest
  @MethodSource("others")
  @DisplayName("is not repeated if it may have been carried out:")
  void isNotRepeatedOtherwise(Row row) {
    server.fails(new IOException("EOF")).status(500, "InternalError").status(503, "");

    assertThatThrownBy(() -> row.call().accept(maps)).isInstanceOf(ConnectionException.class);
    assertThatThrownBy(() -> row.call().accept(maps)).isInstanceOf(InternalErrorException.class);
    assertThatThrownBy(() -> row.call().accept(maps))
        .isInstanceOf(ServiceUnavailableException.class);
    assertThat(ticker.slept).isEmpty();
  }

  @Test
  @DisplayName("is not repeated if it would fail again: 4xx, 501, no connection, a time limit")
  void isNotRepeatedInVain() {
    for (int code : new int[] {400, 401, 403, 404, 405, 409, 410, 413, 422, 429, 501}) {
      server.status(code, "");
      assertThatThrownBy(() -> maps.get("web")).isInstanceOf(ApiException.class);
    }
    server.fails(new ConnectException("refused")).fails(new SocketTimeoutException("too long"));
    assertThatThrownBy(() -> maps.get("web")).isInstanceOf(ConnectionException.class);
    assertThatThrownBy(() -> maps.get("web")).isInstanceOf(ConnectionException.class);
    assertThat(ticker.slept).isEmpty();
  }

  @Test
  @DisplayName("is repeated at most ten times when the server goes on asking for it")
  void isRepeatedTenTimesWhenAsked() {
    for (int i = 0; i < 11; i++) {
      server.status(429, "TooManyRequests", "Retry-After", "1");
    }

    TooManyRequestsException e =
        catchThrowableOfType(TooManyRequestsException.class, () -> maps.create(MAP));

    assertThat(server.requests).hasSize(11);
    assertThat(e.earlierAttempts()).hasSize(10).containsOnly("429 TooManyRequests");
    assertThat(e.retryAfter()).contains(Duration.ofSeconds(1));
  }

  @Test
  @DisplayName("is not repeated after more than a minute: the exception says how long to wait")
  void doesNotWaitForLong() {
    server.status(503, "", "Retry-After", "61").status(503, "", "Retry-After", "99999999999");

    for (long seconds : new long[] {61, Integer.MAX_VALUE}) {
      ApiException e = catchThrowableOfType(ApiException.class, () -> maps.get("web"));
      assertThat(e.retryAfter()).contains(Duration.ofSeconds(seconds));
    }
    assertThat(ticker.slept).isEmpty();
  }

  @Test
  @DisplayName("is repeated at the date that the server names; one in the past is now")
  void understandsDates() {
    ZonedDateTime then = ZonedDateTime.now(ZoneOffset.UTC).plusSeconds(20);
    server
        .status(503, "", "Retry-After", DateTimeFormatter.RFC_1123_DATE_TIME.format(then))
        .status(503, "", "Retry-After", "Fri, 31 Dec 1999 23:59:59 GMT")
        .json(MAP);

    maps.create(MAP);

    assertThat(ticker.slept.get(0)).isBetween(10_000L, 20_000L);
    assertThat(ticker.slept.get(1)).isZero();
  }

  @Test
  @DisplayName("is repeated as the Status says if there is no header")
  void understandsTheStatus() {
    Status status =
        Status.of(
            s -> s.status("Failure").code(429).details(d -> d.retryAfterSeconds(3)).message("m"));
    server
        .body(429, "application/json", dev.fairlead.model.codec.Codec.json().encode(status))
        .json(MAP);

    maps.create(MAP);

    assertThat(ticker.slept).containsExactly(3_000L);
  }

  @ParameterizedTest
  @ValueSource(strings = {"soon", "-1", "1.5", ""})
  @DisplayName("is not repeated if the server's wish can't be understood:")
  void ignoresOtherTexts(String header) {
    server.status(429, "TooManyRequests", "Retry-After", header);

    TooManyRequestsException e =
        catchThrowableOfType(TooManyRequestsException.class, () -> maps.create(MAP));
    assertThat(e.retryAfter()).isEmpty();
  }

  @Test
  @DisplayName("is not repeated beyond the call's timeout, which all attempts share")
  void keepsToTheTimeout() {
    Duration timeout = Duration.ofSeconds(5);
    server
        .status(503, "", "Retry-After", "4")
        .status(503, "", "Retry-After", "1")
        .status(503, "", "Retry-After", "3");

    assertThatThrownBy(() -> maps.get("web", o -> o.timeout(timeout)))
        .isInstanceOf(ServiceUnavailableException.class);

    assertThat(ticker.slept).containsExactly(4_000L);
    assertThat(server.limits.get(0).whole()).isEqualTo(timeout);
    assertThat(server.limits.get(0).spent()).isZero();
    assertThat(server.limits.get(1).spent()).isEqualTo(Duration.ofSeconds(4));
  }

  @Test
  @DisplayName("that is cut in the middle of its answer is repeated if that is safe")
  void isRepeatedWhenCut() {
    byte[] whole = dev.fairlead.model.codec.Codec.json().encode(READ);
    server.stream(
            200, "application/json", new CutInput(whole, 10, new IOException("reset by peer")))
        .json(READ);
    assertThat(maps.get("web")).isEqualTo(READ);

    server.stream(
        201, "application/json", new CutInput(whole, 10, new IOException("reset by peer")));
    assertThatThrownBy(() -> maps.create(MAP))
        .isInstanceOf(ConnectionException.class)
        .hasMessage(
            "POST /api/v1/namespaces/shop/configmaps of https://fake.test:6443: the connection"
                + " ended in the middle of the answer, after 10 bytes of its body (reset by peer)."
                + " Look at the server and at what stands before it, and try again.");
  }
}
