package dev.fairlead.model.codec;

import static java.util.Objects.requireNonNull;

import java.math.BigDecimal;
import java.math.BigInteger;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * What a scalar of YAML is in JSON. The rules are go-yaml's (go.yaml.in/yaml/v2, resolve.go), which
 * is what kubectl reads manifests with: YAML 1.1 without numbers to the base of 60, and with {@code
 * 0o17} of YAML 1.2.
 *
 * @param text a number in the digits of JSON; else what stands there
 */
record YamlScalar(Kind kind, String text) {
  enum Kind {
    NULL,
    TRUE,
    FALSE,
    /**
     * A whole number, whatever its notation: {@code 0x1F}, {@code 1e3} and {@code 1.0} are some.
     */
    INTEGER,
    DECIMAL,
    /** An infinity or not a number. */
    NOT_FINITE,
    STRING
  }

  static final String TAG_PREFIX = "tag:yaml.org,2002:";
  static final String MERGE_TAG = TAG_PREFIX + "merge";

  private static final Map<String, YamlScalar> WORDS =
      Stream.of(
              words(Kind.NULL, "null", "", "~", "null", "Null", "NULL"),
              words(Kind.TRUE, "true", "y", "Y", "yes", "Yes", "YES", "true", "True", "TRUE"),
              words(Kind.TRUE, "true", "on", "On", "ON"),
              words(Kind.FALSE, "false", "n", "N", "no", "No", "NO", "false", "False", "FALSE"),
              words(Kind.FALSE, "false", "off", "Off", "OFF"),
              words(Kind.NOT_FINITE, ".nan", ".nan", ".NaN", ".NAN"),
              words(Kind.NOT_FINITE, ".inf", ".inf", ".Inf", ".INF", "+.inf", "+.Inf", "+.INF"),
              words(Kind.NOT_FINITE, "-.inf", "-.inf", "-.Inf", "-.INF"))
          .flatMap(words -> words.entrySet().stream())
          .collect(Collectors.toUnmodifiableMap(Map.Entry::getKey, Map.Entry::getValue));

  /** Whole numbers as Go reads them, once the underscores are gone. */
  private static final Pattern WHOLE =
      Pattern.compile(
          "[-+]?(?:0[bB](?<binary>[01]+)|0[xX](?<hex>[0-9a-fA-F]+)|0[oO]?(?<octal>[0-7]+)"
              + "|(?<decimal>0|[1-9][0-9]*))");

  private static final Pattern DECIMAL =
      Pattern.compile("[-+]?(\\.[0-9]+|[0-9]+(\\.[0-9]*)?)([eE][-+]?[0-9]+)?");

  private static final Pattern TIMESTAMP =
      Pattern.compile(
          "[0-9]{4}-[0-9]{1,2}-[0-9]{1,2}"
              + "([Tt][0-9]+:[0-9]+:[0-9.]+(Z|[-+][0-9]+:[0-9]+)| [0-9]+:[0-9]+:[0-9.]+)?");

  private static final Map<String, Integer> RADIXES =
      Map.of("binary", 2, "octal", 8, "decimal", 10, "hex", 16);

  /** A tree's numbers have no more; the double nearest to a longer literal stands for it. */
  private static final int MAX_DIGITS = 4_096;

  /** From here on, as in JSON by Go, a number has an exponent: ten to this power. */
  private static final int EXPONENT_FROM = 21;

  /** The same for a key: from here on, and below ten to the next power. */
  private static final int FLOAT_EXPONENT_FROM = 6;

  private static final int FLOAT_EXPONENT_TO = -4;

  /** Characters of base64 that belong together. */
  private static final int BASE64_GROUP = 4;

  /** Characters of a text that a message repeats. */
  private static final int MAX_QUOTED = 40;

  private static Map<String, YamlScalar> words(Kind kind, String text, String... spellings) {
    return Stream.of(spellings)
        .collect(Collectors.toMap(spelling -> spelling, spelling -> new YamlScalar(kind, text)));
  }

