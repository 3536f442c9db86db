package dev.fairlead.apiserver;

import dev.fairlead.apiserver.storage.Key;
import dev.fairlead.apiserver.storage.MemoryStorage;
import dev.fairlead.apiserver.storage.Page;
import dev.fairlead.apiserver.storage.Range;
import dev.fairlead.apiserver.storage.Storage;
import dev.fairlead.apiserver.storage.Stored;
import dev.fairlead.apiserver.storage.Watcher;
import dev.fairlead.model.KubernetesObject;
import dev.fairlead.model.type.Type;
import dev.fairlead.model.value.GroupVersionKind;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/**
 * A storage in memory that can go back to what it held once, history and revision included, so that
 * one server answers many inputs as if each were its first.
 */
class RewoundStorage implements Storage {
  /** Of the changes of one input. */
  private static final int HISTORY = 1_000;

  private static final long BYTES = 64L << 20;

  private final Function<GroupVersionKind, String> resources;
  private Storage current;
  private List<Stored> kept = List.of();
  private long keptRevision;

  RewoundStorage(Function<GroupVersionKind, String> resources) {
    this.resources = resources;
    current = empty();
  }

  private Storage empty() {
    return new MemoryStorage(resources, HISTORY, BYTES);
  }

  /** What these resources hold now is what it goes back to. */
  void keep(List<String> names) {
    kept =
        names.stream()
            .flatMap(name -> current.list(Range.of(name, ""), 0, 0, all -> true).items().stream())
            .sorted(Comparator.comparingLong(Stored::revision))
            .toList();
    fill();
  }

  /** Goes back; costs nothing if nothing was written. */
  void rewind() {
    if (current.revision() != keptRevision) {
      fill();
    }
  }

  private void fill() {
    current = empty();
    kept.forEach(each -> current.create(each.key(), each.object()));
    keptRevision = current.revision();
  }

  @Override
  public long revision() {
    return current.revision();
  }

  @Override
  public long compactedRevision() {
    return current.compactedRevision();
  }

  @Override
  public @Nullable Stored get(Key key) {
    return current.get(key);
  }

  @Override
  public Page list(Range range, long revision, long limit, Predicate<Stored> wanted) {
    return current.list(range, revision, limit, wanted);
  }

  @Override
  public long count(String resource) {
    return current.count(resource);
  }

  @Override
  public <T extends KubernetesObject> Optional<T> get(Type<T> type, String namespace, String name) {
    return current.get(type, namespace, name);
  }

  @Override
  public <T extends KubernetesObject> List<T> list(Type<T> type, @Nullable String namespace) {
    return current.list(type, namespace);
  }

  @Override
  public Stored create(Key key, KubernetesObject object) {
    return current.create(key, object);
  }

  @Override
  public Stored update(Key key, KubernetesObject object, long expected) {
    return current.update(key, object, expected);
  }

  @Override
  public Stored delete(Key key, KubernetesObject lastState, long expected) {
    return current.delete(key, lastState, expected);
  }

  @Override
  public Watcher watch(Range range, long after) {
    return current.watch(range, after);
  }

  @Override
  public void compact(long revision) {
    current.compact(revision);
  }
}
