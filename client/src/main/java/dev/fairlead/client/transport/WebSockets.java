package dev.fairlead.client.transport;

import com.google.errorprone.annotations.concurrent.GuardedBy;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.InterruptedIOException;
import java.net.SocketTimeoutException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpResponse;
import java.net.http.WebSocket;
import java.net.http.WebSocketHandshakeException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * Opens WebSockets to one server, each on a connection of its own (HTTP/1.1: the JDK has none over
 * HTTP/2), and ends them with the client. One lock, for the HttpClient that is made when the first
 * is opened.
 */
final class WebSockets implements AutoCloseable {
  private static final int SWITCHING_PROTOCOLS = 101;

  private final Supplier<HttpClient> factory;
  private final String server;
  private final Set<JdkWebSocket> open = ConcurrentHashMap.newKeySet();
  private final ReentrantLock lock = new ReentrantLock();

  @GuardedBy("lock")
  private @Nullable HttpClient http;

  @GuardedBy("lock")
  private boolean closed;

  /**
   * For one server.
   *
   * @param server its address, which begins with http
   */
  WebSockets(Supplier<HttpClient> factory, String server) {
    this.factory = factory;
    this.server = server;
  }

  /** The connection, or the answer that refuses it. */
  ApiResponse open(ApiRequest request, List<String> subprotocols, TimeLimits limits)
      throws IOException, InterruptedException {
    long start = System.nanoTime();
    JdkWebSocket socket = new JdkWebSocket(open::remove);
    WebSocket.Builder builder = http().newWebSocketBuilder();
    request.headers().forEach(builder::header);
    if (!subprotocols.isEmpty()) {
      builder.subprotocols(
          subprotocols.get(0),
          subprotocols.subList(1, subprotocols.size()).toArray(String[]::new));
    }
    URI target = URI.create("ws" + server.substring("http".length()) + request.target());
    CompletableFuture<WebSocket> opening = builder.buildAsync(target, socket);
    boolean opened = false;
    try {
      WebSocket unused =
          opening.get(limits.nanosToHead(System.nanoTime() - start), TimeUnit.NANOSECONDS);
      open.add(socket);
      opened = !isClosed();
      return ApiResponse.upgraded(socket);
    } catch (TimeoutException e) {
      throw new SocketTimeoutException(limits.passedBeforeHead(System.nanoTime() - start));
    } catch (ExecutionException e) {
      return refusal(e.getCause() == null ? e : e.getCause());
    } finally {
      if (!opened) {
        socket.close();
      }
    }
  }

  private HttpClient http() throws IOException {
    lock.lock();
    try {
      if (closed) {
        throw new InterruptedIOException("the client was closed");
      }
      if (http == null) {
        http = factory.get();
      }
      return http;
    } finally {
      lock.unlock();
    }
  }

  private boolean isClosed() {
    lock.lock();
    try {
      return closed;
    } finally {
      lock.unlock();
    }
  }

  /** The JDK has read the body whole, as text. A Status is text. */
  private static ApiResponse refusal(Throwable cause) throws IOException {
    if (!(cause instanceof WebSocketHandshakeException refused)) {
      throw cause instanceof IOException io ? io : new IOException(cause.toString(), cause);
    }
    HttpResponse<?> response = refused.getResponse();
    if (response == null || response.statusCode() == SWITCHING_PROTOCOLS) {
      Throwable why = refused.getCause() == null ? refused : refused.getCause();
      throw new IOException(
          "the server's answer to the request for a WebSocket is wrong: " + why.getMessage(),
          refused);
    }
    Map<String, List<String>> headers = response.headers().map();
    byte[] body = String.valueOf(response.body()).getBytes(StandardCharsets.UTF_8);
    InputStream content = new ByteArrayInputStream(body);
    return new ApiResponse(response.statusCode(), headers, content);
  }

  @Override
  public void close() {
    HttpClient last;
    lock.lock();
    try {
      closed = true;
      last = http;
    } finally {
      lock.unlock();
    }
    open.forEach(JdkWebSocket::close);
    if (last != null) {
      last.shutdownNow();
    }
  }
}
