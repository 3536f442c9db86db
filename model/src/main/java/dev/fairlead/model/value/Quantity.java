package dev.fairlead.model.value;

import java.math.BigDecimal;
import java.math.BigInteger;
import java.math.RoundingMode;
import org.jspecify.annotations.Nullable;

/**
 * An amount of a resource, exact to a nano: {@code 500m} of a CPU, {@code 1.5Gi} of memory.
 *
 * <p>A quantity is its wire text: {@code equals}, {@code hashCode} and {@code toString} are about
 * the text, so that reading and writing an object changes nothing in it. {@code 1} and {@code
 * 1000m} are two quantities of the same amount: {@link #sameValue} and {@link #compareTo} compare
 * amounts, as the API server does when it asks whether a field changed. The order is therefore not
 * consistent with {@code equals}.
 *
 * <p>Reading, rounding and canonical form follow {@code k8s.io/apimachinery/pkg/api/resource}. It
 * differs on purpose where Go prints or answers a wrong amount: see {@link #canonical()}, {@link
 * #value()} and {@link #MAX_TEXT_LENGTH}.
 */
public final class Quantity implements Comparable<Quantity> {

  /** How an amount is written. */
  public enum Format {
    /** Powers of 1000: n u m (none) k M G T P E. */
    DECIMAL_SI,
    /** Powers of 1024: Ki Mi Gi Ti Pi Ei. */
    BINARY_SI,
    /** A written power of ten: 2e3. */
    DECIMAL_EXPONENT
  }

  /**
   * Longest text, in characters. Kubernetes has no limit; it never writes more than 30 or so
   * characters for an amount that fits its 64 bits, and the work on a number grows with the square
   * of its digits.
   */
  public static final int MAX_TEXT_LENGTH = 1_000;

  /**
   * Zero, written {@code 0}. Also what an empty quantity message of the protobuf encoding means.
   */
  public static final Quantity ZERO = new Quantity("0", BigDecimal.ZERO);

  /** Powers of 1024 that have a suffix. */
  private static final String BINARY_SUFFIXES = "KMGTPE";

  /** Suffixes for the powers of 1000 from -3 to 6; the blank stands for no suffix. */
  private static final String DECIMAL_SUFFIXES = "num kMGTPE";

  private static final int MIN_DECIMAL_EXPONENT = -9;
  private static final int MAX_DECIMAL_EXPONENT = 18;

  private static final BigDecimal KIBI = BigDecimal.valueOf(1024);
  private static final BigInteger KIBI_INTEGER = BigInteger.valueOf(1024);

  private final String text;

  /**
   * The number, once somebody asked for it. Written without a lock: every thread computes an equal
   * one, and its fields are final.
   */
  private @Nullable BigDecimal amount;

  private Quantity(String text, @Nullable BigDecimal amount) {
    this.text = text;
    this.amount = amount;
  }

  /**
   * Reads a quantity as the API server reads it from a manifest: a text that the server would
   * rewrite is rewritten, so {@code toString()} is what the server will send back. {@code 1.5Gi}
   * becomes {@code 1536Mi}.
   *
   * @throws MalformedTextException if the text is not a quantity
   */
  public static Quantity parse(String text) {
    QuantityText scanned = QuantityText.scan(text);
    if (scanned.isKeptByKubernetes()) {
      return new Quantity(text, null);
    }
    BigDecimal amount = scanned.amount();
    return ofAmount(amount, effectiveFormat(scanned.format(), amount));
  }

  /**
   * Takes a quantity from the wire as it stands there, without surrounding blanks. The text is
   * checked, the number is computed when it is first needed. Codecs call this for every quantity of
   * a list, so it allocates one object.
   *
   * @throws MalformedTextException if the text is not a quantity
   */
  public static Quantity ofWire(String text) {
    String stripped = text.strip();
    if (!isPlain(stripped)) {
      QuantityText.scan(stripped);
    }
    return new Quantity(stripped, null);
  }

  /** A whole number without suffix where it has no factor of 1000. */
  public static Quantity of(long value) {
    return of(value, Format.DECIMAL_SI);
  }

  /** A whole number in the format: {@code of(1536 << 20, BINARY_SI)} is {@code 1536Mi}. */
  public static Quantity of(long value, Format format) {
    return ofAmount(BigDecimal.valueOf(value), format);
  }

  /** So many thousandths: {@code ofMillis(500)} is {@code 500m}. */
  public static Quantity ofMillis(long millis) {
    return ofAmount(BigDecimal.valueOf(millis, 3), Format.DECIMAL_SI);
  }

