package dev.fairlead.model.codec;

import dev.fairlead.model.tree.JsonNumber;
import java.io.IOException;

/** A text format as a stream of JSON tokens. Implementations check nesting and balance. */
abstract class TokenReader {
  enum Token {
    START_OBJECT,
    END_OBJECT,
    START_ARRAY,
    END_ARRAY,
    /** The name of a member; {@link #text} has it. */
    NAME,
    STRING,
    /** A number without fraction or exponent; {@link #text} and {@link #number} have it. */
    INTEGER,
    /** Any other number. */
    DECIMAL,
    TRUE,
    FALSE,
    NULL,
    /** The end of the document. */
    END
  }

  /** Returned by {@link #nextField} at the end of the object. */
  static final int END_OF_OBJECT = -1;

  /** Returned by {@link #nextField} for a name that the type doesn't have; {@link #text} has it. */
  static final int UNKNOWN_FIELD = -2;

  /** Steps to the next token. */
  abstract Token next() throws IOException;

  /** The name, string or number literal that the current token is. */
  abstract String text() throws IOException;

  /** The current number as int64. Throws ArithmeticException if it doesn't fit. */
  abstract long longValue() throws IOException;

  JsonNumber number() throws IOException {
    return JsonNumber.parse(text());
  }

  /** The line in which the current token starts, from 1. */
  abstract int line();

  /** The column in which the current token starts, from 1. */
  abstract int column();

  /** Where the current token starts, for people. */
  String where() {
    return "line " + line() + ", column " + column();
  }

  /** The format's name for messages: JSON, YAML. */
  abstract String format();

  /** What messages about the document as a whole call it. */
  String whole() {
    return format();
  }

  /** Steps to the next member of an object and looks its name up. */
  int nextField(TypePlan plan) throws IOException {
    Token token = next();
    if (token == Token.END_OBJECT) {
      return END_OF_OBJECT;
    }
    return plan.indexOf(text());
  }

  /** Skips the value whose first token is the current one. */
  void skip(Token first) throws IOException {
    int depth = 0;
    for (Token token = first; ; token = next()) {
      switch (token) {
        case START_OBJECT, START_ARRAY -> depth++;
        case END_OBJECT, END_ARRAY -> depth--;
        default -> {}
      }
      if (depth == 0) {
        return;
      }
    }
  }
}
