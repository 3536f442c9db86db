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
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;

/**
 * Prints objects as protobuf, from the last byte to the first: the length of a message is known
 * when it is written, without counting it before.
 */
final class ProtobufWriter {
  private static final int FIRST_SIZE = 4 << 10;

  /** Filled from the end. */
  private byte[] buffer = new byte[FIRST_SIZE];

  private int at = FIRST_SIZE;

  void write(Object object, OutputStream out) throws IOException {
    Type<?> type = Type.of(object.getClass());
    bytes(4, new byte[0]); // contentType
    bytes(3, new byte[0]); // contentEncoding
    int mark = written();
    message(type, object);
    wrap(2, mark);
    int metaMark = written();
    if (type.kind().isPresent()) {
      GroupVersionKind kind = type.kind().get();
      text(2, kind.kind());
      text(1, kind.apiVersion());
    }
    wrap(1, metaMark);
    raw(ProtobufEnvelope.MAGIC, 0, ProtobufEnvelope.MAGIC.length);
    out.write(buffer, at, buffer.length - at);
  }

  private <T> void message(Type<T> type, Object value) {
    TypePlan plan = TypePlan.of(type);
    if (plan.protobuf().slots.length == 0 && !type.fields().isEmpty()) {
      throw new IllegalArgumentException(
          type.name() + " has no protobuf form in Kubernetes: encode it as JSON");
    }
    node(plan, plan.protobuf(), type, type.javaClass().cast(value));
  }

  private <T> void node(TypePlan plan, ProtobufNode node, Type<T> type, T object) {
    for (int i = node.slots.length - 1; i >= 0; i--) {
      Slot slot = node.slots[i];
      if (slot.below != null) {
        int mark = written();
        node(plan, slot.below, type, object);
        if (written() > mark) {
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
    switch (shape) {
      case Shape.Scalar scalar -> scalar(number, scalar, value);
      case Shape.Message message -> {
        int mark = written();
        message(message.type(), value);
        wrap(number, mark);
      }
      case Shape.ListOf(Shape element) -> {
        List<?> list = (List<?>) value;
        for (int i = list.size() - 1; i >= 0; i--) {
          field(number, element, list.get(i));
        }
      }
      case Shape.MapOf(Shape element) -> entries(number, element, (Map<?, ?>) value);
    }
  }

  private void entries(int number, Shape element, Map<?, ?> map) {
    Object[] entries = map.entrySet().toArray();
    for (int i = entries.length - 1; i >= 0; i--) {
      Map.Entry<?, ?> entry = (Map.Entry<?, ?>) entries[i];
      int mark = written();
      if (element instanceof Shape.ListOf(Shape item)) {
        int listMark = written();
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
          prepend((byte) (bits >>> shift));
        }
        varint((long) number << 3 | ProtobufInput.FIXED64);
      }
      case BYTES -> bytes(number, ((Bytes) value).toByteArray());
      default -> {
        int mark = written();
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
    varint(value);
    varint((long) field << 3);
  }

  private void text(int field, String value) {
    bytes(field, value.getBytes(StandardCharsets.UTF_8));
  }

  private void bytes(int field, byte[] value) {
    int mark = written();
    raw(value, 0, value.length);
    wrap(field, mark);
  }

  /** The bytes written so far: a mark that stays true when the buffer grows. */
  private int written() {
    return buffer.length - at;
  }

  /** Puts tag and length before what was written since the mark. */
  private void wrap(int field, int mark) {
    varint(written() - mark);
    varint((long) field << 3 | ProtobufInput.BYTES);
  }

  private void varint(long value) {
    int size = value == 0 ? 1 : (70 - Long.numberOfLeadingZeros(value)) / 7;
    reserve(size);
    at -= size;
    long rest = value;
    for (int i = 0; i < size - 1; i++) {
      buffer[at + i] = (byte) (rest | 0x80);
      rest >>>= 7;
    }
    buffer[at + size - 1] = (byte) rest;
  }

  private void prepend(byte value) {
    reserve(1);
    buffer[--at] = value;
  }

  private void raw(byte[] bytes, int from, int length) {
    reserve(length);
    at -= length;
    System.arraycopy(bytes, from, buffer, at, length);
  }

  /** Makes room before the first byte. {@code at} counts from the end, so it moves with the end. */
  private void reserve(int count) {
    if (at >= count) {
      return;
    }
    int used = buffer.length - at;
    long size = Math.max(2L * buffer.length, used + (long) count);
    byte[] larger = new byte[(int) Math.min(Integer.MAX_VALUE - 8L, size)];
    System.arraycopy(buffer, at, larger, larger.length - used, used);
    at = larger.length - used;
    buffer = larger;
  }
}
