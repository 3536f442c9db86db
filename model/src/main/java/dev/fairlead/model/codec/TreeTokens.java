package dev.fairlead.model.codec;

import dev.fairlead.model.tree.JsonArray;
import dev.fairlead.model.tree.JsonBool;
import dev.fairlead.model.tree.JsonNull;
import dev.fairlead.model.tree.JsonNumber;
import dev.fairlead.model.tree.JsonObject;
import dev.fairlead.model.tree.JsonString;
import dev.fairlead.model.tree.JsonValue;
import dev.fairlead.model.type.Type;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Iterator;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** A tree as tokens, so that a tree becomes a typed object as text does. */
final class TreeTokens extends TokenReader {
  private static final class Level {
    final boolean object;
    final Iterator<?> rest;
    @Nullable JsonValue pending;

    Level(boolean object, Iterator<?> rest) {
      this.object = object;
      this.rest = rest;
    }
  }

  private final Deque<Level> levels = new ArrayDeque<>();
  private @Nullable JsonValue root;
  private @Nullable String text;
  private @Nullable JsonNumber number;

  TreeTokens(JsonValue root) {
    this.root = root;
  }

  static <T> T read(JsonValue tree, Type<T> type, Decoding how) {
    try {
      return new ObjectReader(new TreeTokens(tree), how).readRoot(type);
    } catch (IOException e) {
      throw new UncheckedIOException("reading from memory", e);
    }
  }

  @Override
  Token next() {
    Level level = levels.peek();
    if (level == null) {
      JsonValue value = root;
      root = null;
      return value == null ? Token.END : value(value);
    }
    if (level.pending != null) {
      JsonValue value = level.pending;
      level.pending = null;
      return value(value);
    }
    if (!level.rest.hasNext()) {
      levels.pop();
      return level.object ? Token.END_OBJECT : Token.END_ARRAY;
    }
    return switch (level.rest.next()) {
      case JsonValue item -> value(item);
      case Map.Entry<?, ?> member -> {
        text = (String) member.getKey();
        level.pending = (JsonValue) member.getValue();
        yield Token.NAME;
      }
      default -> throw new IllegalStateException("a level has items or members only");
    };
  }

  private Token value(JsonValue value) {
    return switch (value) {
      case JsonObject object -> {
        levels.push(new Level(true, object.members().entrySet().iterator()));
        yield Token.START_OBJECT;
      }
      case JsonArray array -> {
        levels.push(new Level(false, array.items().iterator()));
        yield Token.START_ARRAY;
      }
      case JsonString(String string) -> {
        text = string;
        yield Token.STRING;
      }
      case JsonNumber n -> {
        number = n;
        text = n.toString();
        yield n.isLong() ? Token.INTEGER : Token.DECIMAL;
      }
      case JsonBool flag -> flag.value() ? Token.TRUE : Token.FALSE;
      case JsonNull nothing -> Token.NULL;
    };
  }

  @Override
  String text() {
    return java.util.Objects.requireNonNull(text);
  }

  @Override
  long longValue() {
    return number().longValue();
  }

  @Override
  JsonNumber number() {
    return java.util.Objects.requireNonNull(number);
  }

  @Override
  int line() {
    return 1;
  }

  @Override
  int column() {
    return 1;
  }

  @Override
  String where() {
    return "a value in memory";
  }

  @Override
  String format() {
    return "tree";
  }
}
