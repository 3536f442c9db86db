package dev.fairlead.model.value;

import java.util.Objects;
import java.util.OptionalLong;

/**
 * A field that is either a number or a text: a port by number or by name, a count or a percentage.
 *
 * <p>The two never equal each other: {@code ofInt(5)} is written {@code 5} and {@code
 * ofString("5")} is written {@code "5"}, and the API treats them differently.
 */
public sealed interface IntOrString {

  /** A number of 32 bits. */
  record OfInt(int value) implements IntOrString {
    @Override
    public String toString() {
      return Integer.toString(value);
    }
  }

  /** A text: a name, or a percentage such as {@code 25%}. */
  record OfString(String value) implements IntOrString {
    public OfString {
      Objects.requireNonNull(value, "value");
    }

    @Override
    public String toString() {
      return value;
    }
  }

  /** A number. */
  static IntOrString ofInt(int value) {
    return new OfInt(value);
  }

  /** A text, even if it looks like a number. */
  static IntOrString ofString(String value) {
    return new OfString(value);
  }

  /**
   * What a person means who writes the text without quotes: a number if it is one of 32 bits,
   * otherwise the text. {@code +5} and {@code 007} are numbers, as in Go.
   */
  static IntOrString parse(String text) {
    OptionalLong number = Digits.exact(text, 0, text.length());
    boolean fits =
        number.isPresent()
            && number.getAsLong() >= Integer.MIN_VALUE
            && number.getAsLong() <= Integer.MAX_VALUE;
    return fits ? ofInt((int) number.getAsLong()) : ofString(text);
  }

  /** Whether this is a number. */
  default boolean isInt() {
    return this instanceof OfInt;
  }

  /**
   * The number; of a text the number that it spells, or 0. Spelled numbers beyond 32 bits become
   * the nearest int, where Go gives all 64 bits.
   */
  default int intValue() {
    return switch (this) {
      case OfInt(int value) -> value;
      case OfString(String value) ->
          Math.clamp(
              Digits.clamped(value, 0, value.length()).orElse(0),
              Integer.MIN_VALUE,
              Integer.MAX_VALUE);
    };
  }

  /**
   * The number itself, or so many percent of the total: {@code 25%} of 10 is 2, or 3 rounded up.
   * Results beyond 32 bits become the nearest int. In Go this is GetScaledValueFromIntOrPercent.
   *
   * @throws MalformedTextException if this is a text but not a whole number followed by {@code %}
   */
  default int scaled(int total, boolean roundUp) {
    return switch (this) {
      case OfInt(int value) -> value;
      case OfString(String value) -> {
        // Doubles, and this order of operations, because Kubernetes computes so and the results
        // must agree.
        double part = (double) percent(value) * (double) total / 100;
        yield Math.clamp(
            (long) (roundUp ? Math.ceil(part) : Math.floor(part)),
            Integer.MIN_VALUE,
            Integer.MAX_VALUE);
      }
    };
  }

  private static long percent(String text) {
    int end = text.length() - 1;
    if (end < 0 || text.charAt(end) != '%') {
      throw new MalformedTextException(
          "IntOrString",
          text,
          text.length(),
          "invalid type: string is not a percentage",
          "Write a number without quotes, or a percentage such as \"25%\".");
    }
    OptionalLong number = Digits.exact(text, 0, end);
    if (number.isEmpty()) {
      throw new MalformedTextException(
          "IntOrString",
          text,
          0,
          "invalid value: what stands before the % is not a whole number of 64 bits",
          "Write a percentage such as \"25%\".");
    }
    return number.getAsLong();
  }
}
