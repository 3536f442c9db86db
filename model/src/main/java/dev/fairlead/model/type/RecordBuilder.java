package dev.fairlead.model.type;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * What all generated builders share: the values by field index. Generated methods only give names
 * and types. Not thread-safe; a builder may go on after {@link #build}.
 *
 * @param <T> what it builds
 * @param <B> the builder's own class
 */
public abstract class RecordBuilder<T, B extends RecordBuilder<T, B>> {
  private final Type<T> type;
  private final @Nullable Object[] values;

  /** A builder that starts from an object's values, or from nothing. */
  protected RecordBuilder(Type<T> type, @Nullable T start) {
    this.type = type;
    int size = type.fields().size();
    this.values = new Object[size];
    if (start != null) {
      for (int i = 0; i < size; i++) {
        values[i] = type.get(start, i);
      }
    }
  }

  /** The object as it stands. */
  public T build() {
    return type.create(values.clone());
  }

  @SuppressWarnings("unchecked") // B is the subclass itself
  private B self() {
    return (B) this;
  }

  protected final B set(int index, @Nullable Object value) {
    values[index] = value;
    return self();
  }

  protected final @Nullable Object current(int index) {
    return values[index];
  }

  /** Appends to a list. */
  protected final B add(int index, Object item) {
    GrownList list = values[index] instanceof GrownList grown ? grown : new GrownList();
    if (list.isEmpty() && values[index] instanceof List<?> current) {
      list.addAll(current);
    }
    list.add(item);
    return set(index, list);
  }

  /** Sets one entry of a map. */
  protected final B put(int index, String key, Object value) {
    GrownMap map = values[index] instanceof GrownMap grown ? grown : new GrownMap();
    if (map.isEmpty() && values[index] instanceof Map<?, ?> current) {
      map.putAll(current);
    }
    map.put(key, value);
    return set(index, map);
  }

  /** This builder's own list, never a caller's; what is built gets an immutable copy of it. */
  private static final class GrownList extends ArrayList<Object> {
    private static final long serialVersionUID = 1L;
  }

  /** As {@link GrownList}. */
  private static final class GrownMap extends LinkedHashMap<Object, Object> {
    private static final long serialVersionUID = 1L;
  }

  /** Fills a builder in and gives what it builds. */
  protected static <V, C extends RecordBuilder<V, C>> V filled(
      C builder, Consumer<? super C> fill) {
    fill.accept(builder);
    return builder.build();
  }
}
