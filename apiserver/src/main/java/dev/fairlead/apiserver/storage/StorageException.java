package dev.fairlead.apiserver.storage;

import org.jspecify.annotations.Nullable;

/** What a storage can't do. The registry tells the client in Kubernetes' words. */
public final class StorageException extends RuntimeException {

  /** Why. */
  public enum Reason {
    /** A create of what is there. */
    EXISTS,
    /** A write based on a version that isn't the newest; {@link #current} is. */
    CHANGED,
    /** A read or watch of history that is compacted. */
    COMPACTED,
    /** A read of a revision that isn't yet. */
    FUTURE,
    /** A watcher that didn't keep up with the log. */
    LAGGING,
    /** The storage holds as much as it may. */
    FULL
  }

  private final Reason reason;
  private final transient @Nullable Stored current;

  StorageException(Reason reason, String message, @Nullable Stored current) {
    super(message, null, false, false);
    this.reason = reason;
    this.current = current;
  }

  StorageException(Reason reason, String message) {
    this(reason, message, null);
  }

  public Reason reason() {
    return reason;
  }

  /** For {@link Reason#EXISTS} and {@link Reason#CHANGED}: what is there; null if nothing. */
  public @Nullable Stored current() {
    return current;
  }
}
