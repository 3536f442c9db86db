package dev.fairlead.model.codec;

import java.io.IOException;
import java.io.OutputStream;
import java.util.ArrayList;
import java.util.List;

/**
 * Bytes written from the last to the first. They are kept in chunks, so that a large document is
 * never moved; a chunk is filled from its end.
 */
final class BackwardBytes {
  private static final int FIRST_CHUNK_BYTES = 4 << 10;
  private static final int MAX_CHUNK_BYTES = 1 << 20;

  private byte[] chunk = new byte[FIRST_CHUNK_BYTES];
  private int at = FIRST_CHUNK_BYTES;

  /** The full ones, what comes last in the document first; each without unused space. */
  private final List<byte[]> full = new ArrayList<>(0);

  private long inFull;

  /** How much was written so far. */
  long written() {
    return inFull + chunk.length - at;
  }

  void prepend(byte value) {
    if (at == 0) {
      nextChunk(1);
    }
    chunk[--at] = value;
  }

  void prepend(byte[] bytes) {
    prepend(bytes, 0, bytes.length);
  }

  private void prepend(byte[] bytes, int from, int length) {
    int left = length;
    if (left > at) {
      int fits = at;
      left -= fits;
      System.arraycopy(bytes, from + left, chunk, 0, fits);
      at = 0;
      nextChunk(left);
    }
    at -= left;
    System.arraycopy(bytes, from, chunk, at, left);
  }

  /** Writes once more what was written between two values of {@link #written}. */
  void repeat(long from, long to) {
    long base = inFull;
    int index = full.size(); // that of the chunk being filled
    while (base > from) {
      base -= full.get(--index).length;
    }
    for (long next = from; next < to; index++) {
      byte[] source = index < full.size() ? full.get(index) : chunk;
      long end = Math.min(to, base + source.length);
      int start = (int) (base + source.length - end);
      prepend(source, start, (int) (end - next));
      next = end;
      base = end;
    }
  }

  /** A number of up to ten bytes, seven bits in each. */
  void varint(long value) {
    int size = value == 0 ? 1 : (70 - Long.numberOfLeadingZeros(value)) / 7;
    if (size > at) {
      byte[] bytes = new byte[size];
      put(bytes, 0, size, value);
      prepend(bytes);
      return;
    }
    at -= size;
    put(chunk, at, size, value);
  }

  private static void put(byte[] into, int from, int size, long value) {
    long rest = value;
    for (int i = from; i < from + size - 1; i++) {
      into[i] = (byte) (rest | 0x80);
      rest >>>= 7;
    }
    into[from + size - 1] = (byte) rest;
  }

  private void nextChunk(int needed) {
    full.add(chunk);
    inFull += chunk.length;
    int size = Math.max(needed, Math.min(MAX_CHUNK_BYTES, 2 * chunk.length));
    chunk = new byte[size];
    at = size;
  }

  void writeTo(OutputStream out) throws IOException {
    out.write(chunk, at, chunk.length - at);
    for (int i = full.size() - 1; i >= 0; i--) {
      out.write(full.get(i));
    }
  }

  /**
   * All bytes as one array.
   *
   * @throws IllegalStateException if Java has no array of that size: from 2 GiB on
   */
  byte[] toByteArray() {
    long size = written();
    if (size > Integer.MAX_VALUE - 8L) {
      throw new IllegalStateException(
          "the document has " + size + " bytes: write it to a stream, not into an array");
    }
    byte[] all = new byte[(int) size];
    int filled = chunk.length - at;
    System.arraycopy(chunk, at, all, 0, filled);
    for (int i = full.size() - 1; i >= 0; i--) {
      System.arraycopy(full.get(i), 0, all, filled, full.get(i).length);
      filled += full.get(i).length;
    }
    return all;
  }
}
