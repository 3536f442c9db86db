package dev.fairlead.client.transport;

import dev.fairlead.client.config.Config;
import java.io.IOException;
import java.io.InputStream;
import java.io.InterruptedIOException;
import java.net.InetSocketAddress;
import java.net.ProxySelector;
import java.net.SocketTimeoutException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/**
 * The network, by the JDK's HttpClient: HTTP/2 where the server offers it, and HTTP/1.1; TLS as the
 * Config says; connections kept open. Why so, with numbers: docs/decisions/0003-transport.md.
 *
 * <p>Limits: {@link #CONNECT_TIMEOUT} to connect; all others come with the request.
 */
public final class HttpTransport implements Transport {
  /** For TCP and TLS together. client-go's limit for dialling. */
  public static final Duration CONNECT_TIMEOUT = Duration.ofSeconds(30);

  private final HttpClient http;
  private final String server;

  /** A transport to the Config's server. Connects when the first request is sent. */
  public HttpTransport(Config config) {
    this.server = config.server().toString();
    HttpClient.Builder builder =
        HttpClient.newBuilder()
            .version(HttpClient.Version.HTTP_2)
            .connectTimeout(CONNECT_TIMEOUT)
            .executor(Runnable::run)
            .followRedirects(HttpClient.Redirect.NEVER);
    if (config.server().getScheme().equals("https")) {
      builder.sslContext(config.sslContext());
    }
    if (config.proxy().isPresent()) {
      URI proxy = config.proxy().get();
      builder.proxy(
          ProxySelector.of(InetSocketAddress.createUnresolved(proxy.getHost(), proxy.getPort())));
    }
    this.http = builder.build();
  }

  @Override
  public ApiResponse send(ApiRequest request, TimeLimits limits)
      throws IOException, InterruptedException {
    long start = System.nanoTime();
    CompletableFuture<HttpResponse<InputStream>> answer =
        http.sendAsync(httpRequest(request), head -> new BodyStream(limits, start));
    try {
      HttpResponse<InputStream> response = answer.get(limits.nanosLeft(0, 0), TimeUnit.NANOSECONDS);
      return new ApiResponse(response.statusCode(), response.headers().map(), response.body());
    } catch (TimeoutException e) {
      throw new SocketTimeoutException(limits.passed(System.nanoTime() - start));
    } catch (ExecutionException e) {
      throw cause(e.getCause() == null ? e : e.getCause());
    } catch (CancellationException e) {
      throw new InterruptedIOException("the client was closed");
    } finally {
      answer.cancel(true); // of no effect once it is complete
    }
  }

  private HttpRequest httpRequest(ApiRequest request) {
    HttpRequest.Builder builder = HttpRequest.newBuilder(URI.create(server + request.target()));
    for (Map.Entry<String, String> header : request.headers().entrySet()) {
      builder.setHeader(header.getKey(), header.getValue());
    }
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
    http.shutdownNow();
  }
}
