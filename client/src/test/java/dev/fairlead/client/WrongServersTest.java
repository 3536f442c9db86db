package dev.fairlead.client;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.fairlead.client.ScriptedServer.Script;
import dev.fairlead.client.config.Config;
import dev.fairlead.client.config.ConfigBuilder;
import dev.fairlead.client.config.TlsServer;
import dev.fairlead.client.error.ConnectionException;
import dev.fairlead.client.error.ConnectionException.Problem;
import dev.fairlead.client.transport.HttpTransport;
import dev.fairlead.model.core.v1.Secret;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.time.Duration;
import java.time.Instant;
import java.util.Date;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** What the user reads for each way in which a connection can go wrong, over real sockets. */
@DisplayName("A wrong server")
@Timeout(60)
class WrongServersTest {
  /** How much has come by then isn't the same each time. */
  private static final String CUT = "the connection ended in the middle of the answer, after ";

  private static final String OK = "HTTP/1.1 200 OK\r\nContent-Type: application/json\r\n";

  /** What is sent, of which no text may show anything. */
  private static final Secret SECRET =
      Secret.of(s -> s.metadata(m -> m.name("web")).stringData(Map.of("password", "hush")));

  /** In the message, $S is the server's address. */
  record Row(
      String title, Supplier<ScriptedServer> start, String url, Problem problem, String message) {
    @Override
    public String toString() {
      return title;
    }
  }

  private static Row plain(String title, Script script, Problem problem, String message) {
    return new Row(title, () -> ScriptedServer.plain(script), "http://127.0.0.1", problem, message);
  }

  private static Row tls(
      String title, String certificate, String key, String host, Problem problem, String message) {
    Script script = ScriptedServer.says(OK + "\r\n");
    return new Row(
        title,
        () -> ScriptedServer.tls(certificate, key, script),
        "https://" + host,
        problem,
        message);
  }

  static List<Row> connections() {
    return List.of(
        plain(
            "ends the connection without a word",
            ScriptedServer.says(""),
            Problem.RESET,
            "the connection ended before an answer (HTTP/1.1 header parser received no bytes). If"
                + " the server speaks TLS, write https:// before its address; else look at the"
                + " server."),
        plain(
            "ends it in the middle of the answer's head",
            ScriptedServer.says("HTTP/1.1 200 OK\r\nContent-Ty"),
            Problem.RESET,
            "the connection ended before an answer (parsing HTTP/1.1 header, receiving"
                + " [Content-Ty], parser state [HEADER]). If the server speaks TLS, write https://"
                + " before its address; else look at the server."),
        plain(
            "ends it in the middle of a body of known length",
            ScriptedServer.says(OK + "Content-Length: 100\r\n\r\n{\"kind\":"),
            Problem.CUT,
            CUT),
        plain(
            "ends it in the middle of a chunked body",
            ScriptedServer.says(OK + "Transfer-Encoding: chunked\r\n\r\n8\r\n{\"kind\":\r\n"),
            Problem.CUT,
            CUT),
        plain(
            "speaks no HTTP",
            ScriptedServer.says("220 mail.test ESMTP\r\n"),
            Problem.RESET,
            "the connection ended before an answer (Invalid status line: \"220 mail.test ESMTP\")."
                + " If the server speaks TLS, write https:// before its address; else look at the"
                + " server."),
        plain(
            "is silent before its answer",
            ScriptedServer.saysAndHangs(""),
            Problem.TIMEOUT,
            "no answer: not done within 2 s. Check whether the server is alive, or give the call"
                + " more time."),
        plain(
            "is silent in the middle of its answer",
            ScriptedServer.saysAndHangs(OK + "Content-Length: 100\r\n\r\n{\"kind\":"),
            Problem.TIMEOUT,
            "the answer stopped after 8 bytes: not done within 2 s. Check whether the server is"
                + " alive, or give the call more time."));
  }

