package dev.fairlead.model.codec;

import java.io.IOException;
import java.io.InputStream;
import java.util.List;
import java.util.regex.Pattern;
import tools.jackson.core.JacksonException;
import tools.jackson.core.JsonParser;
import tools.jackson.core.ObjectReadContext;
import tools.jackson.core.StreamReadConstraints;
import tools.jackson.core.TokenStreamFactory;
import tools.jackson.core.TokenStreamLocation;
import tools.jackson.core.exc.InputCoercionException;
import tools.jackson.core.exc.JacksonIOException;
import tools.jackson.core.json.JsonFactory;
import tools.jackson.core.json.JsonReadFeature;
import tools.jackson.core.sym.PropertyNameMatcher;
import tools.jackson.core.util.Named;

/** JSON by Jackson's streaming parser. */
final class JsonTokens extends TokenReader {
  /** What Jackson says of a source that it was told not to show, before the place in it. */
  private static final Pattern SOURCE =
      Pattern.compile("\\[Source: REDACTED \\([^)]*\\); ([^\\]]*)\\]");

  /** What is left of that where it doesn't know the place either. */
  private static final String UNKNOWN_START = " (start marker at byte offset: #UNKNOWN)";

  /** The longest number literal, in characters: a tree's numbers have no more. */
  private static final int MAX_NUMBER_LENGTH = 4_096;

  /** Bounds depth itself; size and string length are bounded together by {@link BoundedInput}. */
  private static final JsonFactory FACTORY =
      JsonFactory.builder()
          .disable(JsonReadFeature.ALLOW_NON_NUMERIC_NUMBERS)
          .disable(tools.jackson.core.StreamReadFeature.AUTO_CLOSE_SOURCE)
          .disable(TokenStreamFactory.Feature.CHARSET_DETECTION) // it is UTF-8, as in Go
          .streamReadConstraints(
              StreamReadConstraints.builder()
                  .maxNestingDepth(Integer.MAX_VALUE)
                  .maxStringLength(Integer.MAX_VALUE)
                  .maxNameLength(1 << 20)
                  .maxNumberLength(MAX_NUMBER_LENGTH)
                  .build())
          .build();

  private final JsonParser parser;
  private final int maxDepth;
  private int depth;

  private JsonTokens(JsonParser parser, int maxDepth) {
    this.parser = parser;
    this.maxDepth = maxDepth;
  }

  /** The tokens of a stream, which stays open; its first bytes are read at once. */
  static JsonTokens of(InputStream in, Decoding how) throws IOException {
    InputStream bounded = new BoundedInput(in, how.maxBytes());
    try {
      return new JsonTokens(
          FACTORY.createParser(ObjectReadContext.empty(), bounded), how.maxDepth());
    } catch (JacksonException e) {
      throw failure(e);
    }
  }

  static JsonTokens of(byte[] bytes, int from, int length, Decoding how) {
    return new JsonTokens(
        FACTORY.createParser(ObjectReadContext.empty(), bytes, from, length), how.maxDepth());
  }

  static JsonTokens of(String json) {
    return new JsonTokens(
        FACTORY.createParser(ObjectReadContext.empty(), json), Decoding.MAX_DEPTH);
  }

  static PropertyNameMatcher matcher(List<String> names) {
    List<Named> named = names.stream().map(Named::fromString).toList();
    return FACTORY.constructNameMatcher(named, false);
  }

  @Override
  Token next() throws IOException {
    try {
      return token(parser.nextToken());
    } catch (JacksonException e) {
      throw failure(e);
    }
  }

  private Token token(tools.jackson.core.JsonToken token) {
    if (token == null) {
      return Token.END;
    }
    return switch (token) {
      case START_OBJECT -> deeper(Token.START_OBJECT);
      case START_ARRAY -> deeper(Token.START_ARRAY);
      case END_OBJECT -> {
        depth--;
        yield Token.END_OBJECT;
      }
      case END_ARRAY -> {
        depth--;
        yield Token.END_ARRAY;
      }
      case PROPERTY_NAME -> Token.NAME;
      case VALUE_STRING -> Token.STRING;
      case VALUE_NUMBER_INT -> Token.INTEGER;
      case VALUE_NUMBER_FLOAT -> Token.DECIMAL;
      case VALUE_TRUE -> Token.TRUE;
      case VALUE_FALSE -> Token.FALSE;
      case VALUE_NULL -> Token.NULL;
      case NOT_AVAILABLE, VALUE_EMBEDDED_OBJECT ->
          throw new IllegalStateException("a blocking JSON parser has no token " + token);
    };
  }

  private Token deeper(Token token) {
    if (++depth > maxDepth) {
      throw new DecodeException(
          "JSON, " + where() + ": nested deeper than " + maxDepth + " levels");
    }
    return token;
  }

  @Override
  int nextField(TypePlan plan) throws IOException {
    try {
      int index = parser.nextNameMatch(plan.matcher());
      if (index >= 0 || index == PropertyNameMatcher.MATCH_UNKNOWN_NAME) {
        return index >= 0 ? index : UNKNOWN_FIELD;
      }
      depth--;
      return END_OF_OBJECT; // the only other thing in a well-formed object
    } catch (JacksonException e) {
      throw failure(e);
    }
  }

  @Override
  String text() throws IOException {
    try {
      return parser.getString();
    } catch (JacksonException e) {
      throw failure(e);
    }
  }

  /** The characters of the current string or name, without a String of their own. */
  char[] characters() throws IOException {
    try {
      return parser.getStringCharacters();
    } catch (JacksonException e) {
      throw failure(e);
    }
  }

  int charactersOffset() {
    return parser.getStringOffset();
  }

  int charactersLength() {
    return parser.getStringLength();
  }

  @Override
  long longValue() throws IOException {
    try {
      return parser.getLongValue();
    } catch (InputCoercionException e) {
      throw new ArithmeticException(e.getOriginalMessage());
    } catch (JacksonException e) {
      throw failure(e);
    }
  }

  @Override
  int line() {
    return Math.max(1, parser.currentTokenLocation().getLineNr());
  }

  @Override
  int column() {
    return Math.max(1, parser.currentTokenLocation().getColumnNr());
  }

  private static String where(TokenStreamLocation at) {
    return "line " + Math.max(1, at.getLineNr()) + ", column " + Math.max(1, at.getColumnNr());
  }

  @Override
  String format() {
    return "JSON";
  }

  /**
   * A broken stream stays an IOException; broken JSON becomes a DecodeException that says where.
   */
  private static DecodeException failure(JacksonException e) throws IOException {
    if (e instanceof JacksonIOException io) {
      throw io.getCause();
    }
    TokenStreamLocation at = e.getLocation();
    String where = at == null ? "" : ", " + where(at);
    String what = SOURCE.matcher(e.getOriginalMessage()).replaceAll("$1");
    return new DecodeException("JSON" + where + ": " + what.replace(UNKNOWN_START, ""), e);
  }
}
