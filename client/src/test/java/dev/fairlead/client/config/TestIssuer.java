package dev.fairlead.client.config;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpsConfigurator;
import com.sun.net.httpserver.HttpsServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;

/** An OpenID Connect provider that answers as a test wants. */
final class TestIssuer implements AutoCloseable {
  /** The bodies of requests for tokens, and how their sender proved itself. */
  final List<String> asked = new CopyOnWriteArrayList<>();

  volatile String discovery;
  volatile int status = 200;
  volatile String answer = "";
  volatile boolean refusesHeaders;

  private final HttpsServer server;

  TestIssuer() {
    try {
      server = HttpsServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
      server.setHttpsConfigurator(new HttpsConfigurator(TlsServer.context("server", "server")));
    } catch (Exception e) {
      throw new IllegalStateException(e);
    }
    discovery = "{\"token_endpoint\": \"" + url() + "/token\"}";
    server.createContext(
        "/.well-known/openid-configuration", exchange -> reply(exchange, 200, discovery));
    server.createContext("/token", this::token);
    server.start();
  }

  private void token(HttpExchange exchange) throws IOException {
    String by = exchange.getRequestHeaders().getFirst("Authorization");
    asked.add(new String(exchange.getRequestBody().readAllBytes(), UTF_8) + " " + by);
    boolean refused = by != null && refusesHeaders;
    reply(exchange, refused ? 401 : status, refused ? "{\"error\": \"invalid_client\"}" : answer);
  }

  private static void reply(HttpExchange exchange, int status, String body) throws IOException {
    byte[] bytes = body.getBytes(UTF_8);
    exchange.sendResponseHeaders(status, bytes.length);
    exchange.getResponseBody().write(bytes);
    exchange.close();
  }

  String url() {
    return "https://localhost:" + server.getAddress().getPort();
  }

  @Override
  public void close() {
    server.stop(0);
  }
}
