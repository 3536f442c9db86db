package dev.fairlead.client;

import dev.fairlead.client.error.UnexpectedAnswerException;
import dev.fairlead.client.transport.ApiResponse;
import dev.fairlead.model.codec.Codec;
import dev.fairlead.model.codec.DecodeException;
import dev.fairlead.model.codec.Decoding;
import dev.fairlead.model.type.Type;
import java.io.IOException;
import java.io.InputStream;
import java.util.Locale;
import java.util.zip.GZIPInputStream;
import java.util.zip.ZipException;
import org.jspecify.annotations.Nullable;

/** Reads the answer to one attempt. Used by one thread. */
final class Answers {
  /** Fewer, larger steps for zlib. In bytes. */
  private static final int GZIP_BUFFER = 64 << 10;

  /** Read after an object so that its connection can go on; client-go's number. In bytes. */
  private static final int MAX_REST = 2 << 10;

  static final String PROTOBUF = "application/vnd.kubernetes.protobuf";
  static final String JSON = "application/json";

  private final Failures failures;
  private final Decoding decoding;
  private final ApiResponse response;
  private final CountedInput body;

  Answers(Failures failures, Decoding decoding, ApiResponse response) {
    this.failures = failures;
    this.decoding = decoding;
    this.response = response;
    this.body = new CountedInput(response.body());
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
    return body.given();
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

  /** Decodes a successful answer as an object of this type, while it arrives. */
  <R> R object(Type<R> type) throws IOException {
    try {
      R object = codec().decode(type, body(), decoding);
      byte[] rest = new byte[MAX_REST];
      int unused = body.readNBytes(rest, 0, rest.length);
      return object;
    } catch (ZipException | DecodeException e) {
      throw unexpected("the answer can't be read: " + e.getMessage(), e);
    }
  }

  /** Reads to the end, as travelled. A list of deleted objects can be long. */
  boolean skip() throws IOException {
    byte[] buffer = new byte[GZIP_BUFFER];
    while (body.read(buffer, 0, buffer.length) >= 0) {
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

  UnexpectedAnswerException unexpected(String message, @Nullable Throwable cause) {
    return failures.unexpected(response.status(), message, cause);
  }
}
