package dev.fairlead.model.value;

/** Reads Go's duration notation as {@code time.ParseDuration} does, to the same nanosecond. */
final class DurationText {

  private static final String INVALID = "invalid duration";
  private static final String ADVICE =
      "Write numbers with the units h, m, s, ms, us or ns, for example 1h30m or 500ms.";

  /** 2 to the 63rd as Go's unsigned arithmetic sees it: the size of the shortest duration. */
  private static final long LIMIT = Long.MIN_VALUE;

  private final String text;
  private int at;

  DurationText(String text) {
    this.text = text;
  }

  long nanos() {
    boolean negative = at < text.length() && text.charAt(at) == '-';
    if (negative || (at < text.length() && text.charAt(at) == '+')) {
      at++;
    }
    if (text.length() - at == 1 && text.charAt(at) == '0') {
      return 0;
    }
    if (at == text.length()) {
      throw problem(at, INVALID);
    }
    long total = 0;
    while (at < text.length()) {
      int partStart = at;
      total += part();
      if (Long.compareUnsigned(total, LIMIT) > 0) {
        throw problem(partStart, INVALID + ", longer than 292 years");
      }
    }
    if (!negative && total == LIMIT) {
      throw problem(0, INVALID + ", longer than 292 years");
    }
    return negative ? -total : total;
  }

  /** A number and its unit, in nanoseconds, at most {@link #LIMIT} as an unsigned number. */
  private long part() {
    int start = at;
    long whole = 0;
    while (Digits.isDigit(text, at)) {
      if (Long.compareUnsigned(whole, Long.divideUnsigned(LIMIT, 10)) > 0) {
        throw problem(start, INVALID + ", longer than 292 years");
      }
      whole = whole * 10 + (text.charAt(at) - '0');
      if (Long.compareUnsigned(whole, LIMIT) > 0) {
        throw problem(start, INVALID + ", longer than 292 years");
      }
      at++;
    }
    int digits = at - start;
    long fraction = 0;
    double scale = 1;
    if (at < text.length() && text.charAt(at) == '.') {
      at++;
      // Digits that a long cannot hold are dropped: they are far below a nanosecond.
      boolean full = false;
      for (; Digits.isDigit(text, at); at++, digits++) {
        full = full || fraction < 0 || fraction > Long.MAX_VALUE / 10;
        long longer = fraction * 10 + (text.charAt(at) - '0');
        full = full || Long.compareUnsigned(longer, LIMIT) > 0;
        if (!full) {
          fraction = longer;
          scale *= 10;
        }
      }
    }
    if (digits == 0) {
      throw problem(start, INVALID);
    }
    long unit = unit();
    if (Long.compareUnsigned(whole, Long.divideUnsigned(LIMIT, unit)) > 0) {
      throw problem(start, INVALID + ", longer than 292 years");
    }
    long nanos = whole * unit;
    if (fraction != 0) {
      // In doubles and in this order, because Go does so and the nanosecond must agree.
      double size = fraction < 0 ? 0x1p63 : (double) fraction;
      nanos += (long) (size * (unit / scale));
      if (Long.compareUnsigned(nanos, LIMIT) > 0) {
        throw problem(start, INVALID + ", longer than 292 years");
      }
    }
    return nanos;
  }

  private long unit() {
    int start = at;
    while (at < text.length() && text.charAt(at) != '.' && !Digits.isDigit(text, at)) {
      at++;
    }
    if (at == start) {
      throw problem(start, "missing unit in duration");
    }
    return switch (text.substring(start, at)) {
      case "ns" -> 1L;
      // Both the micro sign, U+00B5, and the Greek letter, U+03BC.
      case "us", "\u00b5s", "\u03bcs" -> 1_000L;
      case "ms" -> 1_000_000L;
      case "s" -> 1_000_000_000L;
      case "m" -> 60_000_000_000L;
      case "h" -> 3_600_000_000_000L;
      default -> throw problem(start, "unknown unit in duration");
    };
  }

  private MalformedTextException problem(int offset, String problem) {
    return new MalformedTextException("Duration", text, offset, problem, ADVICE);
  }
}
