package dev.fairlead.client.transport;

import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A request as a value: making one does no I/O. Immutable; the methods that change something return
 * a copy.
 */
public final class ApiRequest {
  private final String method;
  private final String path;
  private final List<Map.Entry<String, String>> query;
  private final Map<String, String> headers;
  private final List<Map.Entry<String, String>> repeated;
  private final byte @Nullable [] body;

  private ApiRequest(
      String method,
      String path,
      List<Map.Entry<String, String>> query,
      Map<String, String> headers,
      List<Map.Entry<String, String>> repeated,
      byte @Nullable [] body) {
    this.method = method;
    this.path = path;
    this.query = query;
    this.headers = headers;
    this.repeated = repeated;
    this.body = body;
  }

  /**
   * A request without query, headers and body.
   *
   * @param method of HTTP, such as GET
   * @param path encoded, from the server's root: {@code /api/v1/pods}; see {@link #segment}
   */
  public static ApiRequest of(String method, String path) {
    return new ApiRequest(method, path, List.of(), Map.of(), List.of(), null);
  }

  /**
   * A name as one segment of a path.
   *
   * @param what what the name is, for the message
   * @throws IllegalArgumentException if no Kubernetes name can be so: empty, ".", "..", or with a
   *     slash or a percent sign
   */
  public static String segment(String what, String name) {
    if (name.isEmpty() || name.equals(".") || name.equals("..")) {
      throw new IllegalArgumentException(
          what + " \"" + name + "\" can't stand in a request's path: give the name of an object");
    }
    for (int i = 0; i < name.length(); i++) {
      if (name.charAt(i) == '/' || name.charAt(i) == '%') {
        throw new IllegalArgumentException(
            what + " \"" + name + "\" has a '" + name.charAt(i) + "', which no name can have");
      }
    }
    return encoded(name).replace("%3A", ":");
  }

  /** A copy with one more query parameter. */
  public ApiRequest query(String name, String value) {
    List<Map.Entry<String, String>> more = new ArrayList<>(query);
    more.add(Map.entry(name, value));
    return new ApiRequest(
        method, path, Collections.unmodifiableList(more), headers, repeated, body);
  }

  /** A copy with a header, which replaces one of the same name. */
  public ApiRequest header(String name, String value) {
    Map<String, String> more = new LinkedHashMap<>(headers);
    more.put(name, value);
    return new ApiRequest(method, path, query, Collections.unmodifiableMap(more), repeated, body);
  }

  /** A copy with headers that are sent beside the others, even if one has the name of another. */
  public ApiRequest repeatedHeaders(List<Map.Entry<String, String>> headers) {
    return new ApiRequest(method, path, query, this.headers, List.copyOf(headers), body);
  }

  /** A copy with a body. The array isn't copied: don't change it. */
  public ApiRequest body(String mediaType, byte[] content) {
    ApiRequest typed = header("Content-Type", mediaType);
    return new ApiRequest(method, path, query, typed.headers, repeated, content);
  }

  public String method() {
    return method;
  }

  public String path() {
    return path;
  }

  /** Names and values, not encoded, in the order in which they are sent. */
  public List<Map.Entry<String, String>> query() {
    return query;
  }

  public Map<String, String> headers() {
    return headers;
  }

  /** Names and values that are sent beside {@link #headers}; a name may come several times. */
  public List<Map.Entry<String, String>> repeatedHeaders() {
    return repeated;
  }

  /** The body, or null. The array is the request's own: don't change it. */
  public byte @Nullable [] body() {
    return body;
  }

  /** The path and the encoded query, as in the first line of an HTTP request. */
  public String target() {
    if (query.isEmpty()) {
      return path;
    }
    StringBuilder target = new StringBuilder(path);
    char separator = '?';
    for (Map.Entry<String, String> parameter : query) {
      target.append(separator).append(encoded(parameter.getKey())).append('=');
      target.append(encoded(parameter.getValue()));
      separator = '&';
    }
    return target.toString();
  }

  private static String encoded(String text) {
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      boolean letter = (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z');
      boolean plain = letter || (c >= '0' && c <= '9') || c == '-' || c == '.';
      if (!plain) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8).replace("+", "%20");
      }
    }
    return text;
  }

  /** The first line of the request, and how large its body is. Never a header's value. */
  @Override
  public String toString() {
    String line = method + " " + target();
    return body == null
        ? line
        : line + " (" + body.length + " bytes of " + headers.get("Content-Type") + ")";
  }
}
