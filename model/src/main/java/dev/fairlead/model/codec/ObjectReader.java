package dev.fairlead.model.codec;

import dev.fairlead.model.codec.TokenReader.Token;
import dev.fairlead.model.tree.JsonArray;
import dev.fairlead.model.tree.JsonBool;
import dev.fairlead.model.tree.JsonNull;
import dev.fairlead.model.tree.JsonNumber;
import dev.fairlead.model.tree.JsonObject;
import dev.fairlead.model.tree.JsonString;
import dev.fairlead.model.tree.JsonValue;
import dev.fairlead.model.type.Field;
import dev.fairlead.model.type.Shape;
import dev.fairlead.model.type.Type;
import dev.fairlead.model.type.Values;
import dev.fairlead.model.value.GoQuote;
import dev.fairlead.model.value.GroupVersionKind;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Builds objects from the tokens of a text format: the one interpreter of descriptors for JSON,
 * YAML and trees. A reader serves one document.
 */
final class ObjectReader {
  /** More problems than this are counted, not kept: a document can have millions. */
  private static final int MAX_PROBLEMS = 100;

  private final TokenReader tokens;
  private final Decoding how;
  private final ScalarReader scalars;
  private final FieldPath path = new FieldPath();
  private final List<String> problems = new ArrayList<>();
  private int problemCount;

  ObjectReader(TokenReader tokens, Decoding how) {
    this.tokens = tokens;
    this.how = how;
    this.scalars = new ScalarReader(tokens, path);
  }

  /** Reads the document as this type. */
  <T> T readRoot(Type<T> type) throws IOException {
    T object = readRootValue(type);
    finish();
    return object;
  }

  /** Reads a value of this type that is part of a document, such as the object of a watch event. */
  <T> T readRootValue(Type<T> type) throws IOException {
    Token first = tokens.next();
    if (first != Token.START_OBJECT && !type.isUnion()) {
      throw mismatch(first, "an object of kind " + type, Shape.message(type.javaClass()));
    }
    return type.javaClass().cast(readMessage(type, first, true));
  }

  /** Reads the document as the kind that it says it is; as a tree if nobody knows the kind. */
  Object readAny() throws IOException {
    RecordedTokens recorded = RecordedTokens.of(tokens);
    Optional<Type<?>> type = how.registry().find(recorded.kind());
    ObjectReader reader = new ObjectReader(recorded, how);
    return type.isPresent() ? reader.readRoot(type.get()) : reader.readTree();
  }

  JsonValue readTree() throws IOException {
    JsonValue tree = readTreeValue();
    finish();
    return tree;
  }

  JsonValue readTreeValue() throws IOException {
    Token first = tokens.next();
    if (first == Token.END) {
      throw new DecodeException(tokens.format() + ": the document is empty");
    }
    return readTree(first);
  }

  private void finish() throws IOException {
    Token after = tokens.next();
    if (after != Token.END) {
      throw new DecodeException(
          tokens.format() + ", " + tokens.where() + ": more text after the document");
    }
    failOnProblems();
  }

  /** Strict decoding reports all problems of a document together. */
  void failOnProblems() {
    if (problemCount > problems.size()) {
      problems.add("and " + (problemCount - problems.size()) + " more");
    }
    if (!problems.isEmpty()) {
      throw DecodeException.strict(problems);
    }
  }

  private Object readMessage(Type<?> type, Token first, boolean root) throws IOException {
    if (type.isUnion()) {
      return readUnion(type, first);
    }
    if (first != Token.START_OBJECT) {
      throw mismatch(first, "an object (" + type.name() + ")", Shape.message(type.javaClass()));
    }
    TypePlan plan = TypePlan.of(type);
    @Nullable Object[] values = new Object[plan.fields.length];
    long[] seen = how.strict() ? new long[(values.length + Long.SIZE - 1) / Long.SIZE] : null;
    path.push(type);
    for (int index; (index = tokens.nextField(plan)) != TokenReader.END_OF_OBJECT; ) {
      path.field(index < 0 ? -1 : index);
      if (index < 0) {
        readBeyondType(type, root);
        continue;
      }
      Field field = plan.fields[index];
      if (seen != null && (seen[index / Long.SIZE] & 1L << index) != 0) {
        duplicate(field.name());
      } else if (seen != null) {
        seen[index / Long.SIZE] |= 1L << index;
      }
      Object before = values[index];
      Object read = readValue(field.shape(), tokens.next());
      values[index] = before == null ? read : Repeated.merged(tokens, field.shape(), before, read);
    }
    path.pop();
    return create(type, values);
  }

  private <T> T create(Type<T> type, @Nullable Object[] values) {
    try {
      return type.create(values);
    } catch (IllegalArgumentException e) {
      throw fail(e.getMessage() == null ? e.toString() : e.getMessage());
    }
  }

  /** A member that no field takes: type meta, or unknown. */
  private void readBeyondType(Type<?> type, boolean root) throws IOException {
    String name = tokens.text();
    if (type.kind().isPresent() && (name.equals("apiVersion") || name.equals("kind"))) {
      readTypeMeta(type, type.kind().get(), name, root);
      return;
    }
    if (how.strict()) {
      problem("unknown field " + GoQuote.quote(path.child(name).toString()));
    }
    tokens.skip(tokens.next());
  }

  private void readTypeMeta(Type<?> type, GroupVersionKind kind, String name, boolean root)
      throws IOException {
    Token token = tokens.next();
    if (token == Token.NULL) {
      return;
    }
    if (token != Token.STRING) {
      throw mismatch(token, "a string", Shape.Scalar.STRING);
    }
    String given = tokens.text();
    String expected = name.equals("kind") ? kind.kind() : kind.apiVersion();
    // Options and watch events are registered in every group: their apiVersion says nothing.
    boolean anyGroup = name.equals("apiVersion") && kind.group().isEmpty() && isEverywhere(kind);
    if (root && !given.equals(expected) && !given.isEmpty() && !anyGroup) {
      throw fail(name + " is \"" + given + "\", but " + type + " was expected");
    }
  }

