package dev.fairlead.apiserver.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.net.Socket;
import java.net.SocketException;
import java.net.http.HttpRequest.BodyPublishers;
import java.util.ArrayList;
import java.util.List;
import javax.net.ssl.SSLException;
import org.junit.jupiter.api.Test;

/** Targets, heads and clients that nobody should send or be. */
class BadRequestsTest extends AbusedServer {
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
    String line = "X-A: b\r\n";
    String tooMany = line.repeat(IMPATIENT.maxHeaderBytes() / line.length());
    assertThat(status(raw(head("GET", CONFIG_MAPS, "admin", tooMany)))).isEqualTo(431);
    // The server doesn't read what is far beyond its limit, so the answer may be lost in a reset.
    assertThat(rawOrReset(head("GET", CONFIG_MAPS, "admin", tooMany + tooMany)))
        .matches("(?s)|HTTP/1.1 431 .*");
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
    for (Socket socket : sockets) {
      awaitCutOff(socket);
    }
    for (Socket socket : sockets) {
      assertThat(readAll(socket)).hasSizeLessThan(count * data.length());
      socket.close();
    }
  }

  /** Writes what nobody reads until the connection is gone. */
  private static void awaitCutOff(Socket socket) {
    assertThatThrownBy(
            () -> {
              while (true) {
                socket.getOutputStream().write(new byte[1_000]);
              }
            })
        .isInstanceOfAny(SSLException.class, SocketException.class);
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
}
