package dev.fairlead.apiserver.http;

import static org.assertj.core.api.Assertions.assertThat;

import dev.fairlead.apiserver.ApiServer;
import dev.fairlead.apiserver.ApiServerBuilder;
import dev.fairlead.apiserver.request.User;
import java.io.ByteArrayInputStream;
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
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Random;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLException;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Whatever comes over the network, the server lives, answers probes and shows nobody a secret. */
@Timeout(120)
class BadInputTest {
  private static final String SECRET = "swordfish-7c1e";
  private static final String CONFIG_MAPS = "/api/v1/namespaces/default/configmaps";
  private static final String PODS = "/api/v1/namespaces/default/pods";

  /** For an answer that never ends, which is a failure. */
  private static final int PATIENCE_MILLIS = 30_000;

  /** Ends at once what a client draws out. */
  private static final Limits IMPATIENT =
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

  // --- bodies ---

  @Test
  void bodiesThatAreTooLong() throws Exception {
    byte[] body = new byte[Limits.DEFAULT.maxBodyBytes() + 1];
    for (BodyPublisher each :
        List.of(
            BodyPublishers.ofByteArray(body),
            BodyPublishers.ofInputStream(() -> new ByteArrayInputStream(body)))) {
      HttpResponse<String> answer = send("POST", CONFIG_MAPS, "application/json", each);
      assertThat(answer.statusCode()).isEqualTo(413);
      assertThat(answer.body()).contains("\"reason\":\"RequestEntityTooLarge\"");
    }
  }

  @Test
  void bodiesThatNestDeeply() throws Exception {
    int depth = 400_000;
    String lists = "[".repeat(depth) + "]".repeat(depth);
    String objects = "{\"a\":".repeat(depth) + "1" + "}".repeat(depth);
    Map<String, String> patches =
        Map.of(
            "application/merge-patch+json", "{\"metadata\":" + objects + "}",
            "application/strategic-merge-patch+json", "{\"metadata\":" + objects + "}",
            "application/apply-patch+yaml", "{\"metadata\":" + objects + "}",
            "application/json-patch+json",
                "[{\"op\":\"add\",\"path\":\"/metadata/labels\",\"value\":" + lists + "}]");
    for (Map.Entry<String, String> patch : patches.entrySet()) {
      HttpResponse<String> answer =
          send(
              "PATCH",
              "/api/v1/namespaces/default?fieldManager=f",
              patch.getKey(),
              text(patch.getValue()));
      assertRefused(patch.getKey(), answer);
    }
    for (String body : List.of(lists, objects, "{\"metadata\":{\"a\":" + lists + "}}")) {
      for (String type : List.of("application/json", "application/yaml")) {
        assertRefused(type, send("POST", CONFIG_MAPS, type, text(body)));
      }
    }
    byte[] groups = new byte[1 << 20];
    Arrays.fill(groups, (byte) 0x0B); // starts of groups of protobuf, one in another
    System.arraycopy(new byte[] {'k', '8', 's', 0}, 0, groups, 0, 4);
    assertRefused(
        "protobuf",
        send(
            "POST",
            CONFIG_MAPS,
            "application/vnd.kubernetes.protobuf",
            BodyPublishers.ofByteArray(groups)));
  }

  @Test
  void listsWithoutEnd() throws Exception {
    String items = "{},".repeat(20_000) + "{}";
    for (String spec :
        List.of(
            "\"containers\":[" + items + "]",
            "\"containers\":[{\"name\":\"c\",\"image\":\"i\"}],\"tolerations\":[" + items + "]",
            "\"containers\":[{\"name\":\"c\",\"image\":\"i\",\"ports\":[" + items + "]}]")) {
      String pod = "{\"metadata\":{\"name\":\"p\"},\"spec\":{" + spec + "}}";
      HttpResponse<String> answer = send("POST", PODS, "application/json", text(pod));
      assertThat(answer.statusCode()).isEqualTo(422);
      assertThat(answer.body().length()).isLessThan(16 << 20);
    }
    String copy = "{\"op\":\"copy\",\"from\":\"/metadata\",\"path\":\"/metadata/labels\"},";
    HttpResponse<String> bomb =
        send(
            "PATCH",
            "/api/v1/namespaces/default",
            "application/json-patch+json",
            text("[" + copy.repeat(1_000) + copy.substring(0, copy.length() - 1) + "]"));
    assertRefused("copies of copies", bomb);
  }

