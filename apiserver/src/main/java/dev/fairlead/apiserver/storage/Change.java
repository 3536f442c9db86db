package dev.fairlead.apiserver.storage;

import org.jspecify.annotations.Nullable;

/**
 * One entry of the log.
 *
 * @param kind what happened
 * @param now the object after it; for a deletion its last state, with the deletion's revision
 * @param before the version before it; null for a creation
 */
public record Change(Kind kind, Stored now, @Nullable Stored before) {

  /** What happened to an object. */
  public enum Kind {
    ADDED,
    MODIFIED,
    DELETED
  }

  public long revision() {
    return now.revision();
  }
}