  static YamlScalar of(YamlEvent event) {
    String text = event.text();
    String tag = event.tag();
    if (tag == null || tag.equals("!")) {
      return event.plain() ? ofPlain(text) : new YamlScalar(Kind.STRING, text);
    }
    if (!tag.startsWith(TAG_PREFIX)) {
      return new YamlScalar(Kind.STRING, text); // an application's own tag
    }
    String name = tag.substring(TAG_PREFIX.length());
    YamlScalar plain = ofPlain(text);
    return switch (name) {
      case "null" -> require(plain.kind == Kind.NULL, plain, event, name);
      case "bool" ->
          require(plain.kind == Kind.TRUE || plain.kind == Kind.FALSE, plain, event, name);
      case "int" -> require(isWhole(text), plain, event, name);
      case "float" -> ofFloat(plain, event, name);
      case "timestamp" ->
          require(
              TIMESTAMP.matcher(text).matches(), new YamlScalar(Kind.STRING, text), event, name);
      case "binary" -> new YamlScalar(Kind.STRING, ofBase64(event));
      default -> new YamlScalar(Kind.STRING, text);
    };
  }

  private static YamlScalar ofFloat(YamlScalar plain, YamlEvent event, String name) {
    return switch (plain.kind) {
      case INTEGER, DECIMAL, NOT_FINITE -> plain;
      case STRING, NULL, TRUE, FALSE -> {
        // Beyond a double, and exact all the same: so we write a number that Go would take for
        // text.
        YamlScalar exact = DECIMAL.matcher(event.text()).matches() ? ofExactly(event.text()) : null;
        yield require(exact != null, exact == null ? plain : exact, event, name);
      }
    };
  }

  private static YamlScalar require(boolean right, YamlScalar scalar, YamlEvent event, String tag) {
    if (!right) {
      throw event.fail("the tag !!" + tag + " doesn't fit " + quoted(event.text()));
    }
    return scalar;
  }

  private static String quoted(String text) {
    boolean cut = text.length() > MAX_QUOTED;
    return '"' + (cut ? text.substring(0, MAX_QUOTED) + "..." : text) + '"';
  }

