package dev.fairlead.model.patch;

import dev.fairlead.model.tree.JsonArray;
import dev.fairlead.model.tree.JsonBool;
import dev.fairlead.model.tree.JsonNull;
import dev.fairlead.model.tree.JsonNumber;
import dev.fairlead.model.tree.JsonObject;
import dev.fairlead.model.tree.JsonString;
import dev.fairlead.model.tree.JsonValue;
import dev.fairlead.model.value.GoQuote;
import java.util.Comparator;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * How Go names and prints JSON values. The order in which strategic merge patches list things is by
 * these texts, and the server's errors quote them.
 */
final class GoText {
  /** Go compares strings by their UTF-8 bytes, which is the order of code points. */
  static final Comparator<String> BYTE_ORDER = GoText::compare;

  private GoText() {}

  /**
   * The Go type that the JSON decoder of apimachinery makes of a value; values of two mix badly.
   */
  static String typeOf(@Nullable JsonValue value) {
    return switch (value) {
      case JsonObject object -> "map[string]interface {}";
      case JsonArray array -> "[]interface {}";
      case JsonString text -> "string";
      case JsonBool flag -> "bool";
      case JsonNumber number -> number.isLong() ? "int64" : "float64";
      case JsonNull nothing -> "%!s(<nil>)";
      case null -> "%!s(<nil>)";
    };
  }

  /** As {@code fmt.Sprintf("%v", value)} prints it. */
  static String of(@Nullable JsonValue value) {
    return switch (value) {
      case JsonObject object ->
          new TreeMap<>(object.members())
              .entrySet().stream()
                  .map(member -> member.getKey() + ":" + of(member.getValue()))
                  .collect(Collectors.joining(" ", "map[", "]"));
      case JsonArray array -> of(array.items());
      case JsonString(String text) -> text;
      case JsonBool flag -> flag.toString();
      case JsonNumber number -> number.toString();
      case JsonNull nothing -> "<nil>";
      case null -> "<nil>";
    };
  }

  static String of(Iterable<JsonValue> values) {
    StringBuilder text = new StringBuilder("[");
    for (JsonValue value : values) {
      text.append(text.length() > 1 ? " " : "").append(of(value));
    }
    return text.append(']').toString();
  }

  /** As {@code %q} prints it. */
  static String quote(String text) {
    return GoQuote.quote(text);
  }

  private static int compare(String left, String right) {
    int shared = Math.min(left.length(), right.length());
    for (int i = 0; i < shared; i++) {
      char l = left.charAt(i);
      char r = right.charAt(i);
      if (l != r) {
        boolean pairs = Character.isSurrogate(l) && Character.isSurrogate(r);
        boolean same = Character.isSurrogate(l) == Character.isSurrogate(r);
        // a surrogate pair is a code point above all that one char can hold
        return same || pairs ? l - r : Character.isSurrogate(l) ? 1 : -1;
      }
    }
    return left.length() - right.length();
  }
}
