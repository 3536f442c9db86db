package dev.fairlead.client;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.fairlead.client.config.Config;
import dev.fairlead.client.config.ConfigBuilder;
import dev.fairlead.client.config.TlsServer;
import dev.fairlead.client.stream.Exec;
import java.io.BufferedInputStream;
import java.io.BufferedOutputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URI;
import java.net.URLDecoder;
import java.security.GeneralSecurityException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.UnaryOperator;

/**
 * An API server and kubelet in one, for what streams: processes are this machine's, ports are its
 * ports, logs come from {@link #log}. It takes the paths of both, so that a real API server can be
 * put before it.
 */
final class KubeletEnd implements AutoCloseable {
  static final String TOKEN = "kubelet-token";

  /** What exec and attach speak, in this order of preference. */
  volatile List<String> execProtocols = List.of(Exec.V5, Exec.V4);

  /** What port-forward speaks. */
  volatile List<String> portProtocols = List.of(PortEnd.TUNNEL, PortEnd.V4);

  /** Writes a log, for as long as it likes. */
  volatile LogSource log = (query, out) -> {};

  /** Answers instead of all else, if it says something. */
  volatile Refusal refusal = request -> "";

  /** Which command is run in place of another. */
  volatile UnaryOperator<List<String>> replace = UnaryOperator.identity();

  final List<Request> requests = new CopyOnWriteArrayList<>();
  private final ServerSocket listener;
  private final Set<Socket> open = ConcurrentHashMap.newKeySet();

  interface LogSource {
    void write(Map<String, List<String>> query, OutputStream out) throws IOException;
  }

  interface Refusal {
    /** A whole answer of HTTP, or nothing. */
    String of(Request request);
  }

  @SuppressWarnings("ArrayRecordComponent") // never compared
  record Request(
      String method,
      String path,
      Map<String, List<String>> query,
      Map<String, String> headers,
      byte[] body) {
    String parameter(String name) {
      return query.getOrDefault(name, List.of("")).get(0);
    }

    boolean flag(String... names) {
      for (String name : names) {
        String value = parameter(name);
        if (value.equals("true") || value.equals("1")) {
          return true;
        }
      }
      return false;
    }

    String header(String name) {
      return headers.getOrDefault(name, "");
    }
  }

