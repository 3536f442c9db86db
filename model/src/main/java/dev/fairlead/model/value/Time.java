package dev.fairlead.model.value;

import java.time.Instant;

/**
 * A moment to the second, as most times in the API: {@code 2026-01-31T08:00:00Z}.
 *
 * <p>Reads any offset and fraction, and writes UTC without fraction, as metav1.Time does. The
 * protobuf encoding carries the same seconds; its nanos are ignored in both directions.
 *
 * @param epochSecond seconds since 1970-01-01T00:00:00Z, of the years 0001 to 9999
 */
public record Time(long epochSecond) implements Comparable<Time> {

  /** First second of the year 1. Kubernetes writes it as JSON null and as nothing in protobuf. */
  public static final long MIN_EPOCH_SECOND = Rfc3339.MIN_SECOND;

  /** Last second of the year 9999. */
  public static final long MAX_EPOCH_SECOND = Rfc3339.MAX_SECOND;

  private static final String ADVICE = "Write it like 2026-01-31T08:00:00Z.";

  public Time {
    requireInRange(epochSecond);
  }

  /**
   * Reads the text; a fraction of a second is dropped.
   *
   * @throws MalformedTextException if the text is not a time of RFC 3339 in the years 0001 to 9999
   */
  public static Time parse(String text) {
    long micros = Rfc3339.epochMicros("Time", text, Rfc3339.ANY_FRACTION, ADVICE);
    return new Time(Math.floorDiv(micros, Rfc3339.MICROS_PER_SECOND));
  }

  /** The second that the instant lies in. */
  public static Time of(Instant instant) {
    return new Time(instant.getEpochSecond());
  }

  /** The start of the second. */
  public Instant instant() {
    return Instant.ofEpochSecond(epochSecond);
  }

  /**
   * Whether this is the moment that Kubernetes takes for no time at all and writes as JSON null.
   */
  public boolean isUnset() {
    return epochSecond == MIN_EPOCH_SECOND;
  }

  @Override
  public int compareTo(Time other) {
    return Long.compare(epochSecond, other.epochSecond);
  }

  /** The wire text. */
  @Override
  public String toString() {
    return Rfc3339.print(epochSecond, -1);
  }

  static void requireInRange(long epochSecond) {
    if (epochSecond < MIN_EPOCH_SECOND || epochSecond > MAX_EPOCH_SECOND) {
      throw new IllegalArgumentException(
          ("%d seconds since 1970 is outside of the years 0001 to 9999."
                  + " Give seconds, not milliseconds, from %d to %d.")
              .formatted(epochSecond, MIN_EPOCH_SECOND, MAX_EPOCH_SECOND));
    }
  }
}
