package dev.fairlead.client;

import dev.fairlead.client.config.Config;
import dev.fairlead.client.transport.ApiRequest;
import dev.fairlead.client.transport.ApiResponse;
import dev.fairlead.client.transport.TimeLimits;
import dev.fairlead.client.transport.Transport;
import dev.fairlead.model.codec.Codec;
import dev.fairlead.model.codec.Decoding;
import dev.fairlead.model.meta.v1.Status;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.zip.GZIPOutputStream;

/** A server in memory: writes down what it is asked, and plays answers in the order given. */
final class FakeTransport implements Transport {
  static final String TOKEN = "hush-token";
  static final Config CONFIG = config().build();

  /** An answer, or a failure in its place. */
  interface Answer {
    ApiResponse to(ApiRequest request) throws IOException, InterruptedException;
  }

  final List<ApiRequest> requests = new ArrayList<>();
  final List<TimeLimits> limits = new ArrayList<>();
  int closedBodies;
  boolean closed;
  private final ArrayDeque<Answer> answers = new ArrayDeque<>();

  static dev.fairlead.client.config.ConfigBuilder config() {
    return Config.builder()
        .server("https://fake.test:6443")
        .bearerToken(TOKEN)
        .userAgent("test/1.0");
  }

  Kubernetes client() {
    return client(new HandTicker());
  }

  Kubernetes client(HandTicker ticker) {
    return Kubernetes.connect(CONFIG, this, ticker);
  }

  Kubernetes client(Config config, HandTicker ticker) {
    return Kubernetes.connect(config, this, ticker, Decoding.DEFAULT);
  }

  FakeTransport then(Answer answer) {
    answers.add(answer);
    return this;
  }

  /** The object, in JSON. */
  FakeTransport json(Object object) {
    return body(200, "application/json", Codec.json().encode(object));
  }

  /** The object, in protobuf. */
  FakeTransport protobuf(Object object) {
    return body(200, Answers.PROTOBUF, Codec.protobuf().encode(object));
  }

  /** A Status of that code and reason, in JSON. */
  FakeTransport status(int code, String reason, String... headers) {
    Status status = Status.of(s -> s.status("Failure").code(code).reason(reason).message("no"));
    return body(code, "application/json", Codec.json().encode(status), headers);
  }

  FakeTransport text(int code, String type, String body, String... headers) {
    return body(code, type, body.getBytes(StandardCharsets.UTF_8), headers);
  }

  /** Headers are names and values in turn. */
  FakeTransport body(int code, String type, byte[] body, String... headers) {
    return stream(code, type, new ByteArrayInputStream(body), headers);
  }

  FakeTransport stream(int code, String type, InputStream body, String... headers) {
    Map<String, List<String>> all = new LinkedHashMap<>();
    if (!type.isEmpty()) {
      all.put("content-type", List.of(type));
    }
    for (int i = 0; i < headers.length; i += 2) {
      all.put(headers[i], List.of(headers[i + 1]));
    }
    return then(request -> new ApiResponse(code, all, new Watched(body)));
  }

  FakeTransport fails(IOException error) {
    return then(request -> {
      throw error;
    });
  }

  @Override
  public ApiResponse send(ApiRequest request, TimeLimits to)
      throws IOException, InterruptedException {
    requests.add(request);
    limits.add(to);
    Answer answer = answers.poll();
    if (answer == null) {
      throw new AssertionError("nobody expected " + request);
    }
    return answer.to(request);
  }

  /** The last request. */
  ApiRequest asked() {
    return requests.get(requests.size() - 1);
  }

  /** The body of the last request. */
  byte[] sent() {
    return Objects.requireNonNull(asked().body());
  }

  /** The first lines of all requests. */
  List<String> lines() {
    return requests.stream().map(r -> r.method() + " " + r.target()).toList();
  }

  @Override
  public void close() {
    closed = true;
  }

  static byte[] gzip(byte[] content) {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    try (GZIPOutputStream gzip = new GZIPOutputStream(out)) {
      gzip.write(content);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return out.toByteArray();
  }

  private final class Watched extends java.io.FilterInputStream {
    private boolean open = true;

    Watched(InputStream in) {
      super(in);
    }

    @Override
    public void close() throws IOException {
      closedBodies += open ? 1 : 0;
      open = false;
      in.close();
    }
  }
}
