package dev.fairlead.cluster;

import dev.fairlead.apiserver.ApiServer;
import dev.fairlead.apiserver.request.Request;
import dev.fairlead.apiserver.request.Response;
import dev.fairlead.client.transport.ApiRequest;
import dev.fairlead.client.transport.ApiResponse;
import dev.fairlead.client.transport.TimeLimits;
import dev.fairlead.client.transport.Transport;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.net.ConnectException;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.security.cert.X509Certificate;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.BooleanSupplier;

/** Carries requests to a server in the same JVM: values go over, no byte passes a socket. */
final class LocalTransport implements Transport {
  private final ApiServer server;
  private final BooleanSupplier over;
  private final List<X509Certificate> certificates;
  private final Set<EventPipe> open = ConcurrentHashMap.newKeySet();
  private volatile boolean closed;

  /**
   * With the certificate that the client would show over the network, if it has one.
   *
   * @param certificates at most one
   * @param over whether the cluster was closed, after which nobody answers
   */
  LocalTransport(ApiServer server, List<X509Certificate> certificates, BooleanSupplier over) {
    this.server = server;
    this.over = over;
    this.certificates = certificates;
  }

  @Override
  public ApiResponse send(ApiRequest request, TimeLimits limits) throws IOException {
    if (closed) {
      throw new IOException("the client is closed");
    }
    if (over.getAsBoolean()) {
      throw new ConnectException("the cluster was closed");
    }
    Response response = server.answer(request(request));
    return switch (response.content()) {
      case Response.Content.Bytes(byte[] bytes) ->
          new ApiResponse(response.status(), response.headers(), new ByteArrayInputStream(bytes));
      case Response.Content.Stream(Response.Body body) -> {
        EventPipe pipe = EventPipe.start(body, open::remove);
        open.add(pipe);
        yield new ApiResponse(response.status(), response.headers(), pipe.in());
      }
    };
  }

  private Request request(ApiRequest request) {
    Map<String, List<String>> query = new LinkedHashMap<>();
    request
        .query()
        .forEach(each ->
            query.computeIfAbsent(each.getKey(), k -> new ArrayList<>()).add(each.getValue()));
    Map<String, List<String>> headers = new LinkedHashMap<>();
    request
        .headers()
        .forEach((name, value) -> headers.put(name.toLowerCase(Locale.ROOT), List.of(value)));
    byte[] body = request.body();
    return new Request(
        request.method(),
        URLDecoder.decode(request.path().replace("+", "%2B"), StandardCharsets.UTF_8),
        query,
        headers,
        body == null ? new byte[0] : body,
        certificates);
  }

  @Override
  public void close() {
    closed = true;
    open.forEach(EventPipe::close);
  }
}
