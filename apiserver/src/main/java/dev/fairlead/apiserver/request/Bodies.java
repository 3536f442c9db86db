package dev.fairlead.apiserver.request;

import dev.fairlead.apiserver.request.WriteOptions.FieldValidation;
import dev.fairlead.apiserver.status.Failures;
import dev.fairlead.model.codec.Codec;
import dev.fairlead.model.codec.DecodeException;
import dev.fairlead.model.codec.Decoding;
import dev.fairlead.model.tree.JsonValue;
import dev.fairlead.model.type.Type;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;

/** Reads the body of a request as an object of a known type, or as a tree. */
public final class Bodies {
  /** The longest body, in bytes; Go: MaxRequestBodyBytes. */
  public static final int MAX_BYTES = 3 * 1024 * 1024;

  /** The bytes before a message; Go takes them alone for no object. */
  private static final int PROTOBUF_PREFIX = "k8s\0".length();

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
    if (format == Format.PROTOBUF && bytes.length == PROTOBUF_PREFIX) {
      throw Failures.badRequest(new Undecodable(type).emptyBody(bytes));
    }
    try {
      return decoded(validation, warnings, how -> format.codec().decode(type, stream(bytes), how));
    } catch (DecodeException e) {
      if (isNull(format, bytes)) {
        return type.empty(); // Go takes null for an object without anything
      }
      throw Failures.badRequest(new Undecodable(type).words(format, bytes, e));
    }
  }

  /** The body as options, about which less is said when it can't be read. */
  public static <T> T options(Request request, Type<T> type) {
    Format format = Negotiation.ofBody(request);
    byte[] bytes = bytes(request);
    try {
      return decoded(
          FieldValidation.IGNORE,
          unused -> {},
          how -> format.codec().decode(type, stream(bytes), how));
    } catch (DecodeException e) {
      if (format == Format.JSON && isNull(format, bytes)) {
        return type.empty();
      }
      throw Failures.badRequest(new Undecodable(type).plainWords(format, bytes, e));
    }
  }

  private static boolean isNull(Format format, byte[] bytes) {
    String text = new String(bytes, StandardCharsets.UTF_8).strip();
    return switch (format) {
      case JSON -> text.equals("null");
      case YAML -> text.isEmpty() || text.equals("null");
      case PROTOBUF -> false;
    };
  }

  /**
   * A tree, as a patch makes it, as an object of this type; fails with a DecodeException.
   *
   * @param ofPatch what was strictly wrong with the patch itself
   */
  public static <T> T object(
      JsonValue tree,
      Type<T> type,
      FieldValidation validation,
      List<String> ofPatch,
      Consumer<String> warnings) {
    List<String> problems = new ArrayList<>(ofPatch);
    T object =
        decoded(
            validation == FieldValidation.IGNORE ? validation : FieldValidation.WARN,
            problems::add,
            how -> Codec.fromTree(type, tree, how));
    if (validation == FieldValidation.STRICT && !problems.isEmpty()) {
      throw DecodeException.strict(problems);
    }
    problems.forEach(warnings);
    return object;
  }

  /**
   * A patch of JSON as a tree.
   *
   * @param problems takes what is strictly wrong with it: members that come twice
   */
  public static JsonValue patch(
      Request request, FieldValidation validation, Consumer<String> problems) {
    byte[] bytes = bytes(request);
    if (GoJsonSyntax.problem(bytes) != null) {
      throw Failures.badRequest("invalid JSON patch");
    }
    FieldValidation telling =
        validation == FieldValidation.IGNORE ? validation : FieldValidation.WARN;
    try {
      return decoded(telling, problems, how -> Codec.json().decodeTree(stream(bytes), how));
    } catch (DecodeException e) {
      throw Failures.badRequest("error decoding patch: " + e.getMessage());
    }
  }

  /** What is applied, which is YAML, as a tree; what is strictly wrong with it isn't told. */
  public static JsonValue applied(Request request) {
    byte[] bytes = bytes(request);
    try {
      return decoded(
          FieldValidation.IGNORE, unused -> {}, how -> Codec.yaml().decodeTree(stream(bytes), how));
    } catch (DecodeException e) {
      throw Failures.badRequest("error decoding patch: " + e.getMessage());
    }
  }

  /** Tells what is strictly wrong with what was applied: keys that come twice. */
  public static void checkApplied(
      Request request, FieldValidation validation, Consumer<String> warnings) {
    byte[] bytes = bytes(request);
    try {
      decoded(validation, warnings, how -> Codec.yaml().decodeTree(stream(bytes), how));
    } catch (DecodeException e) {
      throw Failures.badRequest(
          "error strict decoding patch: error converting YAML to JSON: "
              + GoDecodeText.yamlErrors(e.problems()));
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
}
