package dev.fairlead.model.codec;

import dev.fairlead.model.codec.TokenReader.Token;
import dev.fairlead.model.tree.JsonString;
import dev.fairlead.model.value.FieldsV1;
import java.io.IOException;

/**
 * Copies a field set from tokens to compact JSON text with no needless escapes, so that equal sets
 * have equal text whatever format they came in.
 */
final class FieldsV1Reader {
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
          JsonString.quote(tokens.text(), out);
          out.append(':');
          comma = false;
        }
        case STRING -> JsonString.quote(tokens.text(), out);
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
}
