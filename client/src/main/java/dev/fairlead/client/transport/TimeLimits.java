package dev.fairlead.client.transport;

import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * How long to wait.
 *
 * @param whole from sending the request to the last byte of its answer; null for no limit
 * @param silence from one sign of life to the next: until the head of the answer, and then between
 *     parts of its body
 */
public record TimeLimits(@Nullable Duration whole, Duration silence) {

  /** How long to wait on, when so much has passed since sending and since the last sign of life. */
  long nanosLeft(long sinceStart, long quietFor) {
    long quiet = silence.toNanos() - quietFor;
    return whole == null ? quiet : Math.min(quiet, whole.toNanos() - sinceStart);
  }

  /** Says which limit it was that has passed. */
  String passed(long sinceStart) {
    return whole != null && sinceStart >= whole.toNanos()
        ? "not done within " + text(whole)
        : "nothing came for " + text(silence);
  }

  private static String text(Duration limit) {
    long millis = limit.toMillis();
    return millis % 1_000 == 0 ? millis / 1_000 + " s" : millis + " ms";
  }
}
