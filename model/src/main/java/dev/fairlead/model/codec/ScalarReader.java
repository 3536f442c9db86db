package dev.fairlead.model.codec;

import dev.fairlead.model.codec.TokenReader.Token;
import dev.fairlead.model.tree.JsonNull;
import dev.fairlead.model.type.Shape;
import dev.fairlead.model.type.Values;
import dev.fairlead.model.value.Bytes;
import dev.fairlead.model.value.Duration;
import dev.fairlead.model.value.FieldsV1;
import dev.fairlead.model.value.IntOrString;
import dev.fairlead.model.value.MicroTime;
import dev.fairlead.model.value.Quantity;
import dev.fairlead.model.value.Time;
import java.io.IOException;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Turns tokens into scalars, as strictly as Go's JSON does: no number is a string, no 1.0 an int.
 */
final class ScalarReader {
  private final TokenReader tokens;
  private final FieldPath path;
  private Shape expected = Shape.Scalar.JSON;
  private Token found = Token.END;

  ScalarReader(TokenReader tokens, FieldPath path) {
    this.tokens = tokens;
    this.path = path;
  }

  Object read(Shape.Scalar scalar, Token first) throws IOException {
    this.expected = scalar;
    this.found = first;
    return switch (scalar) {
      case STRING -> string(first, "a string");
      case BOOL -> bool(first);
      case INT32 -> int32(first);
      case INT64 -> int64(first);
      case DOUBLE -> decimal(first);
      case QUANTITY ->
          first == Token.INTEGER || first == Token.DECIMAL
              ? text(Quantity::ofWire, tokens.text())
              : text(Quantity::ofWire, string(first, "a quantity: a string or number"));
      case INT_OR_STRING ->
          first == Token.INTEGER
              ? IntOrString.ofInt(int32(first))
              : IntOrString.ofString(string(first, "a whole number or string"));
      case BYTES -> text(Bytes::ofBase64, string(first, "a string of base64"));
      case TIME -> text(Time::parse, string(first, "a time as RFC 3339 has it"));
      case MICRO_TIME -> text(MicroTime::parse, string(first, "a time as RFC 3339 has it"));
      case DURATION -> text(Duration::parse, string(first, "a duration such as 1h30m"));
      case FIELDS_V1, RAW_EXTENSION, JSON ->
          throw new IllegalStateException(scalar + " is no plain scalar");
    };
  }

  /** What Go makes of a null in a list or map. */
  Object zero(Shape shape) {
    return switch (shape) {
      case Shape.Message message -> message.type().empty();
      case Shape.ListOf list -> List.of();
      case Shape.MapOf map -> Values.map(null);
      case Shape.Scalar scalar ->
          switch (scalar) {
            case STRING -> "";
            case BOOL -> false;
            case INT32 -> 0;
            case INT64 -> 0L;
            case DOUBLE -> 0.0;
            case BYTES -> Bytes.EMPTY;
            case QUANTITY -> Quantity.ZERO;
            case INT_OR_STRING -> IntOrString.ofInt(0);
            case DURATION -> Duration.of(java.time.Duration.ZERO);
            case FIELDS_V1 -> FieldsV1.ofJson("{}");
            case RAW_EXTENSION, JSON -> JsonNull.NULL;
            case TIME, MICRO_TIME -> throw fail("null isn't a time here");
          };
    };
  }

  private String string(Token first, String expected) throws IOException {
    if (first != Token.STRING) {
      throw mismatch(first, expected);
    }
    return tokens.text();
  }

  private boolean bool(Token first) throws IOException {
    if (first != Token.TRUE && first != Token.FALSE) {
      throw mismatch(first, "true or false");
    }
    return first == Token.TRUE;
  }

  private int int32(Token first) throws IOException {
    long value = int64(first);
    if (value != (int) value) {
      throw unfit(value + " doesn't fit 32 bits", null);
    }
    return (int) value;
  }

  private long int64(Token first) throws IOException {
    if (first != Token.INTEGER) {
      throw mismatch(first, "a whole number");
    }
    try {
      return tokens.longValue();
    } catch (ArithmeticException e) {
      throw unfit(tokens.text() + " doesn't fit 64 bits", null);
    }
  }

  private double decimal(Token first) throws IOException {
    if (first != Token.INTEGER && first != Token.DECIMAL) {
      throw mismatch(first, "a number");
    }
    double value = Double.parseDouble(tokens.text());
    if (Double.isInfinite(value)) {
      throw unfit(tokens.text() + " is beyond what a double holds", null);
    }
    return value;
  }

  private interface Parser<T> {
    T parse(String text);
  }

  private <T> T text(Parser<T> parser, String text) throws IOException {
    try {
      return parser.parse(text);
    } catch (IllegalArgumentException e) {
      throw unfit(e.getMessage() == null ? e.toString() : e.getMessage(), e);
    }
  }

  DecodeException fail(String what) {
    String at = path.toString();
    return new DecodeException(
        tokens.format() + ", " + tokens.where() + ": " + (at.isEmpty() ? "" : at + ": ") + what);
  }

  /** As {@link #mismatch(Token, String)}, for a value of this shape. */
  DecodeException mismatch(Token token, String wanted, Shape shape) throws IOException {
    this.expected = shape;
    this.found = token;
    return mismatch(token, wanted);
  }

  /** The value is of a fitting kind, but not one that its place takes. */
  private DecodeException unfit(String what, @Nullable Throwable cause) throws IOException {
    DecodeException plain = fail(what);
    boolean hasText = found == Token.STRING || found == Token.INTEGER || found == Token.DECIMAL;
    return new DecodeException(
        String.valueOf(plain.getMessage()),
        new DecodeException.Mismatch(
            path.fields(), kind(found), hasText ? tokens.text() : "", expected),
        cause);
  }

  private static String kind(Token token) {
    return switch (token) {
      case START_OBJECT -> "object";
      case START_ARRAY -> "array";
      case STRING -> "string";
      case INTEGER, DECIMAL -> "number";
      case TRUE, FALSE -> "bool";
      default -> "";
    };
  }

  private DecodeException mismatch(Token found, String expected) throws IOException {
    String name =
        switch (found) {
          case START_OBJECT -> "an object";
          case START_ARRAY -> "a list";
          case STRING -> "a string";
          case INTEGER -> "a number";
          case DECIMAL -> "a number with fraction or exponent";
          case TRUE, FALSE -> "true or false";
          case NULL -> "null";
          case END -> "the end of the document";
          case NAME, END_OBJECT, END_ARRAY -> "punctuation";
        };
    return unfit("expected " + expected + ", found " + name, null);
  }
}
