package dev.fairlead.cluster.faults;

import dev.fairlead.client.config.Config;
import java.io.BufferedInputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.random.RandomGenerator;

/** Stands between a client and a server, in plain HTTP/1.1, and lets things go wrong by chance. */
final class FaultyProxy implements AutoCloseable {
  private static final int MAX_DELAY_MILLIS = 50;

  /** Bytes of a body that a truncated answer may have: of an object, and of some events. */
  private static final int MAX_TRUNCATED = 2_000;

  private static final int MAX_TRUNCATED_WATCH = 20_000;

  private static final String INTERNAL_ERROR =
      "{\"kind\":\"Status\",\"apiVersion\":\"v1\",\"status\":\"Failure\",\"message\":\"oh\","
          + "\"reason\":\"InternalError\",\"code\":500}";

  /** A request that has reached the proxy, and what happened to it. */
  record Arrival(String method, String target, String body, Fault fault) {}

  private final ServerSocket listener;
  private final Config server;
  private final HttpClient upstream;
  private final RandomGenerator chance;
  private final Set<Socket> open = ConcurrentHashMap.newKeySet();
  private final CountDownLatch closed = new CountDownLatch(1);

  final List<Arrival> arrivals = new CopyOnWriteArrayList<>();

  FaultyProxy(Config server, RandomGenerator chance) throws IOException {
    this.server = server;
    this.chance = chance;
    this.upstream = HttpClient.newBuilder().sslContext(server.sslContext()).build();
    this.listener = new ServerSocket(0, 0, InetAddress.getLoopbackAddress());
    Thread.ofVirtual().start(this::accept);
  }

  String address() {
    return "http://127.0.0.1:" + listener.getLocalPort();
  }

  /** How often each happened. */
  Map<Fault, Integer> counts() {
    Map<Fault, Integer> counts = new EnumMap<>(Fault.class);
    arrivals.forEach(arrival -> counts.merge(arrival.fault(), 1, Integer::sum));
    return counts;
  }

