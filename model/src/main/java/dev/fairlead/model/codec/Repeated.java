package dev.fairlead.model.codec;

import dev.fairlead.model.type.Field;
import dev.fairlead.model.type.Shape;
import dev.fairlead.model.type.Type;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * A member that a JSON object has twice: as in Go, whose decoder goes on in the value that it has,
 * the second is laid over the first. What is nothing in the second leaves the first as it is.
 */
final class Repeated {
  private Repeated() {}

  /** What both make together; in formats other than JSON that is the second. */
  static @Nullable Object merged(
      TokenReader tokens, Shape shape, Object first, @Nullable Object second) {
    return tokens.format().equals("JSON") ? merged(shape, first, second) : second;
  }

  private static @Nullable Object merged(Shape shape, Object first, @Nullable Object second) {
    if (second == null) {
      return shape instanceof Shape.Message ? first : null;
    }
    return switch (shape) {
      case Shape.Message message when !message.type().isUnion() ->
          message(message.type(), first, second);
      case Shape.ListOf list when first instanceof List<?> old && second instanceof List<?> items ->
          list(list.element(), old, items);
      case Shape.MapOf map
          when first instanceof Map<?, ?> old && second instanceof Map<?, ?> more -> {
        Map<Object, Object> all = new LinkedHashMap<>(old);
        all.putAll(more);
        yield all;
      }
      default -> second;
    };
  }

  private static <T> T message(Type<T> type, Object first, Object second) {
    T old = type.javaClass().cast(first);
    T changed = type.javaClass().cast(second);
    T empty = type.empty();
    List<Field> fields = type.fields();
    @Nullable Object[] values = new Object[fields.size()];
    for (int i = 0; i < values.length; i++) {
      Object before = type.get(old, i);
      Object after = type.get(changed, i);
      values[i] =
          Objects.equals(after, type.get(empty, i))
              ? before
              : before == null ? after : merged(fields.get(i).shape(), before, after);
    }
    return type.create(values);
  }

  private static List<Object> list(Shape element, List<?> first, List<?> second) {
    List<Object> items = new ArrayList<>(second.size());
    for (int i = 0; i < second.size(); i++) {
      Object item = second.get(i);
      Object merged = i < first.size() ? merged(element, first.get(i), item) : item;
      items.add(merged == null ? item : merged);
    }
    return List.copyOf(items);
  }
}
