package dev.fairlead.schema;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Reads the fact files. Everything else in Fairlead stands above this module, codecs included, so
 * it brings the few lines of JSON that its own trusted files need.
 */
final class JsonFacts {
  private final String text;
  private int at;

  private JsonFacts(String text) {
    this.text = text;
  }

  /** Objects become Maps, arrays Lists, whole numbers Longs, other numbers Doubles. */
  static @Nullable Object parse(String text) {
    JsonFacts facts = new JsonFacts(text);
    Object value = facts.value();
    if (facts.peek() != '\0') {
      throw facts.error("more text after the value");
    }
    return value;
  }

  @SuppressWarnings("unchecked") // every map that parse makes has string keys
  static Map<String, Object> asObject(@Nullable Object value) {
    if (value instanceof Map<?, ?> map) {
      return (Map<String, Object>) map;
    }
    throw new IllegalStateException("expected a JSON object, not " + value);
  }

  static Map<String, Object> object(Map<?, ?> in, String name) {
    Object value = in.get(name);
    return value == null ? Map.of() : asObject(value);
  }

  static List<?> list(Map<?, ?> in, String name) {
    return in.get(name) instanceof List<?> list ? list : List.of();
  }

  static List<String> strings(Map<?, ?> in, String name) {
    return list(in, name).stream().map(String.class::cast).toList();
  }

  static String string(Map<?, ?> in, String name) {
    return in.get(name) instanceof String value ? value : "";
  }

  /** Compact JSON text. */
  static String print(@Nullable Object value) {
    return switch (value) {
      case Map<?, ?> map ->
          map.entrySet().stream()
              .map(member -> print(member.getKey()) + ":" + print(member.getValue()))
              .collect(java.util.stream.Collectors.joining(",", "{", "}"));
      case List<?> list ->
          list.stream()
              .map(JsonFacts::print)
              .collect(java.util.stream.Collectors.joining(",", "[", "]"));
      case String text when text.chars().allMatch(c -> c >= ' ' && c != '"' && c != '\\') ->
          '"' + text + '"';
      case String text -> throw new IllegalStateException("no fact has needed escapes: " + text);
      case null, default -> String.valueOf(value);
    };
  }

  private @Nullable Object value() {
    char c = peek();
    return switch (c) {
      case '{' -> object();
      case '[' -> array();
      case '"' -> string();
      case 't' -> word("true", true);
      case 'f' -> word("false", false);
      case 'n' -> word("null", null);
      default -> number();
    };
  }

  private Map<String, @Nullable Object> object() {
    Map<String, @Nullable Object> members = new LinkedHashMap<>();
    at++;
    while (peek() != '}') {
      String name = string();
      expect(':');
      if (members.containsKey(name)) {
        throw error("duplicate member " + name);
      }
      members.put(name, value());
      if (peek() == ',') {
        at++;
      }
    }
    at++;
    return members;
  }

  private List<@Nullable Object> array() {
    List<@Nullable Object> items = new ArrayList<>();
    at++;
    while (peek() != ']') {
      items.add(value());
      if (peek() == ',') {
        at++;
      }
    }
    at++;
    return items;
  }

  private String string() {
    expect('"');
    StringBuilder out = new StringBuilder();
    while (text.charAt(at) != '"') {
      char c = text.charAt(at++);
      if (c != '\\') {
        out.append(c);
        continue;
      }
      char escaped = text.charAt(at++);
      switch (escaped) {
        case 'n' -> out.append('\n');
        case 't' -> out.append('\t');
        case 'r' -> out.append('\r');
        case 'b' -> out.append('\b');
        case 'f' -> out.append('\f');
        case 'u' -> {
          out.append((char) Integer.parseInt(text, at, at + 4, 16));
          at += 4;
        }
        default -> out.append(escaped);
      }
    }
    at++;
    return out.toString();
  }

  private Object number() {
    int start = at;
    while (at < text.length() && "+-.eE0123456789".indexOf(text.charAt(at)) >= 0) {
      at++;
    }
    String number = text.substring(start, at);
    if (number.isEmpty()) {
      throw error("expected a value");
    }
    return number.matches("-?[0-9]+") ? (Object) Long.valueOf(number) : Double.valueOf(number);
  }

  private @Nullable Object word(String word, @Nullable Object value) {
    if (!text.startsWith(word, at)) {
      throw error("expected " + word);
    }
    at += word.length();
    return value;
  }

  private void expect(char wanted) {
    if (peek() != wanted) {
      throw error("expected " + wanted);
    }
    at++;
  }

  /** The next character that is not white space, or NUL at the end. */
  private char peek() {
    while (at < text.length() && text.charAt(at) <= ' ') {
      at++;
    }
    return at < text.length() ? text.charAt(at) : '\0';
  }

  private IllegalStateException error(String what) {
    return new IllegalStateException(what + " at offset " + at);
  }
}
