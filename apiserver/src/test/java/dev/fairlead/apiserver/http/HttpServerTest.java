package dev.fairlead.apiserver.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.fairlead.apiserver.pki.CertificateAuthority;
import dev.fairlead.apiserver.pki.Identity;
import dev.fairlead.apiserver.request.Request;
import dev.fairlead.apiserver.request.Response;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.net.Socket;
import java.net.http.HttpClient;
import java.net.http.HttpClient.Version;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.security.SecureRandom;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.function.Function;
import java.util.zip.GZIPInputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

@Timeout(60)
class HttpServerTest {
  private static final Limits SMALL =
      new Limits(
          1000,
          100_000,
          Duration.ofMillis(300),
          Duration.ofMillis(500),
          Duration.ofSeconds(30),
          Duration.ofSeconds(5),
          100);

  private final BlockingQueue<Request> requests = new LinkedBlockingQueue<>();

  @ParameterizedTest
  @EnumSource(Version.class)
  void a_request_arrives_whole(Version version) throws Exception {
    try (Fixture fixture = new Fixture(SMALL, echo());
        HttpClient client = fixture.client(version)) {
      HttpResponse<String> response =
          client.send(
              fixture
                  .request("/api/a%2Fb//c?x=1&x=%202")
                  .header("X-Two", "a")
                  .header("X-Two", "b")
                  .method("PATCH", BodyPublishers.ofString("body"))
                  .build(),
              BodyHandlers.ofString());

      Request request = requests.take();
      assertThat(response.version()).isEqualTo(version);
      assertThat(request.method()).isEqualTo("PATCH");
      assertThat(request.path()).isEqualTo("/api/a/b//c");
      assertThat(request.parameters("x")).containsExactly("1", " 2");
      assertThat(request.headers("x-two")).containsExactly("a", "b");
      assertThat(request.body()).asString().isEqualTo("body");
      assertThat(request.clientCertificates()).isEmpty();
      assertThat(response.body()).isEqualTo("answer");
      assertThat(response.headers().allValues("warning")).containsExactly("299 - one", "299 - two");
      assertThat(response.headers().firstValue("content-length")).contains("6");
      assertThat(response.headers().firstValue("cache-control")).contains("no-cache, private");
      assertThat(response.headers().firstValue("audit-id").orElseThrow()).hasSize(36);
      assertThat(response.headers().firstValue("date")).isPresent();
      assertThat(response.headers().firstValue("server")).isEmpty();
    }
  }

  @ParameterizedTest
  @EnumSource(Version.class)
  void head_has_the_length_but_no_body(Version version) throws Exception {
    try (Fixture fixture = new Fixture(SMALL, echo());
        HttpClient client = fixture.client(version)) {
      HttpResponse<String> response =
          client.send(
              fixture.request("/").header("Audit-ID", "mine").HEAD().build(),
              BodyHandlers.ofString());

      assertThat(response.body()).isEmpty();
      assertThat(response.headers().firstValue("content-length")).contains("6");
      assertThat(response.headers().firstValue("audit-id")).contains("mine");
    }
  }

  @Test
  void the_certificate_of_a_client_arrives() throws Exception {
    try (Fixture fixture = new Fixture(SMALL, echo())) {
      Identity admin = fixture.authority.client("admin", List.of("masters"), Fixture.ADAY);
      try (HttpClient client = HttpClient.newBuilder().sslContext(fixture.ssl(admin)).build()) {
        client.send(fixture.request("/").build(), BodyHandlers.ofString());
      }

      assertThat(requests.take().clientCertificates().getFirst()).isEqualTo(admin.certificate());
    }
  }

  @Test
  void a_certificate_of_another_authority_is_refused() throws Exception {
    try (Fixture fixture = new Fixture(SMALL, echo())) {
      Identity stranger =
          CertificateAuthority.create("ca", new SecureRandom(), Clock.systemUTC())
              .client("admin", List.of("masters"), Fixture.ADAY);
      try (HttpClient client = HttpClient.newBuilder().sslContext(fixture.ssl(stranger)).build()) {
        assertThatThrownBy(() -> client.send(fixture.request("/").build(), BodyHandlers.ofString()))
            .isInstanceOf(IOException.class);
      }

      assertThat(requests).isEmpty();
    }
  }

  @ParameterizedTest
  @EnumSource(Version.class)
  void a_body_that_is_too_long_is_null(Version version) throws Exception {
    try (Fixture fixture = new Fixture(SMALL, echo());
        HttpClient client = fixture.client(version)) {
      for (int length : new int[] {1000, 1001, 3000}) {
        for (boolean announced : new boolean[] {true, false}) {
          byte[] body = new byte[length];
          HttpResponse<String> response =
              client.send(
                  fixture
                      .request("/")
                      .POST(
                          announced
                              ? BodyPublishers.ofByteArray(body)
                              : BodyPublishers.ofInputStream(() -> new ByteArrayInputStream(body)))
                      .build(),
                  BodyHandlers.ofString());

          assertThat(response.body()).isEqualTo("answer");
          byte[] arrived = requests.take().body();
          assertThat(arrived == null ? -1 : arrived.length).isEqualTo(length > 1000 ? -1 : length);
        }
      }
    }
  }

