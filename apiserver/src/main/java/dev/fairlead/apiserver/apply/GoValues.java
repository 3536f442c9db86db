package dev.fairlead.apiserver.apply;

import dev.fairlead.model.tree.JsonArray;
import dev.fairlead.model.tree.JsonBool;
import dev.fairlead.model.tree.JsonNull;
import dev.fairlead.model.tree.JsonNumber;
import dev.fairlead.model.tree.JsonObject;
import dev.fairlead.model.tree.JsonString;
import dev.fairlead.model.tree.JsonValue;
import dev.fairlead.model.value.GoQuote;
import java.math.BigDecimal;
import java.util.Iterator;
import java.util.List;
import java.util.TreeMap;

/** JSON values in the words and the order of Go, where messages and field sets show them. */
final class GoValues {
  /** From this exponent on, Go's %v prints a float with an exponent (strconv's format g). */
  private static final int EXPONENT_FROM = 6;

  /** Below this exponent too. */
  private static final int EXPONENT_BELOW = -4;

  private GoValues() {}

  /** The total order of values: numbers, strings, booleans, lists, maps, null. */
  static int compare(JsonValue a, JsonValue b) {
    int ranks = Integer.compare(rank(a), rank(b));
    if (ranks != 0) {
      return ranks;
    }
    return switch (a) {
      case JsonNumber number -> compare(number, (JsonNumber) b);
      case JsonString(String text) -> text.compareTo(((JsonString) b).value());
      case JsonBool flag -> Boolean.compare(flag.value(), ((JsonBool) b).value());
      case JsonArray array -> compare(array.items(), ((JsonArray) b).items());
      case JsonObject object -> compare(object, (JsonObject) b);
      case JsonNull nothing -> 0;
    };
  }

  private static int rank(JsonValue value) {
    return switch (value) {
      case JsonNumber n -> 0;
      case JsonString s -> 1;
      case JsonBool f -> 2;
      case JsonArray a -> 3;
      case JsonObject o -> 4;
      case JsonNull n -> 5;
    };
  }

  private static int compare(JsonNumber a, JsonNumber b) {
    return a.isLong() && b.isLong()
        ? Long.compare(a.longValue(), b.longValue())
        : a.decimalValue().compareTo(b.decimalValue());
  }

  private static int compare(List<JsonValue> a, List<JsonValue> b) {
    Iterator<JsonValue> left = a.iterator();
    Iterator<JsonValue> right = b.iterator();
    while (left.hasNext() && right.hasNext()) {
      int items = compare(left.next(), right.next());
      if (items != 0) {
        return items;
      }
    }
    return Integer.compare(a.size(), b.size());
  }

  private static int compare(JsonObject a, JsonObject b) {
    var left = new TreeMap<>(a.members()).entrySet().iterator();
    var right = new TreeMap<>(b.members()).entrySet().iterator();
    while (left.hasNext() && right.hasNext()) {
      var one = left.next();
      var other = right.next();
      int names = one.getKey().compareTo(other.getKey());
      int members = names != 0 ? names : compare(one.getValue(), other.getValue());
      if (members != 0) {
        return members;
      }
    }
    return Integer.compare(a.size(), b.size());
  }

  /** A value in a path, such as {@code "web"} or {@code 80}. */
  static String inPath(JsonValue value) {
    return switch (value) {
      case JsonNull nothing -> "null";
      case JsonNumber number -> number(number);
      case JsonString(String text) -> GoQuote.quote(text);
      case JsonBool flag -> flag.toString();
      case JsonArray array -> join("[", ",", "]", array.items().stream().map(GoValues::inPath));
      case JsonObject object ->
          join(
              "",
              "",
              "",
              object.members().entrySet().stream()
                  .map(member -> member.getKey() + "=" + inPath(member.getValue())));
    };
  }

  /** What Go's %v prints for the value. */
  static String plain(JsonValue value) {
    return switch (value) {
      case JsonNull nothing -> "<nil>";
      case JsonNumber number -> number(number);
      case JsonString(String text) -> text;
      case JsonBool flag -> flag.toString();
      case JsonArray array -> join("[", " ", "]", array.items().stream().map(GoValues::plain));
      case JsonObject object ->
          join(
              "map[",
              " ",
              "]",
              new TreeMap<>(object.members())
                  .entrySet().stream().map(m -> m.getKey() + ":" + plain(m.getValue())));
    };
  }

  /** What Go's %#v prints for the value. */
  static String syntax(JsonValue value) {
    return switch (value) {
      case JsonNull nothing -> "interface {}(nil)";
      case JsonNumber number -> number(number);
      case JsonString(String text) -> GoQuote.quote(text);
      case JsonBool flag -> flag.toString();
      case JsonArray array ->
          join("[]interface {}{", ", ", "}", array.items().stream().map(GoValues::syntax));
      case JsonObject object ->
          join(
              "map[string]interface {}{",
              ", ",
              "}",
              new TreeMap<>(object.members())
                  .entrySet().stream()
                      .map(m -> GoQuote.quote(m.getKey()) + ":" + syntax(m.getValue())));
    };
  }

  /** What Go's %T prints for the value. */
  static String type(JsonValue value) {
    return switch (value) {
      case JsonNull nothing -> "<nil>";
      case JsonNumber number -> "float64";
      case JsonString text -> "string";
      case JsonBool flag -> "bool";
      case JsonArray array -> "[]interface {}";
      case JsonObject object -> "map[string]interface {}";
    };
  }

  private static String join(
      String open, String between, String close, java.util.stream.Stream<String> parts) {
    return parts.collect(java.util.stream.Collectors.joining(between, open, close));
  }

  /** Whole numbers are int64 in Go and have all their digits; others are float64. */
  private static String number(JsonNumber number) {
    if (number.isLong()) {
      return number.toString();
    }
    BigDecimal value = BigDecimal.valueOf(number.doubleValue()).stripTrailingZeros();
    int exponent = value.precision() - value.scale() - 1;
    if (exponent >= EXPONENT_BELOW && exponent < EXPONENT_FROM) {
      return value.toPlainString();
    }
    String digits = value.unscaledValue().abs().toString();
    StringBuilder out = new StringBuilder(value.signum() < 0 ? "-" : "").append(digits.charAt(0));
    if (digits.length() > 1) {
      out.append('.').append(digits, 1, digits.length());
    }
    int size = Math.abs(exponent);
    out.append('e').append(exponent < 0 ? '-' : '+').append(size < 10 ? "0" : "").append(size);
    return out.toString();
  }
}
