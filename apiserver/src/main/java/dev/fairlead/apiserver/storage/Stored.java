package dev.fairlead.apiserver.storage;

import dev.fairlead.model.KubernetesObject;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * One version of an object. Its metadata has the resource version of {@link #revision}.
 *
 * <p>Immutable, but for what readers derive from it and want to share, such as its encoded forms.
 */
public final class Stored {
  private final Key key;
  private final KubernetesObject object;
  private final long revision;
  private final long weight;
  private volatile @Nullable ConcurrentHashMap<Object, Object> derived;

  public Stored(Key key, KubernetesObject object, long revision) {
    this(key, object, revision, 0);
  }

  Stored(Key key, KubernetesObject object, long revision, long weight) {
    this.key = key;
    this.object = object;
    this.revision = revision;
    this.weight = weight;
  }

  /** About how many bytes of memory the object takes; 0 if nobody asked. */
  long weight() {
    return weight;
  }

  public Key key() {
    return key;
  }

  public KubernetesObject object() {
    return object;
  }

  public long revision() {
    return revision;
  }

  /**
   * What is made of this version once and then shared, for instance the bytes that a thousand
   * watchers get. Two threads that ask at once may both make it; one result is kept.
   */
  @SuppressWarnings("unchecked") // a name is only ever used with one type of value
  public <V> V derived(Object name, Supplier<V> maker) {
    ConcurrentHashMap<Object, Object> all = derived;
    if (all == null) {
      all = new ConcurrentHashMap<>(4);
      derived = all;
    }
    Object value = all.get(name);
    if (value == null) {
      value = maker.get();
      all.put(name, value);
    }
    return (V) value;
  }

  @Override
  public String toString() {
    return key.resource() + " " + key.path() + " at " + revision;
  }
}
