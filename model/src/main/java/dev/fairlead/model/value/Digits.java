package dev.fairlead.model.value;

import java.math.BigInteger;
import java.util.OptionalLong;

/**
 * Whole numbers as Go's {@code strconv.ParseInt} reads them in base 10: an optional sign and ASCII
 * digits. Java's own parsers also take the digits of other scripts.
 */
final class Digits {

  /** Digits of the longest long. */
  private static final int MAX_DIGITS = 19;

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

  /** The number, or empty if the text is not a number of 64 bits. */
  static OptionalLong exact(String text, int from, int to) {
    if (!isWhole(text, from, to)) {
      return OptionalLong.empty();
    }
    boolean negative = text.charAt(from) == '-';
    int start = negative || text.charAt(from) == '+' ? from + 1 : from;
    while (start < to - 1 && text.charAt(start) == '0') {
      start++;
    }
    if (to - start > MAX_DIGITS) {
      return OptionalLong.empty();
    }
    BigInteger size = new BigInteger(text.substring(start, to));
    BigInteger value = negative ? size.negate() : size;
    return value.bitLength() < Long.SIZE
        ? OptionalLong.of(value.longValue())
        : OptionalLong.empty();
  }

  /** The number, or the nearest long if it is out of range, or empty if the text is no number. */
  static OptionalLong clamped(String text, int from, int to) {
    OptionalLong exact = exact(text, from, to);
    if (exact.isPresent() || !isWhole(text, from, to)) {
      return exact;
    }
    return OptionalLong.of(text.charAt(from) == '-' ? Long.MIN_VALUE : Long.MAX_VALUE);
  }
}
