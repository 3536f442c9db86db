package dev.fairlead.apiserver.registry;

import java.util.UUID;
import java.util.random.RandomGenerator;

/** Names and identities that the server makes, from the random source given. */
public final class Names {
  /** Kubernetes leaves out vowels and what looks alike, so that no words come out. */
  private static final String ALPHABET = "bcdfghjklmnpqrstvwxz2456789";

  private static final int SUFFIX_LENGTH = 5;
  private static final int MAX_NAME_LENGTH = 63;

  private final RandomGenerator random;

  public Names(RandomGenerator random) {
    this.random = random;
  }

  /** The prefix, cut if it must be, and five random characters. */
  public String generate(String prefix) {
    int most = MAX_NAME_LENGTH - SUFFIX_LENGTH;
    StringBuilder name =
        new StringBuilder(prefix.length() > most ? prefix.substring(0, most) : prefix);
    synchronized (random) { // seeded sources are not made for several threads
      for (int i = 0; i < SUFFIX_LENGTH; i++) {
        name.append(ALPHABET.charAt(random.nextInt(ALPHABET.length())));
      }
    }
    return name.toString();
  }

  RandomGenerator random() {
    return random;
  }

  /** A random UUID of version 4. */
  public String uid() {
    long high;
    long low;
    synchronized (random) {
      high = random.nextLong();
      low = random.nextLong();
    }
    return new UUID((high & ~0xf000L) | 0x4000L, (low & ~(3L << 62)) | (2L << 62)).toString();
  }
}