  KubeletEnd() {
    try {
      this.listener = TlsServer.listen("server", "server");
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (GeneralSecurityException e) {
      throw new AssertionError(e);
    }
    Thread.ofVirtual().start(this::serve);
  }

  int port() {
    return listener.getLocalPort();
  }

  ConfigBuilder config() {
    return Config.builder()
        .server("https://localhost:" + port())
        .certificateAuthority(TlsServer.authority("authority"))
        .bearerToken(TOKEN);
  }

  Kubernetes client() {
    return Kubernetes.connect(config().build());
  }

  /** Connections that are open now. */
  int connections() {
    return open.size();
  }

  /** Every connection is gone at once, without a word. */
  void die() {
    open.forEach(KubeletEnd::reset);
  }

  static void reset(Socket socket) {
    try {
      socket.close();
    } catch (IOException e) {
      // it was gone already
    }
  }

  static String status(int code, String reason, String message) {
    String body =
        "{\"kind\":\"Status\",\"apiVersion\":\"v1\",\"status\":\"Failure\",\"code\":%d,\"reason\":\"%s\",\"message\":\"%s\"}"
            .formatted(code, reason, message);
    return "HTTP/1.1 %d No\r\nContent-Type: application/json\r\nContent-Length: %d\r\n\r\n%s"
        .formatted(code, body.length(), body);
  }

  private void serve() {
    while (!listener.isClosed()) {
      try {
        Socket socket = listener.accept();
        open.add(socket);
        Thread.ofVirtual().start(() -> serve(socket));
      } catch (IOException e) {
        return; // closed
      }
    }
  }

  private void serve(Socket socket) {
    try (socket) {
      InputStream in = new BufferedInputStream(socket.getInputStream());
      OutputStream out = new BufferedOutputStream(socket.getOutputStream(), 64 << 10);
      boolean again = true;
      while (again) {
        Request request = request(in);
        requests.add(request);
        again = answer(request, in, out, socket);
        out.flush();
      }
    } catch (IOException e) {
      // The client has gone, or the test has ended the connection.
    } finally {
      open.remove(socket);
    }
  }

  private boolean answer(Request request, InputStream in, OutputStream out, Socket socket)
      throws IOException {
    String refused = refusal.of(request);
    if (!refused.isEmpty()) {
      out.write(refused.getBytes(UTF_8));
      return true;
    }
    String path = request.path();
    if (path.contains("/proxy/")) {
      return echo(request, out);
    }
    if (path.startsWith("/containerLogs/") || path.endsWith("/log")) {
      out.write("HTTP/1.1 200 OK\r\nContent-Type: text/plain\r\n\r\n".getBytes(UTF_8));
      out.flush();
      log.write(request.query(), out);
      return false;
    }
    if (path.contains("ortForward/") || path.endsWith("/portforward")) {
      String chosen = upgrade(request, portProtocols, out);
      new PortEnd(new WebSocketEnd(in, out), request).serve(chosen);
      return false;
    }
    if (path.startsWith("/exec/")
        || path.startsWith("/attach/")
        || path.endsWith("/exec")
        || path.endsWith("/attach")) {
      String chosen = upgrade(request, execProtocols, out);
      new ExecEnd(new WebSocketEnd(in, out), request, socket, replace)
          .serve(chosen.equals(Exec.V5));
      return false;
    }
    out.write(status(404, "NotFound", "no such path " + path).getBytes(UTF_8));
    return true;
  }

  private static boolean echo(Request request, OutputStream out) throws IOException {
    String path = request.path();
    String head =
        "HTTP/1.1 %s OK\r\nX-Method: %s\r\nX-Path: %s\r\nX-Sent: %s\r\nX-Accept: %s\r\n"
            .formatted(
                path.endsWith("/teapot") ? "418" : "200",
                request.method(),
                path.substring(path.indexOf("/proxy/") + "/proxy".length()),
                request.header("x-sent"),
                request.header("accept-encoding"));
    out.write((head + "Content-Length: " + request.body().length + "\r\n\r\n").getBytes(UTF_8));
    out.write(request.body());
    return true;
  }

  private static String upgrade(Request request, List<String> spoken, OutputStream out)
      throws IOException {
    List<String> offered = List.of(request.header("sec-websocket-protocol").split(", *"));
    String chosen =
        spoken.stream()
            .filter(offered::contains)
            .findFirst()
            .orElseThrow(() -> new IOException("offered are only " + offered));
    out.write(WebSocketEnd.accepted(request.header("sec-websocket-key"), chosen).getBytes(UTF_8));
    out.flush();
    return chosen;
  }

  private static Request request(InputStream in) throws IOException {
    String[] first = line(in).split(" ", 3);
    Map<String, String> headers = new LinkedHashMap<>();
    for (String line = line(in); !line.isEmpty(); line = line(in)) {
      int colon = line.indexOf(':');
      headers.put(
          line.substring(0, colon).toLowerCase(Locale.ROOT), line.substring(colon + 1).strip());
    }
    Map<String, List<String>> query = new LinkedHashMap<>();
    URI target = URI.create(first[1]);
    String raw = target.getRawQuery();
    for (String pair : raw == null || raw.isEmpty() ? new String[0] : raw.split("&", -1)) {
      int equals = pair.indexOf('=');
      query
          .computeIfAbsent(
              URLDecoder.decode(pair.substring(0, equals), UTF_8), k -> new ArrayList<>())
          .add(URLDecoder.decode(pair.substring(equals + 1), UTF_8));
    }
    int length = Integer.parseInt(headers.getOrDefault("content-length", "0"));
    return new Request(first[0], target.getPath(), query, headers, in.readNBytes(length));
  }

  private static String line(InputStream in) throws IOException {
    ByteArrayOutputStream line = new ByteArrayOutputStream();
    for (int b = in.read(); b != '\n'; b = in.read()) {
      if (b < 0) {
        throw new IOException("the end");
      }
      if (b != '\r') {
        line.write(b);
      }
    }
    return line.toString(UTF_8);
  }

  @Override
  public void close() {
    try {
      listener.close();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    die();
  }
}
