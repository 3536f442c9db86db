package dev.fairlead.apiserver.storage;

import dev.fairlead.model.KubernetesObject;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/**
 * Keeps all versions of all objects, in one order, until they are compacted.
 *
 * <p>Every write has a revision, one higher than the one before it; readers see the state as of a
 * revision. Reads never wait for writes. All methods may be called by any thread, and throw {@link
 * StorageException}.
 */
public interface Storage extends Lister {

  /** The revision of the newest write. */
  long revision();

  /** Older revisions than this can't be read any more. */
  long compactedRevision();

  /** The newest version, or null. */
  @Nullable Stored get(Key key);

  /**
   * Objects as of a revision.
   *
   * @param revision 0 for the newest
   * @param limit how many at most; 0 for all
   * @param wanted which of them
   */
  Page list(Range range, long revision, long limit, Predicate<Stored> wanted);

  /** How many objects of a resource there are. */
  long count(String resource);

  /** Keeps a new object; fails with EXISTS if there is one. */
  Stored create(Key key, KubernetesObject object);

  /** Replaces the object whose newest revision is {@code expected}; else fails with CHANGED. */
  Stored update(Key key, KubernetesObject object, long expected);

  /**
   * Removes the object whose newest revision is {@code expected}; else fails with CHANGED.
   *
   * @return its last state, with the revision of the deletion
   */
  Stored delete(Key key, KubernetesObject lastState, long expected);

  /** All changes of the range after a revision, in order, for ever. */
  Watcher watch(Range range, long after);

  /** Gives up all history before a revision. */
  void compact(long revision);
}
