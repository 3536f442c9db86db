package dev.fairlead.apiserver.request;

import dev.fairlead.model.value.GoQuote;
import java.util.regex.Pattern;

/** Reads numbers of requests as Go's strconv does, and says in its words what is wrong. */
public final class GoNumbers {
  private static final Pattern DIGITS = Pattern.compile("[0-9]+");
  private static final Pattern SIGNED = Pattern.compile("[+-]?[0-9]+");

  private GoNumbers() {}

  /** An unsigned number of 64 bits; NumberFormatException in Go's words for another text. */
  public static long parseUint(String text) {
    if (!DIGITS.matcher(text).matches()) {
      throw problem("ParseUint", text, "invalid syntax");
    }
    try {
      return Long.parseUnsignedLong(text);
    } catch (NumberFormatException e) {
      throw problem("ParseUint", text, "value out of range");
    }
  }

  /** The same, up to a number that is not negative. */
  public static long parseUint(String text, long most) {
    long number = parseUint(text);
    if (number < 0 || number > most) {
      throw problem("ParseUint", text, "value out of range");
    }
    return number;
  }

  /** A number of 64 bits; NumberFormatException in Go's words for another text. */
  public static long parseInt(String text) {
    if (!SIGNED.matcher(text).matches()) {
      throw problem("ParseInt", text, "invalid syntax");
    }
    try {
      return Long.parseLong(text);
    } catch (NumberFormatException e) {
      throw problem("ParseInt", text, "value out of range");
    }
  }

  private static NumberFormatException problem(String function, String text, String what) {
    return new NumberFormatException(
        "strconv." + function + ": parsing " + GoQuote.quote(text) + ": " + what);
  }
}