  /**
   * The amount in the format, rounded away from zero to whole nanos.
   *
   * @throws ArithmeticException if its canonical text is longer than {@link #MAX_TEXT_LENGTH}
   */
  public static Quantity of(BigDecimal amount, Format format) {
    if (digitsLeftOfPoint(amount) < MIN_DECIMAL_EXPONENT && amount.signum() != 0) {
      return ofAmount(BigDecimal.valueOf(amount.signum(), -MIN_DECIMAL_EXPONENT), format);
    }
    boolean finerThanNano = amount.scale() > -MIN_DECIMAL_EXPONENT;
    return ofAmount(
        finerThanNano ? amount.setScale(-MIN_DECIMAL_EXPONENT, RoundingMode.UP) : amount, format);
  }

  /**
   * How this quantity is written. An amount between -1024 and 1024 computed in binary is written
   * decimal.
   */
  public Format format() {
    QuantityText scanned = QuantityText.scan(text);
    return scanned.format() == Format.BINARY_SI
        ? effectiveFormat(Format.BINARY_SI, asBigDecimal())
        : scanned.format();
  }

  /**
   * The exact amount. Do not expand it to plain digits unasked: a peer may have sent {@code
   * 1e1000000000}.
   */
  public BigDecimal asBigDecimal() {
    BigDecimal known = amount;
    if (known == null) {
      known = QuantityText.scan(text).amount();
      amount = known;
    }
    return known;
  }

  /**
   * The amount as a whole number, rounded away from zero. {@code 1500m} is 2.
   *
   * @throws ArithmeticException if it does not fit a long; Go's Value() returns 0 or other digits
   *     instead
   */
  public long value() {
    return scaledValue(0, "value()");
  }

  /**
   * The amount in thousandths, rounded away from zero. {@code 1.5} is 1500.
   *
   * @throws ArithmeticException if it does not fit a long; Go's MilliValue() returns 0 or other
   *     digits instead
   */
  public long milliValue() {
    return scaledValue(3, "milliValue()");
  }

  /** -1, 0 or 1 for an amount below, equal to or above zero. */
  public int signum() {
    return asBigDecimal().signum();
  }

  /** Whether the amount is zero, however it is written. */
  public boolean isZero() {
    return signum() == 0;
  }

  /** The sum, in this quantity's format, or in the other's if this one is zero. */
  public Quantity add(Quantity other) {
    BigDecimal left = asBigDecimal();
    BigDecimal right = other.asBigDecimal();
    if (left.signum() == 0) {
      return ofAmount(right, other.format());
    }
    if (right.signum() == 0) {
      return ofAmount(left, format());
    }
    requireWithinReach(left, right, other);
    return ofAmount(left.add(right), format());
  }

  /** The difference, in this quantity's format, or in the other's if this one is zero. */
  public Quantity subtract(Quantity other) {
    return add(other.negate());
  }

  /** The amount with the other sign. */
  public Quantity negate() {
    return ofAmount(asBigDecimal().negate(), format());
  }

  /** The amount so many times. */
  public Quantity multiply(long factor) {
    return ofAmount(asBigDecimal().multiply(BigDecimal.valueOf(factor)), format());
  }

  /**
   * The same amount in canonical form: no fraction, the largest suffix that loses nothing, no plus
   * sign or leading zero. Go drops the suffix of a decimal amount of 1000E and more, and so prints
   * 1 for it; here it is {@code 1000E}.
   */
  public Quantity canonical() {
    return ofAmount(asBigDecimal(), format());
  }

  /** Whether the amounts are equal, whatever the texts. */
  public boolean sameValue(Quantity other) {
    return compareTo(other) == 0;
  }

  /** Compares amounts; quantities that are not {@code equals} may compare as 0. */
  @Override
  public int compareTo(Quantity other) {
    // BigDecimal compares the magnitudes before it aligns the digits, so huge exponents cost
    // nothing.
    return text.equals(other.text) ? 0 : asBigDecimal().compareTo(other.asBigDecimal());
  }

  @Override
  public boolean equals(@Nullable Object other) {
    return other instanceof Quantity that && text.equals(that.text);
  }

  @Override
  public int hashCode() {
    return text.hashCode();
  }

  /** The wire text. */
  @Override
  public String toString() {
    return text;
  }

  private long scaledValue(int places, String asked) {
    BigDecimal exact = asBigDecimal();
    // 20 digits is one more than any long has; the test keeps a huge exponent from being expanded.
    if (digitsLeftOfPoint(exact) + places > 20) {
      throw tooLarge(asked);
    }
    BigDecimal rounded = exact.setScale(places, RoundingMode.UP);
    BigInteger whole = rounded.unscaledValue();
    if (whole.bitLength() > 63) {
      throw tooLarge(asked);
    }
    return whole.longValue();
  }

