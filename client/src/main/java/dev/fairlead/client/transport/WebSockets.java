package dev.fairlead.client.transport;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InterruptedIOException;
import java.net.ProtocolException;
import java.net.SocketTimeoutException;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.security.SecureRandom;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Supplier;

/**
 * Opens WebSockets to one server, each on a connection of its own, and ends them with the client.
 *
 * <p>Not by java.net.http, whose WebSocket refuses the name of a subprotocol with a slash, as that
 * of port-forward has one, reads refusals of any size into memory, and may lose what came before
 * the end if a ping came with it.
 */
final class WebSockets implements AutoCloseable {
  private static final int SWITCHING_PROTOCOLS = 101;

  /** RFC 6455, section 1.3. */
  private static final String GUID = "258EAFA5-E914-47DA-95CA-C5AB0DC85B11";

  private static final int KEY_BYTES = 16;

  private final Supplier<Line.Way> way;
  private final SecureRandom random = new SecureRandom();
  private final Set<FrameSocket> open = ConcurrentHashMap.newKeySet();
  private volatile boolean closed;

  /**
   * For one server.
   *
   * @param way asked for each connection
   */
  WebSockets(Supplier<Line.Way> way) {
    this.way = way;
  }

  /** The connection, or the answer that refuses it. */
  ApiResponse open(ApiRequest request, List<String> subprotocols, TimeLimits limits)
      throws IOException, InterruptedException {
    long start = System.nanoTime();
    if (closed) {
      throw new InterruptedIOException("the client was closed");
    }
    Line.Way to = way.get();
    CompletableFuture<ApiResponse> answer = new CompletableFuture<>();
    boolean answered = false;
    Line line = new Line();
    Thread unused =
        Thread.ofVirtual()
            .name("fairlead-upgrade")
            .start(() -> {
              try {
                line.connect(to);
                answer.complete(upgrade(line, to, request, subprotocols));
              } catch (IOException | RuntimeException e) {
                answer.completeExceptionally(e);
              }
            });
    try {
      long left = limits.nanosToHead(System.nanoTime() - start);
      ApiResponse response = answer.get(left, TimeUnit.NANOSECONDS);
      answered = !closed && response.connection() != null;
      return response;
    } catch (TimeoutException e) {
      throw new SocketTimeoutException(limits.passedBeforeHead(System.nanoTime() - start));
    } catch (ExecutionException e) {
      Throwable cause = e.getCause();
      throw cause instanceof IOException io ? io : new IOException(String.valueOf(cause), cause);
    } finally {
      if (!answered) {
        line.close();
        CompletableFuture<Void> unusedLate = answer.thenAccept(ApiResponse::close);
      }
    }
  }

  private ApiResponse upgrade(Line line, Line.Way to, ApiRequest request, List<String> subprotocols)
      throws IOException {
    byte[] nonce = new byte[KEY_BYTES];
    random.nextBytes(nonce);
    String key = Base64.getEncoder().encodeToString(nonce);
    line.out().write(head(to, request, subprotocols, key).getBytes(ISO_8859_1));
    line.out().flush();
    HttpHead head = HttpHead.read(line.in());
    if (head.status() != SWITCHING_PROTOCOLS) {
      byte[] body = head.body(line.in());
      return new ApiResponse(head.status(), head.headers(), new ByteArrayInputStream(body));
    }
    String chosen = head.header("sec-websocket-protocol");
    if (!head.header("upgrade").equalsIgnoreCase("websocket")
        || !head.header("sec-websocket-accept").equals(accept(key))
        || head.headers().containsKey("sec-websocket-extensions")
        || !(chosen.isEmpty() || subprotocols.contains(chosen))) {
      throw new ProtocolException("the server's answer to the request for a WebSocket is wrong");
    }
    FrameSocket socket = FrameSocket.start(line, chosen, open::remove);
    open.add(socket);
    return ApiResponse.upgraded(socket);
  }

  private static String head(
      Line.Way to, ApiRequest request, List<String> subprotocols, String key) {
    StringBuilder head = new StringBuilder("GET ");
    head.append(to.server().getRawPath()).append(request.target()).append(" HTTP/1.1\r\n");
    header(head, "Host", to.server().getRawAuthority());
    header(head, "Connection", "Upgrade");
    header(head, "Upgrade", "websocket");
    header(head, "Sec-WebSocket-Version", "13");
    header(head, "Sec-WebSocket-Key", key);
    if (!subprotocols.isEmpty()) {
      header(head, "Sec-WebSocket-Protocol", String.join(", ", subprotocols));
    }
    request.headers().forEach((name, value) -> header(head, name, value));
    for (Map.Entry<String, String> header : request.repeatedHeaders()) {
      header(head, header.getKey(), header.getValue());
    }
    return head.append("\r\n").toString();
  }

  private static void header(StringBuilder head, String name, String value) {
    if (value.indexOf('\n') >= 0 || value.indexOf('\r') >= 0) {
      throw new IllegalArgumentException("the value of header " + name + " has a line break");
    }
    head.append(name).append(": ").append(value).append("\r\n");
  }

  private static String accept(String key) {
    try {
      byte[] hash = MessageDigest.getInstance("SHA-1").digest((key + GUID).getBytes(ISO_8859_1));
      return Base64.getEncoder().encodeToString(hash);
    } catch (NoSuchAlgorithmException e) {
      throw new AssertionError("every Java has SHA-1", e);
    }
  }

  @Override
  public void close() {
    closed = true;
    open.forEach(FrameSocket::close);
  }
}
