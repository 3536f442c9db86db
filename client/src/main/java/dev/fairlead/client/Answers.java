package dev.fairlead.client;

import dev.fairlead.client.error.UnexpectedAnswerException;
import dev.fairlead.client.transport.ApiResponse;
import dev.fairlead.model.codec.Codec;
import dev.fairlead.model.codec.DecodeException;
import dev.fairlead.model.codec.Decoding;
import dev.fairlead.model.tree.JsonObject;
import dev.fairlead.model.type.Type;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.SequenceInputStream;
import java.util.Locale;
import java.util.regex.Pattern;
import java.util.zip.GZIPInputStream;
import java.util.zip.ZipException;
import org.jspecify.annotations.Nullable;

/** Reads the answer to one attempt. Used by one thread. */
final class Answers {
  /** Fewer, larger steps for zlib. In bytes. */
  private static final int GZIP_BUFFER = 64 << 10;

  /** Read after an object so that its connection can go on; client-go's number. In bytes. */
  private static final int MAX_REST = 2 << 10;

  /** Of an answer that nobody reads. In bytes, as they travel. */
  private static final int MAX_SKIPPED = 64 << 20;

  private static final Pattern QUOTED_TOKEN = Pattern.compile("(?s)Unrecognized token '.*?'");

  static final String PROTOBUF = "application/vnd.kubernetes.protobuf";
  static final String JSON = "application/json";

  private final Failures failures;
  private final Decoding decoding;
  private final ApiResponse response;
  private final CountedInput counted;
  private InputStream body;

  Answers(Failures failures, Decoding decoding, ApiResponse response) {
    this.failures = failures;
    this.decoding = decoding;
    this.response = response;
    this.counted = new CountedInput(response.body());
    this.body = counted;
  }

  Failures failures() {
    return failures;
  }

  Decoding decoding() {
    return decoding;
  }

  ApiResponse response() {
    return response;
  }

  /** Bytes of the body that have come, as they travelled. */
  long received() {
    return counted.given();
  }

  /** The beginning of the body, which stays there to be read. */
  byte[] peek(int length) throws IOException {
    byte[] begin = body.readNBytes(length);
    body = new SequenceInputStream(new ByteArrayInputStream(begin), body);
    return begin;
  }

  /** The answer as it came, for who reads it by himself. */
  ApiResponse raw() {
    return response.withBody(body);
  }

  /** The body without its compression. */
  InputStream body() throws IOException {
    String encoding = response.header("Content-Encoding");
    if (encoding == null || encoding.isEmpty() || encoding.equalsIgnoreCase("identity")) {
      return body;
    }
    if (encoding.equalsIgnoreCase("gzip")) {
      return new GZIPInputStream(body, GZIP_BUFFER);
    }
    throw new ZipException("its Content-Encoding is " + encoding + ", which nobody asked for");
  }

  /**
   * Decodes a successful answer as an object of this type, while it arrives.
   *
   * @throws DecodeException if it is none, and ZipException if it isn't gzip though it says so
   */
  <R> R object(Type<R> type) throws IOException {
    R object = codec().decode(type, body(), decoding);
    byte[] rest = new byte[MAX_REST];
    int unused = body.readNBytes(rest, 0, rest.length);
    return object;
  }

  /** As {@link #object}, but everything that is in it. */
  JsonObject tree() throws IOException {
    if (codec() == Codec.json()
        && Codec.json().decodeTree(body(), decoding) instanceof JsonObject object) {
      return object;
    }
    throw unexpected("the answer is no JSON object", null);
  }

  /**
   * Reads to the end, as travelled, so that the connection can go on. A list of deleted objects can
   * be long, but who sends more than {@link #MAX_SKIPPED} loses the connection.
   */
  boolean skip() throws IOException {
    if (!mediaType().isEmpty()) {
      Codec unused = codec(); // a proxy's page is no success
    }
    byte[] buffer = new byte[GZIP_BUFFER];
    while (received() < MAX_SKIPPED && body.read(buffer, 0, buffer.length) >= 0) {
      // nobody asked for it
    }
    return true;
  }

  /** What a successful answer is written in. */
  Codec codec() {
    String type = mediaType();
    if (type.equals(PROTOBUF)) {
      return Codec.protobuf();
    }
    if (type.equals(JSON)) {
      return Codec.json();
    }
    throw unexpected(
        "the answer is " + (type.isEmpty() ? "of no type" : type) + " in place of an object", null);
  }

  /** The Content-Type without its parameters. */
  String mediaType() {
    String type = response.header("Content-Type");
    if (type == null) {
      return "";
    }
    int semicolon = type.indexOf(';');
    return (semicolon < 0 ? type : type.substring(0, semicolon)).strip().toLowerCase(Locale.ROOT);
  }

  /**
   * For what a decoder or unpacker makes of the body. A token that the JSON parser quotes, as it is
   * in no quotes itself, isn't shown: it may be a part of a Secret.
   */
  UnexpectedAnswerException unreadable(String what, Exception e) {
    String message = String.valueOf(e.getMessage());
    String shown = QUOTED_TOKEN.matcher(message).replaceFirst("Unrecognized token");
    return unexpected(what + " can't be read: " + shown, shown.equals(message) ? e : null);
  }

  UnexpectedAnswerException unexpected(String message, @Nullable Throwable cause) {
    return failures.unexpected(response.status(), message, cause);
  }
}
