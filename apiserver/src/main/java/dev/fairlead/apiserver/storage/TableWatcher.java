package dev.fairlead.apiserver.storage;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.locks.LockSupport;
import org.jspecify.annotations.Nullable;

/** A place in the log of one resource. */
final class TableWatcher implements Watcher {
  /** Given out at once; more would hold up the bookmark and the client's first event. */
  private static final int MAX_BATCH = 256;

  private final MemoryStorage storage;
  private final ResourceTable table;
  private final Range range;
  private long number;
  private long revision;

  private volatile @Nullable Thread reader;
  private volatile boolean woken;

  TableWatcher(
      MemoryStorage storage, ResourceTable table, Range range, long number, long revision) {
    this.storage = storage;
    this.table = table;
    this.range = range;
    this.number = number;
    this.revision = revision;
  }

  @Override
  public long revision() {
    return revision;
  }

  @Override
  public List<Change> next(Duration patience) throws InterruptedException {
    reader = Thread.currentThread();
    List<Change> batch = take();
    if (batch.isEmpty() && !woken) {
      table.awaitEntry(number, patience.toNanos());
      if (Thread.interrupted()) {
        throw new InterruptedException("interrupted while waiting for changes");
      }
      batch = take();
    }
    woken = false;
    return batch;
  }

  /** Takes what the log has of the range, up to what is published. */
  private List<Change> take() {
    long published = storage.revision(); // first: whatever is appended later is newer than this
    List<Change> batch = new ArrayList<>();
    while (batch.size() < MAX_BATCH) {
      boolean atEnd = number >= table.log.next();
      Change change = atEnd ? null : table.log.get(number);
      if (change == null && !atEnd) {
        throw new StorageException(
            StorageException.Reason.LAGGING,
            "changes after revision " + revision + " were compacted before they were read");
      }
      if (change == null || change.revision() > published) {
        revision = Math.max(revision, published);
        return batch;
      }
      number++;
      revision = change.revision();
      if (range.contains(change.now().key())) {
        batch.add(change);
      }
    }
    return batch;
  }

  @Override
  public void wake() {
    woken = true;
    Thread waiting = reader;
    if (waiting != null) {
      LockSupport.unpark(waiting);
    }
  }
}
