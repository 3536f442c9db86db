package dev.fairlead.model.codec;

import dev.fairlead.model.tree.JsonNumber;
import java.io.IOException;

/** Takes a document as a stream of JSON tokens and prints it in some format. */
interface TokenWriter {
  /** Whether apiVersion goes before kind; Go prints JSON the other way round. */
  default boolean apiVersionFirst() {
    return false;
  }

  void startObject() throws IOException;

  void endObject() throws IOException;

  void startArray() throws IOException;

  void endArray() throws IOException;

  void name(String name) throws IOException;

  void string(String value) throws IOException;

  void integer(long value) throws IOException;

  void number(JsonNumber value) throws IOException;

  void bool(boolean value) throws IOException;

  void nothing() throws IOException;

  /** A value that is already compact JSON text. */
  void json(String text) throws IOException;
}
