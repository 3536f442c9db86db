package dev.fairlead.apiserver;

import dev.fairlead.model.KubernetesObject;
import dev.fairlead.model.type.Field;
import dev.fairlead.model.type.Shape;
import dev.fairlead.model.type.Type;
import dev.fairlead.model.value.Time;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Moves objects in time. */
final class Times {
  private Times() {}

  /** The object with another time wherever it has this one; itself if it has it nowhere. */
  @SuppressWarnings("unchecked") // the descriptor is that of the object's own class
  static KubernetesObject replaced(KubernetesObject object, Time from, Time to) {
    Type<KubernetesObject> type = (Type<KubernetesObject>) Type.of(object.getClass());
    return ofRecord(type, object, from, to);
  }

  private static <T> T ofRecord(Type<T> type, T part, Time from, Time to) {
    List<Field> fields = type.fields();
    @Nullable Object[] values = new Object[fields.size()];
    boolean changed = false;
    for (int i = 0; i < values.length; i++) {
      Object value = type.get(part, i);
      values[i] = value == null ? null : of(fields.get(i).shape(), value, from, to);
      changed |= values[i] != value;
    }
    return changed ? type.create(values) : part;
  }

  private static Object of(Shape shape, Object value, Time from, Time to) {
    if (shape instanceof Shape.Message message) {
      return ofMessage(message.type(), value, from, to);
    }
    if (shape instanceof Shape.ListOf list) {
      return ofList(list.element(), (List<?>) value, from, to);
    }
    return value.equals(from) ? to : value;
  }

  private static <T> Object ofMessage(Type<T> type, Object value, Time from, Time to) {
    return ofRecord(type, type.javaClass().cast(value), from, to);
  }

  private static List<?> ofList(Shape element, List<?> list, Time from, Time to) {
    List<Object> items = new ArrayList<>(list.size());
    boolean changed = false;
    for (Object item : list) {
      Object moved = of(element, item, from, to);
      changed |= moved != item;
      items.add(moved);
    }
    return changed ? items : list;
  }
}
