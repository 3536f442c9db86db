package dev.fairlead.model.codec;

import dev.fairlead.model.tree.JsonArray;
import dev.fairlead.model.tree.JsonBool;
import dev.fairlead.model.tree.JsonNull;
import dev.fairlead.model.tree.JsonNumber;
import dev.fairlead.model.tree.JsonObject;
import dev.fairlead.model.tree.JsonString;
import dev.fairlead.model.tree.JsonValue;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Prints into a tree. */
final class TreeTokenWriter implements TokenWriter {
  /** An object or array that is still open; a null array is an object. */
  private static final class Level {
    final JsonObject.@Nullable Builder object;
    final List<JsonValue> items = new ArrayList<>();
    String name = "";

    Level(JsonObject.@Nullable Builder object) {
      this.object = object;
    }
  }

  private final Deque<Level> levels = new ArrayDeque<>();
  private JsonValue result = JsonNull.NULL;

  static JsonValue tree(Object object, boolean likeServer) {
    TreeTokenWriter writer = new TreeTokenWriter();
    try {
      new ObjectWriter(writer, likeServer).writeRoot(object);
    } catch (IOException e) {
      throw new UncheckedIOException("writing to memory", e);
    }
    return writer.result;
  }

  private void add(JsonValue value) {
    Level level = levels.peek();
    if (level == null) {
      result = value;
    } else if (level.object != null) {
      level.object.put(level.name, value);
    } else {
      level.items.add(value);
    }
  }

  @Override
  public void startObject() {
    levels.push(new Level(JsonObject.builder()));
  }

  @Override
  public void endObject() {
    add(java.util.Objects.requireNonNull(levels.pop().object).build());
  }

  @Override
  public void startArray() {
    levels.push(new Level(null));
  }

  @Override
  public void endArray() {
    add(new JsonArray(levels.pop().items));
  }

  @Override
  public void name(String name) {
    levels.element().name = name;
  }

  @Override
  public void string(String value) {
    add(new JsonString(value));
  }

  @Override
  public void integer(long value) {
    add(JsonNumber.of(value));
  }

  @Override
  public void number(JsonNumber value) {
    add(value);
  }

  @Override
  public void bool(boolean value) {
    add(JsonBool.of(value));
  }

  @Override
  public void nothing() {
    add(JsonNull.NULL);
  }

  @Override
  public void json(String text) {
    add(Codec.json().decodeTree(text));
  }
}
