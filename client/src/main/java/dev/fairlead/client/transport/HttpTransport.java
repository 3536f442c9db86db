package dev.fairlead.client.transport;

import dev.fairlead.client.config.Config;
import java.io.IOException;
import java.io.InputStream;
import java.io.InterruptedIOException;
import java.net.ProxySelector;
import java.net.SocketTimeoutException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import javax.net.ssl.SSLContext;
import org.jspecify.annotations.Nullable;

/**
 * The network, by the JDK's HttpClient: HTTP/2 where the server offers it over TLS, and else
 * HTTP/1.1; TLS as the Config says; connections kept open. Why so, with numbers:
 * docs/decisions/0003-transport.md.
 *
 * <p>When a server has been silent for too long, its connection may be dead without anybody having
 * noticed. HttpClient would go on using it: so requests from then on go over a new one.
 *
 * <p>Limits: {@link #CONNECT_TIMEOUT} to connect; 12,800 answers under way at once; all others come
 * with the request.
 */
public final class HttpTransport implements Transport {
  /** For TCP and TLS together. client-go's limit for dialling. */
  public static final Duration CONNECT_TIMEOUT = Duration.ofSeconds(30);

  /** What HttpClient throws when a connection has as many streams as the server allows. */
  private static final String TOO_MANY_STREAMS = "too many concurrent streams";

  /** Java keeps it from servers, and from proxies that its settings don't let have it. */
  private static final String PROXY_HEADER = "Proxy-Authorization";

  /** Before the first request: making the context may run a credential plugin. */
  private static final long NONE = -1;

  private final Config config;
  private final String server;
  private final boolean https;
  private final ClientPool clients;
  private volatile long tlsGeneration = NONE;
  private volatile @Nullable SSLContext tls;
  private final WebSockets sockets;

  /** A transport to the Config's server. Connects when the first request is sent. */
  public HttpTransport(Config config) {
    this.config = config;
    this.server = config.server().toString();
    this.https = config.server().getScheme().equals("https");
    this.clients = new ClientPool(this::open);
    this.sockets = new WebSockets(this::way);
  }

  /** For connections without HttpClient. */
  private Line.Way way() {
    if (https) {
      renewTls();
    }
    ProxySelector proxies = config.proxySelector().orElse(null);
    return new Line.Way(config.server(), tls, proxies, config.proxyAuthorization());
  }

  /** After a change of certificates: what is under way goes on, all else takes new connections. */
  private void renewTls() {
    long current = config.tlsGeneration();
    if (current != tlsGeneration) {
      synchronized (this) {
        if (current != tlsGeneration) {
          tls = config.sslContext();
          tlsGeneration = current;
          clients.retireAll();
        }
      }
    }
  }

  private HttpClient open() {
    HttpClient.Builder builder =
        HttpClient.newBuilder()
            .connectTimeout(CONNECT_TIMEOUT)
            .executor(Runnable::run)
            .followRedirects(HttpClient.Redirect.NEVER);
    SSLContext context = tls;
    if (context != null) {
      builder.version(HttpClient.Version.HTTP_2).sslContext(context);
    } else {
      builder.version(HttpClient.Version.HTTP_1_1); // or each request would ask for an upgrade
    }
    config.proxySelector().ifPresent(builder::proxy);
    return builder.build();
  }

  @Override
  public ApiResponse send(ApiRequest request, TimeLimits limits)
      throws IOException, InterruptedException {
    if (https) {
      renewTls();
    }
    long start = System.nanoTime();
    HttpRequest http = httpRequest(request);
    while (true) {
      ClientPool.Use use = clients.take(limits.nanosToHead(System.nanoTime() - start));
      try {
        return send(http, limits, start, use);
      } catch (IOException e) {
        if (!TOO_MANY_STREAMS.equals(e.getMessage())) {
          throw e;
        }
        use.refused(); // and nothing was sent
      }
    }
  }

  @Override
  public ApiResponse upgrade(ApiRequest request, List<String> subprotocols, TimeLimits limits)
      throws IOException, InterruptedException {
    return sockets.open(request, subprotocols, limits);
  }

  private static ApiResponse send(
      HttpRequest request, TimeLimits limits, long start, ClientPool.Use use)
      throws IOException, InterruptedException {
    CompletableFuture<HttpResponse<InputStream>> answer =
        use.http().sendAsync(request, head -> new BodyStream(limits, start, use));
    boolean answered = false;
    try {
      long left = limits.nanosToHead(System.nanoTime() - start);
      HttpResponse<InputStream> response = answer.get(left, TimeUnit.NANOSECONDS);
      answered = true;
      use.connected();
      return new ApiResponse(response.statusCode(), response.headers().map(), response.body());
    } catch (TimeoutException e) {
      use.silent();
      throw new SocketTimeoutException(limits.passedBeforeHead(System.nanoTime() - start));
    } catch (ExecutionException e) {
      throw cause(e.getCause() == null ? e : e.getCause());
    } catch (CancellationException e) {
      throw new InterruptedIOException("the client was closed");
    } finally {
      if (!answered) {
        giveUp(answer);
        use.ended();
      }
    }
  }

  /** The request; its answer too, if that has come in the last moment. */
  private static void giveUp(CompletableFuture<HttpResponse<InputStream>> answer) {
    if (!answer.cancel(true) && !answer.isCompletedExceptionally()) {
      closeQuietly(answer.join().body());
    }
  }

  private static void closeQuietly(InputStream body) {
    try {
      body.close();
    } catch (IOException e) {
      throw new AssertionError("closing a BodyStream does no I/O", e);
    }
  }

  private HttpRequest httpRequest(ApiRequest request) {
    HttpRequest.Builder builder = HttpRequest.newBuilder(URI.create(server + request.target()));
    for (Map.Entry<String, String> header : request.headers().entrySet()) {
      builder.setHeader(header.getKey(), header.getValue());
    }
    for (Map.Entry<String, String> header : request.repeatedHeaders()) {
      builder.header(header.getKey(), header.getValue());
    }
    config.proxyAuthorization().ifPresent(header -> builder.setHeader(PROXY_HEADER, header));
    byte[] body = request.body();
    return builder
        .method(
            request.method(),
            body == null ? BodyPublishers.noBody() : BodyPublishers.ofByteArray(body))
        .build();
  }

  private static IOException cause(Throwable cause) {
    return cause instanceof IOException io ? io : new IOException(cause.toString(), cause);
  }

  @Override
  public void close() {
    sockets.close();
    clients.close();
  }
}