  private static String ofBase64(YamlEvent event) {
    String base64 = event.text().replaceAll("[\r\n]", "");
    if (base64.length() % BASE64_GROUP != 0) {
      throw event.fail("the tag !!binary stands before base64 without its padding");
    }
    try {
      byte[] bytes = Base64.getDecoder().decode(base64);
      return StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(bytes)).toString();
    } catch (IllegalArgumentException e) {
      throw event.fail("the tag !!binary stands before what isn't base64: " + e.getMessage());
    } catch (CharacterCodingException e) {
      throw event.fail(
          "the tag !!binary stands before bytes that are no text, which JSON can't hold");
    }
  }

  /** What a scalar without quotes and tag is. */
  static YamlScalar ofPlain(String text) {
    YamlScalar word = WORDS.get(text);
    if (word != null) {
      return word;
    }
    if (startsAsNumber(text)) {
      boolean wrong = text.charAt(0) == '.' && !underscoresSeparateDigits(text);
      String digits = wrong ? text : text.replace("_", "");
      YamlScalar number = ofWhole(digits);
      number = number == null && DECIMAL.matcher(digits).matches() ? ofDecimal(digits) : number;
      if (number != null) {
        return number;
      }
    }
    return new YamlScalar(Kind.STRING, text);
  }

  private static boolean startsAsNumber(String text) {
    char first = text.charAt(0);
    return (first >= '0' && first <= '9') || first == '-' || first == '+' || first == '.';
  }

  /** Go drops underscores from anywhere in a number, but for one that starts with its point. */
  private static boolean underscoresSeparateDigits(String text) {
    for (int i = text.indexOf('_'); i >= 0; i = text.indexOf('_', i + 1)) {
      boolean between = i + 1 < text.length() && isDigit(text, i - 1) && isDigit(text, i + 1);
      if (!between) {
        return false;
      }
    }
    return true;
  }

  private static boolean isDigit(String text, int at) {
    return text.charAt(at) >= '0' && text.charAt(at) <= '9';
  }

  private static boolean isWhole(String text) {
    return !text.isEmpty() && startsAsNumber(text) && ofWhole(text.replace("_", "")) != null;
  }

  /** A whole number that Go holds in 64 bits; null if the text is none. */
  private static @Nullable YamlScalar ofWhole(String digits) {
    Matcher matcher = WHOLE.matcher(digits);
    if (!matcher.matches()) {
      return null;
    }
    BigInteger size = null;
    for (var radix : RADIXES.entrySet()) {
      String group = matcher.group(radix.getKey());
      if (group != null) {
        String significant = group.replaceFirst("^0+(?=.)", "");
        if (significant.length() > Long.SIZE) {
          return null;
        }
        size = new BigInteger(significant, radix.getValue());
      }
    }
    char sign = digits.charAt(0);
    BigInteger value = sign == '-' ? requireNonNull(size).negate() : requireNonNull(size);
    boolean signed = sign == '-' || sign == '+';
    boolean fits = value.bitLength() < Long.SIZE || (!signed && value.bitLength() == Long.SIZE);
    return fits ? new YamlScalar(Kind.INTEGER, value.toString()) : null;
  }

  /** A number of YAML's decimal form; null if a double can't hold it, and Go takes it for text. */
  private static @Nullable YamlScalar ofDecimal(String digits) {
    return Double.isInfinite(Double.parseDouble(digits)) ? null : ofExactly(digits);
  }

  /**
   * The number with all its digits, where Go rounds to a double. Only one that a tree can't hold is
   * rounded.
   */
  private static YamlScalar ofExactly(String digits) {
    if (digits.length() <= MAX_DIGITS) {
      try {
        BigDecimal exact = new BigDecimal(digits);
        if (Math.abs((long) exact.scale()) <= MAX_DIGITS) {
          return ofNumber(exact);
        }
      } catch (NumberFormatException e) {
        // An exponent beyond 32 bits: for a double that is zero, or zero times anything.
        return new YamlScalar(Kind.INTEGER, "0");
      }
    }
    return ofNumber(BigDecimal.valueOf(Double.parseDouble(digits)));
  }

  private static YamlScalar ofNumber(BigDecimal value) {
    BigDecimal plain = value.stripTrailingZeros();
    if (plain.scale() <= 0 && exponent(plain) < EXPONENT_FROM) {
      return new YamlScalar(Kind.INTEGER, plain.toBigInteger().toString());
    }
    return new YamlScalar(Kind.DECIMAL, plain.toString().replace('E', 'e'));
  }

  private static int exponent(BigDecimal value) {
    return value.precision() - value.scale() - 1;
  }

  /** The name that this is as a key. Go makes floats single precision first. */
  String asKey(YamlEvent event) {
    boolean floating =
        kind == Kind.DECIMAL
            || (kind == Kind.INTEGER
                && (!isWhole(event.text()) || (TAG_PREFIX + "float").equals(event.tag())));
    return floating ? shortest((float) Double.parseDouble(text)) : text;
  }

  /** As Go's strconv.FormatFloat prints with format g and the fewest digits that tell. */
  private static String shortest(float number) {
    if (Float.isInfinite(number)) {
      return number > 0 ? ".inf" : "-.inf";
    }
    BigDecimal value = new BigDecimal(Float.toString(number)).stripTrailingZeros();
    int exponent = exponent(value);
    if (value.signum() == 0 || (exponent >= FLOAT_EXPONENT_TO && exponent < FLOAT_EXPONENT_FROM)) {
      return value.toPlainString();
    }
    String digits = value.unscaledValue().abs().toString();
    return (value.signum() < 0 ? "-" : "")
        + digits.charAt(0)
        + (digits.length() > 1 ? "." + digits.substring(1) : "")
        + "e%+03d".formatted(exponent);
  }
}
