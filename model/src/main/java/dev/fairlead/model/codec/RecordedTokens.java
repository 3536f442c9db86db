package dev.fairlead.model.codec;

import dev.fairlead.model.value.GroupVersionKind;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The tokens of one document, kept so that it can be read once its kind is known (which may stand
 * anywhere in it) with every message still saying where.
 */
final class RecordedTokens extends TokenReader {
  private record Entry(Token token, @Nullable String text, int line, int column) {}

  private final String format;
  private final String whole;
  private final List<Entry> entries;
  private int at = -1;

  private RecordedTokens(TokenReader tokens, List<Entry> entries) {
    this.format = tokens.format();
    this.whole = tokens.whole();
    this.entries = entries;
  }

  static RecordedTokens of(TokenReader tokens) throws IOException {
    List<Entry> entries = new ArrayList<>();
    Token token;
    do {
      token = tokens.next();
      String text =
          switch (token) {
            case NAME, STRING, INTEGER, DECIMAL -> tokens.text();
            default -> null;
          };
      entries.add(new Entry(token, text, tokens.line(), tokens.column()));
    } while (token != Token.END);
    return new RecordedTokens(tokens, entries);
  }

  /** What the document says that it is. */
  GroupVersionKind kind() throws IOException {
    Finder finder = new Finder();
    try {
      return finder.find(this);
    } finally {
      at = -1;
    }
  }

  @Override
  Token next() {
    return entries.get(++at).token();
  }

  @Override
  String text() {
    String text = entries.get(at).text();
    if (text == null) {
      throw new IllegalStateException(entries.get(at).token() + " has no text");
    }
    return text;
  }

  @Override
  long longValue() {
    try {
      return Long.parseLong(text());
    } catch (NumberFormatException e) {
      throw new ArithmeticException(e.getMessage());
    }
  }

  @Override
  int line() {
    return entries.get(Math.max(0, at)).line();
  }

  @Override
  int column() {
    return entries.get(Math.max(0, at)).column();
  }

  @Override
  String format() {
    return format;
  }

  @Override
  String whole() {
    return whole;
  }

  /** Finds apiVersion and kind among the members of the root. */
  static final class Finder {
    private @Nullable String apiVersion;
    private @Nullable String kind;

    GroupVersionKind find(TokenReader tokens) throws IOException {
      Token first = tokens.next();
      if (first != Token.START_OBJECT) {
        String found = first == Token.END ? "is empty" : "is no object";
        throw new DecodeException(
            tokens.whole() + ": the document " + found + "; a Kubernetes object was expected");
      }
      while (!(apiVersion != null && kind != null) && tokens.next() != Token.END_OBJECT) {
        String name = tokens.text();
        Token value = tokens.next();
        if (value == Token.STRING && name.equals("apiVersion")) {
          apiVersion = tokens.text();
        } else if (value == Token.STRING && name.equals("kind")) {
          kind = tokens.text();
        } else {
          tokens.skip(value);
        }
      }
      if (apiVersion == null || apiVersion.isEmpty() || kind == null || kind.isEmpty()) {
        String missing = kind == null || kind.isEmpty() ? "kind" : "apiVersion";
        throw new DecodeException(
            tokens.whole() + ": the object has no " + missing + ": add apiVersion and kind");
      }
      try {
        return GroupVersionKind.of(apiVersion, kind);
      } catch (IllegalArgumentException e) {
        throw new DecodeException(tokens.whole() + ": apiVersion: " + e.getMessage(), e);
      }
    }
  }
}
