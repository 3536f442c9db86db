package dev.fairlead.model.codec;

import dev.fairlead.model.tree.JsonNull;
import dev.fairlead.model.tree.JsonValue;
import dev.fairlead.model.type.Shape;
import dev.fairlead.model.value.Bytes;
import dev.fairlead.model.value.Duration;
import dev.fairlead.model.value.FieldsV1;
import dev.fairlead.model.value.IntOrString;
import dev.fairlead.model.value.MicroTime;
import dev.fairlead.model.value.Quantity;
import dev.fairlead.model.value.Time;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The scalars of Kubernetes in protobuf, several of which are small messages there. */
final class ProtobufScalars {
  /** For a value whose texts aren't judged as a sort of their own. */
  static final int NO_SORT = -1;

  private static final int FIELD_SETS = Dictionary.newSort();

  private final ProtobufInput in;
  private final Decoding how;
  private final @Nullable Dictionary dictionary;
  private final @Nullable SipHash hash;

  ProtobufScalars(ProtobufInput in, Decoding how, @Nullable Dictionary dictionary) {
    this.in = in;
    this.how = how;
    this.dictionary = dictionary;
    this.hash = dictionary == null ? null : dictionary.newHash();
  }

  /** Reads a scalar; null where the bytes stand for absent. */
  @Nullable Object read(Shape.Scalar scalar, int tag, int end, int sort) {
    int wireType = tag & 7;
    int wanted =
        switch (scalar) {
          case BOOL, INT32, INT64 -> ProtobufInput.VARINT;
          case DOUBLE -> ProtobufInput.FIXED64;
          default -> ProtobufInput.BYTES;
        };
    if (wireType != wanted) {
      throw in.fail(
          "field "
              + (tag >>> 3)
              + " ("
              + scalar
              + ") has wire type "
              + wireType
              + ", not "
              + wanted);
    }
    return switch (scalar) {
      case BOOL -> in.varint(end) != 0;
      case INT32 -> (int) in.varint(end);
      case INT64 -> in.varint(end);
      case DOUBLE -> Double.longBitsToDouble(in.fixed64(end));
      case STRING -> string(in.length(end), sort);
      case BYTES -> bytes(in.length(end));
      default -> message(scalar, in.length(end));
    };
  }

  /** Reads one item of a list, or all of a packed one. */
  void readItem(Shape.Scalar element, int tag, int end, List<Object> items) {
    boolean packable =
        switch (element) {
          case BOOL, INT32, INT64, DOUBLE -> true;
          default -> false;
        };
    if (packable && (tag & 7) == ProtobufInput.BYTES) {
      int packedEnd = in.length(end) + in.at;
      int single =
          (tag & ~7)
              | (element == Shape.Scalar.DOUBLE ? ProtobufInput.FIXED64 : ProtobufInput.VARINT);
      while (in.at < packedEnd) {
        add(element, read(element, single, packedEnd, NO_SORT), items);
      }
    } else if (element == Shape.Scalar.STRING && (tag & 7) == ProtobufInput.BYTES) {
      items.add(shared(in.length(end)));
    } else {
      add(element, read(element, tag, end, NO_SORT), items);
    }
  }

  private void add(Shape.Scalar element, @Nullable Object item, List<Object> items) {
    items.add(item != null ? item : zero(element));
  }

  /** A list item or map value that is absent is Go's zero value. */
  Object zero(Shape shape) {
    return switch (shape) {
      case Shape.Message message -> message.type().empty();
      case Shape.ListOf list -> List.of();
      case Shape.MapOf map -> throw new IllegalStateException("Kubernetes has no maps of maps");
      case Shape.Scalar scalar ->
          switch (scalar) {
            case STRING -> "";
            case BYTES -> Bytes.EMPTY;
            case BOOL -> false;
            case INT32 -> 0;
            case INT64 -> 0L;
            case DOUBLE -> 0.0;
            case QUANTITY -> Quantity.ZERO;
            case INT_OR_STRING -> IntOrString.ofInt(0);
            case RAW_EXTENSION, JSON -> JsonNull.NULL;
            case DURATION -> new Duration(0);
            case FIELDS_V1 -> FieldsV1.ofJson("{}");
            case TIME, MICRO_TIME -> throw in.fail("a list or map holds a time that isn't set");
          };
    };
  }

  private String string(int length, int sort) {
    if (sort == NO_SORT || dictionary == null) {
      return in.utf8(length);
    }
    Yield yield = dictionary.yieldOf(sort);
    if (!yield.worthTrying()) {
      return in.utf8(length);
    }
    int before = in.at;
    String text = shared(length);
    // A string that was in the table is older than this read; a new one has just been put there.
    yield.count(lastWasKnown && before != in.at);
    return text;
  }

  private boolean lastWasKnown;

  /** A string that probably came before: a name, a label, a phase. */
  String shared(int length) {
    if (dictionary == null || length == 0 || length > Dictionary.MAX_STRING_BYTES) {
      lastWasKnown = false;
      return in.utf8(length);
    }
    int code = length;
    byte[] bytes = in.bytes;
    for (int i = in.at, end = in.at + length; i < end; i++) {
      code = 31 * code + bytes[i];
    }
    code ^= code >>> 15;
    String known = dictionary.findString(bytes, in.at, in.at + length, code);
    lastWasKnown = known != null;
    if (known != null) {
      in.at += length;
      return known;
    }
    String text = in.utf8(length);
    dictionary.putString(text, code);
    return text;
  }

