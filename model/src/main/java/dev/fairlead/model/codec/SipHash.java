package dev.fairlead.model.codec;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;
import java.security.SecureRandom;

/**
 * SipHash-2-4 with 128 bits of output (Aumasson and Bernstein, "SipHash: a fast short-input PRF",
 * 2012, and the 128-bit variant of its reference implementation): without the key, nobody can
 * predict or steer the hashes.
 */
final class SipHash {
  private static final VarHandle LONG =
      MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.LITTLE_ENDIAN);

  private final long key0;
  private final long key1;

  /** The two halves of the last hash; a SipHash belongs to one thread. */
  long low;

  long high;

  SipHash(long key0, long key1) {
    this.key0 = key0;
    this.key1 = key1;
  }

  /** A hash with a key that nobody else knows. */
  static long[] randomKey() {
    SecureRandom random = new SecureRandom();
    return new long[] {random.nextLong(), random.nextLong()};
  }

  /** Hashes a range of bytes into {@link #low} and {@link #high}. */
  void hash(byte[] bytes, int from, int to) {
    long v0 = key0 ^ 0x736f6d6570736575L;
    long v1 = key1 ^ 0x646f72616e646f6dL ^ 0xee;
    long v2 = key0 ^ 0x6c7967656e657261L;
    long v3 = key1 ^ 0x7465646279746573L;
    int at = from;
    for (int last = to - Long.BYTES; at <= last; at += Long.BYTES) {
      long word = (long) LONG.get(bytes, at);
      v3 ^= word;
      for (int round = 0; round < 2; round++) {
        v0 += v1;
        v2 += v3;
        v1 = Long.rotateLeft(v1, 13) ^ v0;
        v3 = Long.rotateLeft(v3, 16) ^ v2;
        v0 = Long.rotateLeft(v0, 32);
        v2 += v1;
        v0 += v3;
        v1 = Long.rotateLeft(v1, 17) ^ v2;
        v3 = Long.rotateLeft(v3, 21) ^ v0;
        v2 = Long.rotateLeft(v2, 32);
      }
      v0 ^= word;
    }
    long word = (long) (to - from) << 56;
    for (int shift = 0; at < to; at++, shift += 8) {
      word |= (bytes[at] & 0xffL) << shift;
    }
    v3 ^= word;
    long halfHash = 0;
    for (int round = 0; round < 10; round++) {
      // 2 rounds for the last word, 4 to finish the first half, 4 more for the second
      if (round == 2) {
        v0 ^= word;
        v2 ^= 0xee;
      } else if (round == 6) {
        halfHash = v0 ^ v1 ^ v2 ^ v3;
        v1 ^= 0xdd;
      }
      v0 += v1;
      v2 += v3;
      v1 = Long.rotateLeft(v1, 13) ^ v0;
      v3 = Long.rotateLeft(v3, 16) ^ v2;
      v0 = Long.rotateLeft(v0, 32);
      v2 += v1;
      v0 += v3;
      v1 = Long.rotateLeft(v1, 17) ^ v2;
      v3 = Long.rotateLeft(v3, 21) ^ v0;
      v2 = Long.rotateLeft(v2, 32);
    }
    low = halfHash;
    high = v0 ^ v1 ^ v2 ^ v3;
  }
}
