package dev.fairlead.model.value;

import java.time.Instant;

/**
 * A moment to the microsecond, as in leases and events: {@code 2026-01-31T08:00:00.000000Z}.
 *
 * <p>Reads any offset but exactly six digits of fraction, and writes UTC with six, as
 * metav1.MicroTime does.
 *
 * @param epochSecond seconds since 1970-01-01T00:00:00Z, of the years 0001 to 9999
 * @param micros microseconds after that second, 0 to 999,999
 */
public record MicroTime(long epochSecond, int micros) implements Comparable<MicroTime> {

  private static final String ADVICE = "Write it like 2026-01-31T08:00:00.000000Z.";
  private static final int NANOS_PER_MICRO = 1_000;
  private static final int NANOS_PER_SECOND = 1_000_000_000;

  public MicroTime {
    Time.requireInRange(epochSecond);
    if (micros < 0 || micros >= Rfc3339.MICROS_PER_SECOND) {
      throw new IllegalArgumentException(
          ("%d is not a number of microseconds within a second."
                  + " Give 0 to 999999; negative times count forward too.")
              .formatted(micros));
    }
  }

  /**
   * Reads the text.
   *
   * @throws MalformedTextException if the text is not a time of RFC 3339 with six digits of
   *     fraction, in the years 0001 to 9999
   */
  public static MicroTime parse(String text) {
    long micros = Rfc3339.epochMicros("MicroTime", text, Rfc3339.MICRO_DIGITS, ADVICE);
    return new MicroTime(
        Math.floorDiv(micros, Rfc3339.MICROS_PER_SECOND),
        Math.floorMod(micros, Rfc3339.MICROS_PER_SECOND));
  }

  /** The microsecond that the instant lies in. */
  public static MicroTime of(Instant instant) {
    return new MicroTime(instant.getEpochSecond(), instant.getNano() / NANOS_PER_MICRO);
  }

  /** The two fields of the protobuf encoding; nanos beyond the microsecond are dropped. */
  public static MicroTime ofEpoch(long seconds, int nanos) {
    if (nanos < 0 || nanos >= NANOS_PER_SECOND) {
      throw new IllegalArgumentException(
          ("%d is not a number of nanoseconds within a second."
                  + " Give 0 to 999999999; negative times count forward too.")
              .formatted(nanos));
    }
    return new MicroTime(seconds, nanos / NANOS_PER_MICRO);
  }

  /** The start of the microsecond. */
  public Instant instant() {
    return Instant.ofEpochSecond(epochSecond, nanos());
  }

  /** Nanoseconds after the second, as the protobuf encoding has them. */
  public int nanos() {
    return micros * NANOS_PER_MICRO;
  }

  /**
   * Whether this is the moment that Kubernetes takes for no time at all and writes as JSON null.
   */
  public boolean isUnset() {
    return epochSecond == Time.MIN_EPOCH_SECOND && micros == 0;
  }

  @Override
  public int compareTo(MicroTime other) {
    int seconds = Long.compare(epochSecond, other.epochSecond);
    return seconds != 0 ? seconds : Integer.compare(micros, other.micros);
  }

  /** The wire text. */
  @Override
  public String toString() {
    return Rfc3339.print(epochSecond, micros);
  }
}
