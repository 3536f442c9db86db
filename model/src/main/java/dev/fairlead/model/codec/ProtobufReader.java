package dev.fairlead.model.codec;

import dev.fairlead.model.codec.ProtobufNode.Slot;
import dev.fairlead.model.type.Shape;
import dev.fairlead.model.type.Type;
import dev.fairlead.model.type.Values;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Builds objects from protobuf: the interpreter of descriptors for that format. With a dictionary,
 * runs of bytes that gave a value before give the same value again, unparsed.
 */
final class ProtobufReader {
  /** Shorter parts are parsed faster than they are looked up. */
  private static final int MIN_PART_BYTES = 12;

  final ProtobufInput in;
  private final int maxDepth;
  private final @Nullable Dictionary dictionary;
  private final @Nullable SipHash hash;
  private final ProtobufScalars scalars;
  private final @Nullable List<String> problems;
  private final FieldPath path = new FieldPath();
  private int depth;

  ProtobufReader(ProtobufInput in, Decoding how) {
    this.in = in;
    this.maxDepth = how.maxDepth();
    // A part that is found isn't parsed, so its unknown fields would go unreported.
    this.dictionary = how.strict() ? null : how.dictionary();
    this.hash = dictionary == null ? null : dictionary.newHash();
    this.scalars = new ProtobufScalars(in, how, dictionary);
    this.problems = how.strict() ? new ArrayList<>() : null;
  }

  /** Reads the message in {@code [in.at, end)}. */
  <T> T readMessage(Type<T> type, int end) {
    if (in.at == end) {
      return type.empty();
    }
    TypePlan plan = TypePlan.of(type);
    @Nullable Object[] values = new Object[plan.fields.length];
    enter(type);
    readInto(plan.protobuf(), end, values);
    path.pop();
    return create(type, values);
  }

  /** Starts with a message whose fields the caller hands to {@link #readInto} as they arrive. */
  void enter(Type<?> type) {
    path.push(type);
    path.field(-1);
  }

  <T> T create(Type<T> type, @Nullable Object[] values) {
    try {
      return type.create(values);
    } catch (IllegalArgumentException e) {
      throw fail(e);
    }
  }

  /** Strict decoding reports all problems of a document together. */
  void failOnProblems() {
    if (problems != null && !problems.isEmpty()) {
      throw DecodeException.strict(problems);
    }
  }

  /** Reads fields of a node up to {@code end} into the values of its type. */
  void readInto(ProtobufNode node, int end, @Nullable Object[] values) {
    if (++depth > maxDepth) {
      throw in.fail("nested deeper than " + maxDepth + " levels");
    }
    while (in.at < end) {
      int start = in.at;
      int tag = in.tag(end);
      Slot slot = node.find(tag >>> 3);
      if (slot == null) {
        if (problems != null) {
          problems.add("unknown field number " + (tag >>> 3) + " in \"" + path + "\"");
        }
        in.skip(tag, end);
      } else if (slot.below != null) {
        requireBytes(tag, slot.number);
        int length = in.length(end);
        readInto(slot.below, in.at + length, values);
      } else {
        path.field(slot.index);
        Shape shape = java.util.Objects.requireNonNull(slot.shape);
        // A pattern switch would cost a fresh JVM some 30 ms of linking on this, its first path.
        if (shape instanceof Shape.Scalar scalar) {
          values[slot.index] = scalars.read(scalar, tag, end, slot.sort);
        } else if (shape instanceof Shape.Message message) {
          requireBytes(tag, slot.number);
          if (values[slot.index] != null) {
            throw in.fail("field " + slot.number + " (" + path + ") is there twice");
          }
          values[slot.index] = readShared(message, in.length(end));
        } else {
          readRun(slot, shape, tag, start, end, values);
        }
      }
    }
    depth--;
  }

  private void requireBytes(int tag, int number) {
    if ((tag & 7) != ProtobufInput.BYTES) {
      throw in.fail("field " + number + " (" + path + ") has wire type " + (tag & 7) + ", not 2");
    }
  }

  private Object readShared(Shape.Message message, int length) {
    Type<?> type = message.type();
    int end = in.at + length;
    if (dictionary == null
        || hash == null
        || length < MIN_PART_BYTES
        || length > Dictionary.MAX_PART_BYTES) {
      return readMessage(type, end);
    }
    int sort = TypePlan.of(type).sort;
    Yield yield = dictionary.yieldOf(sort);
    if (!yield.worthTrying()) {
      return readMessage(type, end);
    }
    hash.hash(in.bytes, in.at, end);
    long low = hash.low;
    long high = hash.high;
    Object known = dictionary.find(sort, hash);
    yield.count(known != null);
    if (known != null) {
      in.at = end;
      return known;
    }
    Object read = readMessage(type, end);
    dictionary.put(sort, low, high, length, read);
    return read;
  }

