package dev.fairlead.apiserver.request;

import dev.fairlead.model.value.GoQuote;
import java.util.BitSet;
import org.jspecify.annotations.Nullable;

/** Finds what is wrong with bytes that are no JSON, in the words of Go's encoding/json. */
public final class GoJsonSyntax {
  /** Go: maxNestingDepth. */
  private static final int MAX_DEPTH = 10_000;

  private static final String END = "unexpected end of JSON input";

  private final byte[] json;
  private final BitSet objects = new BitSet(); // whether the bracket at that depth is a brace
  private int depth;
  private int at;

  private static final class Problem extends RuntimeException {
    private static final long serialVersionUID = 1L;

    Problem(String message) {
      super(message, null, false, false);
    }
  }

  private GoJsonSyntax(byte[] json) {
    this.json = json;
  }

  /** What is wrong; null if nothing is. */
  public static @Nullable String problem(byte[] json) {
    try {
      new GoJsonSyntax(json).check();
      return null;
    } catch (Problem e) {
      return e.getMessage();
    }
  }

  private void check() {
    beforeValue();
    while (depth > 0) {
      int c = next();
      boolean object = objects.get(depth);
      if (c == ',') {
        if (object) {
          key(next());
        }
        beforeValue();
      } else if (c == (object ? '}' : ']')) {
        depth--;
      } else {
        throw invalid(c, object ? "after object key:value pair" : "after array element");
      }
    }
    skipSpace();
    if (at < json.length) {
      throw invalid(json[at], "after top-level value");
    }
  }

  /** Steps over a value, or into it as far as its first scalar or empty bracket. */
  private void beforeValue() {
    while (true) {
      int c = next();
      if (c == '{' || c == '[') {
        if (++depth > MAX_DEPTH) {
          throw new Problem("exceeded max depth");
        }
        objects.set(depth, c == '{');
        skipSpace();
        if (at < json.length && json[at] == c + 2) { // closing brackets come two after the opening
          at++;
          depth--;
          return;
        }
        if (c == '{') {
          key(next());
        }
      } else {
        scalar(c);
        return;
      }
    }
  }

  private void key(int c) {
    if (c != '"') {
      throw invalid(c, "looking for beginning of object key string");
    }
    string();
    int colon = next();
    if (colon != ':') {
      throw invalid(colon, "after object key");
    }
  }

  private void scalar(int c) {
    switch (c) {
      case '"' -> string();
      case 't' -> literal("true");
      case 'f' -> literal("false");
      case 'n' -> literal("null");
      default -> {
        if (c != '-' && !isDigit(c)) {
          throw invalid(c, "looking for beginning of value");
        }
        number(c);
      }
    }
  }

  private void literal(String word) {
    for (int i = 1; i < word.length(); i++) {
      int c = raw();
      if (c != word.charAt(i)) {
        throw invalid(c, "in literal " + word + " (expecting '" + word.charAt(i) + "')");
      }
    }
  }

  private void number(int first) {
    int c = first == '-' ? digit("in numeric literal") : first;
    if (c != '0') {
      digits();
    }
    if (at < json.length && json[at] == '.') {
      at++;
      digit("after decimal point in numeric literal");
      digits();
    }
    if (at < json.length && (json[at] == 'e' || json[at] == 'E')) {
      at++;
      if (at < json.length && (json[at] == '+' || json[at] == '-')) {
        at++;
      }
      digit("in exponent of numeric literal");
      digits();
    }
  }

  private int digit(String where) {
    int c = raw();
    if (!isDigit(c)) {
      throw invalid(c, where);
    }
    return c;
  }

  private void digits() {
    while (at < json.length && isDigit(json[at])) {
      at++;
    }
  }

  private void string() {
    for (int c; (c = raw()) != '"'; ) {
      if (c == '\\') {
        escape();
      } else if (c < ' ') {
        throw invalid(c, "in string literal");
      }
    }
  }

  private void escape() {
    int c = raw();
    if (c == 'u') {
      for (int i = 0; i < 4; i++) {
        int digit = raw();
        if (Character.digit(digit, 16) < 0 || digit > 'f') {
          throw invalid(digit, "in \\u hexadecimal character escape");
        }
      }
    } else if ("bfnrt\\/\"".indexOf(c) < 0) {
      throw invalid(c, "in string escape code");
    }
  }

  private int next() {
    skipSpace();
    return raw();
  }

  private int raw() {
    if (at == json.length) {
      throw new Problem(END);
    }
    return Byte.toUnsignedInt(json[at++]);
  }

  private void skipSpace() {
    while (at < json.length && " \t\r\n".indexOf(json[at]) >= 0) {
      at++;
    }
  }

  private static boolean isDigit(int c) {
    return c >= '0' && c <= '9';
  }

  private static Problem invalid(int c, String where) {
    String quoted = GoQuote.quote(Character.toString(c & 0xff));
    String shown = c == '\'' ? "\\'" : c == '"' ? "\"" : quoted.substring(1, quoted.length() - 1);
    return new Problem("invalid character '" + shown + "' " + where);
  }
}
