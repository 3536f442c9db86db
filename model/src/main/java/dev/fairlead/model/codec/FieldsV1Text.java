package dev.fairlead.model.codec;

import dev.fairlead.model.value.FieldsV1;
import java.io.IOException;
import java.io.UncheckedIOException;

/**
 * Field sets as protobuf carries them: JSON text. The server writes objects of objects without a
 * space or a needless escape; that is checked in one pass over the bytes. Anything else goes
 * through the JSON parser, which finds fault or gives the compact form.
 */
final class FieldsV1Text {
  private FieldsV1Text() {}

  static FieldsV1 read(ProtobufInput in, int length) {
    if (isCompact(in.bytes, in.at, in.at + length)) {
      return FieldsV1.ofJson(in.utf8(length));
    }
    try {
      JsonTokens tokens = JsonTokens.of(in.bytes, in.at, length, Decoding.DEFAULT);
      FieldsV1 fields = FieldsV1Reader.read(tokens, tokens.next());
      if (tokens.next() != TokenReader.Token.END) {
        throw in.fail("a field set is followed by more text");
      }
      return fields;
    } catch (IOException e) {
      throw new UncheckedIOException("reading from memory", e);
    }
  }

  /** Whether the bytes are {"name":{...},...} all the way down, with no escape but \" and \\. */
  private static boolean isCompact(byte[] bytes, int from, int to) {
    int depth = 0;
    int at = from;
    byte before = ':';
    while (at < to) {
      byte c = bytes[at];
      boolean fits =
          switch (c) {
            case '{' -> before == ':' && ++depth <= Decoding.MAX_DEPTH;
            case '}' -> (before == '{' || before == '}') && --depth >= 0;
            case ',' -> before == '}' && depth > 0;
            case '"' -> (before == '{' || before == ',') && depth > 0;
            case ':' -> before == '"';
            default -> false;
          };
      if (!fits || (depth == 0 && at != to - 1)) {
        return false;
      }
      if (c == '"') {
        at = endOfString(bytes, at + 1, to);
        if (at < 0) {
          return false;
        }
      }
      before = c;
      at++;
    }
    return depth == 0 && to > from;
  }

  /** The closing quote, or -1 if the string has anything but plain characters, \" and \\. */
  private static int endOfString(byte[] bytes, int from, int to) {
    for (int at = from; at < to; at++) {
      byte c = bytes[at];
      if (c == '"') {
        return at;
      }
      if (c == '\\') {
        at++;
        if (at == to || (bytes[at] != '"' && bytes[at] != '\\')) {
          return -1;
        }
      } else if (c >= 0 && c < ' ') {
        return -1;
      }
    }
    return -1;
  }
}
