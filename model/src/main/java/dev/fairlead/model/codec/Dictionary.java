package dev.fairlead.model.codec;

import java.util.Arrays;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.AtomicReferenceArray;
import org.jspecify.annotations.Nullable;

/**
 * Gives equal parts of messages one object: the bytes of a part are hashed before they are parsed,
 * and bytes seen before give back the object that they gave the first time. Objects are immutable,
 * so sharing is safe. One dictionary serves one peer (a client has one) and any number of threads.
 *
 * <p><b>Why two different values never become one.</b> A part is found by a 128-bit SipHash of its
 * bytes under a random key of this dictionary, with the number of its sort (its type or field)
 * mixed in, not by a copy of its bytes. For a peer that doesn't know the key and never sees a hash,
 * SipHash is a pseudo-random function: choosing the bytes cleverly is no better than choosing them
 * at random, and no answer tells whether two parts collided. With at most {@value #SLOTS} hashes
 * held and n parts looked up, the chance that any look-up ever meets a foreign entry with the same
 * hash is below n x 2^16 / 2^128: after 2^40 parts (a million a second for twelve days) below
 * 2^-72, far below that of a memory error.
 *
 * <p><b>Why it stays small.</b> It holds at most {@value #SLOTS} parts of at most {@value
 * #MAX_PART_BYTES} bytes on the wire, {@value #MAX_TOTAL_BYTES} bytes in all: past that, a new part
 * must push an old one out.
 */
public final class Dictionary {
  /** Parts held at most; a power of two. The table itself takes 4 bytes a slot. */
  static final int SLOTS = 1 << 16;

  /** Longer parts hold something unique nearly always, and their own parts are looked up anyway. */
  static final int MAX_PART_BYTES = 1 << 14;

  /** Wire bytes of all parts held. In memory they take about as much again. */
  static final long MAX_TOTAL_BYTES = 32L << 20;

  /** Slots in which a part may stand. */
  private static final int WAYS = 4;

  /** Short strings that repeat: names, phases, keys of labels. A power of two. */
  private static final int STRING_SLOTS = 1 << 13;

  static final int MAX_STRING_BYTES = 64;

  /** An odd constant with well-mixed bits (2^64 divided by the golden ratio). */
  private static final long SPREAD = 0x9e3779b97f4a7c15L;

  private static final AtomicInteger SORTS = new AtomicInteger();

  private record Entry(long low, long high, int bytes, Object value) {}

  private final long[] key = SipHash.randomKey();
  private final AtomicReferenceArray<@Nullable Entry> entries = new AtomicReferenceArray<>(SLOTS);
  private final String[] strings = new String[STRING_SLOTS];

  private final AtomicLong totalBytes = new AtomicLong();

  /** By sort. Copied when it grows; a racing thread may then lose some counts. */
  private volatile @Nullable Yield[] yields = new Yield[0];

  /** A new, empty dictionary with a key of its own. */
  public Dictionary() {}

  /** A hash for one thread, under this dictionary's key. */
  SipHash newHash() {
    return new SipHash(key[0], key[1]);
  }

  /**
   * A number for one sort of parts: of one type, or of one field. It goes into the hashes, because
   * equal bytes of two sorts are two values.
   */
  static int newSort() {
    return SORTS.getAndIncrement();
  }

  /** How well looking up parts of this sort has paid here. */
  Yield yieldOf(int sort) {
    @Nullable Yield[] all = yields;
    Yield known = sort < all.length ? all[sort] : null;
    return known != null ? known : newYield(sort);
  }

  private synchronized Yield newYield(int sort) {
    @Nullable Yield[] all = Arrays.copyOf(yields, Math.max(yields.length, sort + 1));
    Yield made = new Yield();
    all[sort] = made;
    yields = all;
    return made;
  }

  /** The object that a part of this sort with this hash gave, or null. */
  @Nullable Object find(int sort, SipHash hash) {
    long low = hash.low ^ sort * SPREAD;
    long high = hash.high;
    int first = (int) low & (SLOTS - 1);
    for (int way = 0; way < WAYS; way++) {
      Entry entry = entries.getAcquire(first ^ way);
      if (entry != null && entry.low == low && entry.high == high) {
        return entry.value;
      }
    }
    return null;
  }

  /** Remembers the object that {@code bytes} bytes of this sort with this hash gave. */
  void put(int sort, long hashLow, long high, int bytes, Object value) {
    long low = hashLow ^ sort * SPREAD;
    int first = (int) low & (SLOTS - 1);
    int victim = first ^ (int) (high >>> 62);
    boolean full = totalBytes.get() > MAX_TOTAL_BYTES;
    for (int way = 0; way < WAYS && !full; way++) {
      if (entries.getAcquire(first ^ way) == null) {
        victim = first ^ way;
        break;
      }
    }
    Entry old = entries.getAcquire(victim);
    if (full && old == null) {
      return;
    }
    totalBytes.addAndGet(bytes - (old == null ? 0 : old.bytes));
    entries.setRelease(victim, new Entry(low, high, bytes, value));
  }

  /**
   * The string of ASCII bytes, shared if it is in the table. The characters are compared, so there
   * is nothing to collide; a racing thread sees a whole String or none, since String is immutable.
   */
  @Nullable String findString(byte[] bytes, int from, int to, int hash) {
    String candidate = strings[hash & (STRING_SLOTS - 1)];
    int length = to - from;
    if (candidate == null || candidate.length() != length) {
      return null;
    }
    for (int i = 0; i < length; i++) {
      if (candidate.charAt(i) != bytes[from + i]) {
        return null;
      }
    }
    return candidate;
  }

  void putString(String text, int hash) {
    strings[hash & (STRING_SLOTS - 1)] = text;
  }
}
