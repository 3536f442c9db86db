package dev.fairlead.apiserver.differential;

import dev.fairlead.model.TypeRegistry;
import dev.fairlead.model.codec.Codec;
import dev.fairlead.model.tree.JsonObject;
import dev.fairlead.model.tree.JsonValue;
import dev.fairlead.model.type.Type;
import dev.fairlead.model.value.GroupVersionKind;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/** One of the two servers. */
final class Side implements AutoCloseable {
  /** A server that hasn't answered by then has failed. */
  private static final Duration TIMEOUT = Duration.ofSeconds(20);

  /** A watch that was silent for so long has told all that it had to tell. */
  private static final long QUIET_MILLIS = 120;

  private final Endpoint endpoint;
  private final String mark;
  private final HttpClient client;

  /**
   * @param mark what stands in the names of this side's objects where {@link Alignment#MARK} stands
   *     in a call; of the same length
   */
  Side(Endpoint endpoint, String mark) {
    this.endpoint = endpoint;
    this.mark = mark;
    HttpClient.Builder builder = HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1);
    if (endpoint.tls() != null) {
      builder.sslContext(endpoint.tls());
    }
    client = builder.build();
  }

  Answer send(Call call, UnaryOperator<String> fill, @Nullable Type<?> type)
      throws InterruptedException {
    UnaryOperator<String> own = text -> fill.apply(text).replace(Alignment.MARK, mark);
    try {
      HttpRequest request = request(call, own);
      if (call.watches()) {
        return watch(request, type);
      }
      HttpResponse<byte[]> response = client.send(request, BodyHandlers.ofByteArray());
      return Answer.read(
          response.statusCode(), unmark(response.headers().map()), unmark(response.body()), null);
    } catch (IOException e) {
      JsonObject failure = JsonObject.of("failed", JsonValue.of(String.valueOf(e)));
      return new Answer(599, Map.of(), failure);
    }
  }

  private HttpRequest request(Call call, UnaryOperator<String> own) {
    HttpRequest.Builder request =
        HttpRequest.newBuilder(URI.create(endpoint.url() + own.apply(call.path())));
    request.timeout(TIMEOUT);
    call.headers().forEach((name, value) -> request.header(name, own.apply(value)));
    if (endpoint.token() != null && !call.headers().containsKey("Authorization")) {
      request.header("Authorization", "Bearer " + endpoint.token());
    }
    String body = call.body();
    request.method(
        call.method(),
        body == null
            ? BodyPublishers.noBody()
            : BodyPublishers.ofByteArray(encode(own.apply(body), call.format())));
    return request.build();
  }

  private static byte[] encode(String body, Call.Format format) {
    return switch (format) {
      case JSON, TEXT -> body.getBytes(StandardCharsets.UTF_8);
      case YAML -> Codec.yaml().encode(Codec.json().decodeTree(body));
      case PROTOBUF -> {
        JsonObject tree = (JsonObject) Codec.json().decodeTree(body);
        GroupVersionKind kind =
            GroupVersionKind.of(
                String.valueOf(tree.string("apiVersion")), String.valueOf(tree.string("kind")));
        Type<?> type = TypeRegistry.kubernetes().find(kind).orElseThrow();
        yield Codec.protobuf().encode(Codec.fromTree(type, tree));
      }
    };
  }

  private Answer watch(HttpRequest request, @Nullable Type<?> type)
      throws IOException, InterruptedException {
    HttpResponse<InputStream> response = client.send(request, BodyHandlers.ofInputStream());
    ByteArrayOutputStream got = new ByteArrayOutputStream();
    try (InputStream in = response.body()) {
      Thread reader = Thread.ofVirtual().start(() -> copy(in, got));
      int size = -1;
      while (size != got.size()) {
        size = got.size();
        if (reader.join(Duration.ofMillis(QUIET_MILLIS))) {
          break;
        }
      }
    }
    return Answer.read(
        response.statusCode(), unmark(response.headers().map()), unmark(got.toByteArray()), type);
  }

  private static void copy(InputStream in, ByteArrayOutputStream out) {
    try {
      in.transferTo(out);
    } catch (IOException closed) {
      out.writeBytes(
          new byte[0]); // the other thread has closed it: what came by then is the answer
    }
  }

  private Map<String, List<String>> unmark(Map<String, List<String>> headers) {
    Map<String, List<String>> unmarked = new TreeMap<>();
    headers.forEach((name, values) ->
        unmarked.put(
            name, values.stream().map(value -> value.replace(mark, Alignment.MARK)).toList()));
    return unmarked;
  }

  private byte[] unmark(byte[] body) {
    String text = new String(body, StandardCharsets.ISO_8859_1);
    return text.contains(mark)
        ? text.replace(mark, Alignment.MARK).getBytes(StandardCharsets.ISO_8859_1)
        : body;
  }

  @Override
  public void close() {
    client.shutdownNow();
  }
}
