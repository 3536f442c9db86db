package dev.fairlead.apiserver.storage;

import dev.fairlead.model.KubernetesObject;

/**
 * One version of an object. Its metadata has the resource version of {@link #revision}. Immutable.
 */
public final class Stored {
  private final Key key;
  private final KubernetesObject object;
  private final long revision;
  private final long weight;

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

  @Override
  public String toString() {
    return key.resource() + " " + key.path() + " at " + revision;
  }
}
