package dev.fairlead.apiserver.storage;

import dev.fairlead.model.KubernetesObject;
import dev.fairlead.model.tree.JsonValue;
import dev.fairlead.model.type.Field;
import dev.fairlead.model.type.Shape;
import dev.fairlead.model.type.Type;
import dev.fairlead.model.value.Bytes;
import dev.fairlead.model.value.FieldsV1;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * About how many bytes of memory an object takes: enough to bound a storage, not to account for
 * one. What versions share is counted for each of them; what all objects share, as that a part has
 * nothing set, is not counted.
 */
final class Weight {
  /** A header and a field or two, on a JVM with compressed references. */
  private static final int OBJECT = 24;

  private static final int REFERENCE = 4;

  private Weight() {}

  static long of(KubernetesObject object) {
    return ofRecord(Type.of(object.getClass()), object);
  }

  @SuppressWarnings("unchecked") // the descriptor is that of the record's own class
  private static <T> long ofRecord(Type<T> type, Object part) {
    if (part == type.empty()) {
      return 0;
    }
    List<Field> fields = type.fields();
    long sum = OBJECT;
    for (int i = 0; i < fields.size(); i++) {
      Object value = type.get((T) part, i);
      sum += value == null ? REFERENCE : REFERENCE + of(fields.get(i).shape(), value);
    }
    return sum;
  }

  private static long of(Shape shape, Object value) {
    if (shape instanceof Shape.Message message) {
      return ofRecord(message.type(), value);
    }
    if (shape instanceof Shape.ListOf list) {
      return ofList(list.element(), (List<?>) value);
    }
    if (shape instanceof Shape.MapOf map) {
      return ofMap(map.value(), (Map<?, ?>) value);
    }
    return ofScalar(value);
  }

  private static long ofList(Shape element, List<?> list) {
    long sum = list.isEmpty() ? 0 : OBJECT;
    for (int i = 0; i < list.size(); i++) {
      sum += REFERENCE + of(element, list.get(i));
    }
    return sum;
  }

  private static long ofMap(Shape value, Map<?, ?> map) {
    long sum = 0;
    for (Map.Entry<?, ?> entry : map.entrySet()) {
      sum += OBJECT + ofScalar(entry.getKey()) + of(value, entry.getValue());
    }
    return sum;
  }

  private static long ofScalar(@Nullable Object value) {
    if (value instanceof String text) {
      return 2L * OBJECT + text.length();
    }
    if (value instanceof Bytes bytes) {
      return 2L * OBJECT + bytes.size();
    }
    if (value instanceof FieldsV1 fields) {
      return 2L * OBJECT + fields.json().length();
    }
    return value instanceof JsonValue tree ? 2L * OBJECT + tree.toString().length() : OBJECT;
  }
}
