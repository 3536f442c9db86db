package dev.fairlead.apiserver.storage;

import java.time.Duration;
import java.util.List;

/** A place in the log that moves on. Used by one thread; {@link #wake} may be called by any. */
public interface Watcher {

  /**
   * The next changes, in order and at most a few hundred; waits until there is one.
   *
   * @param patience how long to wait at most
   * @return empty if there was none in that time, or {@link #wake} was called
   * @throws StorageException LAGGING if changes were dropped from the log before they were read
   */
  List<Change> next(Duration patience) throws InterruptedException;

  /** All changes up to this revision have been given out. */
  long revision();

  /** Ends a wait. */
  void wake();
}
