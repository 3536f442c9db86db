package dev.fairlead.apiserver.request;

import java.io.IOException;
import java.io.OutputStream;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * An answer.
 *
 * @param status of HTTP
 * @param headers in the order in which they are sent; a name may have several values
 */
public record Response(int status, Map<String, List<String>> headers, Content content) {

  /** What follows the head. */
  public sealed interface Content {
    /** A body that is there already. */
    record Bytes(byte[] bytes) implements Content {}

    /** A body that is made while it is sent, such as a watch. */
    record Stream(Body body) implements Content {}
  }

  /**
   * Writes a body, on the thread of the request; closing the stream is the caller's.
   *
   * <p>{@code out.flush()} sends what was written, and waits until the client takes it. The thread
   * is interrupted when the client has gone and when the server stops; the body is to end soon
   * then, by returning or by the InterruptedException, and what it wrote till then, or writes to
   * say goodbye, is sent if somebody still reads. An IOException means that nobody does.
   */
  @FunctionalInterface
  public interface Body {
    void writeTo(OutputStream out) throws IOException, InterruptedException;
  }

  public static Response of(int status, String contentType, byte[] body) {
    Map<String, List<String>> headers = new LinkedHashMap<>();
    headers.put("Content-Type", List.of(contentType));
    return new Response(status, headers, new Content.Bytes(body));
  }

  public static Response stream(int status, String contentType, Body body) {
    Map<String, List<String>> headers = new LinkedHashMap<>();
    headers.put("Content-Type", List.of(contentType));
    return new Response(status, headers, new Content.Stream(body));
  }

  /** A copy with a header, besides any others of that name. */
  public Response withHeader(String name, String value) {
    Map<String, List<String>> more = new LinkedHashMap<>(headers);
    more.merge(
        name,
        List.of(value),
        (before, added) -> {
          List<String> both = new java.util.ArrayList<>(before);
          both.addAll(added);
          return List.copyOf(both);
        });
    return new Response(status, more, content);
  }
}
