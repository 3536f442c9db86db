package dev.fairlead.model.codec;

import dev.fairlead.model.codec.YamlEvent.Kind;
import java.io.IOException;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;

/**
 * One document of YAML as tokens of JSON, with the meaning that kubectl gives it: the YAML 1.1 of
 * go-yaml, in which {@code yes} is a boolean, keys become texts and {@code <<} merges.
 */
final class YamlTokens extends TokenReader {
  private enum Form {
    OBJECT,
    LIST,
    /** An object whose members are those of the object around it. */
    MERGED,
    /** Several such objects, the one that counts most last. */
    MERGED_LIST
  }

  /** An object or list that is open. */
  private static final class Level {
    final Form form;

    /** Whether an object's next event is a value. */
    boolean keyRead;

    Level(Form form) {
      this.form = form;
    }
  }

  private final YamlEvents events;
  private final String whole;
  private final int maxDepth;
  private final Deque<Level> levels = new ArrayDeque<>();
  private YamlEvent current;
  private String text = "";
  private boolean rootRead;

  /**
   * @param start what {@code events} have stepped to: a document, or the end of the text
   * @param whole what messages about the document as a whole call it
   */
  YamlTokens(YamlEvents events, YamlEvent start, String whole, Decoding how) {
    this.events = events;
    this.current = start;
    this.whole = whole;
    this.maxDepth = how.maxDepth();
    this.rootRead = start.is(Kind.END_STREAM);
  }

  @Override
  Token next() throws IOException {
    while (true) {
      Level level = levels.peek();
      if (level == null) {
        if (rootRead) {
          return Token.END;
        }
        rootRead = true;
        return value(advance());
      }
      YamlEvent event = advance();
      if (event.is(Kind.END)) {
        levels.pop();
        if (level.form == Form.OBJECT || level.form == Form.LIST) {
          return level.form == Form.OBJECT ? Token.END_OBJECT : Token.END_ARRAY;
        }
      } else if (level.form == Form.MERGED_LIST) {
        enter(Form.MERGED);
      } else if (level.form == Form.LIST || level.keyRead) {
        level.keyRead = false;
        return value(event);
      } else if (isMerge(event)) {
        merge(advance());
      } else {
        level.keyRead = true;
        text = key(event);
        return Token.NAME;
      }
    }
  }

  private YamlEvent advance() throws IOException {
    current = events.next();
    return current;
  }

  private Token value(YamlEvent event) {
    return switch (event.kind()) {
      case START_OBJECT -> {
        enter(Form.OBJECT);
        yield Token.START_OBJECT;
      }
      case START_LIST -> {
        enter(Form.LIST);
        yield Token.START_ARRAY;
      }
      case SCALAR -> {
        YamlScalar scalar = YamlScalar.of(event);
        text = scalar.text();
        yield token(scalar);
      }
      case START_DOCUMENT, END_DOCUMENT, END_STREAM, END, ALIAS ->
          throw new IllegalStateException("no value starts with " + event);
    };
  }

  private Token token(YamlScalar scalar) {
    return switch (scalar.kind()) {
      case NULL -> Token.NULL;
      case TRUE -> Token.TRUE;
      case FALSE -> Token.FALSE;
      case INTEGER -> Token.INTEGER;
      case DECIMAL -> Token.DECIMAL;
      case STRING -> Token.STRING;
      case NOT_FINITE ->
          throw current.fail(
              "JSON has no number for " + text + ": put it in quotes if it is a text");
    };
  }

  private void enter(Form form) {
    levels.push(new Level(form));
    if (levels.size() > maxDepth) {
      throw current.fail("nested deeper than " + maxDepth + " levels");
    }
  }

  private static String key(YamlEvent event) {
    if (!event.is(Kind.SCALAR)) {
      String found = event.is(Kind.START_LIST) ? "a list" : "an object";
      throw event.fail(
          "expected the name of a field, found " + found + ": quote it if it is a text");
    }
    YamlScalar scalar = YamlScalar.of(event);
    if (scalar.kind() == YamlScalar.Kind.NULL) {
      throw event.fail("expected the name of a field, found null: quote it if it is a text");
    }
    return scalar.asKey(event);
  }

  private static boolean isMerge(YamlEvent event) {
    return event.is(Kind.SCALAR)
        && event.text().equals("<<")
        && (event.plain() || YamlScalar.MERGE_TAG.equals(event.tag()));
  }

  /** Of a list of objects the first counts most: the last is merged first. */
  private void merge(YamlEvent event) throws IOException {
    if (event.is(Kind.START_OBJECT)) {
      enter(Form.MERGED);
      return;
    }
    if (!event.is(Kind.START_LIST) || events.lastWasAlias()) {
      throw cannotMerge(event);
    }
    List<List<YamlEvent>> objects = new ArrayList<>();
    YamlEvent next = events.next();
    for (; !next.is(Kind.END); next = events.next()) {
      if (!next.is(Kind.START_OBJECT)) {
        throw cannotMerge(next);
      }
      objects.add(restOf(next));
    }
    enter(Form.MERGED_LIST);
    List<YamlEvent> reversed = new ArrayList<>();
    objects.reversed().forEach(reversed::addAll);
    reversed.add(next);
    events.unread(reversed);
  }

  /** The object's events, its start included. */
  private List<YamlEvent> restOf(YamlEvent start) throws IOException {
    List<YamlEvent> all = new ArrayList<>();
    int depth = 0;
    for (YamlEvent event = start; ; event = events.next()) {
      all.add(event);
      switch (event.kind()) {
        case START_OBJECT, START_LIST -> depth++;
        case END -> depth--;
        default -> {}
      }
      if (depth == 0) {
        return all;
      }
      if (levels.size() + depth > maxDepth) {
        throw event.fail("nested deeper than " + maxDepth + " levels");
      }
    }
  }

  private static DecodeException cannotMerge(YamlEvent event) {
    return event.fail("<< merges an object or a list of objects, and this is neither");
  }

  @Override
  String text() {
    return text;
  }

  @Override
  long longValue() {
    try {
      return Long.parseLong(text);
    } catch (NumberFormatException e) {
      throw new ArithmeticException(text + " doesn't fit 64 bits");
    }
  }

  @Override
  int line() {
    return current.line();
  }

  @Override
  int column() {
    return current.column();
  }

  @Override
  String format() {
    return "YAML";
  }

  @Override
  String whole() {
    return whole;
  }
}
