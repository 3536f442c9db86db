package dev.fairlead.apiserver.request;

import dev.fairlead.model.TypeRegistry;
import dev.fairlead.model.codec.Codec;
import dev.fairlead.model.codec.DecodeException;
import dev.fairlead.model.codec.Decoding;
import dev.fairlead.model.tree.JsonArray;
import dev.fairlead.model.tree.JsonBool;
import dev.fairlead.model.tree.JsonNull;
import dev.fairlead.model.tree.JsonNumber;
import dev.fairlead.model.tree.JsonObject;
import dev.fairlead.model.tree.JsonString;
import dev.fairlead.model.tree.JsonValue;
import dev.fairlead.model.type.Type;
import dev.fairlead.model.value.GoQuote;
import dev.fairlead.model.value.GroupVersionKind;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.HexFormat;
import org.jspecify.annotations.Nullable;

/** Says why a body isn't the object that was to be there; only asked once decoding has failed. */
final class Undecodable {
  private static final int SUMMARY_BYTES = 30;

  /** The server's only scheme goes by the place in its sources where it is made. */
  private static final String SCHEME = "pkg/runtime/scheme.go:111";

  private static final String META =
      "struct { APIVersion string \"json:\\\"apiVersion,omitempty\\\"\"; Kind string"
          + " \"json:\\\"kind,omitempty\\\"\" }";
  private static final String NO_META = "couldn't get version/kind; json parse error: ";

  private final Type<?> type;
  private final GroupVersionKind wanted;

  /** Such a body isn't this type; a type without kind is only ever part of others. */
  Undecodable(Type<?> type) {
    this.type = type;
    this.wanted = type.kind().orElse(new GroupVersionKind("", "v1", type.name()));
  }

  /** What to answer with: the words after it depend on whether the kind could be found. */
  String words(Format format, byte[] bytes, DecodeException failure) {
    String problem = problem(format, bytes, failure);
    if (problem != null) {
      return unrecognized(problem, bytes);
    }
    GroupVersionKind found = found(tree(format, bytes));
    if (isRegistered(found) && !found.equals(wanted) && found.kind().equals(wanted.kind())) {
      return "the API version in the data (%s) does not match the expected API version (%s)"
          .formatted(found.apiVersion(), wanted.apiVersion());
    }
    return "%s in version %s cannot be handled as a %s: %s"
        .formatted(
            found.kind(), GoQuote.quote(found.version()), wanted.kind(), reason(found, failure));
  }

  String emptyBody(byte[] bytes) {
    return unrecognized("empty body", bytes);
  }

  private String unrecognized(String problem, byte[] bytes) {
    return "the object provided is unrecognized (must be of type %s): %s (%s)"
        .formatted(wanted.kind(), problem, summary(bytes));
  }

  /** The same where no kind is named in front, as for options of a delete. */
  String plainWords(Format format, byte[] bytes, DecodeException failure) {
    String problem = problem(format, bytes, failure);
    return problem != null ? problem : reason(found(tree(format, bytes)), failure);
  }

  /** Why there is no kind to be found; null if there is one. */
  private static @Nullable String problem(Format format, byte[] bytes, DecodeException failure) {
    try {
      return format == Format.PROTOBUF ? ofProtobuf(bytes, failure) : noDocument(format, bytes);
    } catch (DecodeException e) {
      return String.valueOf(e.getMessage());
    }
  }

  private String reason(GroupVersionKind found, DecodeException failure) {
    if (!isRegistered(found)) {
      return "no kind %s is registered for version %s in scheme %s"
          .formatted(
              GoQuote.quote(found.kind()),
              GoQuote.quote(found.apiVersion()),
              GoQuote.quote(SCHEME));
    }
    if (!found.equals(wanted)) {
      return "converting (%s.%s) to (%s.%s): unknown conversion"
          .formatted(found.version(), found.kind(), internal(wanted.group()), wanted.kind());
    }
    return failure.isStrict()
        ? GoDecodeText.strict(failure.problems())
        : GoDecodeText.ofJson(failure);
  }

