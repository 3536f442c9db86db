package dev.fairlead.model.type;

import java.util.AbstractMap;
import java.util.AbstractSet;
import java.util.Arrays;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.NoSuchElementException;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * The immutable collections that records hold. Maps are in the order of their keys, as Kubernetes
 * prints them, and take 8 bytes an entry beside the entry itself, since a cluster has millions.
 */
public final class Values {
  private Values() {}

  /** An immutable copy, or the list itself if it is immutable already; null becomes empty. */
  public static <E> List<E> list(@Nullable List<E> list) {
    return list == null ? List.of() : List.copyOf(list);
  }

  /** An immutable copy in the order of the keys, or the map itself if it is one; null is empty. */
  @SuppressWarnings("unchecked") // a SortedArrayMap is only made here, of a Map<String, V>
  public static <V> Map<String, V> map(@Nullable Map<String, V> map) {
    if (map == null || map.isEmpty()) {
      return (Map<String, V>) SortedArrayMap.EMPTY;
    }
    if (map instanceof SortedArrayMap) {
      return map;
    }
    Object[] table = new Object[2 * map.size()];
    int at = 0;
    for (Map.Entry<String, V> entry : map.entrySet()) {
      table[at++] = java.util.Objects.requireNonNull(entry.getKey(), "a map key is null");
      table[at++] = java.util.Objects.requireNonNull(entry.getValue(), entry.getKey());
    }
    return (Map<String, V>) sorted(table);
  }

  /** A map of a table of keys and values in turn, which the caller hands on; a later key wins. */
  public static Map<String, ?> mapOfTable(Object[] table) {
    return table.length == 0 ? SortedArrayMap.EMPTY : sorted(table);
  }

  private static SortedArrayMap<?> sorted(Object[] table) {
    for (int i = 2; i < table.length; i += 2) {
      if (((String) table[i - 2]).compareTo((String) table[i]) >= 0) {
        return new SortedArrayMap<>(sortAndDropDuplicates(table));
      }
    }
    return new SortedArrayMap<>(table);
  }

  private static Object[] sortAndDropDuplicates(Object[] table) {
    Integer[] order = new Integer[table.length / 2];
    Arrays.setAll(order, i -> 2 * i);
    Arrays.sort(order, (a, b) -> ((String) table[a]).compareTo((String) table[b])); // stable
    Object[] sorted = new Object[table.length];
    int size = 0;
    for (Integer from : order) {
      if (size > 0 && sorted[size - 2].equals(table[from])) {
        size -= 2;
      }
      sorted[size++] = table[from];
      sorted[size++] = table[from + 1];
    }
    return size == sorted.length ? sorted : Arrays.copyOf(sorted, size);
  }

  /** Keys and values in turn, sorted by key. */
  private static final class SortedArrayMap<V> extends AbstractMap<String, V> {
    static final SortedArrayMap<?> EMPTY = new SortedArrayMap<>(new Object[0]);

    private final Object[] table;

    SortedArrayMap(Object[] table) {
      this.table = table;
    }

    @Override
    public int size() {
      return table.length / 2;
    }

    @Override
    @SuppressWarnings("unchecked")
    public @Nullable V get(@Nullable Object key) {
      int index = key instanceof String text ? find(text) : -1;
      return index < 0 ? null : (V) table[index + 1];
    }

    @Override
    public boolean containsKey(@Nullable Object key) {
      return key instanceof String text && find(text) >= 0;
    }

    private int find(String key) {
      int low = 0;
      int high = table.length / 2 - 1;
      while (low <= high) {
        int middle = (low + high) >>> 1;
        int order = ((String) table[2 * middle]).compareTo(key);
        if (order == 0) {
          return 2 * middle;
        }
        if (order < 0) {
          low = middle + 1;
        } else {
          high = middle - 1;
        }
      }
      return -1;
    }

    @Override
    public Set<Entry<String, V>> entrySet() {
      return new AbstractSet<>() {
        @Override
        public int size() {
          return table.length / 2;
        }

        @Override
        public Iterator<Entry<String, V>> iterator() {
          return new Iterator<>() {
            private int at;

            @Override
            public boolean hasNext() {
              return at < table.length;
            }

            @Override
            @SuppressWarnings("unchecked")
            public Entry<String, V> next() {
              if (at == table.length) {
                throw new NoSuchElementException();
              }
              at += 2;
              return Map.entry((String) table[at - 2], (V) table[at - 1]);
            }
          };
        }
      };
    }
  }
}
