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
  private final @Nullable WebSocketConnection connection;

  /**
   * An answer.
   *
   * @param status of HTTP, such as 200
   * @param headers by name in any case
   * @param body as it travels: what Content-Encoding says is still to be undone
   */
  public ApiResponse(int status, Map<String, List<String>> headers, InputStream body) {
    this(status, headers, body, null);
  }

  private ApiResponse(
      int status,
      Map<String, List<String>> headers,
      InputStream body,
      @Nullable WebSocketConnection connection) {
    this.status = status;
    this.headers = headers;
    this.body = body;
    this.connection = connection;
  }

  /** The answer that makes the connection a WebSocket: 101, without a body. */
  public static ApiResponse upgraded(WebSocketConnection connection) {
    return new ApiResponse(101, Map.of(), InputStream.nullInputStream(), connection);
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

  /** The same answer with another body, whose closing closes this one's. */
  public ApiResponse withBody(InputStream other) {
    return new ApiResponse(status, headers, other, connection);
  }

  public InputStream body() {
    return body;
  }

  /** The WebSocket that the connection has become, or null. */
  public @Nullable WebSocketConnection connection() {
    return connection;
  }

  /** Gives up what hasn't been read, and the WebSocket. */
  @Override
  public void close() {
    if (connection != null) {
      connection.close();
    }
    try {
      body.close();
    } catch (IOException e) {
      // Nobody wants the rest, so it doesn't matter that it can't be had.
    }
  }
}
