package dev.fairlead.model.codec;

import dev.fairlead.model.codec.TokenReader.Token;
import dev.fairlead.model.tree.JsonNumber;
import java.io.BufferedWriter;
import java.io.IOException;
import java.io.OutputStream;
import java.io.OutputStreamWriter;
import java.io.Writer;
import java.nio.charset.StandardCharsets;
import java.util.ArrayDeque;
import java.util.Deque;

/**
 * Block style as {@code kubectl get -o yaml} prints it, but that no line is ever folded: what
 * stands here is read back equal by every reader of YAML 1.1 or 1.2.
 */
final class YamlTokenWriter implements TokenWriter {
  private static final int INDENT = 2;

  /** Where a value begins. */
  private enum Place {
    /** At the start of the document. */
    ROOT,
    /** After the colon behind a name. */
    AFTER_NAME,
    /** After the dash of an item, or the colon of a name that had a line to itself. */
    AFTER_MARK
  }

  /** An object or list that is open. */
  private static final class Level {
    final boolean list;
    final Place place;

    /** Where its members or items begin. */
    final int indent;

    boolean empty = true;

    Level(boolean list, Place place, int indent) {
      this.list = list;
      this.place = place;
      this.indent = indent;
    }
  }

  private final Writer out;
  private final Deque<Level> levels = new ArrayDeque<>();
  private Place place = Place.ROOT;

  YamlTokenWriter(OutputStream out) {
    this.out = new BufferedWriter(new OutputStreamWriter(out, StandardCharsets.UTF_8));
  }

  void flush() throws IOException {
    out.flush();
  }

  /** A reader looks for the version first. */
  @Override
  public boolean apiVersionFirst() {
    return true;
  }

  @Override
  public void startObject() throws IOException {
    start(false);
  }

  @Override
  public void startArray() throws IOException {
    start(true);
  }

  /** Nothing is written yet: an object or list that stays empty looks different. */
  private void start(boolean list) throws IOException {
    Level around = levels.peek();
    startItem();
    int outer = around == null ? 0 : around.indent;
    int indent =
        switch (place) {
          case ROOT -> 0;
          case AFTER_NAME -> list ? outer : outer + INDENT;
          case AFTER_MARK -> outer + INDENT;
        };
    levels.push(new Level(list, place, indent));
  }

  @Override
  public void endObject() throws IOException {
    end("{}");
  }

  @Override
  public void endArray() throws IOException {
    end("[]");
  }

  private void end(String empty) throws IOException {
    Level level = levels.pop();
    if (level.empty) {
      place = level.place;
      line(empty);
    }
  }

  /** Writes what stands before a member or item: a line break, the indentation, or a blank. */
  private void begin(Level level) throws IOException {
    if (!level.empty || level.place == Place.AFTER_NAME) {
      if (level.empty) {
        out.write('\n');
      }
      out.write(" ".repeat(level.indent));
    } else if (level.place == Place.AFTER_MARK) {
      out.write(' ');
    }
    level.empty = false;
  }

  @Override
  public void name(String name) throws IOException {
    Level level = levels.element();
    begin(level);
    String key = YamlStrings.onOneLine(name);
    if (key.length() <= YamlStrings.MAX_KEY) {
      out.write(key);
      out.write(':');
      place = Place.AFTER_NAME;
      return;
    }
    out.write("? ");
    out.write(key);
    out.write('\n');
    out.write(" ".repeat(level.indent));
    out.write(':');
    place = Place.AFTER_MARK;
  }

  /** Writes the dash if the value is an item. */
  private void startItem() throws IOException {
    Level level = levels.peek();
    if (level != null && level.list) {
      begin(level);
      out.write('-');
      place = Place.AFTER_MARK;
    }
  }

  private void scalar(String text) throws IOException {
    startItem();
    line(text);
  }

  private void line(String text) throws IOException {
    if (place != Place.ROOT) {
      out.write(' ');
    }
    out.write(text);
    out.write('\n');
  }

  @Override
  public void string(String value) throws IOException {
    if (!YamlStrings.isBlock(value)) {
      scalar(YamlStrings.onOneLine(value));
      return;
    }
    startItem();
    Level level = levels.peek();
    String indent = " ".repeat(level == null ? INDENT : level.indent + INDENT);
    line(YamlStrings.blockHeader(value, INDENT));
    int from = 0;
    while (from < value.length()) {
      int end = value.indexOf('\n', from);
      end = end < 0 ? value.length() : end;
      if (end > from) {
        out.write(indent);
        out.write(value, from, end - from);
      }
      out.write('\n');
      from = end + 1;
    }
  }

  @Override
  public void integer(long value) throws IOException {
    scalar(Long.toString(value));
  }

  /** A number that Go takes for a text, since no double holds it, says that it is none. */
  @Override
  public void number(JsonNumber value) throws IOException {
    String text = value.toString().replace('E', 'e');
    boolean beyondDouble = Double.isInfinite(Double.parseDouble(text));
    scalar(beyondDouble ? "!!float " + text : text);
  }

  @Override
  public void bool(boolean value) throws IOException {
    scalar(Boolean.toString(value));
  }

  @Override
  public void nothing() throws IOException {
    scalar("null");
  }

  @Override
  public void json(String text) throws IOException {
    JsonTokens tokens = JsonTokens.of(text);
    for (Token token; (token = tokens.next()) != Token.END; ) {
      switch (token) {
        case START_OBJECT -> startObject();
        case END_OBJECT -> endObject();
        case START_ARRAY -> startArray();
        case END_ARRAY -> endArray();
        case NAME -> name(tokens.text());
        case STRING -> string(tokens.text());
        case INTEGER, DECIMAL -> number(tokens.number());
        case TRUE -> bool(true);
        case FALSE -> bool(false);
        case NULL -> nothing();
        case END -> throw new IllegalStateException("the end was checked for");
      }
    }
  }
}