  @Test
  void a_slow_body_is_not_waited_for() throws Exception {
    try (Fixture fixture = new Fixture(SMALL, echo());
        Socket socket = raw(fixture)) {
      send(socket, "POST / HTTP/1.1\r\nHost: x\r\nContent-Length: 10\r\n\r\nabc");

      assertThat(readAll(socket)).startsWith("HTTP/1.1 408 ").endsWith("408 Request Timeout");
      assertThat(requests).isEmpty();
    }
  }

  @Test
  void too_many_headers_are_refused() throws Exception {
    try (Fixture fixture = new Fixture(SMALL, echo());
        Socket socket = raw(fixture)) {
      send(socket, "GET / HTTP/1.1\r\nHost: x\r\n" + "X: abcdefgh\r\n".repeat(8_000) + "\r\n");

      assertThat(readAll(socket)).startsWith("HTTP/1.1 431 ");
      assertThat(requests).isEmpty();
    }
  }

  @Test
  void a_bad_path_is_refused_as_go_does() throws Exception {
    try (Fixture fixture = new Fixture(SMALL, echo());
        Socket socket = raw(fixture)) {
      send(socket, "GET /%zz HTTP/1.1\r\nHost: x\r\n\r\n");

      assertThat(readAll(socket)).startsWith("HTTP/1.1 400 ").endsWith("\r\n\r\n400 Bad Request");
      assertThat(requests).isEmpty();
    }
  }

  @Test
  void odd_methods_and_an_absolute_target_reach_the_core() throws Exception {
    try (Fixture fixture = new Fixture(SMALL, echo());
        Socket socket = raw(fixture)) {
      send(
          socket,
          lines("ODD http://other/a HTTP/1.1", "Host: x", "")
              + lines("OPTIONS //a/../b HTTP/1.1", "Host: x", "Connection: close", ""));

      assertThat(readAll(socket)).contains("answer");
      assertThat(requests.stream().map(Request::toString))
          .containsExactly("ODD /a", "OPTIONS //a/../b");
    }
  }

  @ParameterizedTest
  @EnumSource(Version.class)
  void long_bodies_are_compressed_for_who_wants_it(Version version) throws Exception {
    byte[] threshold = "x".repeat(128 << 10).getBytes(StandardCharsets.UTF_8);
    byte[] body = "0123456789abcdef\n".repeat(100_000).getBytes(StandardCharsets.UTF_8);
    try (Fixture fixture =
            new Fixture(
                Limits.DEFAULT,
                request ->
                    Response.of(200, "a/b", request.path().equals("/big") ? body : threshold));
        HttpClient client = fixture.client(version)) {
      HttpResponse<byte[]> zipped = get(client, fixture, "/big", "deflate, GZIP;q=0.5");
      HttpResponse<byte[]> plain = get(client, fixture, "/big", "identity");
      HttpResponse<byte[]> small = get(client, fixture, "/small", "gzip");

      assertThat(zipped.headers().firstValue("content-encoding")).contains("gzip");
      assertThat(zipped.headers().firstValue("vary")).contains("Accept-Encoding");
      assertThat(new GZIPInputStream(new ByteArrayInputStream(zipped.body())).readAllBytes())
          .isEqualTo(body);
      assertThat(plain.headers().firstValue("content-encoding")).isEmpty();
      assertThat(plain.body()).isEqualTo(body);
      assertThat(small.headers().firstValue("content-encoding")).isEmpty();
      assertThat(small.body()).isEqualTo(threshold);
    }
  }

  @Test
  void a_failure_of_the_core_is_status_500() throws Exception {
    try (Fixture fixture =
            new Fixture(
                SMALL,
                request -> {
                  throw new IllegalStateException("broken, on purpose");
                });
        HttpClient client = fixture.client(Version.HTTP_2)) {
      HttpResponse<String> response =
          client.send(fixture.request("/").build(), BodyHandlers.ofString());

      assertThat(response.statusCode()).isEqualTo(500);
      assertThat(response.body()).isEqualTo("500 Server Error");
    }
  }

  private static HttpResponse<byte[]> get(
      HttpClient client, Fixture fixture, String path, String accepted) throws Exception {
    return client.send(
        fixture.request(path).header("Accept-Encoding", accepted).build(),
        BodyHandlers.ofByteArray());
  }

  @SuppressWarnings("UnnecessaryLambda") // it is a server's core
  private Function<Request, Response> echo() {
    return request -> {
      requests.add(request);
      return Fixture.text("answer")
          .withHeader("Warning", "299 - one")
          .withHeader("Warning", "299 - two");
    };
  }

  private static Socket raw(Fixture fixture) throws Exception {
    return fixture.ssl(null).getSocketFactory().createSocket("localhost", fixture.server.port());
  }

  private static void send(Socket socket, String text) throws IOException {
    socket.getOutputStream().write(text.getBytes(StandardCharsets.ISO_8859_1));
  }

  private static String readAll(Socket socket) throws IOException {
    return new String(socket.getInputStream().readAllBytes(), StandardCharsets.ISO_8859_1);
  }

  private static String lines(String... lines) {
    return String.join("\r\n", lines) + "\r\n";
  }
}
