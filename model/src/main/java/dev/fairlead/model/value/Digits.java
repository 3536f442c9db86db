package dev.fairlead.model.value;

import java.math.BigInteger;
import java.util.OptionalLong;

/**
 * Whole numbers as Go's {@code strconv.ParseInt} reads them in base 10: an optional sign and ASCII
 * digits. Java's own parsers also take the digits of other scripts.
 */
final class Digits {

  /** Digits that always fit a long. */
  private static final int SAFE_DIGITS = 18;

  private Digits() {}

  static boolean isDigit(String text, int at) {
    return at < text.length() && text.charAt(at) >= '0' && text.charAt(at) <= '9';
  }

  /** Whether the text from the offset on is an optional sign and at least one digit. */
  static boolean isWhole(String text, int from, int to) {
    int start =
        from < to && (text.charAt(from) == '-' || text.charAt(from) == '+') ? from + 1 : from;
    for (int i = start; i < to; i++) {
      if (!isDigit(text, i)) {
        return false;
      }
    }
    return start < to;
  }

  /**
   * The number, or the nearest long if it is out of range, or empty if the text is not a number.
   */
  static OptionalLong clamped(String text, int from, int to) {
    if (!isWhole(text, from, to)) {
      return OptionalLong.empty();
    }
    boolean negative = text.charAt(from) == '-';
    int start = negative || text.charAt(from) == '+' ? from + 1 : from;
    while (start < to - 1 && text.charAt(start) == '0') {
      start++;
    }
    if (to - start <= SAFE_DIGITS) {
      long value = Long.parseLong(text, start, to, 10);
      return OptionalLong.of(negative ? -value : value);
    }
    long limit = negative ? Long.MIN_VALUE : Long.MAX_VALUE;
    if (to - start > SAFE_DIGITS + 1) {
      return OptionalLong.of(limit);
    }
    BigInteger exact = new BigInteger(text.substring(start, to));
    exact = negative ? exact.negate() : exact;
    return OptionalLong.of(exact.bitLength() > Long.SIZE - 1 ? limit : exact.longValue());
  }
}
