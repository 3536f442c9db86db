package dev.fairlead.apiserver.storage;

import dev.fairlead.model.KubernetesObject;
import java.util.NavigableMap;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentSkipListMap;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.locks.LockSupport;
import org.jspecify.annotations.Nullable;

/** The objects of one resource, each with its versions, and their log. */
final class ResourceTable {

  /**
   * A version of an object and the one before it, which compaction takes away.
   *
   * @see #at
   */
  static final class Version {
    final long revision;
    final @Nullable Stored stored; // null: deleted
    volatile @Nullable Version previous;

    Version(long revision, @Nullable Stored stored, @Nullable Version previous) {
      this.revision = revision;
      this.stored = stored;
      this.previous = previous;
    }

    /** The version as of a revision, or null if there was none. */
    @Nullable Version at(long asOf) {
      Version version = this;
      while (version != null && version.revision > asOf) {
        version = version.previous;
      }
      return version;
    }
  }

  final ConcurrentSkipListMap<String, Version> rows = new ConcurrentSkipListMap<>();
  final ChangeLog log = new ChangeLog();
  final AtomicLong count = new AtomicLong();

  /** What was written last: often from the template of what is written next. */
  volatile @Nullable KubernetesObject last;

  private final Set<Thread> waiting = ConcurrentHashMap.newKeySet();

  @Nullable Stored newest(String path) {
    Version version = rows.get(path);
    return version == null ? null : version.stored;
  }

  /** An object equal to this one that holds as little of its own as is easy to see. */
  KubernetesObject shared(String path, KubernetesObject object) {
    Stored before = newest(path);
    KubernetesObject shared = before == null ? object : Sharing.of(object, before.object());
    KubernetesObject latest = last;
    shared = latest == null ? shared : Sharing.of(shared, latest);
    last = shared;
    return shared;
  }

  /** The rows of a range, in order. */
  NavigableMap<String, Version> rows(Range range) {
    if (range.namespace().isEmpty()) {
      return range.after().isEmpty() ? rows : rows.tailMap(range.after(), false);
    }
    // '0' is the character after '/'
    String from = range.after().isEmpty() ? range.namespace() + "/" : range.after();
    return rows.subMap(from, range.after().isEmpty(), range.namespace() + "0", false);
  }

  /**
   * Waits until the log has an entry of that number, or anybody unparks this thread.
   *
   * @param nanos how long at most
   */
  void awaitEntry(long number, long nanos) {
    Thread me = Thread.currentThread();
    waiting.add(me);
    try {
      if (log.next() <= number) {
        LockSupport.parkNanos(this, nanos);
      }
    } finally {
      waiting.remove(me);
    }
  }

  void wakeReaders() {
    waiting.forEach(LockSupport::unpark);
  }
}
