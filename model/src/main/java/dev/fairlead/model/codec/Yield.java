package dev.fairlead.model.codec;

/**
 * Whether looking one sort of value up in one dictionary pays: hashing what never repeats (a whole
 * Pod, a UID) is time lost. Threads may race on the counts, which only blurs them.
 */
final class Yield {
  /** Look-ups before judging, and the share of them, one in this many, that go on in any case. */
  private static final int SAMPLE = 32;

  /** Below one hit in this many tries, look-ups stop but for the samples. */
  private static final int WORTHWHILE = 8;

  /** Counts are halved here, so that the judgement follows the traffic. */
  private static final int WINDOW = 4_096;

  private int tries;
  private int hits;
  private int skipped;

  boolean worthTrying() {
    if (tries < SAMPLE || hits * WORTHWHILE >= tries) {
      return true;
    }
    return (++skipped & (SAMPLE - 1)) == 0;
  }

  void count(boolean hit) {
    tries++;
    if (hit) {
      hits++;
    }
    if (tries >= WINDOW) {
      tries /= 2;
      hits /= 2;
    }
  }
}
