package dev.fairlead.model.codec;

import dev.fairlead.model.codec.TokenReader.Token;
import dev.fairlead.model.codec.YamlEvent.Kind;
import java.io.IOException;
import org.jspecify.annotations.Nullable;

/**
 * JSON where YAML is read: one object, or several with or without blanks between. kubectl reads
 * such a text by the rules of JSON too, which YAML takes up nearly but not quite: a name of more
 * than 1024 characters, a tab, a pair of surrogates.
 */
final class YamlJson implements YamlEvent.Source {
  /** What keeps a number a number, however large. */
  private static final String NUMBER_TAG = YamlScalar.TAG_PREFIX + "float";

  private final JsonTokens tokens;
  private int depth;
  private boolean inDocument;

  /** The first token of the next document, which had to be read to know that there is one. */
  private @Nullable Token first;

  private YamlJson(JsonTokens tokens) {
    this.tokens = tokens;
  }

  /** The events of the text if it is JSON from end to end and starts with an object. */
  static @Nullable YamlJson of(byte[] bytes, Decoding how) throws IOException {
    int from = 0;
    while (from < bytes.length && isBlank(bytes[from])) {
      from++;
    }
    if (from == bytes.length || bytes[from] != '{') {
      return null;
    }
    try {
      JsonTokens probe = JsonTokens.of(bytes, 0, bytes.length, how);
      for (Token token; (token = probe.next()) != Token.END; ) {
        if (token == Token.NAME || token == Token.STRING) {
          probe.text(); // escapes are checked only here
        }
      }
    } catch (DecodeException notJson) {
      return null; // whoever reads it as YAML says what is wrong
    }
    return new YamlJson(JsonTokens.of(bytes, 0, bytes.length, how));
  }

  private static boolean isBlank(byte b) {
    return b == ' ' || b == '\t' || b == '\n' || b == '\r';
  }

  @Override
  public YamlEvent next() throws IOException {
    Token token = first != null ? first : tokens.next();
    if (inDocument && depth == 0 && first == null) {
      inDocument = false;
      first = token;
      return at(Kind.END_DOCUMENT);
    }
    if (token == Token.END) {
      return at(Kind.END_STREAM);
    }
    if (!inDocument) {
      inDocument = true;
      first = token;
      return at(Kind.START_DOCUMENT);
    }
    first = null;
    return event(token);
  }

  private YamlEvent event(Token token) throws IOException {
    return switch (token) {
      case START_OBJECT -> {
        depth++;
        yield at(Kind.START_OBJECT);
      }
      case START_ARRAY -> {
        depth++;
        yield at(Kind.START_LIST);
      }
      case END_OBJECT, END_ARRAY -> {
        depth--;
        yield at(Kind.END);
      }
      case NAME, STRING -> scalar(tokens.text(), null, false);
      case INTEGER, DECIMAL -> scalar(tokens.text(), NUMBER_TAG, true);
      case TRUE -> scalar("true", null, true);
      case FALSE -> scalar("false", null, true);
      case NULL -> scalar("null", null, true);
      case END -> throw new IllegalStateException("the end is no part of a document");
    };
  }

  private YamlEvent at(Kind kind) {
    return YamlEvent.of(kind, tokens.line(), tokens.column());
  }

  private YamlEvent scalar(String text, @Nullable String tag, boolean plain) {
    return new YamlEvent(Kind.SCALAR, text, tag, null, plain, tokens.line(), tokens.column());
  }
}
