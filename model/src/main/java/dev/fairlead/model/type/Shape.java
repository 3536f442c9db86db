package dev.fairlead.model.type;

import org.jspecify.annotations.Nullable;

/** What a field holds: a scalar, an object of another type, a list, or a map with string keys. */
public sealed interface Shape {

  /** The scalars of the Kubernetes API and the Java class of each. */
  enum Scalar implements Shape {
    /** {@link String}. */
    STRING,
    /** {@link Boolean}. */
    BOOL,
    /** {@link Integer}. */
    INT32,
    /** {@link Long}. */
    INT64,
    /** {@link Double}. */
    DOUBLE,
    /** {@link dev.fairlead.model.value.Bytes}; base64 in JSON. */
    BYTES,
    /** {@link dev.fairlead.model.value.Quantity}; a string or number in JSON. */
    QUANTITY,
    /** {@link dev.fairlead.model.value.IntOrString}. */
    INT_OR_STRING,
    /** {@link dev.fairlead.model.value.Time}: RFC 3339 to the second. */
    TIME,
    /** {@link dev.fairlead.model.value.MicroTime}: RFC 3339 to the microsecond. */
    MICRO_TIME,
    /** {@link dev.fairlead.model.value.Duration}: Go's text form, such as 1h30m. */
    DURATION,
    /** {@link dev.fairlead.model.value.FieldsV1}: the field set of a field manager. */
    FIELDS_V1,
    /** {@link dev.fairlead.model.tree.JsonValue}: an object of any kind (Go: RawExtension). */
    RAW_EXTENSION,
    /** {@link dev.fairlead.model.tree.JsonValue}: any JSON (Go: apiextensions JSON). */
    JSON
  }

  /** An object of another type. The type is looked up when it is first needed. */
  final class Message implements Shape {
    private final Class<?> javaClass;
    private @Nullable Type<?> type;

    Message(Class<?> javaClass, @Nullable Type<?> type) {
      this.javaClass = javaClass;
      this.type = type;
    }

    /** The object's type. Two threads may look it up at once: both find the same one. */
    public Type<?> type() {
      Type<?> found = type;
      if (found == null) {
        found = Type.of(javaClass);
        type = found;
      }
      return found;
    }

    public Class<?> javaClass() {
      return javaClass;
    }
  }

  /** A list; in Java an immutable {@link java.util.List} without nulls. */
  record ListOf(Shape element) implements Shape {}

  /** A map from string; in Java an immutable {@link java.util.Map} in the order of its keys. */
  record MapOf(Shape value) implements Shape {}

  static Shape message(Class<?> javaClass) {
    return new Message(javaClass, null);
  }

  /** Objects of this very type, where their class has several. */
  static Shape message(Type<?> type) {
    return new Message(type.javaClass(), type);
  }

  static Shape list(Shape element) {
    return new ListOf(element);
  }

  static Shape map(Shape value) {
    return new MapOf(value);
  }
}
