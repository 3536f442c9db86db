package dev.fairlead.apiserver.storage;

import com.google.errorprone.annotations.concurrent.GuardedBy;
import dev.fairlead.apiserver.storage.ResourceTable.Version;
import dev.fairlead.apiserver.storage.StorageException.Reason;
import dev.fairlead.model.KubernetesObject;
import dev.fairlead.model.type.Type;
import dev.fairlead.model.value.GroupVersionKind;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Function;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/**
 * The storage in memory: a chain of versions for each object, and a log for each resource.
 *
 * <p>One lock orders the writes. A write is there for readers when {@link #revision} says so, which
 * is the last thing that it does, so a reader that takes the revision first sees a consistent state
 * without a lock. History is kept for the newest {@code maxHistory} changes, or fewer when memory
 * is short; older changes are compacted, never objects. What would take more than {@code maxBytes}
 * is refused, but for deletions.
 */
public final class MemoryStorage implements Storage {
  /** Revisions start here: 1 would be the empty store of a fresh etcd. */
  private static final long FIRST_REVISION = 1;

  /** Changes that stay readable: about a minute and a half of 1,000 writes a second. */
  public static final int MAX_HISTORY = 100_000;

  /** The part of the JVM's memory that objects and their history may take. */
  private static final double MEMORY_SHARE = 0.6;

  private final Map<String, ResourceTable> tables = new ConcurrentHashMap<>();
  private final Function<GroupVersionKind, String> resources;
  private final int maxHistory;
  private final long maxBytes;

  private final ReentrantLock writing = new ReentrantLock();

  /** The changes that can still be read, oldest first. */
  @GuardedBy("writing")
  private final ArrayDeque<Change> history = new ArrayDeque<>();

  /** What can be read weighs so much: the newest objects, and the versions in the history. */
  @GuardedBy("writing")
  private long held;

  private volatile long revision = FIRST_REVISION;
  private volatile long compacted;

  /**
   * An empty storage.
   *
   * @param resources the resource under which a kind's objects are kept, for {@link Lister}
   */
  public MemoryStorage(Function<GroupVersionKind, String> resources) {
    this(resources, MAX_HISTORY, (long) (Runtime.getRuntime().maxMemory() * MEMORY_SHARE));
  }

  /**
   * An empty storage with these bounds.
   *
   * @param maxHistory changes that stay readable at most
   * @param maxBytes memory that objects and history take at most, roughly
   */
  public MemoryStorage(
      Function<GroupVersionKind, String> resources, int maxHistory, long maxBytes) {
    this.resources = resources;
    this.maxHistory = maxHistory;
    this.maxBytes = maxBytes;
  }

  // --- reads ---

  @Override
  public long revision() {
    return revision;
  }

  @Override
  public long compactedRevision() {
    return compacted;
  }

  @Override
  public @Nullable Stored get(Key key) {
    return table(key.resource()).newest(key.path());
  }

  @Override
  public Page list(Range range, long asOf, long limit, Predicate<Stored> wanted) {
    long at = asOf == 0 ? revision : asOf;
    checkReadable(at);
    List<Stored> items = new ArrayList<>();
    long remaining = 0;
    for (Version row : table(range.resource()).rows(range).values()) {
      Version version = row.at(at);
      if (version == null || version.stored == null) {
        continue;
      }
      if (limit > 0 && items.size() == limit) {
        remaining++;
      } else if (wanted.test(version.stored)) {
        items.add(version.stored);
      }
    }
    checkReadable(at); // compaction in the meantime may have taken versions away
    return new Page(items, at, remaining);
  }

  private void checkReadable(long at) {
    if (at < compacted) {
      throw new StorageException(
          Reason.COMPACTED, "revision " + at + " is compacted: the oldest is " + compacted);
    }
    if (at > revision) {
      throw new StorageException(
          Reason.FUTURE, "revision " + at + " is not there yet: the newest is " + revision);
    }
  }

  @Override
  public long count(String resource) {
    return table(resource).count.get();
  }

  @Override
  public <T extends KubernetesObject> Optional<T> get(Type<T> type, String namespace, String name) {
    Stored stored = get(new Key(resource(type), namespace, name));
    return Optional.ofNullable(stored).map(s -> type.javaClass().cast(s.object()));
  }

  @Override
  public <T extends KubernetesObject> List<T> list(Type<T> type, @Nullable String namespace) {
    Range range = Range.of(resource(type), namespace == null ? "" : namespace);
    return list(range, 0, 0, all -> true).items().stream()
        .map(s -> type.javaClass().cast(s.object()))
        .toList();
  }

