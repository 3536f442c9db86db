package dev.fairlead.apiserver.request;

import java.security.cert.X509Certificate;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A request as it came in, whole.
 *
 * @param method of HTTP, in capitals
 * @param path decoded, without the query
 * @param query decoded values by name, in the order in which they were sent
 * @param headers by name in lower case
 * @param body empty if there was none; null if it was longer than the server takes
 * @param clientCertificates the chain that the client proved to own, its own first; empty if none
 */
public record Request(
    String method,
    String path,
    Map<String, List<String>> query,
    Map<String, List<String>> headers,
    byte @Nullable [] body,
    List<X509Certificate> clientCertificates) {

  /** The first header of that name, or null. */
  public @Nullable String header(String name) {
    List<String> values = headers.get(name.toLowerCase(Locale.ROOT));
    return values == null || values.isEmpty() ? null : values.getFirst();
  }

  /** All headers of that name. */
  public List<String> headers(String name) {
    return headers.getOrDefault(name.toLowerCase(Locale.ROOT), List.of());
  }

  /** The first query parameter of that name, or null. */
  public @Nullable String parameter(String name) {
    List<String> values = query.get(name);
    return values == null || values.isEmpty() ? null : values.getFirst();
  }

  public List<String> parameters(String name) {
    return query.getOrDefault(name, List.of());
  }

  /** Method and path; never a header or the body, which may hold secrets. */
  @Override
  public String toString() {
    return method + " " + path;
  }
}
