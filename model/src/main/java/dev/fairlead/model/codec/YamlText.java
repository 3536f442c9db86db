package dev.fairlead.model.codec;

import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.regex.Pattern;
import org.snakeyaml.engine.v2.scanner.StreamReader;

/** Bytes as text that YAML may consist of. */
final class YamlText {
  private static final char BYTE_ORDER_MARK = '\ufeff';

  /** Where files that start with a byte order mark were put together, it stands in the middle. */
  private static final Pattern AT_START_OF_DOCUMENT =
      Pattern.compile("(\\A|^---.*\\R)" + BYTE_ORDER_MARK, Pattern.MULTILINE);

  private YamlText() {}

  /** Reads the whole stream. Whether it is JSON shows at its end only. */
  static YamlEvents events(InputStream in, Decoding how) throws IOException {
    byte[] bytes = new BoundedInput(in, how.maxBytes()).readAllBytes();
    YamlJson json = YamlJson.of(bytes, how);
    return new YamlEvents(json != null ? json : new YamlParser(of(bytes)), how.maxBytes());
  }

  /** The text, ending with a line break, as kubectl hands it to its parser. */
  private static String of(byte[] bytes) {
    String text;
    try {
      text = StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(bytes)).toString();
    } catch (CharacterCodingException e) {
      boolean wide = bytes.length > 1 && ((bytes[0] ^ bytes[1]) & 0xff) == 0x01;
      throw new DecodeException(
          "YAML: the text isn't UTF-8"
              + (wide ? " but seems to be UTF-16" : "")
              + ": save it as UTF-8",
          e);
    }
    if (text.indexOf(BYTE_ORDER_MARK) >= 0) {
      text = AT_START_OF_DOCUMENT.matcher(text).replaceAll("$1");
    }
    check(text);
    return text.endsWith("\n") ? text : text + "\n";
  }

  private static void check(String text) {
    int line = 1;
    int column = 1;
    for (int i = 0; i < text.length(); ) {
      int c = text.codePointAt(i);
      if (!StreamReader.isPrintable(c)) {
        throw new DecodeException(
            "YAML, line %d, column %d: the character U+%04X isn't allowed: write it as \"\\u%04x\" in double quotes"
                .formatted(line, column, c, c));
      }
      i += Character.charCount(c);
      column = c == '\n' ? 1 : column + 1;
      line = c == '\n' ? line + 1 : line;
    }
  }
}