  private String resource(Type<?> type) {
    return resources.apply(type.kind().orElseThrow());
  }

  // --- writes ---

  @Override
  public Stored create(Key key, KubernetesObject object) {
    return write(key, object, 0, Change.Kind.ADDED);
  }

  @Override
  public Stored update(Key key, KubernetesObject object, long expected) {
    return write(key, object, expected, Change.Kind.MODIFIED);
  }

  @Override
  public Stored delete(Key key, KubernetesObject lastState, long expected) {
    return write(key, lastState, expected, Change.Kind.DELETED);
  }

  private Stored write(Key key, KubernetesObject given, long expected, Change.Kind kind) {
    ResourceTable table = table(key.resource());
    KubernetesObject object = table.shared(key.path(), given);
    long weight = Weight.of(object);
    Stored stored;
    writing.lock();
    try {
      Version row = table.rows.get(key.path());
      Stored before = row == null ? null : row.stored;
      check(key, before, expected, kind);
      makeRoom(weight, kind);
      long next = revision + 1;
      stored = new Stored(key, MetadataChange.withRevision(object, next), next, weight);
      boolean deleted = kind == Change.Kind.DELETED;
      table.rows.put(key.path(), new Version(next, deleted ? null : stored, row));
      int more = kind == Change.Kind.ADDED ? 1 : deleted ? -1 : 0;
      held += weight;
      table.count.addAndGet(more);
      Change change = new Change(kind, stored, before);
      table.log.append(change);
      history.addLast(change);
      revision = next;
      if (history.size() > maxHistory) {
        compactLocked(history.getFirst().revision());
      }
    } finally {
      writing.unlock();
    }
    table.wakeReaders();
    return stored;
  }

  @GuardedBy("writing")
  private void check(Key key, @Nullable Stored before, long expected, Change.Kind kind) {
    if (kind == Change.Kind.ADDED) {
      if (before != null) {
        throw new StorageException(Reason.EXISTS, key + " exists", before);
      }
    } else if (before == null || before.revision() != expected) {
      throw new StorageException(Reason.CHANGED, key + " is not at revision " + expected, before);
    }
  }

  /** Gives up history first, and refuses what still doesn't fit. */
  @GuardedBy("writing")
  private void makeRoom(long weight, Change.Kind kind) {
    while (held + weight > maxBytes && !history.isEmpty()) {
      long oldest = history.getFirst().revision();
      compactLocked(oldest + (history.getLast().revision() - oldest) / 2);
    }
    if (held + weight > maxBytes && kind != Change.Kind.DELETED) {
      throw new StorageException(
          Reason.FULL,
          "the storage is full: what it holds takes about "
              + (held >> 20)
              + " MiB of the "
              + (maxBytes >> 20)
              + " MiB that it may take: delete objects, or start the server with more memory"
              + " (-Xmx)");
    }
  }

  // --- watches and history ---

  @Override
  public Watcher watch(Range range, long after) {
    ResourceTable table = table(range.resource());
    if (after > revision) {
      throw new StorageException(
          Reason.FUTURE, "revision " + after + " is not there yet: the newest is " + revision);
    }
    long number = table.log.numberAfter(after);
    checkReadable(after); // after the number was found, so nothing in between is missed
    return new TableWatcher(this, table, range, number, after);
  }

  @Override
  public void compact(long target) {
    writing.lock();
    try {
      compactLocked(Math.min(target, revision));
    } finally {
      writing.unlock();
    }
  }

  /** Changes up to the target go; the state as of the target stays readable. */
  @GuardedBy("writing")
  private void compactLocked(long target) {
    if (target <= compacted) {
      return;
    }
    compacted = target;
    while (!history.isEmpty() && history.getFirst().revision() <= target) {
      Change change = history.removeFirst();
      ResourceTable table = table(change.now().key().resource());
      Stored before = change.before();
      held -= before == null ? 0 : before.weight();
      held -= change.kind() == Change.Kind.DELETED ? change.now().weight() : 0;
      table.log.dropThrough(target);
      forget(table, change, target);
    }
  }

  /** Takes away the versions of the changed object that nobody can read any more. */
  private static void forget(ResourceTable table, Change change, long target) {
    String path = change.now().key().path();
    Version newest = table.rows.get(path);
    Version oldest = newest == null ? null : newest.at(target);
    if (newest == null || oldest == null) {
      return;
    }
    oldest.previous = null;
    if (oldest == newest && oldest.stored == null) {
      table.rows.remove(path);
    }
  }

  ResourceTable table(String resource) {
    ResourceTable table = tables.get(resource);
    return table != null ? table : tables.computeIfAbsent(resource, r -> new ResourceTable());
  }
}
