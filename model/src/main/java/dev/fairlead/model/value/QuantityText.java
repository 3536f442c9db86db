package dev.fairlead.model.value;

import dev.fairlead.model.value.Quantity.Format;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.math.RoundingMode;

/**
 * The parts of a quantity's text, found in one pass without making a number of them.
 *
 * <p>The rules are those of {@code resource.ParseQuantity}, odd ones included: {@code "+"}, {@code
 * "."} and {@code "Ki"} are zero there, while {@code "Pi"} is an error, because only some suffixes
 * take its fast path.
 *
 * @param wholeStart where the whole digits start, after sign and leading zeros
 * @param wholeEnd where they end
 * @param fractionStart where the digits after the point start; equals {@code fractionEnd} without
 *     any
 * @param fractionEnd where they end
 * @param exponent the power of 10, or of 2 if the format is binary, that the suffix stands for
 */
record QuantityText(
    String text,
    boolean negative,
    int wholeStart,
    int wholeEnd,
    int fractionStart,
    int fractionEnd,
    Format format,
    int exponent) {

  /**
   * Largest exponent after {@code e} or {@code E}, either sign. Kubernetes accepts any 64-bit
   * number there and keeps the low 32 bits, so that 1e4294967296 is 1; refusing is the only answer
   * that cannot be mistaken for another amount. Within the limit nothing is ever expanded to that
   * many digits.
   */
  static final int MAX_EXPONENT = 1_000_000_000;

  private static final String WRONG_FORMAT =
      "quantities must match the regular expression"
          + " '^([+-]?[0-9.]+)([eEinumkKMGTP]*[-+]?[0-9]*)$'";
  private static final String WRONG_NUMBER = "unable to parse numeric part of quantity";
  private static final String WRONG_SUFFIX = "unable to parse quantity's suffix";
  private static final String ADVICE =
      "Write a number and at most one suffix of n u m k M G T P E, Ki Mi Gi Ti Pi Ei, or e with an"
          + " exponent, for example 500m, 1.5Gi or 2e3.";

  /** Decimal places of the smallest amount, one nano (Scale Nano in the Go package resource). */
  private static final int NANO_SCALE = 9;

  /** Digits that the fast path of Kubernetes trusts to a 64-bit integer (maxInt64Factors there). */
  private static final int FAST_DIGITS = 18;

  /** The same for binary suffixes, before the digits of the suffix are taken off. */
  private static final int FAST_BINARY_DIGITS = 15;

  private static final BigDecimal MAX_BINARY = BigDecimal.valueOf(Long.MAX_VALUE);
  private static final BigDecimal ONE_NANO = BigDecimal.valueOf(1, NANO_SCALE);

  static QuantityText scan(String text) {
    int end = text.length();
    if (end == 0) {
      throw new MalformedTextException("Quantity", text, 0, WRONG_FORMAT, ADVICE);
    }
    if (end > Quantity.MAX_TEXT_LENGTH) {
      throw new MalformedTextException(
          "Quantity",
          text,
          Quantity.MAX_TEXT_LENGTH,
          "the text is longer than %d characters".formatted(Quantity.MAX_TEXT_LENGTH),
          "Write the amount with a suffix or an exponent.");
    }
    int at = 0;
    boolean negative = text.charAt(0) == '-';
    if (negative || text.charAt(0) == '+') {
      at++;
    }
    while (at < end && text.charAt(at) == '0') {
      at++;
    }
    int wholeStart = at;
    at = skipDigits(text, at);
    int wholeEnd = at;
    int fractionStart = at;
    int fractionEnd = at;
    if (at < end && text.charAt(at) == '.') {
      fractionStart = at + 1;
      fractionEnd = skipDigits(text, fractionStart);
      at = fractionEnd;
    }
    int suffixStart = at;
    while (at < end && isSuffixLetter(text.charAt(at))) {
      at++;
    }
    if (at < end && (text.charAt(at) == '-' || text.charAt(at) == '+')) {
      at++;
    }
    at = skipDigits(text, at);
    if (at < end) {
      throw new MalformedTextException("Quantity", text, at, WRONG_FORMAT, ADVICE);
    }
    Format format = suffixFormat(text, suffixStart);
    int exponent = suffixExponent(text, suffixStart, format);
    QuantityText scanned =
        new QuantityText(
            text, negative, wholeStart, wholeEnd, fractionStart, fractionEnd, format, exponent);
    if (!scanned.hasDigits() && !scanned.takesFastPath()) {
      throw new MalformedTextException("Quantity", text, suffixStart, WRONG_NUMBER, ADVICE);
    }
    return scanned;
  }

  /**
   * The amount: exact, but rounded away from zero to whole nanos, and capped to a long with a
   * binary suffix.
   */
  BigDecimal amount() {
    BigInteger unscaled = digits();
    if (unscaled.signum() == 0) {
      return BigDecimal.ZERO;
    }
    BigDecimal size;
    if (format == Format.BINARY_SI) {
      size = roundedToNano(new BigDecimal(unscaled.shiftLeft(exponent), fractionDigits()));
      size = size.min(MAX_BINARY);
    } else {
      size = roundedToNano(new BigDecimal(unscaled, fractionDigits() - exponent));
    }
    return negative ? size.negate() : size;
  }

  /**
   * Whether Kubernetes sends the text on as it was read. It rewrites every other text in canonical
   * form. Not all texts that it keeps are canonical: 1.500, +1 and 01Ki are kept.
   */
  boolean isKeptByKubernetes() {
    if (text.equals("0")) {
      return true;
    }
    if (!takesFastPath()) {
      return false;
    }
    if (format == Format.BINARY_SI) {
      // A multiple of 8 may be a multiple of 1024, whose suffix would have to grow.
      return (digits().intValue() & 7) != 0;
    }
    String shifted = digitText();
    return (exponent - fractionDigits()) % 3 == 0
        && !shifted.endsWith("000")
        && shifted.charAt(0) != '0';
  }

  private boolean takesFastPath() {
    int wholeDigits = Math.max(1, wholeEnd - wholeStart);
    if (format == Format.BINARY_SI) {
      return fractionDigits() == 0 && FAST_BINARY_DIGITS - wholeDigits - exponent * 3 / 10 - 1 >= 0;
    }
    return wholeDigits + fractionDigits() <= FAST_DIGITS
        && exponent - fractionDigits() >= -NANO_SCALE;
  }

  private boolean hasDigits() {
    return fractionEnd > fractionStart
        || wholeEnd > wholeStart
        || (wholeStart > 0 && text.charAt(wholeStart - 1) == '0');
  }

  private int fractionDigits() {
    return fractionEnd - fractionStart;
  }

  private BigInteger digits() {
    String digits = digitText();
    return digits.length() <= FAST_DIGITS
        ? BigInteger.valueOf(Long.parseLong(digits))
        : new BigInteger(digits);
  }

  private String digitText() {
    String whole = wholeEnd == wholeStart ? "0" : text.substring(wholeStart, wholeEnd);
    return whole + text.substring(fractionStart, fractionEnd);
  }

  private static BigDecimal roundedToNano(BigDecimal size) {
    if (size.scale() <= NANO_SCALE) {
      return size;
    }
    // 1e-1000000000 is one nano; dividing by that power of ten to find out would take gigabytes.
    if (size.precision() - (long) size.scale() <= -NANO_SCALE) {
      return ONE_NANO;
    }
    return size.setScale(NANO_SCALE, RoundingMode.UP);
  }

  private static Format suffixFormat(String text, int start) {
    int length = text.length() - start;
    if (length == 0 || (length == 1 && decimalPower(text.charAt(start)) != 0)) {
      return Format.DECIMAL_SI;
    }
    if (length == 2 && text.charAt(start + 1) == 'i' && binaryPower(text.charAt(start)) != 0) {
      return Format.BINARY_SI;
    }
    if (length > 1 && (text.charAt(start) == 'e' || text.charAt(start) == 'E')) {
      return Format.DECIMAL_EXPONENT;
    }
    throw new MalformedTextException("Quantity", text, start, WRONG_SUFFIX, ADVICE);
  }

  private static int suffixExponent(String text, int start, Format format) {
    return switch (format) {
      case DECIMAL_SI -> start == text.length() ? 0 : decimalPower(text.charAt(start));
      case BINARY_SI -> binaryPower(text.charAt(start));
      case DECIMAL_EXPONENT -> writtenExponent(text, start);
    };
  }

  private static int writtenExponent(String text, int start) {
    int at = start + 1;
    char sign = text.charAt(at);
    if (sign == '-' || sign == '+') {
      at++;
    }
    if (at == text.length() || skipDigits(text, at) < text.length()) {
      throw new MalformedTextException("Quantity", text, start, WRONG_SUFFIX, ADVICE);
    }
    long exponent = 0;
    for (int i = at; i < text.length(); i++) {
      exponent = exponent * 10 + (text.charAt(i) - '0');
      if (exponent > MAX_EXPONENT) {
        throw new MalformedTextException(
            "Quantity",
            text,
            at,
            WRONG_SUFFIX,
            "Write an exponent from -%d to %d.".formatted(MAX_EXPONENT, MAX_EXPONENT));
      }
    }
    return (int) (sign == '-' ? -exponent : exponent);
  }

  private static int decimalPower(char suffix) {
    return switch (suffix) {
      case 'n' -> -9;
      case 'u' -> -6;
      case 'm' -> -3;
      case 'k' -> 3;
      case 'M' -> 6;
      case 'G' -> 9;
      case 'T' -> 12;
      case 'P' -> 15;
      case 'E' -> 18;
      default -> 0;
    };
  }

  private static int binaryPower(char suffix) {
    return switch (suffix) {
      case 'K' -> 10;
      case 'M' -> 20;
      case 'G' -> 30;
      case 'T' -> 40;
      case 'P' -> 50;
      case 'E' -> 60;
      default -> 0;
    };
  }

  private static boolean isSuffixLetter(char c) {
    return "eEinumkKMGTP".indexOf(c) >= 0;
  }

  private static int skipDigits(String text, int from) {
    int at = from;
    while (at < text.length() && text.charAt(at) >= '0' && text.charAt(at) <= '9') {
      at++;
    }
    return at;
  }
}