  static List<Row> encryption() {
    return List.of(
        new Row(
            "speaks TLS where plain HTTP was expected",
            () -> ScriptedServer.tls("server", "server", ScriptedServer.says("")),
            "http://localhost",
            Problem.RESET,
            "the connection ended before an answer"),
        new Row(
            "speaks plain HTTP where TLS was expected",
            () -> ScriptedServer.plain(ScriptedServer.says("HTTP/1.1 400 Bad Request\r\n\r\n")),
            "https://localhost",
            Problem.TLS,
            "TLS failed: the server speaks something else at this port. Correct the port or, if"
                + " the server has no TLS, write http:// before its address."),
        tls(
            "has a certificate that ended",
            "expired",
            "p256",
            "localhost",
            Problem.CERTIFICATE_EXPIRED,
            "TLS: the server's certificate isn't valid now (NotAfter: "
                + Date.from(Instant.parse("2001-01-01T00:00:00Z"))
                + "). Renew it, or set this machine's clock right."),
        tls(
            "has a certificate of another name",
            "named",
            "named",
            "localhost",
            Problem.CERTIFICATE_OF_ANOTHER_HOST,
            "TLS: the server's certificate is for another host (No subject alternative DNS name"
                + " matching localhost found.). Use a name that is in it, or set tls-server-name to"
                + " one."),
        tls(
            "has a certificate of another address",
            "named",
            "named",
            "127.0.0.1",
            Problem.CERTIFICATE_OF_ANOTHER_HOST,
            "TLS: the server's certificate is for another host (No subject alternative names"
                + " matching IP address 127.0.0.1 found). Use a name that is in it, or set"
                + " tls-server-name to one."));
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource({"connections", "encryption"})
  @DisplayName("gets a message that says what happened and what to do, and shows no secret, if it")
  void tells(Row row) throws IOException {
    try (ScriptedServer server = row.start().get()) {
      String address = row.url() + ":" + server.port();

      Duration patience = Duration.ofSeconds(row.problem() == Problem.TIMEOUT ? 2 : 20);

      ConnectionException e = failure(config(address).timeout(patience));

      assertThat(e.problem()).isEqualTo(row.problem());
      if (row.message().endsWith(".")) {
        assertThat(e).hasMessage(message(address, row.message()));
      } else { // some of what is received isn't the same each time
        assertThat(e).hasMessageStartingWith(message(address, row.message()));
        assertThat(e.getMessage()).matches("(?s).*(look at the server|try again)\\.");
      }
    }
  }

  private static String message(String address, String what) {
    return "POST /api/v1/namespaces/shop/secrets of " + address + ": " + what;
  }

  private static ConfigBuilder config(String address) {
    ConfigBuilder config =
        Config.builder().server(address).bearerToken("hush-token").timeout(Duration.ofSeconds(20));
    return address.startsWith("https:")
        ? config.certificateAuthority(TlsServer.authority("authority"))
        : config;
  }

  /** Of a call that isn't repeated. */
  private static ConnectionException failure(ConfigBuilder config) {
    try (Kubernetes k8s = Kubernetes.connect(config.build())) {
      ConnectionException e =
          catchThrowableOfType(
              ConnectionException.class, () -> k8s.coreV1().secrets("shop").create(SECRET));
      StringWriter text = new StringWriter();
      e.printStackTrace(new PrintWriter(text));
      assertThat(text.toString()).doesNotContain("hush");
      assertThat(e.code()).isZero();
      return e;
    }
  }

  @Test
  @DisplayName("whose authority isn't trusted gets a message that says so")
  void tellsOfStrangers() throws IOException {
    Script script = ScriptedServer.says(OK + "\r\n");
    try (ScriptedServer server = ScriptedServer.tls("server", "server", script)) {
      String address = "https://localhost:" + server.port();
      for (byte @Nullable [] authority : new byte[][] {TlsServer.authority("stranger"), null}) {
        ConfigBuilder config = Config.builder().server(address);
        ConnectionException e =
            failure(authority == null ? config : config.certificateAuthority(authority));

        assertThat(e.problem()).isEqualTo(Problem.CERTIFICATE_NOT_TRUSTED);
        assertThat(e)
            .hasMessage(
                message(
                    address,
                    "TLS: the server's certificate isn't from an authority that is trusted. Give"
                        + " the cluster's certificate-authority, or check that this is the right"
                        + " server."));
      }
    }
  }

  @Test
  @DisplayName("that isn't there gets a message that says so")
  void tellsOfNobody() throws IOException {
    int port;
    try (ServerSocket socket = new ServerSocket(0, 0, InetAddress.getLoopbackAddress())) {
      port = socket.getLocalPort();
    }
    String address = "https://127.0.0.1:" + port;
    ConnectionException refused = failure(config(address));
    assertThat(refused.problem()).isEqualTo(Problem.REFUSED);
    assertThat(refused)
        .hasMessage(
            message(address, "no connection: refused. Start the server, or check host and port."));

    String unknown = "https://nowhere.invalid:6443";
    ConnectionException e = failure(config(unknown));
    assertThat(e.problem()).isEqualTo(Problem.UNKNOWN_HOST);
    assertThat(e)
        .hasMessage(
            message(
                unknown,
                "no connection: the host's name has no address. Check its spelling, and the DNS."));
  }

  @Test
  @DisplayName("that sends headers without end is cut off")
  void boundsHeaders() throws IOException {
    Script script =
        out -> {
          out.write("HTTP/1.1 200 OK\r\n".getBytes(java.nio.charset.StandardCharsets.US_ASCII));
          byte[] header =
              "X-More: 0123456789\r\n".getBytes(java.nio.charset.StandardCharsets.US_ASCII);
          while (true) {
            out.write(header);
          }
        };
    try (ScriptedServer server = ScriptedServer.plain(script)) {
      ConnectionException e = failure(config("http://127.0.0.1:" + server.port()));

      assertThat(e.problem()).isEqualTo(Problem.RESET);
    }
  }

  @Test
  @DisplayName(
      "that closes the connection after each answer, or keeps it open, makes no difference")
  void mayCloseOrKeep() throws IOException {
    String body = "{\"gitVersion\":\"v1\"}";
    Script script =
        ScriptedServer.says(OK + "Connection: close\r\nContent-Length: 19\r\n\r\n" + body);
    try (ScriptedServer server = ScriptedServer.plain(script);
        Kubernetes k8s = Kubernetes.connect(config("http://127.0.0.1:" + server.port()).build())) {
      for (int i = 0; i < 3; i++) {
        assertThat(k8s.version().gitVersion()).isEqualTo("v1");
      }
      assertThat(server.lines).containsOnly("GET /version HTTP/1.1").hasSize(3);
    }
  }

  @Test
  @DisplayName("under a path is asked under that path")
  void mayHaveAPath() throws IOException {
    Script script = ScriptedServer.says(OK + "Content-Length: 2\r\n\r\n{}");
    try (ScriptedServer server = ScriptedServer.plain(script)) {
      Config config = config("http://127.0.0.1:" + server.port() + "/k8s/clusters/c-1/").build();
      try (Kubernetes k8s = Kubernetes.connect(config, new HttpTransport(config))) {
        var unused = k8s.version();
      }
      assertThat(server.lines).containsExactly("GET /k8s/clusters/c-1/version HTTP/1.1");
    }
  }
}
