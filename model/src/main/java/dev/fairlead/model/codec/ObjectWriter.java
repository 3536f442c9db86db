package dev.fairlead.model.codec;

import dev.fairlead.model.KubernetesObject;
import dev.fairlead.model.tree.JsonArray;
import dev.fairlead.model.tree.JsonBool;
import dev.fairlead.model.tree.JsonNull;
import dev.fairlead.model.tree.JsonNumber;
import dev.fairlead.model.tree.JsonObject;
import dev.fairlead.model.tree.JsonString;
import dev.fairlead.model.tree.JsonValue;
import dev.fairlead.model.type.Field;
import dev.fairlead.model.type.Shape;
import dev.fairlead.model.type.Type;
import dev.fairlead.model.value.Bytes;
import dev.fairlead.model.value.FieldsV1;
import dev.fairlead.model.value.GroupVersionKind;
import dev.fairlead.model.value.IntOrString;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Prints objects as tokens: the one interpreter for JSON, YAML and trees. What is absent is left
 * out; what Go's types print even when it is zero is printed too. A server also prints null for
 * some of what is absent, which {@code likeServer} asks for.
 */
final class ObjectWriter {
  private final TokenWriter out;
  private final boolean likeServer;

  ObjectWriter(TokenWriter out, boolean likeServer) {
    this.out = out;
    this.likeServer = likeServer;
  }

  /** Writes a document: a tree, or a record with its apiVersion and kind first. */
  void writeRoot(Object object) throws IOException {
    if (object instanceof JsonValue tree) {
      writeTree(tree);
    } else {
      writeMessage(Type.of(object.getClass()), object, true);
    }
  }

  private <T> void writeMessage(Type<T> type, Object value, boolean named) throws IOException {
    T object = type.javaClass().cast(value);
    List<Field> fields = type.fields();
    if (type.isUnion()) {
      writeUnion(type, object, fields);
      return;
    }
    out.startObject();
    if (named && type.kind().isPresent()) {
      writeTypeMeta(type.kind().get());
    }
    for (int i = 0; i < fields.size(); i++) {
      Field field = fields.get(i);
      Object member = type.get(object, i);
      if (likeServer && field.isNullable() && isEmpty(member)) {
        out.name(field.name());
        out.nothing();
      } else if (isWritten(field, member)) {
        out.name(field.name());
        if (isEmbedded(type, field)) {
          writeEmbedded((List<?>) java.util.Objects.requireNonNull(member));
        } else {
          write(field.shape(), member);
        }
      }
    }
    out.endObject();
  }

  /**
   * Whether a field has whole objects, as a StatefulSet has claims: these say their kind, while the
   * items of a list don't.
   */
  private static boolean isEmbedded(Type<?> type, Field field) {
    return type.kind().isEmpty()
        && field.shape() instanceof Shape.ListOf(Shape.Message element)
        && KubernetesObject.class.isAssignableFrom(element.type().javaClass());
  }

  private void writeEmbedded(List<?> objects) throws IOException {
    out.startArray();
    for (Object object : objects) {
      writeMessage(Type.of(object.getClass()), object, true);
    }
    out.endArray();
  }

  private void writeTypeMeta(GroupVersionKind kind) throws IOException {
    if (out.apiVersionFirst()) {
      out.name("apiVersion");
      out.string(kind.apiVersion());
    }
    out.name("kind");
    out.string(kind.kind());
    if (!out.apiVersionFirst()) {
      out.name("apiVersion");
      out.string(kind.apiVersion());
    }
  }

  /** The first field that is set; a union that is all unset is its boolean, as in Go. */
  private <T> void writeUnion(Type<T> type, T object, List<Field> fields) throws IOException {
    for (int pass = 0; pass < 2; pass++) {
      for (int i = 0; i < fields.size(); i++) {
        Shape shape = fields.get(i).shape();
        Object member = type.get(object, i);
        boolean set = shape == Shape.Scalar.BOOL ? pass == 1 : isPresent(member);
        if (set) {
          write(shape, member);
          return;
        }
      }
    }
    out.nothing();
  }

  private static boolean isWritten(Field field, @Nullable Object value) {
    return switch (field.presence()) {
      case REQUIRED -> value != null;
      case EXPLICIT -> isPresent(value);
      case IMPLICIT -> isPresent(value) && !isZero(field.shape(), value);
    };
  }

  private static boolean isEmpty(@Nullable Object value) {
    return !isPresent(value) || (value instanceof Bytes bytes && bytes.isEmpty());
  }

  // Tests in place of pattern switches, here and below: those are linked at run time, which is felt
  // in a fresh JVM, and the compiler that one starts with calls them through method handles.

  private static boolean isPresent(@Nullable Object value) {
    if (value instanceof List<?> list) {
      return !list.isEmpty();
    }
    return value instanceof Map<?, ?> map ? !map.isEmpty() : value != null;
  }

  /** Whether a value that Go holds by value is its zero, which stands for absent. */
  static boolean isZero(Shape shape, @Nullable Object value) {
    if (value == null) {
      return true;
    }
    if (shape instanceof Shape.Message message) {
      return value.equals(message.type().empty());
    }
    if (value instanceof String text) {
      return text.isEmpty();
    }
    if (value instanceof Number number) {
      return number.doubleValue() == 0;
    }
    return value instanceof Boolean flag ? !flag : value instanceof Bytes bytes && bytes.isEmpty();
  }

  private void write(Shape shape, @Nullable Object value) throws IOException {
    java.util.Objects.requireNonNull(value);
    if (shape instanceof Shape.Scalar scalar) {
      writeScalar(scalar, value);
    } else if (shape instanceof Shape.Message message) {
      writeMessage(message.type(), value, false);
    } else if (shape instanceof Shape.ListOf list) {
      out.startArray();
      for (Object item : (List<?>) value) {
        write(list.element(), item);
      }
      out.endArray();
    } else {
      Shape element = ((Shape.MapOf) shape).value();
      out.startObject();
      for (var entry : ((Map<?, ?>) value).entrySet()) {
        out.name((String) entry.getKey());
        write(element, entry.getValue());
      }
      out.endObject();
    }
  }

  private void writeScalar(Shape.Scalar scalar, Object value) throws IOException {
    switch (scalar) {
      case STRING -> out.string((String) value);
      case BOOL -> out.bool((Boolean) value);
      case INT32, INT64 -> out.integer(((Number) value).longValue());
      case DOUBLE -> out.number(JsonNumber.of((Double) value));
      case BYTES -> out.string(((Bytes) value).toBase64());
      case INT_OR_STRING -> {
        if (value instanceof IntOrString.OfInt(int number)) {
          out.integer(number);
        } else {
          out.string(value.toString());
        }
      }
      case QUANTITY, TIME, MICRO_TIME, DURATION -> out.string(value.toString());
      case FIELDS_V1 -> out.json(((FieldsV1) value).json());
      case RAW_EXTENSION, JSON -> writeTree((JsonValue) value);
    }
  }

  void writeTree(JsonValue value) throws IOException {
    switch (value) {
      case JsonObject object -> {
        out.startObject();
        for (var member : object.members().entrySet()) {
          out.name(member.getKey());
          writeTree(member.getValue());
        }
        out.endObject();
      }
      case JsonArray array -> {
        out.startArray();
        for (JsonValue item : array.items()) {
          writeTree(item);
        }
        out.endArray();
      }
      case JsonString(String text) -> out.string(text);
      case JsonNumber number -> out.number(number);
      case JsonBool flag -> out.bool(flag.value());
      case JsonNull nothing -> out.nothing();
    }
  }
}
