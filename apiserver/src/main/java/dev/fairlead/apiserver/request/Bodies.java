package dev.fairlead.apiserver.request;

import dev.fairlead.apiserver.request.WriteOptions.FieldValidation;
import dev.fairlead.apiserver.status.Failures;
import dev.fairlead.apiserver.status.StatusException;
import dev.fairlead.model.codec.Codec;
import dev.fairlead.model.codec.DecodeException;
import dev.fairlead.model.codec.Decoding;
import dev.fairlead.model.tree.JsonObject;
import dev.fairlead.model.tree.JsonValue;
import dev.fairlead.model.type.Type;
import dev.fairlead.model.value.GoQuote;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.HexFormat;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** Reads the body of a request as an object of a known type, or as a tree. */
public final class Bodies {
  /** The longest body, in bytes; Go: MaxRequestBodyBytes. */
  public static final int MAX_BYTES = 3 * 1024 * 1024;

  private static final int SUMMARY_BYTES = 30;
  private static final Decoding LENIENT = Decoding.DEFAULT.withMaxBytes(MAX_BYTES);
  private static final Decoding STRICT = LENIENT.withStrict(true);

  private Bodies() {}

  /** The body; fails with 413 if it was too long to take. */
  public static byte[] bytes(Request request) {
    byte[] body = request.body();
    if (body == null) {
      throw Failures.requestTooLarge("limit is " + MAX_BYTES);
    }
    return body;
  }

  /**
   * The body as an object of this type.
   *
   * @param warnings takes what was wrong where the request only wants a warning
   */
  public static <T> T object(
      Request request, Type<T> type, FieldValidation validation, Consumer<String> warnings) {
    Format format = Negotiation.ofBody(request);
    byte[] bytes = bytes(request);
    try {
      return decoded(validation, warnings, how -> format.codec().decode(type, stream(bytes), how));
    } catch (DecodeException e) {
      throw undecodable(format, bytes, type, e);
    }
  }

  /** A tree, as a patch makes it, as an object of this type; fails with a DecodeException. */
  public static <T> T object(
      JsonValue tree, Type<T> type, FieldValidation validation, Consumer<String> warnings) {
    return decoded(validation, warnings, how -> Codec.fromTree(type, tree, how));
  }

  /** A patch as a tree; YAML is taken where the media type is one of YAML. */
  public static JsonValue tree(
      Request request, boolean yaml, FieldValidation validation, Consumer<String> warnings) {
    byte[] bytes = bytes(request);
    Codec codec = yaml ? Codec.yaml() : Codec.json();
    try {
      return decoded(validation, warnings, how -> codec.decodeTree(stream(bytes), how));
    } catch (DecodeException e) {
      throw Failures.badRequest("error decoding patch: " + e.getMessage());
    }
  }

  private interface Reader<T> {
    T read(Decoding how) throws IOException;
  }

  private static <T> T decoded(
      FieldValidation validation, Consumer<String> warnings, Reader<T> reader) {
    try {
      if (validation == FieldValidation.IGNORE) {
        return reader.read(LENIENT);
      }
      try {
        return reader.read(STRICT);
      } catch (DecodeException e) {
        if (!e.isStrict() || validation == FieldValidation.STRICT) {
          throw e;
        }
        T object = reader.read(LENIENT);
        e.problems().forEach(warnings);
        return object;
      }
    } catch (IOException e) {
      throw new UncheckedIOException("reading from memory", e);
    }
  }

  private static ByteArrayInputStream stream(byte[] bytes) {
    return new ByteArrayInputStream(bytes);
  }

  private static StatusException undecodable(
      Format format, byte[] bytes, Type<?> type, DecodeException e) {
    String expected = type.name();
    JsonObject tree = treeOf(format, bytes);
    String kind = tree == null ? null : tree.string("kind");
    String apiVersion = tree == null ? null : tree.string("apiVersion");
    if (kind == null || apiVersion == null || kind.isEmpty()) {
      return Failures.badRequest(
          "the object provided is unrecognized (must be of type "
              + expected
              + "): "
              + e.getMessage()
              + " ("
              + summary(bytes)
              + ")");
    }
    String wanted = type.kind().map(k -> k.apiVersion()).orElse("");
    if (!wanted.equals(apiVersion) && kind.equals(expected)) {
      return Failures.badRequest(
          "the API version in the data ("
              + apiVersion
              + ") does not match the expected API version ("
              + wanted
              + ")");
    }
    String version = apiVersion.substring(apiVersion.indexOf('/') + 1);
    return Failures.badRequest(
        kind
            + " in version "
            + GoQuote.quote(version)
            + " cannot be handled as a "
            + expected
            + ": "
            + e.getMessage());
  }

  private static @Nullable JsonObject treeOf(Format format, byte[] bytes) {
    if (format == Format.PROTOBUF) {
      return null;
    }
    try {
      return format.codec().decodeTree(stream(bytes), LENIENT) instanceof JsonObject object
          ? object
          : null;
    } catch (DecodeException | IOException e) {
      return null; // then the failure is that it's no document at all, which the caller tells
    }
  }

  /** The first bytes as hex, as the real server shows them. */
  private static String summary(byte[] bytes) {
    String hex = HexFormat.of().formatHex(bytes, 0, Math.min(bytes.length, SUMMARY_BYTES));
    return bytes.length > SUMMARY_BYTES ? hex + " ..." : hex;
  }
}
