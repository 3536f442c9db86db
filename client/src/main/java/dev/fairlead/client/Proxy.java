package dev.fairlead.client;

import dev.fairlead.client.transport.ApiRequest;
import dev.fairlead.client.transport.ApiResponse;
import java.util.Arrays;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Requests to what stands behind an object, such as a Pod's web server. */
final class Proxy {
  private Proxy() {}

  /**
   * Sends the request through the API server, and gives the answer, whatever its status.
   *
   * @param path of the resource
   * @param target the object's name, perhaps with a scheme before it and a port after it
   * @param request from the root of what stands behind: {@code /healthz}
   * @throws dev.fairlead.client.error.ApiException if the API server refuses, or reaches nobody
   */
  static ApiResponse send(Calls calls, String path, String target, ApiRequest request) {
    if (!request.path().startsWith("/")
        || Arrays.asList(request.path().split("/", -1)).contains("..")) {
      throw new IllegalArgumentException(
          "path \"" + request.path() + "\" must begin with a slash and have no \"..\"");
    }
    String whole = path + "/" + ApiRequest.segment("name", target) + "/proxy" + request.path();
    ApiRequest to = ApiRequest.of(request.method(), whole);
    for (Map.Entry<String, String> parameter : request.query()) {
      to = to.query(parameter.getKey(), parameter.getValue());
    }
    for (Map.Entry<String, String> header : request.headers().entrySet()) {
      to = to.header(header.getKey(), header.getValue());
    }
    boolean safe = request.method().equals("GET") || request.method().equals("HEAD");
    return calls.make(
        new Call<>(to, content(request), false, safe, null, new StreamReaders.Proxied()));
  }

  private static Call.@Nullable Content content(ApiRequest request) {
    byte[] body = request.body();
    return body == null
        ? null
        : new Call.Content(
            request.headers().getOrDefault("Content-Type", "application/octet-stream"), body);
  }
}
