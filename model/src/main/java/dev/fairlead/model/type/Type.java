package dev.fairlead.model.type;

import dev.fairlead.model.value.GroupVersionKind;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * The descriptor of an object type: everything that codecs, patches and printing know about it.
 *
 * <p>Generated types keep theirs in a constant, {@code Pod.TYPE}; {@link #of} finds it, and makes
 * one by reflection for a user's own record. The fields are described when they are first asked
 * for, so a program pays only for the types that it meets.
 *
 * <p>The values of an object travel as an {@code Object[]} in the order of {@link #fields}: null
 * for what is absent, otherwise an object of the class that the field's {@link Shape} names.
 */
public abstract class Type<T> {
  private static final ClassValue<Type<?>> BY_CLASS =
      new ClassValue<>() {
        @Override
        protected Type<?> computeValue(Class<?> javaClass) {
          return RecordType.find(javaClass);
        }
      };

  private final String name;
  private final Class<T> javaClass;
  private final @Nullable GroupVersionKind kind;
  private volatile @Nullable Layout layout;

  /**
   * For descriptors.
   *
   * @param name the short name, such as PodSpec
   * @param kind the group, version and kind, or null for a type that is only ever part of others
   */
  protected Type(String name, Class<T> javaClass, @Nullable GroupVersionKind kind) {
    this.name = name;
    this.javaClass = javaClass;
    this.kind = kind;
  }

  /**
   * The descriptor of a generated type or of a record.
   *
   * @throws IllegalArgumentException if the class is neither, naming the component that has no form
   */
  @SuppressWarnings("unchecked") // BY_CLASS maps each class to the descriptor of that class
  public static <T> Type<T> of(Class<T> javaClass) {
    return (Type<T>) BY_CLASS.get(javaClass);
  }

  /**
   * Writes the fields down, in the order in which JSON prints them. Called once or, rarely, twice.
   */
  protected abstract List<Field> describe();

  /** The value of the field at {@code index}, or null if it is absent. */
  public abstract @Nullable Object get(T object, int index);

  /**
   * A new object of these values. The array isn't kept. A null stands for absent; where the type
   * has a zero value for that (an empty list, 0, an empty object), the object gets it.
   */
  public abstract T create(@Nullable Object[] values);

  /** Whether JSON shows one of the fields, told apart by its JSON kind, in place of an object. */
  public boolean isUnion() {
    return false;
  }

  /** The object with nothing set. */
  public final T empty() {
    return layout().empty(this);
  }

  public final String name() {
    return name;
  }

  public final Class<T> javaClass() {
    return javaClass;
  }

  /** Group, version and kind, if the type stands at the root of documents. */
  public final Optional<GroupVersionKind> kind() {
    return Optional.ofNullable(kind);
  }

  public final List<Field> fields() {
    return layout().fields;
  }

  /** The index of the field with this JSON name, or -1. */
  public final int indexOf(String fieldName) {
    return layout().index.getOrDefault(fieldName, -1);
  }

  public final Optional<Field> field(String fieldName) {
    int index = indexOf(fieldName);
    return index < 0 ? Optional.empty() : Optional.of(fields().get(index));
  }

  /**
   * Room for what an interpreter derives from the fields and wants to find again at once, such as a
   * table by protobuf field number. One slot, made by whoever asks first.
   */
  public final <P> P plan(Class<P> planClass, java.util.function.Function<Type<T>, P> maker) {
    Layout current = layout();
    Object plan = current.plan;
    if (!planClass.isInstance(plan)) {
      plan = maker.apply(this);
      current.plan = plan;
    }
    return planClass.cast(plan);
  }

  private Layout layout() {
    Layout current = layout;
    if (current == null) {
      current = new Layout(List.copyOf(describe()));
      layout = current;
    }
    return current;
  }

  @Override
  public final String toString() {
    return kind == null ? name : kind.apiVersion() + " " + kind.kind();
  }

  private static final class Layout {
    final List<Field> fields;
    final Map<String, Integer> index;
    volatile @Nullable Object plan;
    private volatile @Nullable Object empty;

    Layout(List<Field> fields) {
      this.fields = fields;
      this.index = HashMap.newHashMap(fields.size());
      for (int i = 0; i < fields.size(); i++) {
        index.put(fields.get(i).name(), i);
      }
    }

    <T> T empty(Type<T> type) {
      Object made = empty;
      if (made == null) {
        made = type.create(new Object[fields.size()]);
        empty = made;
      }
      return type.javaClass.cast(made);
    }
  }
}
