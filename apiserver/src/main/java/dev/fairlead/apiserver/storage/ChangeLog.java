package dev.fairlead.apiserver.storage;

import org.jspecify.annotations.Nullable;

/**
 * The newest changes of one resource, numbered from 0, in a ring.
 *
 * <p>One writer (under the storage's lock), any number of readers without a lock. A reader holds
 * nothing but a number, so one that stalls keeps no memory alive: it finds out when it comes back.
 * Why reading without a lock is safe: entries are immutable and know their number, {@link #next} is
 * volatile and written after the entry; whoever sees an entry with the number that he asked for has
 * the right one, and anything else means that it was dropped.
 */
final class ChangeLog {
  private static final int FIRST_CAPACITY = 64;

  private record Entry(long number, Change change) {}

  private volatile @Nullable Entry[] ring = new @Nullable Entry[FIRST_CAPACITY];

  /** The number of the oldest entry kept, and of the one that will come next. */
  private volatile long first;

  private volatile long next;

  long first() {
    return first;
  }

  long next() {
    return next;
  }

  /** The change of that number, or null if it was dropped. */
  @Nullable Change get(long number) {
    @Nullable Entry[] current = ring;
    Entry entry = current[(int) (number & (current.length - 1))];
    return entry != null && entry.number == number ? entry.change : null;
  }

  // --- the writer ---

  void append(Change change) {
    @Nullable Entry[] current = ring;
    long number = next;
    if (number - first == current.length) {
      @Nullable Entry[] larger = new @Nullable Entry[current.length * 2];
      for (long i = first; i < number; i++) {
        larger[(int) (i & (larger.length - 1))] = current[(int) (i & (current.length - 1))];
      }
      ring = larger;
      current = larger;
    }
    current[(int) (number & (current.length - 1))] = new Entry(number, change);
    next = number + 1;
  }

  /** Gives up all changes up to a revision. */
  void dropThrough(long revision) {
    @Nullable Entry[] current = ring;
    for (long number = first; number < next; number++) {
      int slot = (int) (number & (current.length - 1));
      Entry oldest = current[slot];
      if (oldest != null && oldest.change.revision() > revision) {
        return;
      }
      first = number + 1;
      current[slot] = null;
    }
  }

  /** The number of the first change after a revision. */
  long numberAfter(long revision) {
    long low = first;
    long high = next;
    while (low < high) {
      long middle = (low + high) >>> 1;
      Change change = get(middle);
      if (change == null || change.revision() <= revision) {
        low = middle + 1;
      } else {
        high = middle;
      }
    }
    return low;
  }
}