  /** Reads the items that follow each other under one tag: as a rule the whole list or map. */
  private void readRun(
      Slot slot, Shape shape, int tag, int start, int end, @Nullable Object[] values) {
    int first = in.at;
    int runEnd = endOfRun(tag, first, end);
    boolean lookUp =
        dictionary != null
            && values[slot.index] == null
            && runEnd - start >= MIN_PART_BYTES
            && runEnd - start <= Dictionary.MAX_PART_BYTES
            && dictionary.yieldOf(slot.sort).worthTrying();
    long low = 0;
    long high = 0;
    if (lookUp && dictionary != null && hash != null) {
      hash.hash(in.bytes, start, runEnd);
      low = hash.low;
      high = hash.high;
      Object known = dictionary.find(slot.sort, hash);
      dictionary.yieldOf(slot.sort).count(known != null);
      if (known != null) {
        in.at = runEnd;
        values[slot.index] = known;
        return;
      }
    }
    in.at = first;
    Object read =
        shape instanceof Shape.ListOf(Shape element)
            ? readItems(element, tag, runEnd)
            : readEntries(((Shape.MapOf) shape).value(), tag, runEnd);
    if (lookUp && dictionary != null) {
      dictionary.put(slot.sort, low, high, runEnd - start, read);
    }
    Object before = values[slot.index];
    values[slot.index] = before == null ? read : joined(before, read);
  }

  /** Runs of one field with others between them: legal, though Kubernetes never writes them. */
  private static Object joined(Object before, Object more) {
    if (more instanceof List<?> items) {
      GatheredList all = before instanceof GatheredList list ? list : new GatheredList();
      if (all.isEmpty()) {
        all.addAll((List<?>) before);
      }
      all.addAll(items);
      return all;
    }
    GatheredMap all = before instanceof GatheredMap map ? map : new GatheredMap();
    if (all.isEmpty()) {
      all.putAll((Map<?, ?>) before);
    }
    all.putAll((Map<?, ?>) more);
    return all;
  }

  /** A list that came in several runs; the record's constructor makes an immutable one of it. */
  private static final class GatheredList extends ArrayList<Object> {
    private static final long serialVersionUID = 1L;
  }

  /** A map that did. One for all runs: to copy it for each would take quadratic time. */
  private static final class GatheredMap extends LinkedHashMap<Object, Object> {
    private static final long serialVersionUID = 1L;
  }

  private int endOfRun(int tag, int first, int end) {
    in.at = first;
    int runEnd;
    do {
      in.skip(tag, end);
      runEnd = in.at;
    } while (runEnd < end && in.tag(end) == tag);
    return runEnd;
  }

  private List<?> readItems(Shape element, int tag, int end) {
    List<Object> items = new ArrayList<>();
    path.push(0);
    while (true) {
      path.field(items.size());
      if (element instanceof Shape.Message message) {
        requireBytes(tag, tag >>> 3);
        items.add(readShared(message, in.length(end)));
      } else {
        scalars.readItem((Shape.Scalar) element, tag, end, items);
      }
      if (in.at >= end) {
        path.pop();
        return List.of(items.toArray());
      }
      in.tag(end);
    }
  }

  /** A map's entries are messages of key (1) and value (2). */
  private Map<String, ?> readEntries(Shape value, int tag, int end) {
    requireBytes(tag, tag >>> 3);
    Object[] table = new Object[8];
    int size = 0;
    while (true) {
      int length = in.length(end);
      int entryEnd = in.at + length;
      String key = "";
      Object read = null;
      while (in.at < entryEnd) {
        int part = in.tag(entryEnd);
        if (part == (1 << 3 | ProtobufInput.BYTES)) {
          key = scalars.shared(in.length(entryEnd));
        } else if (part >>> 3 == 2) {
          path.push(key);
          read = readEntryValue(value, part, entryEnd);
          path.pop();
        } else {
          in.skip(part, entryEnd);
        }
      }
      if (size == table.length) {
        table = Arrays.copyOf(table, 2 * size);
      }
      table[size++] = key;
      table[size++] = read != null ? read : scalars.zero(value);
      if (in.at >= end) {
        return Values.mapOfTable(Arrays.copyOf(table, size));
      }
      in.tag(end);
    }
  }

  private @Nullable Object readEntryValue(Shape value, int tag, int end) {
    return switch (value) {
      case Shape.Message message -> {
        requireBytes(tag, 2);
        yield readShared(message, in.length(end));
      }
      case Shape.Scalar scalar -> scalars.read(scalar, tag, end, ProtobufScalars.NO_SORT);
      case Shape.ListOf(Shape element) -> {
        // a list in a map is a message with the items in field 1
        requireBytes(tag, 2);
        int length = in.length(end);
        int listEnd = in.at + length;
        yield length == 0 ? List.of() : readItems(element, in.tag(listEnd), listEnd);
      }
      case Shape.MapOf map -> throw new IllegalStateException("Kubernetes has no maps of maps");
    };
  }

  private DecodeException fail(IllegalArgumentException e) {
    return in.fail(path + ": " + e.getMessage());
  }
}