  private void accept() {
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
      while (answer(in, socket)) {
        // the next request on this connection
      }
    } catch (IOException e) {
      // The client has gone, or the server: the connection ends, which is what it is about.
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    } finally {
      open.remove(socket);
    }
  }

  /** False if the connection is over. */
  private boolean answer(InputStream in, Socket socket) throws IOException, InterruptedException {
    String first = line(in);
    if (first.isEmpty()) {
      return false;
    }
    Map<String, String> headers = new TreeMap<>(String.CASE_INSENSITIVE_ORDER);
    for (String header = line(in); !header.isEmpty(); header = line(in)) {
      int colon = header.indexOf(':');
      headers.put(header.substring(0, colon), header.substring(colon + 1).strip());
    }
    int length = Integer.parseInt(headers.getOrDefault("Content-Length", "0"));
    byte[] body = in.readNBytes(length);
    String[] words = first.split(" ", 3);
    Arrival arrival =
        new Arrival(
            words[0],
            words[1],
            new String(body, StandardCharsets.ISO_8859_1),
            fault(isWatch(words[1])));
    arrivals.add(arrival);
    return handle(arrival, request(arrival, headers, body), socket);
  }

  private static boolean isWatch(String target) {
    return target.contains("watch=true");
  }

  private synchronized Fault fault(boolean watch) {
    return watch ? Fault.ofWatch(chance) : Fault.next(chance);
  }

  private synchronized int upTo(int bound) {
    return chance.nextInt(bound);
  }

  private HttpRequest request(Arrival arrival, Map<String, String> headers, byte[] body) {
    HttpRequest.Builder request =
        HttpRequest.newBuilder(URI.create(server.server() + arrival.target()))
            .method(
                arrival.method(),
                body.length == 0 ? BodyPublishers.noBody() : BodyPublishers.ofByteArray(body));
    for (String name : List.of("Accept", "Accept-Encoding", "Content-Type", "User-Agent")) {
      if (headers.containsKey(name)) {
        request.header(name, headers.get(name));
      }
    }
    server.authorization().ifPresent(header -> request.header("Authorization", header));
    return request.build();
  }

  private boolean handle(Arrival arrival, HttpRequest request, Socket socket)
      throws IOException, InterruptedException {
    OutputStream out = socket.getOutputStream();
    switch (arrival.fault()) {
      case RESET_BEFORE -> {
        return reset(socket);
      }
      case BUSY -> say(out, "429 Too Many Requests", "text/plain", "busy", "Retry-After: 0\r\n");
      case BAD_GATEWAY ->
          say(out, "502 Bad Gateway", "text/html", "<html><body>502 Bad Gateway</body></html>", "");
      default -> {
        if (arrival.fault() == Fault.DELAY) {
          boolean unused = closed.await(upTo(MAX_DELAY_MILLIS), TimeUnit.MILLISECONDS);
        }
        HttpResponse<InputStream> answer = upstream.send(request, BodyHandlers.ofInputStream());
        try (InputStream content = answer.body()) {
          return pass(arrival, answer, content, socket);
        }
      }
    }
    return true;
  }

  private boolean pass(
      Arrival arrival, HttpResponse<InputStream> answer, InputStream content, Socket socket)
      throws IOException {
    OutputStream out = socket.getOutputStream();
    return switch (arrival.fault()) {
      case RESET_AFTER -> reset(socket);
      case SWALLOW -> {
        int unused = socket.getInputStream().read(); // until the client gives up
        yield false;
      }
      case INTERNAL_ERROR -> {
        say(out, "500 Internal Server Error", "application/json", INTERNAL_ERROR, "");
        yield true;
      }
      default -> {
        boolean watch = isWatch(arrival.target());
        boolean cut = watch || arrival.fault() == Fault.TRUNCATE;
        int most = watch ? MAX_TRUNCATED_WATCH : MAX_TRUNCATED;
        yield copy(answer, content, out, cut ? upTo(most) : -1);
      }
    };
  }

  /** The answer in chunks, but not more than so many bytes of its body; -1 for all. */
  private static boolean copy(
      HttpResponse<InputStream> answer, InputStream content, OutputStream out, int most)
      throws IOException {
    StringBuilder head = new StringBuilder("HTTP/1.1 " + answer.statusCode() + " x\r\n");
    for (String name : List.of("Content-Type", "Content-Encoding", "Warning", "Retry-After")) {
      answer.headers().firstValue(name).ifPresent(v -> head.append(name + ": " + v + "\r\n"));
    }
    head.append("Transfer-Encoding: chunked\r\n\r\n");
    out.write(head.toString().getBytes(StandardCharsets.ISO_8859_1));
    out.flush();
    byte[] buffer = new byte[4096];
    int left = most < 0 ? Integer.MAX_VALUE : most;
    while (left > 0) {
      int read = content.read(buffer, 0, Math.min(buffer.length, left));
      if (read < 0) {
        break;
      }
      left -= most < 0 ? 0 : read;
      out.write((Integer.toHexString(read) + "\r\n").getBytes(StandardCharsets.ISO_8859_1));
      out.write(buffer, 0, read);
      out.write("\r\n".getBytes(StandardCharsets.ISO_8859_1));
      out.flush();
    }
    if (most >= 0) {
      return false;
    }
    out.write("0\r\n\r\n".getBytes(StandardCharsets.ISO_8859_1));
    out.flush();
    return true;
  }

  private static boolean reset(Socket socket) throws IOException {
    socket.setSoLinger(true, 0);
    return false;
  }

  private static void say(OutputStream out, String status, String type, String body, String more)
      throws IOException {
    String text =
        "HTTP/1.1 %s\r\nContent-Type: %s\r\n%sContent-Length: %d\r\n\r\n%s"
            .formatted(status, type, more, body.length(), body);
    out.write(text.getBytes(StandardCharsets.ISO_8859_1));
    out.flush();
  }

  private static String line(InputStream in) throws IOException {
    StringBuilder line = new StringBuilder();
    for (int b = in.read(); b != '\n'; b = in.read()) {
      if (b < 0) {
        if (line.isEmpty()) {
          return "";
        }
        throw new EOFException();
      }
      line.append((char) b);
    }
    return line.toString().strip();
  }

  @Override
  public void close() {
    closed.countDown();
    try {
      listener.close();
      for (Socket socket : open) {
        socket.close();
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    upstream.shutdownNow();
  }
}
