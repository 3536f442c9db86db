package dev.fairlead.model.codec;

import org.jspecify.annotations.Nullable;

/**
 * A step through a YAML text.
 *
 * @param text the text of a scalar, the name of an alias; otherwise empty
 * @param tag the tag in its long form, or null if there is none
 * @param anchor the anchor by which aliases call this node, or null if there is none
 * @param plain whether a scalar's text alone says what it is, since it has no quotes
 * @param line where it starts, from 1
 * @param column where it starts, from 1
 */
record YamlEvent(
    Kind kind,
    String text,
    @Nullable String tag,
    @Nullable String anchor,
    boolean plain,
    int line,
    int column) {

  enum Kind {
    START_DOCUMENT,
    END_DOCUMENT,
    START_OBJECT,
    START_LIST,
    /** The end of the innermost object or list. */
    END,
    SCALAR,
    ALIAS,
    END_STREAM
  }

  /** Text as a stream of events, with aliases not yet followed. */
  interface Source {
    YamlEvent next() throws java.io.IOException;
  }

  static YamlEvent of(Kind kind, int line, int column) {
    return new YamlEvent(kind, "", null, null, false, line, column);
  }

  boolean is(Kind other) {
    return kind == other;
  }

  /** What stands for a document with nothing in it but blanks and comments. */
  boolean isAbsent() {
    return kind == Kind.SCALAR && plain && text.isEmpty() && tag == null && anchor == null;
  }

  String where() {
    return "line " + line + ", column " + column;
  }

  DecodeException fail(String problem) {
    return new DecodeException("YAML, " + where() + ": " + problem);
  }
}
