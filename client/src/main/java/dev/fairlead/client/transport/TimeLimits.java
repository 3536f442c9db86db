package dev.fairlead.client.transport;

import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * How long to wait.
 *
 * @param whole for the whole call, to the last byte of its answer; null for no limit
 * @param spent what of that is over before the request is sent: it may be a repeated one
 * @param head from sending the request to the head of its answer
 * @param silence from one part of the answer's body to the next
 */
public record TimeLimits(
    @Nullable Duration whole, Duration spent, Duration head, Duration silence) {

  /** How long to wait for the head, in nanoseconds. */
  long nanosToHead() {
    return least(head.toNanos(), 0);
  }

  /** How long to wait on for the body, so long after sending and after the last sign of life. */
  long nanosLeft(long sinceStart, long quietFor) {
    return least(silence.toNanos() - quietFor, sinceStart);
  }

  private long least(long nanos, long sinceStart) {
    return whole == null ? nanos : Math.min(nanos, whole.minus(spent).toNanos() - sinceStart);
  }

  /** Says which limit it was that has passed before the head. */
  String passedBeforeHead(long sinceStart) {
    return passed(sinceStart, head);
  }

  /** Says which limit it was that has passed in the body. */
  String passed(long sinceStart) {
    return passed(sinceStart, silence);
  }

  private String passed(long sinceStart, Duration quiet) {
    return whole != null && sinceStart >= whole.minus(spent).toNanos()
        ? "not done within " + text(whole)
        : "nothing came for " + text(quiet);
  }

  private static String text(Duration limit) {
    long millis = limit.toMillis();
    return millis % 1_000 == 0 ? millis / 1_000 + " s" : millis + " ms";
  }
}
