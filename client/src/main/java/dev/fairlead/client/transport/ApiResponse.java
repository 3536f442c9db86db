package dev.fairlead.client.transport;

import java.io.IOException;
import java.io.InputStream;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The head of an answer, and its body as a stream that is read once. */
public final class ApiResponse implements AutoCloseable {
  private final int status;
  private final Map<String, List<String>> headers;
  private final InputStream body;

  /**
   * An answer.
   *
   * @param status of HTTP, such as 200
   * @param headers by name in any case
   * @param body as it travels: what Content-Encoding says is still to be undone
   */
  public ApiResponse(int status, Map<String, List<String>> headers, InputStream body) {
    this.status = status;
    this.headers = headers;
    this.body = body;
  }

  public int status() {
    return status;
  }

  /** All headers, by names in any case. */
  public Map<String, List<String>> headers() {
    return headers;
  }

  /** The first header of that name, or null. */
  public @Nullable String header(String name) {
    List<String> values = headers(name);
    return values.isEmpty() ? null : values.get(0);
  }

  /** All headers of that name. */
  public List<String> headers(String name) {
    for (Map.Entry<String, List<String>> header : headers.entrySet()) {
      if (name.equalsIgnoreCase(header.getKey())) {
        return header.getValue();
      }
    }
    return List.of();
  }

  public InputStream body() {
    return body;
  }

  /** Gives up what hasn't been read. */
  @Override
  public void close() {
    try {
      body.close();
    } catch (IOException e) {
      // Nobody wants the rest, so it doesn't matter that it can't be had.
    }
  }
}