  private boolean isRegistered(GroupVersionKind kind) {
    return kind.equals(wanted) || TypeRegistry.kubernetes().find(kind).isPresent();
  }

  private static String internal(String group) {
    return group.isEmpty() ? "core" : group.split("\\.", -1)[0];
  }

  private static @Nullable String ofProtobuf(byte[] bytes, DecodeException failure) {
    if (bytes.length == 0) {
      return "empty data";
    }
    if (!new String(bytes, StandardCharsets.ISO_8859_1).startsWith("k8s\0")) {
      return "provided data does not appear to be a protobuf message, expected prefix [107 56 115"
          + " 0]";
    }
    String problem = String.valueOf(failure.getMessage());
    return problem.endsWith("ends inside a value") ? "unexpected EOF" : problem;
  }

  /** Why there is nothing to find a kind in; null if there is. */
  private static @Nullable String noDocument(Format format, byte[] bytes) {
    if (format == Format.JSON) {
      String syntax = GoJsonSyntax.problem(bytes);
      if (syntax != null) {
        return NO_META + syntax;
      }
    }
    JsonValue tree = tree(format, bytes);
    if (!(tree instanceof JsonObject object)) {
      return tree instanceof JsonNull ? null : NO_META + cannot(tree, "Go value of type " + META);
    }
    for (String name : new String[] {"apiVersion", "kind"}) {
      JsonValue value = object.get(name);
      if (value != null && !(value instanceof JsonString) && !(value instanceof JsonNull)) {
        return NO_META + cannot(value, "Go struct field ." + name + " of type string");
      }
    }
    String apiVersion = text(object, "apiVersion");
    return apiVersion.chars().filter(c -> c == '/').count() > 1
        ? "unexpected GroupVersion string: " + apiVersion
        : null;
  }

  private static String cannot(JsonValue value, String into) {
    String kind =
        switch (value) {
          case JsonArray list -> "array";
          case JsonString text -> "string";
          case JsonNumber number -> "number";
          case JsonBool bool -> "bool";
          case JsonObject object -> "object";
          case JsonNull nothing -> "null";
        };
    return "json: cannot unmarshal " + kind + " into " + into;
  }

  /** The kind that the document says it is; what it leaves out is as the server expects it. */
  private GroupVersionKind found(JsonValue tree) {
    if (!(tree instanceof JsonObject object)) {
      return wanted;
    }
    String kind = text(object, "kind");
    String apiVersion = text(object, "apiVersion");
    int slash = apiVersion.indexOf('/');
    String group = slash < 0 ? "" : apiVersion.substring(0, slash);
    String version = apiVersion.substring(slash + 1);
    return new GroupVersionKind(
        apiVersion.isEmpty() ? wanted.group() : group,
        version.isEmpty() ? wanted.version() : version,
        kind.isEmpty() ? wanted.kind() : kind);
  }

  private static String text(JsonObject object, String name) {
    String text = object.get(name) instanceof JsonString(String value) ? value : "";
    return text;
  }

  private static JsonValue tree(Format format, byte[] bytes) {
    Codec codec = format == Format.YAML ? Codec.yaml() : Codec.json();
    try {
      return codec.decodeTree(
          new ByteArrayInputStream(bytes), Decoding.DEFAULT.withMaxBytes(Bodies.MAX_BYTES));
    } catch (IOException e) {
      throw new UncheckedIOException("reading from memory", e);
    }
  }

  /** The first bytes, as hex if they are no JSON object, as the real server shows them. */
  private static String summary(byte[] bytes) {
    if (bytes.length == 0) {
      return "<empty>";
    }
    int shown = Math.min(bytes.length, SUMMARY_BYTES);
    String text =
        bytes[0] == '{'
            ? new String(bytes, 0, shown, StandardCharsets.UTF_8)
            : HexFormat.of().formatHex(bytes, 0, shown);
    return bytes.length > shown ? text + " ..." : text;
  }

  @Override
  public String toString() {
    return "not a " + type;
  }
}
