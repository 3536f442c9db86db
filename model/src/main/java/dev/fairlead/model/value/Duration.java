package dev.fairlead.model.value;

/**
 * A length of time in Go's notation, as in configuration files and a few API fields: {@code
 * 1h15m30.5s}.
 *
 * @param nanos nanoseconds, negative for a length that reaches back
 */
public record Duration(long nanos) implements Comparable<Duration> {

  private static final long NANOS_PER_SECOND = 1_000_000_000L;
  private static final long NANOS_PER_MINUTE = 60 * NANOS_PER_SECOND;
  private static final long NANOS_PER_HOUR = 60 * NANOS_PER_MINUTE;

  /**
   * Reads the text: an optional sign, then numbers with a unit each, or {@code 0}. Units are ns, us
   * (or µs), ms, s, m, h.
   *
   * @throws MalformedTextException if the text is not such a duration, or is longer than a long of
   *     nanoseconds
   */
  public static Duration parse(String text) {
    return new Duration(new DurationText(text).nanos());
  }

  /**
   * The same length.
   *
   * @throws ArithmeticException if it is longer than a long of nanoseconds
   */
  public static Duration of(java.time.Duration duration) {
    try {
      return new Duration(duration.toNanos());
    } catch (ArithmeticException e) {
      ArithmeticException problem =
          new ArithmeticException(
              "%s is longer than the 292 years that a Duration can hold. Use a shorter one."
                  .formatted(duration));
      problem.initCause(e);
      throw problem;
    }
  }

  /** The same length. */
  public java.time.Duration toJavaDuration() {
    return java.time.Duration.ofNanos(nanos);
  }

  @Override
  public int compareTo(Duration other) {
    return Long.compare(nanos, other.nanos);
  }

  /**
   * The wire text, in the form that Go prints: {@code 1h15m30.5s}, {@code 1m0s}, {@code 1.5ms},
   * {@code 0s}.
   */
  @Override
  public String toString() {
    if (nanos == 0) {
      return "0s";
    }
    StringBuilder out = new StringBuilder();
    if (nanos < 0) {
      out.append('-');
    }
    // Long.MIN_VALUE is its own absolute value; as an unsigned number it is right.
    long size = Math.abs(nanos);
    if (Long.compareUnsigned(size, NANOS_PER_SECOND) < 0) {
      appendSmall(out, size);
      return out.toString();
    }
    long hours = Long.divideUnsigned(size, NANOS_PER_HOUR);
    long inHour = Long.remainderUnsigned(size, NANOS_PER_HOUR);
    if (hours > 0) {
      out.append(hours).append('h');
    }
    if (hours > 0 || inHour >= NANOS_PER_MINUTE) {
      out.append(inHour / NANOS_PER_MINUTE).append('m');
    }
    appendDecimal(out, inHour % NANOS_PER_MINUTE, NANOS_PER_SECOND);
    return out.append('s').toString();
  }

  private static void appendSmall(StringBuilder out, long size) {
    if (size < 1_000) {
      out.append(size).append("ns");
    } else if (size < 1_000_000) {
      appendDecimal(out, size, 1_000);
      out.append("µs");
    } else {
      appendDecimal(out, size, 1_000_000);
      out.append("ms");
    }
  }

  /** The size in the unit, with as many digits after the point as it takes. */
  private static void appendDecimal(StringBuilder out, long size, long unit) {
    out.append(size / unit);
    long rest = size % unit;
    if (rest == 0) {
      return;
    }
    out.append('.');
    for (long weight = unit / 10; rest > 0; weight /= 10) {
      out.append((char) ('0' + rest / weight));
      rest %= weight;
    }
  }
}