  private ArithmeticException tooLarge(String asked) {
    return new ArithmeticException(
        "%s of Quantity %s does not fit a 64-bit integer. Use asBigDecimal()."
            .formatted(asked, MalformedTextException.quoted(text)));
  }

  private void requireWithinReach(BigDecimal left, BigDecimal right, Quantity other) {
    long highest = Math.max(digitsLeftOfPoint(left), digitsLeftOfPoint(right));
    long lowest = Math.min(-(long) left.scale(), -(long) right.scale());
    if (highest - lowest > MAX_TEXT_LENGTH) {
      throw new ArithmeticException(
          ("The sum of Quantity %s and %s has %d digits, more than %d."
                  + " Check where the larger one comes from.")
              .formatted(
                  MalformedTextException.quoted(text),
                  MalformedTextException.quoted(other.text),
                  highest - lowest,
                  MAX_TEXT_LENGTH));
    }
  }

  private static Quantity ofAmount(BigDecimal amount, Format format) {
    if (amount.signum() == 0) {
      return ZERO;
    }
    String text = canonicalText(amount, format);
    if (text.length() > MAX_TEXT_LENGTH) {
      throw new ArithmeticException(
          ("A Quantity of %d characters is longer than %d."
                  + " Check the factors that it was computed from.")
              .formatted(text.length(), MAX_TEXT_LENGTH));
    }
    return new Quantity(text, amount);
  }

  private static String canonicalText(BigDecimal amount, Format format) {
    BigDecimal stripped = amount.stripTrailingZeros();
    boolean binary =
        format == Format.BINARY_SI && stripped.scale() <= 0 && stripped.abs().compareTo(KIBI) >= 0;
    return binary
        ? binaryText(stripped.toBigIntegerExact())
        : decimalText(stripped, format == Format.DECIMAL_EXPONENT);
  }

  private static String binaryText(BigInteger whole) {
    BigInteger mantissa = whole;
    int power = 0;
    while (power < BINARY_SUFFIXES.length() && mantissa.getLowestSetBit() >= 10) {
      mantissa = mantissa.divide(KIBI_INTEGER);
      power++;
    }
    return power == 0
        ? mantissa.toString()
        : mantissa + BINARY_SUFFIXES.substring(power - 1, power) + "i";
  }

  private static String decimalText(BigDecimal stripped, boolean writtenExponent) {
    // An exponent that could not be read back is lowered; the zeros that it loses go to the digits.
    int highest = writtenExponent ? QuantityText.MAX_EXPONENT / 3 * 3 : MAX_DECIMAL_EXPONENT;
    long zeros = -(long) stripped.scale();
    int exponent = (int) Math.min(highest, Math.floorDiv(zeros, 3L) * 3);
    if (zeros - exponent > MAX_TEXT_LENGTH) {
      throw new ArithmeticException(
          "A Quantity of more than %d digits cannot be written. Use a smaller amount."
              .formatted(MAX_TEXT_LENGTH));
    }
    String digits =
        stripped.unscaledValue().multiply(BigInteger.TEN.pow((int) (zeros - exponent))).toString();
    if (exponent == 0) {
      return digits;
    }
    return writtenExponent
        ? digits + "e" + exponent
        : digits + DECIMAL_SUFFIXES.charAt((exponent - MIN_DECIMAL_EXPONENT) / 3);
  }

  /** A binary fraction of one is written decimal, to avoid rounding it up to one. */
  private static Format effectiveFormat(Format written, BigDecimal amount) {
    boolean fraction = amount.signum() != 0 && amount.abs().compareTo(BigDecimal.ONE) < 0;
    return written == Format.BINARY_SI && fraction ? Format.DECIMAL_SI : written;
  }

  private static long digitsLeftOfPoint(BigDecimal amount) {
    return amount.precision() - (long) amount.scale();
  }

  /** Nearly every quantity in a cluster is digits and one suffix, which needs no further look. */
  private static boolean isPlain(String text) {
    int last = text.length() - 1;
    if (last < 0 || last >= MAX_TEXT_LENGTH) {
      return false;
    }
    char suffix = text.charAt(last);
    if (suffix == 'i' && last > 0) {
      last--;
      if (BINARY_SUFFIXES.indexOf(text.charAt(last)) < 0) {
        return false;
      }
      last--;
    } else if (suffix == 'm' || suffix == 'k' || suffix == 'M' || suffix == 'G') {
      last--;
    }
    for (int i = 0; i <= last; i++) {
      if (text.charAt(i) < '0' || text.charAt(i) > '9') {
        return false;
      }
    }
    return last >= 0;
  }
}