  private static void assertRefused(String what, HttpResponse<String> answer) {
    assertThat(answer.statusCode()).describedAs("%s: %s", what, answer.body()).isBetween(400, 422);
    assertThat(answer.body()).contains("\"kind\":\"Status\"").hasSizeLessThan(10_000);
  }

  // --- paths ---

  @Test
  void pathsWithTricksReachNothing() throws Exception {
    for (String target :
        List.of(
            "/api/v1/namespaces/default/secrets/hidden",
            "/api/v1/namespaces/default%2Fsecrets%2Fhidden",
            "/api/v1/namespaces/default/secrets%2fhidden",
            "/api/v1/namespaces/other/../default/secrets/hidden",
            "/api/v1/namespaces/other/%2e%2e/default/secrets/hidden",
            "/api/v1/namespaces/other%2F..%2Fdefault/secrets",
            "//api/v1/namespaces/default/secrets",
            "/api//v1/namespaces/default/secrets",
            "/api/v1//namespaces/default/secrets/hidden",
            "/api/v1/./namespaces/default/secrets",
            "/api/v1/namespaces/default/secrets/hidden/",
            "/api/v1/namespaces/default/secrets/hidden%00",
            "/api/v1/namespaces/default%00/secrets",
            "/api/v1/namespaces/default;a=b/secrets",
            "/healthz/../api/v1/secrets",
            "/healthz/%2e%2e/api/v1/secrets",
            "/version/../api/v1/secrets",
            "/readyz%2F..%2F..%2Fapi/v1/secrets",
            "/api/v1/watch/namespaces/default/secrets/hidden?timeoutSeconds=1",
            "/api/v1/namespaces/default/secrets?watch=1&timeoutSeconds=1",
            "/api/v1/secrets?fieldSelector=metadata.name%3Dhidden",
            "/api/v1/secrets?limit=1&continue=x",
            "https://localhost/api/v1/secrets",
            "http://other:1/api/v1/namespaces/default/secrets/hidden",
            "https://localhost/healthz/../api/v1/secrets",
            "api/v1/secrets",
            "*",
            "/%",
            "/%zz",
            "/%ff%fe/%c0%ae%c0%ae/api/v1/secrets",
            "/" + "a/".repeat(20_000),
            "/api/v1/" + "x".repeat(200_000))) {
      String secure = raw(head("GET", target, "guest"));
      assertThat(secure).describedAs(target).doesNotContain(SECRET);
      assertThat(status(secure)).describedAs(target).isBetween(400, 499);
      assertThat(raw(head("GET", target, "")))
          .describedAs(target)
          .doesNotContain(SECRET)
          .matches(
              "(?s)HTTP/1.1 (200 .*\r\n\r\nok|4\\d\\d .*)"); // under /healthz, it may be a check
      assertThat(status(raw(head("GET", target, "admin")))).describedAs(target).isLessThan(500);
    }
  }

  @Test
  void floodsOfHeaders() throws Exception {
    String many = "X-A: b\r\nImpersonate-Extra-A: b\r\n".repeat(5_000);
    assertThat(status(raw(head("GET", CONFIG_MAPS, "admin", many)))).isEqualTo(400);
    String groups = "Impersonate-User: eve\r\n" + "Impersonate-Group: g\r\n".repeat(20_000);
    assertThat(status(raw(head("GET", CONFIG_MAPS, "guest", groups)))).isEqualTo(403);
    String tooMany = "X-A: b\r\n".repeat(200_000);
    assertThat(status(raw(head("GET", CONFIG_MAPS, "admin", tooMany)))).isEqualTo(431);
    String accept = "Accept: " + "a/b;q=0.1,".repeat(50_000) + "application/json\r\n";
    assertThat(status(raw(head("GET", CONFIG_MAPS, "admin", accept)))).isEqualTo(200);
  }

  // --- slow clients ---

