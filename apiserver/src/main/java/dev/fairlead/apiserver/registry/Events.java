package dev.fairlead.apiserver.registry;

import dev.fairlead.apiserver.request.ListOptions;
import dev.fairlead.apiserver.status.Failures;
import dev.fairlead.apiserver.status.StatusException;
import dev.fairlead.apiserver.storage.Change;
import dev.fairlead.apiserver.storage.MetadataChange;
import dev.fairlead.apiserver.storage.Page;
import dev.fairlead.apiserver.storage.Range;
import dev.fairlead.apiserver.storage.Storage;
import dev.fairlead.apiserver.storage.StorageException;
import dev.fairlead.apiserver.storage.Stored;
import dev.fairlead.apiserver.storage.Watcher;
import dev.fairlead.model.KubernetesObject;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/**
 * The events of one watch: first the objects that are there, if the options ask for them, then what
 * changes. Used by one thread, but for {@link #wake}.
 */
public final class Events<S extends KubernetesObject> {

  /** What a client hears. */
  public sealed interface Event {
    /** An object that was added, modified or deleted, as the selectors see it. */
    record Changed(Change.Kind kind, Stored stored) implements Event {}

    /** Everything up to the revision was told; {@code initialEnd} after the first objects. */
    record Bookmark(long revision, boolean initialEnd) implements Event {}

    /** The watch can't go on. */
    record Failure(StatusException why) implements Event {}
  }

  private final Selection<S> selection;
  private final Watcher watcher;
  private final long skipThrough;
  private List<Event> first;

  private Events(Selection<S> selection, Watcher watcher, long skipThrough, List<Event> first) {
    this.selection = selection;
    this.watcher = watcher;
    this.skipThrough = skipThrough;
    this.first = first;
  }

  /** Starts a watch; what is wrong with the version is told as an event, as Kubernetes does. */
  public static <S extends KubernetesObject> Events<S> start(
      Storage storage, Served<S> resource, String namespace, ListOptions options) {
    Selection<S> selection = Selection.of(resource, options);
    Range range = Range.of(resource.storage(), resource.namespaced() ? namespace : "");
    long wanted = Reads.revision(options.resourceVersion());
    boolean legacy = options.sendInitialEvents() == null && wanted == 0;
    boolean initial = legacy || Boolean.TRUE.equals(options.sendInitialEvents());
    List<Event> first = new ArrayList<>();
    long start = wanted;
    if (initial) {
      new Reads(storage).checkNotAhead(wanted);
      Page page = storage.list(range, 0, 0, selection);
      start = page.revision();
      page.items().forEach(item -> first.add(new Event.Changed(Change.Kind.ADDED, item)));
      if (options.allowWatchBookmarks()) {
        first.add(new Event.Bookmark(start, true));
      }
    } else if (wanted == 0) {
      start = storage.revision();
    }
    long newest = storage.revision();
    long from = Math.min(start, newest);
    try {
      return new Events<>(selection, storage.watch(range, from), start, first);
    } catch (StorageException e) {
      long oldest = storage.compactedRevision();
      first.add(
          new Event.Failure(
              Failures.expired("too old resource version: " + start + " (" + oldest + ")")));
      return new Events<>(selection, storage.watch(range, newest), start, first);
    }
  }

  /** The next events; waits for one, but not longer than {@code patience}, and may be empty. */
  public List<Event> next(Duration patience) throws InterruptedException {
    if (!first.isEmpty()) {
      List<Event> events = first;
      first = List.of();
      return events;
    }
    List<Event> events = new ArrayList<>();
    try {
      for (Change change : watcher.next(patience)) {
        if (change.revision() > skipThrough) {
          add(change, events);
        }
      }
    } catch (StorageException e) {
      events.add(new Event.Failure(Failures.expired("too old resource version: " + revision())));
    }
    return events;
  }

  private void add(Change change, List<Event> events) {
    Stored before = change.before();
    boolean was = before != null && selection.test(before);
    boolean is = change.kind() != Change.Kind.DELETED && selection.test(change.now());
    if (is) {
      events.add(new Event.Changed(was ? Change.Kind.MODIFIED : Change.Kind.ADDED, change.now()));
    } else if (before != null && was) {
      Stored last =
          change.kind() == Change.Kind.DELETED ? change.now() : asOf(before, change.revision());
      events.add(new Event.Changed(Change.Kind.DELETED, last));
    }
  }

  /** An object that left the selection is told as it was, with the version of the change. */
  private static Stored asOf(Stored before, long revision) {
    return new Stored(
        before.key(), MetadataChange.withRevision(before.object(), revision), revision);
  }

  /** All changes up to this revision were told. */
  public long revision() {
    return Math.max(watcher.revision(), skipThrough);
  }

  public void wake() {
    watcher.wake();
  }
}
