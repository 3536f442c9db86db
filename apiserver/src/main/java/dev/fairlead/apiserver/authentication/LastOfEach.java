package dev.fairlead.apiserver.authentication;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * What came last for each of the names that were asked for most recently. Any thread may call it.
 */
final class LastOfEach<V> {
  private final Map<String, V> values;

  /** Nothing yet; from so many names on, the one that rested longest is forgotten. */
  LastOfEach(int max) {
    values =
        new LinkedHashMap<>(16, 0.75f, true) {
          private static final long serialVersionUID = 1;

          @Override
          protected boolean removeEldestEntry(Map.Entry<String, V> eldest) {
            return size() > max;
          }
        };
  }

  synchronized void put(String name, V value) {
    values.put(name, value);
  }

  /** The same list with what came last in front, if it is in the list. */
  List<V> first(String name, List<V> all) {
    V last;
    synchronized (this) {
      last = values.get(name);
    }
    int at = last == null ? -1 : all.indexOf(last);
    if (at <= 0) {
      return all;
    }
    List<V> ordered = new ArrayList<>(all);
    ordered.addFirst(ordered.remove(at));
    return ordered;
  }
}
