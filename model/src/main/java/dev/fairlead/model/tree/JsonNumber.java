package dev.fairlead.model.tree;

import java.math.BigDecimal;
import java.math.BigInteger;
import org.jspecify.annotations.Nullable;

/**
 * A JSON number with all its digits. Two numbers are equal when they have the same value: {@code 1}
 * and {@code 1.0} are.
 */
public final class JsonNumber implements JsonValue {
  /**
   * Digits plus exponent beyond this are refused by {@link #parse}, so that no peer buys memory.
   */
  private static final int MAX_SCALE = 4_096;

  /** Longer whole numbers get an exponent, so that 1e4000 isn't written as 4,001 digits. */
  private static final int MAX_DIGITS = 64;

  private final long integer;
  private final @Nullable BigDecimal decimal;

  private JsonNumber(long integer, @Nullable BigDecimal decimal) {
    this.integer = integer;
    this.decimal = decimal;
  }

  public static JsonNumber of(long value) {
    return new JsonNumber(value, null);
  }

  public static JsonNumber of(double value) {
    if (Double.isNaN(value) || Double.isInfinite(value)) {
      throw new IllegalArgumentException("JSON has no number for " + value);
    }
    return of(BigDecimal.valueOf(value));
  }

  public static JsonNumber of(BigDecimal value) {
    if (Math.abs((long) value.scale()) > MAX_SCALE || value.precision() > MAX_SCALE) {
      throw new IllegalArgumentException(
          "a number with more than " + MAX_SCALE + " digits or decimal places is not accepted");
    }
    BigDecimal plain = value.stripTrailingZeros();
    if (plain.scale() <= 0) {
      BigInteger whole = plain.toBigInteger();
      if (whole.bitLength() < Long.SIZE) {
        return of(whole.longValue());
      }
    }
    return new JsonNumber(0, plain);
  }

  /** Reads a JSON number literal. */
  public static JsonNumber parse(String text) {
    if (text.length() > MAX_SCALE) {
      throw new IllegalArgumentException(
          "a number of " + text.length() + " characters is longer than " + MAX_SCALE);
    }
    return of(new BigDecimal(text));
  }

  /** Whether the value is a whole number that fits 64 bits. */
  public boolean isLong() {
    return decimal == null;
  }

  /** The whole number. Throws ArithmeticException unless {@link #isLong}. */
  public long longValue() {
    return decimal == null ? integer : decimal.longValueExact();
  }

  public double doubleValue() {
    return decimal == null ? integer : decimal.doubleValue();
  }

  public BigDecimal decimalValue() {
    return decimal == null ? BigDecimal.valueOf(integer) : decimal;
  }

  @Override
  public boolean equals(@Nullable Object other) {
    return other instanceof JsonNumber that
        && integer == that.integer
        && (decimal == null ? that.decimal == null : decimal.equals(that.decimal));
  }

  @Override
  public int hashCode() {
    return decimal == null ? Long.hashCode(integer) : decimal.hashCode();
  }

  /** The JSON literal: whole numbers as digits, unless they are as long as nobody writes them. */
  @Override
  public String toString() {
    if (decimal == null) {
      return Long.toString(integer);
    }
    boolean plain = decimal.scale() <= 0 && decimal.precision() - decimal.scale() <= MAX_DIGITS;
    return plain ? decimal.toPlainString() : decimal.toString();
  }
}
