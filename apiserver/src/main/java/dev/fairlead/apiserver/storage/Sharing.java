package dev.fairlead.apiserver.storage;

import dev.fairlead.model.KubernetesObject;
import dev.fairlead.model.type.Field;
import dev.fairlead.model.type.Shape;
import dev.fairlead.model.type.Type;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Lets objects that are held for long have their equal parts in common: an object that was decoded
 * has all of its strings and lists for itself, and yet most are equal to those of its version
 * before, or of the object that was written before it and came from the same template.
 */
final class Sharing {
  private Sharing() {}

  /** An object equal to the first, with what it has in common with the donor taken from there. */
  static KubernetesObject of(KubernetesObject object, KubernetesObject donor) {
    return object.getClass() == donor.getClass()
        ? (KubernetesObject) ofRecord(Type.of(object.getClass()), object, donor)
        : object;
  }

  /** The donor itself if it is equal. */
  private static <T> Object ofRecord(Type<T> type, Object part, Object donor) {
    if (part == donor) {
      return donor;
    }
    T mine = type.javaClass().cast(part);
    T theirs = type.javaClass().cast(donor);
    List<Field> fields = type.fields();
    @Nullable Object @Nullable [] changed = null;
    boolean equal = true;
    for (int i = 0; i < fields.size(); i++) {
      Object value = type.get(mine, i);
      Object other = type.get(theirs, i);
      if (value == null || other == null) {
        equal &= value == other;
        continue;
      }
      Object shared = of(fields.get(i).shape(), value, other);
      equal &= shared == other;
      if (shared != value && !isPrimitive(value)) {
        changed = changed == null ? values(type, mine) : changed;
        changed[i] = shared;
      }
    }
    return equal ? donor : changed == null ? part : type.create(changed);
  }

  private static <T> @Nullable Object[] values(Type<T> type, T object) {
    @Nullable Object[] values = new Object[type.fields().size()];
    for (int i = 0; i < values.length; i++) {
      values[i] = type.get(object, i);
    }
    return values;
  }

  /** Held in the record itself: there is nothing to share. */
  private static boolean isPrimitive(Object value) {
    return value instanceof Number || value instanceof Boolean;
  }

  private static Object of(Shape shape, Object value, Object donor) {
    if (value == donor) {
      return donor;
    }
    if (shape instanceof Shape.Message message) {
      return ofRecord(message.type(), value, donor);
    }
    if (shape instanceof Shape.ListOf list) {
      return ofList(list.element(), (List<?>) value, (List<?>) donor);
    }
    return value.equals(donor) ? donor : value;
  }

  private static Object ofList(Shape element, List<?> list, List<?> donor) {
    int size = list.size();
    int common = Math.min(size, donor.size());
    Object @Nullable [] changed = null;
    boolean equal = size == donor.size();
    for (int i = 0; i < common; i++) {
      Object item = list.get(i);
      Object shared = of(element, item, donor.get(i));
      equal &= shared == donor.get(i);
      if (shared != item) {
        changed = changed == null ? list.toArray() : changed;
        changed[i] = shared;
      }
    }
    return equal ? donor : changed == null ? list : List.of(changed);
  }
}