  private Bytes bytes(int length) {
    Bytes bytes = Bytes.of(in.bytes, in.at, in.at + length);
    in.at += length;
    return bytes;
  }

  private @Nullable Object message(Shape.Scalar scalar, int length) {
    int end = in.at + length;
    try {
      Object value =
          switch (scalar) {
            case QUANTITY -> quantity(end);
            case INT_OR_STRING -> intOrString(end);
            case TIME, MICRO_TIME -> time(scalar, end);
            case DURATION -> new Duration(number(1, end));
            case FIELDS_V1 -> fieldsV1(end);
            case RAW_EXTENSION, JSON -> json(end);
            case STRING, BOOL, INT32, INT64, DOUBLE, BYTES ->
                throw new IllegalStateException(scalar + " is no message");
          };
      in.at = end;
      return value;
    } catch (IllegalArgumentException e) {
      throw in.fail(e.getMessage() == null ? e.toString() : e.getMessage());
    }
  }

  private @Nullable Quantity quantity(int end) {
    String text = "";
    while (in.at < end) {
      int tag = in.tag(end);
      if (tag == (1 << 3 | ProtobufInput.BYTES)) {
        text = shared(in.length(end));
      } else {
        in.skip(tag, end);
      }
    }
    return text.isEmpty() ? null : Quantity.ofWire(text);
  }

  private IntOrString intOrString(int end) {
    long type = 0;
    long number = 0;
    String text = "";
    while (in.at < end) {
      int tag = in.tag(end);
      switch (tag) {
        case 1 << 3 -> type = in.varint(end);
        case 2 << 3 -> number = in.varint(end);
        case 3 << 3 | ProtobufInput.BYTES -> text = shared(in.length(end));
        default -> in.skip(tag, end);
      }
    }
    return type == 0 ? IntOrString.ofInt((int) number) : IntOrString.ofString(text);
  }

  /** Seconds (1) and nanos (2); no bytes at all are a time that isn't set. */
  private @Nullable Object time(Shape.Scalar scalar, int end) {
    if (in.at == end) {
      return null;
    }
    long seconds = 0;
    int nanos = 0;
    while (in.at < end) {
      int tag = in.tag(end);
      switch (tag) {
        case 1 << 3 -> seconds = in.varint(end);
        case 2 << 3 -> nanos = (int) in.varint(end);
        default -> in.skip(tag, end);
      }
    }
    return scalar == Shape.Scalar.TIME ? new Time(seconds) : MicroTime.ofEpoch(seconds, nanos);
  }

  private long number(int field, int end) {
    long number = 0;
    while (in.at < end) {
      int tag = in.tag(end);
      if (tag == field << 3) {
        number = in.varint(end);
      } else {
        in.skip(tag, end);
      }
    }
    return number;
  }

  /**
   * Steps to the bytes in field 1 of a message and returns their length, or -1 if there are none.
   */
  private int raw(int end) {
    int start = -1;
    int length = -1;
    while (in.at < end) {
      int tag = in.tag(end);
      if (tag == (1 << 3 | ProtobufInput.BYTES)) {
        length = in.length(end);
        start = in.at;
        in.at += length;
      } else {
        in.skip(tag, end);
      }
    }
    in.at = start < 0 ? end : start;
    return length;
  }

  private @Nullable FieldsV1 fieldsV1(int end) {
    int length = raw(end);
    if (length <= 0) {
      return null;
    }
    boolean lookUp =
        dictionary != null
            && length <= Dictionary.MAX_PART_BYTES
            && dictionary.yieldOf(FIELD_SETS).worthTrying();
    long low = 0;
    long high = 0;
    if (lookUp && dictionary != null && hash != null) {
      hash.hash(in.bytes, in.at, in.at + length);
      low = hash.low;
      high = hash.high;
      Object known = dictionary.find(FIELD_SETS, hash);
      dictionary.yieldOf(FIELD_SETS).count(known != null);
      if (known != null) {
        return (FieldsV1) known;
      }
    }
    FieldsV1 read = FieldsV1Text.read(in, length);
    if (lookUp && dictionary != null) {
      dictionary.put(FIELD_SETS, low, high, length, read);
    }
    return read;
  }

  /** JSON text, or an object in an envelope of its own. */
  private @Nullable JsonValue json(int end) {
    int length = raw(end);
    if (length <= 0) {
      return null;
    }
    try {
      if (ProtobufEnvelope.startsAt(in.bytes, in.at, in.at + length)) {
        var enveloped = new ByteArrayInputStream(in.bytes, in.at, length);
        return Codec.toTree(Codec.protobuf().decodeAny(enveloped, how));
      }
      JsonTokens tokens = JsonTokens.of(in.bytes, in.at, length, how);
      return new ObjectReader(tokens, how).readTree();
    } catch (IOException e) {
      throw new UncheckedIOException("reading from memory", e);
    }
  }
}
