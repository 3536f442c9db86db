package dev.fairlead.model.codec;

import dev.fairlead.model.codec.TokenReader.Token;
import dev.fairlead.model.value.FieldsV1;
import java.io.IOException;

/**
 * Copies a field set from tokens to compact JSON text with no needless escapes, so that equal sets
 * have equal text whatever format they came in.
 */
final class FieldsV1Reader {
  private static final String HEX = "0123456789abcdef";

  private FieldsV1Reader() {}

  static FieldsV1 read(TokenReader tokens, Token first) throws IOException {
    StringBuilder out = new StringBuilder(256);
    boolean comma = false;
    int depth = 0;
    for (Token token = first; ; token = tokens.next()) {
      boolean closes = token == Token.END_OBJECT || token == Token.END_ARRAY;
      if (comma && !closes) {
        out.append(',');
      }
      comma = true;
      switch (token) {
        case START_OBJECT, START_ARRAY -> {
          out.append(token == Token.START_OBJECT ? '{' : '[');
          depth++;
          comma = false;
        }
        case END_OBJECT, END_ARRAY -> {
          out.append(token == Token.END_OBJECT ? '}' : ']');
          depth--;
        }
        case NAME -> {
          quote(tokens.text(), out);
          out.append(':');
          comma = false;
        }
        case STRING -> quote(tokens.text(), out);
        case INTEGER, DECIMAL -> out.append(tokens.number());
        case TRUE -> out.append("true");
        case FALSE -> out.append("false");
        case NULL -> out.append("null");
        case END -> throw new IllegalStateException("a value ended early without an error");
      }
      if (depth == 0) {
        return FieldsV1.ofJson(out.toString());
      }
    }
  }

  private static void quote(String text, StringBuilder out) {
    out.append('"');
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      switch (c) {
        case '"' -> out.append("\\\"");
        case '\\' -> out.append("\\\\");
        case '\n' -> out.append("\\n");
        case '\r' -> out.append("\\r");
        case '\t' -> out.append("\\t");
        default -> {
          if (c < ' ') {
            out.append("\\u").append(HEX.charAt(c >> 12)).append(HEX.charAt(c >> 8 & 15));
            out.append(HEX.charAt(c >> 4 & 15)).append(HEX.charAt(c & 15));
          } else {
            out.append(c);
          }
        }
      }
    }
    out.append('"');
  }
}
