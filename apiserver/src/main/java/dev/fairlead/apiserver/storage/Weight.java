package dev.fairlead.apiserver.storage;

import dev.fairlead.model.tree.JsonValue;
import dev.fairlead.model.type.Type;
import dev.fairlead.model.value.Bytes;
import dev.fairlead.model.value.FieldsV1;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * About how many bytes of memory an object takes: enough to bound a storage, not to account for
 * one. What versions share is counted for each of them.
 */
final class Weight {
  /** A header and a field or two, on a JVM with compressed references. */
  private static final int OBJECT = 24;

  private static final int REFERENCE = 4;

  private Weight() {}

  static long of(@Nullable Object value) {
    return switch (value) {
      case null -> 0;
      case String text -> 2L * OBJECT + text.length();
      case Bytes bytes -> 2L * OBJECT + bytes.size();
      case FieldsV1 fields -> 2L * OBJECT + fields.json().length();
      case JsonValue tree -> 2L * OBJECT + tree.toString().length();
      case List<?> list -> ofList(list);
      case Map<?, ?> map -> ofMap(map);
      case Record part -> ofRecord(Type.of(part.getClass()), part);
      default -> OBJECT;
    };
  }

  private static long ofList(List<?> list) {
    long sum = OBJECT;
    for (Object item : list) {
      sum += REFERENCE + of(item);
    }
    return sum;
  }

  private static long ofMap(Map<?, ?> map) {
    long sum = OBJECT;
    for (Map.Entry<?, ?> entry : map.entrySet()) {
      sum += OBJECT + of(entry.getKey()) + of(entry.getValue());
    }
    return sum;
  }

  @SuppressWarnings("unchecked") // the descriptor is that of the record's own class
  private static <T> long ofRecord(Type<T> type, Object part) {
    long sum = OBJECT;
    for (int i = 0; i < type.fields().size(); i++) {
      sum += REFERENCE + of(type.get((T) part, i));
    }
    return sum;
  }
}
