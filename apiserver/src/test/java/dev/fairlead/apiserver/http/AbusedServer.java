package dev.fairlead.apiserver.http;

import static org.assertj.core.api.Assertions.assertThat;

import dev.fairlead.apiserver.ApiServer;
import dev.fairlead.apiserver.ApiServerBuilder;
import dev.fairlead.apiserver.request.User;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.Socket;
import java.net.SocketException;
import java.net.http.HttpClient;
import java.net.http.HttpClient.Version;
import java.net.http.HttpRequest.BodyPublisher;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Random;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLException;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Timeout;

/** Whatever comes over the network, the server lives, answers probes and shows nobody a secret. */
@Timeout(120)
abstract class AbusedServer {
  static final String SECRET = "swordfish-7c1e";
  static final String CONFIG_MAPS = "/api/v1/namespaces/default/configmaps";
  static final String PODS = "/api/v1/namespaces/default/pods";

  /** For an answer that never ends, which is a failure. */
  static final int PATIENCE_MILLIS = 30_000;

  /** Ends at once what a client draws out. */
  static final Limits IMPATIENT =
      new Limits(
          Limits.DEFAULT.maxBodyBytes(),
          Limits.DEFAULT.maxHeaderBytes(),
          Duration.ofSeconds(1),
          Duration.ofSeconds(1),
          Duration.ofSeconds(2),
          Duration.ofSeconds(1),
          100);

  private final ApiServer api =
      new ApiServerBuilder(InstantSource.system(), new Random(1))
          .token("admin", User.of("admin", User.MASTERS_GROUP))
          .token("guest", User.of("guest"))
          .build();
  private Fixture fixture;
  private HttpClient client;
  private SSLContext tls;

  @BeforeEach
  void start() throws Exception {
    fixture = new Fixture(IMPATIENT, api::answer);
    client = fixture.client(Version.HTTP_2);
    tls = fixture.ssl(null);
    String secret =
        "{\"metadata\":{\"name\":\"hidden\"},\"stringData\":{\"a\":\"" + SECRET + "\"}}";
    assertThat(
            send("POST", "/api/v1/namespaces/default/secrets", "application/json", text(secret))
                .statusCode())
        .isEqualTo(201);
  }

  @AfterEach
  void stop() throws IOException {
    assertReady();
    client.close();
    fixture.close();
    api.close();
  }

  void assertReady() {
    try {
      HttpResponse<String> answer =
          client.send(fixture.request("/readyz").build(), BodyHandlers.ofString());
      assertThat(answer.statusCode()).isEqualTo(200);
    } catch (IOException e) {
      throw new AssertionError("the server is not ready", e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new AssertionError("interrupted", e);
    }
  }

  HttpResponse<String> send(String method, String target, String type, BodyPublisher body)
      throws IOException, InterruptedException {
    return client.send(
        fixture
            .request(target)
            .header("Authorization", "Bearer admin")
            .header("Content-Type", type)
            .method(method, body)
            .build(),
        BodyHandlers.ofString());
  }

  static BodyPublisher text(String text) {
    return BodyPublishers.ofString(text);
  }

  static String head(String method, String target, String token, String... more) {
    return method
        + " "
        + target
        + " HTTP/1.1\r\nHost: x\r\nConnection: close\r\n"
        + (token.isEmpty() ? "" : "Authorization: Bearer " + token + "\r\n")
        + String.join("", more)
        + "\r\n";
  }

  /** The whole answer. */
  String raw(String request) throws IOException {
    try (Socket socket = open(request)) {
      return readAll(socket);
    }
  }

  /** The whole answer, or nothing where the server ended the connection before it read all. */
  String rawOrReset(String request) throws IOException {
    try {
      return raw(request);
    } catch (SSLException | SocketException cutOff) {
      return ""; // while the request was still being written
    }
  }

  Socket open(String text) throws IOException {
    Socket socket = tls.getSocketFactory().createSocket("localhost", fixture.server.port());
    socket.setSoTimeout(PATIENCE_MILLIS);
    socket.getOutputStream().write(text.getBytes(StandardCharsets.ISO_8859_1));
    return socket;
  }

  static int status(String answer) {
    assertThat(answer).startsWith("HTTP/1.1 ");
    return Integer.parseInt(answer.substring(9, 12));
  }

  /** What came before the end of the connection, however that is. */
  static String readAll(Socket socket) throws IOException {
    ByteArrayOutputStream received = new ByteArrayOutputStream();
    try {
      socket.getInputStream().transferTo(received);
    } catch (SSLException | SocketException cutOff) {
      return received.toString(StandardCharsets.ISO_8859_1); // what came before it
    }
    return received.toString(StandardCharsets.ISO_8859_1);
  }
}