  private static boolean isEverywhere(GroupVersionKind kind) {
    return kind.kind().endsWith("Options") || kind.kind().equals("WatchEvent");
  }

  /** A union has one field for each JSON kind that it may be. */
  private Object readUnion(Type<?> type, Token first) throws IOException {
    TypePlan plan = TypePlan.of(type);
    @Nullable Object[] values = new Object[plan.fields.length];
    for (int i = 0; i < values.length; i++) {
      Shape shape = plan.fields[i].shape();
      boolean fits =
          switch (first) {
            case START_OBJECT -> shape instanceof Shape.Message;
            case START_ARRAY -> shape instanceof Shape.ListOf;
            case TRUE, FALSE -> shape == Shape.Scalar.BOOL;
            default -> false;
          };
      if (fits || shape == Shape.Scalar.JSON) { // a tree may be any of them
        values[i] = readValue(shape, first);
        allowWhatHasASchema(plan, values);
        return create(type, values);
      }
    }
    throw mismatch(first, "one of the forms of " + type.name(), Shape.message(type.javaClass()));
  }

  /** Go sets "allows" beside a schema, and so must we for both formats to give equal objects. */
  private static void allowWhatHasASchema(TypePlan plan, @Nullable Object[] values) {
    for (int i = 0; i < values.length; i++) {
      if (plan.fields[i].shape() == Shape.Scalar.BOOL && values[i] == null) {
        values[i] = true;
      }
    }
  }

  private @Nullable Object readValue(Shape shape, Token first) throws IOException {
    if (first == Token.NULL) {
      return null;
    }
    return switch (shape) {
      case Shape.Scalar scalar ->
          switch (scalar) {
            case FIELDS_V1 -> FieldsV1Reader.read(tokens, first);
            case RAW_EXTENSION, JSON -> readTree(first);
            default -> scalars.read(scalar, first);
          };
      case Shape.Message message -> readMessage(message.type(), first, false);
      case Shape.ListOf(Shape element) -> readList(element, first);
      case Shape.MapOf(Shape value) -> readMap(value, first);
    };
  }

  private List<?> readList(Shape element, Token first) throws IOException {
    if (first != Token.START_ARRAY) {
      throw mismatch(first, "a list", Shape.list(element));
    }
    List<Object> items = new ArrayList<>();
    path.push(0);
    for (Token token; (token = tokens.next()) != Token.END_ARRAY; ) {
      path.field(items.size());
      Object item = readValue(element, token);
      // Go makes a zero value of a null item.
      items.add(item != null ? item : scalars.zero(element));
    }
    path.pop();
    return List.copyOf(items);
  }

  private Object readMap(Shape value, Token first) throws IOException {
    if (first != Token.START_OBJECT) {
      throw mismatch(first, "an object (a map)", Shape.map(value));
    }
    Object[] table = new Object[8];
    int size = 0;
    Set<String> seen = how.strict() ? new HashSet<>() : null;
    while (tokens.next() != Token.END_OBJECT) {
      String key = tokens.text();
      path.push(key);
      if (seen != null && !seen.add(key)) {
        duplicate(key);
      }
      if (size == table.length) {
        table = Arrays.copyOf(table, 2 * size);
      }
      Object read = readValue(value, tokens.next());
      table[size++] = key;
      table[size++] = read != null ? read : scalars.zero(value);
      path.pop();
    }
    return Values.mapOfTable(Arrays.copyOf(table, size));
  }

  private JsonValue readTree(Token first) throws IOException {
    return switch (first) {
      case START_OBJECT -> {
        JsonObject.Builder object = JsonObject.builder();
        while (tokens.next() != Token.END_OBJECT) {
          String name = tokens.text();
          path.push(name);
          if (how.strict() && object.has(name)) {
            duplicate(name);
          }
          object.put(name, readTree(tokens.next()));
          path.pop();
        }
        yield object.build();
      }
      case START_ARRAY -> {
        List<JsonValue> items = new ArrayList<>();
        path.push(0);
        for (Token token; (token = tokens.next()) != Token.END_ARRAY; ) {
          path.field(items.size());
          items.add(readTree(token));
        }
        path.pop();
        yield new JsonArray(items);
      }
      case STRING -> new JsonString(tokens.text());
      case INTEGER, DECIMAL -> number();
      case TRUE -> JsonBool.TRUE;
      case FALSE -> JsonBool.FALSE;
      case NULL -> JsonNull.NULL;
      case NAME, END_OBJECT, END_ARRAY, END -> throw mismatch(first, "a value", Shape.Scalar.JSON);
    };
  }

  private JsonNumber number() throws IOException {
    try {
      return tokens.number();
    } catch (IllegalArgumentException e) {
      throw fail(e.getMessage() == null ? e.toString() : e.getMessage());
    }
  }

  /** Of YAML the server tells the line, of JSON the path. */
  private void duplicate(String key) {
    problem(
        tokens.format().equals("YAML")
            ? "line " + tokens.line() + ": key \"" + key + "\" already set in map"
            : "duplicate field " + GoQuote.quote(path.toString()));
  }

  private void problem(String what) {
    problemCount++;
    if (problems.size() < MAX_PROBLEMS) {
      problems.add(what);
    }
  }

  private DecodeException fail(String what) {
    return scalars.fail(what);
  }

  private DecodeException mismatch(Token found, String expected, Shape shape) throws IOException {
    return scalars.mismatch(found, expected, shape);
  }
}