  @Test
  void clientsThatSendSlowly() throws Exception {
    List<Socket> heads = new ArrayList<>();
    List<Socket> bodies = new ArrayList<>();
    try {
      for (int i = 0; i < 50; i++) {
        heads.add(open("GET /api HTTP/1.1\r\nHost: x\r\nX-"));
        bodies.add(open(head("POST", CONFIG_MAPS, "admin", "Content-Length: 9\r\n") + "{"));
      }
      assertReady();
      for (Socket socket : bodies) {
        assertThat(readAll(socket)).startsWith("HTTP/1.1 408 ");
      }
      for (Socket socket : heads) {
        assertThat(readAll(socket)).doesNotContain("HTTP/1.1 2");
      }
    } finally {
      for (Socket socket : heads) {
        socket.close();
      }
      for (Socket socket : bodies) {
        socket.close();
      }
    }
  }

  @Test
  void clientsThatReadNothing() throws Exception {
    String data = "x".repeat(1_000_000);
    int count = 10;
    for (int i = 0; i < count; i++) {
      String map = "{\"metadata\":{\"name\":\"c" + i + "\"},\"data\":{\"a\":\"" + data + "\"}}";
      assertThat(send("POST", CONFIG_MAPS, "application/json", text(map)).statusCode())
          .isEqualTo(201);
    }
    List<Socket> sockets = new ArrayList<>();
    for (int i = 0; i < 10; i++) {
      sockets.add(open(head("GET", CONFIG_MAPS, "admin")));
    }
    assertReady();
    assertThat(send("GET", CONFIG_MAPS, "a/b", BodyPublishers.noBody()).body())
        .hasSizeGreaterThan(count * data.length());
    Thread.sleep(IMPATIENT.writeTime().plusSeconds(1)); // nobody reads, so they are cut off
    for (Socket socket : sockets) {
      assertThat(readAll(socket)).hasSizeLessThan(count * data.length());
      socket.close();
    }
  }

  // --- without credentials ---

  @Test
  void withoutCredentialsThereAreProbesAndTheVersion() throws Exception {
    for (String path : List.of("/healthz", "/livez", "/readyz", "/version")) {
      assertThat(status(raw(head("GET", path, "")))).describedAs(path).isEqualTo(200);
    }
    for (String path :
        List.of(
            "/",
            "/api",
            "/apis",
            "/metrics",
            "/openapi/v2",
            "/openapi/v3",
            "/openid/v1/jwks",
            "/nowhere",
            CONFIG_MAPS,
            "/api/v1/namespaces/default/secrets/hidden")) {
      for (String method : List.of("GET", "HEAD", "POST", "DELETE", "OPTIONS", "TRACE", "ODD")) {
        assertThat(status(raw(head(method, path, "")))).describedAs(path).isEqualTo(401);
      }
    }
  }

  // --- requests ---

  private void assertReady() {
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

  private HttpResponse<String> send(String method, String target, String type, BodyPublisher body)
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

  private static BodyPublisher text(String text) {
    return BodyPublishers.ofString(text);
  }

  private static String head(String method, String target, String token, String... more) {
    return method
        + " "
        + target
        + " HTTP/1.1\r\nHost: x\r\nConnection: close\r\n"
        + (token.isEmpty() ? "" : "Authorization: Bearer " + token + "\r\n")
        + String.join("", more)
        + "\r\n";
  }

  /** The whole answer. */
  private String raw(String request) throws IOException {
    try (Socket socket = open(request)) {
      return readAll(socket);
    }
  }

  private Socket open(String text) throws IOException {
    Socket socket = tls.getSocketFactory().createSocket("localhost", fixture.server.port());
    socket.setSoTimeout(PATIENCE_MILLIS);
    socket.getOutputStream().write(text.getBytes(StandardCharsets.ISO_8859_1));
    return socket;
  }

  private static int status(String answer) {
    assertThat(answer).startsWith("HTTP/1.1 ");
    return Integer.parseInt(answer.substring(9, 12));
  }

  /** What came before the end of the connection, however that is. */
  private static String readAll(Socket socket) throws IOException {
    ByteArrayOutputStream received = new ByteArrayOutputStream();
    try {
      socket.getInputStream().transferTo(received);
    } catch (SSLException | SocketException e) {
      assertThat(received.size()).describedAs(e.toString()).isNotNegative();
    }
    return received.toString(StandardCharsets.ISO_8859_1);
  }
}
