package dev.fairlead.apiserver.authentication;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;

/**
 * What came last for each of the names that were asked for most recently. Any thread may call it.
 */
final class LastOfEach<V> {
  private final int max;

  /** The name that rested longest comes first. */
  private final LinkedHashMap<String, V> values = new LinkedHashMap<>(16, 0.75f, true);

  /** Nothing yet; from so many names on, the one that rested longest is forgotten. */
  LastOfEach(int max) {
    this.max = max;
  }

  synchronized void put(String name, V value) {
    values.put(name, value);
    if (values.size() > max) {
      values.pollFirstEntry();
    }
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
