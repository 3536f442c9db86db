package dev.fairlead.model.codec;

import dev.fairlead.model.codec.ProtobufNode.Slot;
import dev.fairlead.model.tree.JsonValue;
import dev.fairlead.model.type.Field;
import dev.fairlead.model.type.Field.Presence;
import dev.fairlead.model.type.Shape;
import dev.fairlead.model.type.Type;
import dev.fairlead.model.value.Bytes;
import dev.fairlead.model.value.Duration;
import dev.fairlead.model.value.FieldsV1;
import dev.fairlead.model.value.GroupVersionKind;
import dev.fairlead.model.value.IntOrString;
import dev.fairlead.model.value.MicroTime;
import dev.fairlead.model.value.Time;
import java.nio.charset.StandardCharsets;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;

/**
 * Prints objects as protobuf, from the last byte to the first: the length of a message is known
 * when it is written, without counting it before.
 */
final class ProtobufWriter {
  /** Types of fewer fields are written as fast as they are looked up. */
  private static final int MIN_FIELDS_TO_REPEAT = 8;

  private final BackwardBytes out = new BackwardBytes();

  /**
   * What was written last of each type. Neighbours in a list often share a part, such as Pods of
   * one template their whole spec; its bytes are copied then.
   */
  private final IdentityHashMap<Type<?>, Written> last = new IdentityHashMap<>();

  private record Written(Object object, long from, long to) {}

  /** A document in the envelope of Kubernetes. To be called once. */
  BackwardBytes write(Object object) {
    Type<?> type = Type.of(object.getClass());
    bytes(4, new byte[0]); // contentType
    bytes(3, new byte[0]); // contentEncoding
    long mark = out.written();
    message(type, object);
    wrap(2, mark);
    long metaMark = out.written();
    if (type.kind().isPresent()) {
      GroupVersionKind kind = type.kind().get();
      text(2, kind.kind());
      text(1, kind.apiVersion());
    }
    wrap(1, metaMark);
    out.prepend(ProtobufEnvelope.MAGIC);
    return out;
  }

  @SuppressWarnings("ReferenceEquality") // to compare values would take as long as to write them
  private <T> void message(Type<T> type, Object value) {
    TypePlan plan = TypePlan.of(type);
    if (plan.protobuf().slots.length == 0 && !type.fields().isEmpty()) {
      throw new IllegalArgumentException(
          type.name() + " has no protobuf form in Kubernetes: encode it as JSON");
    }
    boolean worthwhile = plan.fields.length >= MIN_FIELDS_TO_REPEAT;
    Written before = worthwhile ? last.get(type) : null;
    if (before != null && before.object == value) {
      out.repeat(before.from, before.to);
      return;
    }
    long from = out.written();
    node(plan, plan.protobuf(), type, type.javaClass().cast(value));
    if (worthwhile) {
      last.put(type, new Written(value, from, out.written()));
    }
  }

  private <T> void node(TypePlan plan, ProtobufNode node, Type<T> type, T object) {
    for (int i = node.slots.length - 1; i >= 0; i--) {
      Slot slot = node.slots[i];
      if (slot.below != null) {
        long mark = out.written();
        node(plan, slot.below, type, object);
        if (out.written() > mark) {
          wrap(slot.number, mark);
        }
        continue;
      }
      Field field = plan.fields[slot.index];
      Object value = type.get(object, slot.index);
      boolean absent =
          value == null
              || (field.presence() != Presence.EXPLICIT
                  && ObjectWriter.isZero(field.shape(), value));
      if (!absent) {
        field(slot.number, field.shape(), java.util.Objects.requireNonNull(value));
      }
    }
  }

  private void field(int number, Shape shape, Object value) {
    // Not a pattern switch, as in ObjectWriter.
    if (shape instanceof Shape.Scalar scalar) {
      scalar(number, scalar, value);
    } else if (shape instanceof Shape.Message message) {
      long mark = out.written();
      message(message.type(), value);
      wrap(number, mark);
    } else if (shape instanceof Shape.ListOf items) {
      List<?> list = (List<?>) value;
      for (int i = list.size() - 1; i >= 0; i--) {
        field(number, items.element(), list.get(i));
      }
    } else {
      entries(number, ((Shape.MapOf) shape).value(), (Map<?, ?>) value);
    }
  }

  private void entries(int number, Shape element, Map<?, ?> map) {
    Object[] entries = map.entrySet().toArray();
    for (int i = entries.length - 1; i >= 0; i--) {
      Map.Entry<?, ?> entry = (Map.Entry<?, ?>) entries[i];
      long mark = out.written();
      if (element instanceof Shape.ListOf(Shape item)) {
        long listMark = out.written();
        field(1, new Shape.ListOf(item), entry.getValue());
        wrap(2, listMark);
      } else {
        field(2, element, entry.getValue());
      }
      text(1, (String) entry.getKey());
      wrap(number, mark);
    }
  }

  private void scalar(int number, Shape.Scalar scalar, Object value) {
    switch (scalar) {
      case STRING -> text(number, (String) value);
      case BOOL -> number(number, (Boolean) value ? 1 : 0);
      case INT32, INT64 -> number(number, ((Number) value).longValue());
      case DOUBLE -> {
        long bits = Double.doubleToRawLongBits((Double) value);
        for (int shift = 56; shift >= 0; shift -= 8) {
          out.prepend((byte) (bits >>> shift));
        }
        out.varint((long) number << 3 | ProtobufInput.FIXED64);
      }
      case BYTES -> bytes(number, ((Bytes) value).toByteArray());
      default -> {
        long mark = out.written();
        scalarMessage(scalar, value);
        wrap(number, mark);
      }
    }
  }

  private void scalarMessage(Shape.Scalar scalar, Object value) {
    switch (scalar) {
      case QUANTITY -> text(1, value.toString());
      case INT_OR_STRING -> {
        IntOrString either = (IntOrString) value;
        text(3, either instanceof IntOrString.OfString ? either.toString() : "");
        number(2, either instanceof IntOrString.OfInt(int number) ? number : 0);
        number(1, either instanceof IntOrString.OfString ? 1 : 0);
      }
      case TIME -> {
        number(2, 0);
        number(1, ((Time) value).epochSecond());
      }
      case MICRO_TIME -> {
        number(2, ((MicroTime) value).nanos());
        number(1, ((MicroTime) value).epochSecond());
      }
      case DURATION -> number(1, ((Duration) value).nanos());
      case FIELDS_V1 -> text(1, ((FieldsV1) value).json());
      case RAW_EXTENSION, JSON -> text(1, Codec.json().encodeToString((JsonValue) value));
      case STRING, BOOL, INT32, INT64, DOUBLE, BYTES ->
          throw new IllegalStateException(scalar + " is no message");
    }
  }

  private void number(int field, long value) {
    out.varint(value);
    out.varint((long) field << 3);
  }

  private void text(int field, String value) {
    bytes(field, value.getBytes(StandardCharsets.UTF_8));
  }

  private void bytes(int field, byte[] value) {
    long mark = out.written();
    out.prepend(value);
    wrap(field, mark);
  }

  /** Puts tag and length before what was written since the mark. */
  private void wrap(int field, long mark) {
    out.varint(out.written() - mark);
    out.varint((long) field << 3 | ProtobufInput.BYTES);
  }
}
