package dev.fairlead.model.codec;

import dev.fairlead.model.tree.JsonNumber;
import dev.fairlead.model.tree.JsonObject;
import dev.fairlead.model.tree.JsonString;
import dev.fairlead.model.tree.JsonValue;
import dev.fairlead.model.type.Field;
import dev.fairlead.model.type.Shape;
import dev.fairlead.model.type.Type;
import dev.fairlead.model.value.Bytes;
import dev.fairlead.model.value.Duration;
import dev.fairlead.model.value.FieldsV1;
import dev.fairlead.model.value.IntOrString;
import dev.fairlead.model.value.MicroTime;
import dev.fairlead.model.value.Quantity;
import dev.fairlead.model.value.Time;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.jspecify.annotations.Nullable;

/** Objects of any type, made from its descriptor: with every field set, or with a random choice. */
public final class PopulatedObjects {
  /** Schemas can hold themselves; below this only what is not recursive is filled. */
  private static final int MAX_DEPTH = 9;

  private static final String[] TEXTS = {
    "web",
    "on",
    "yes",
    "null",
    "~",
    "0755",
    "0o755",
    "1e3",
    "1_000",
    "-",
    "- x",
    "a: b",
    "#no",
    "a #b",
    "ünïcödé",
    "日本語",
    "😀 astral",
    "two\nlines",
    "ends with newline\n",
    "\ttab",
    " padded ",
    "quote\"s and \\ slashes",
    "{}",
    "[]",
    "!tag",
    "&anchor",
    "*alias",
    "%dir",
    "@at",
    "`tick`",
    "2026-11-24T10:00:00Z",
    "0x1F",
    "1.5",
    ".inf",
    "true",
    "<html>&amp;",
    "\u2028",
    "=",
    "<<",
    "y"
  };

  private final Random random;
  private final boolean everything;

  private PopulatedObjects(Random random, boolean everything) {
    this.random = random;
    this.everything = everything;
  }

  /** An object with a value in every field, all the way down. */
  public static <T> T everyFieldSet(Type<T> type, long seed) {
    return new PopulatedObjects(new Random(seed), true).object(type, 0);
  }

  /** An object with some fields set. */
  public static <T> T random(Type<T> type, long seed) {
    return new PopulatedObjects(new Random(seed), false).object(type, 0);
  }

  private <T> T object(Type<T> type, int depth) {
    List<Field> fields = type.fields();
    @Nullable Object[] values = new Object[fields.size()];
    if (type.isUnion()) {
      return union(type, fields, values, depth);
    }
    for (int i = 0; i < values.length; i++) {
      Field field = fields.get(i);
      boolean wanted = everything ? depth < MAX_DEPTH || isScalar(field) : random.nextInt(3) == 0;
      if (wanted && depth < MAX_DEPTH + 2) {
        values[i] = value(field.shape(), depth + 1);
      }
    }
    return type.create(values);
  }

  private static boolean isScalar(Field field) {
    return field.shape() instanceof Shape.Scalar;
  }

  /** One form of the union; beside a schema Go always says that it is allowed. */
  private <T> T union(Type<T> type, List<Field> fields, @Nullable Object[] values, int depth) {
    int chosen = depth < MAX_DEPTH ? random.nextInt(fields.size()) : scalarOrList(fields);
    values[chosen] = value(fields.get(chosen).shape(), depth + 1);
    for (int i = 0; i < values.length; i++) {
      if (fields.get(i).shape() == Shape.Scalar.BOOL
          && fields.get(chosen).shape() instanceof Shape.Message) {
        values[i] = true;
      }
    }
    return type.create(values);
  }

  private static int scalarOrList(List<Field> fields) {
    for (int i = 0; i < fields.size(); i++) {
      if (!(fields.get(i).shape() instanceof Shape.Message)) {
        return i;
      }
    }
    return 0;
  }

  private Object value(Shape shape, int depth) {
    return switch (shape) {
      case Shape.Scalar scalar -> scalar(scalar);
      case Shape.Message message -> object(message.type(), depth);
      case Shape.ListOf(Shape element) -> {
        List<Object> items = new ArrayList<>();
        for (int i = items(depth); i > 0; i--) {
          items.add(value(element, depth));
        }
        yield List.copyOf(items);
      }
      case Shape.MapOf(Shape element) -> {
        Map<String, Object> entries = new LinkedHashMap<>();
        for (int i = items(depth); i > 0; i--) {
          entries.put(text() + i, value(element, depth));
        }
        yield entries;
      }
    };
  }

  /** Deep lists have one item, or objects would grow beyond all bounds. */
  private int items(int depth) {
    return depth > 3 ? 1 : 1 + random.nextInt(2);
  }

  private Object scalar(Shape.Scalar scalar) {
    return switch (scalar) {
      case STRING -> text();
      case BOOL -> everything || random.nextBoolean();
      case INT32 -> everything ? 1 + random.nextInt(1 << 30) : random.nextInt();
      case INT64 -> everything ? 1L + random.nextInt() : random.nextLong();
      case DOUBLE -> 0.25 + random.nextInt(1000) / 8.0;
      case BYTES -> {
        byte[] bytes = new byte[1 + random.nextInt(20)];
        random.nextBytes(bytes);
        yield Bytes.of(bytes);
      }
      case QUANTITY ->
          Quantity.parse(1 + random.nextInt(1000) + (random.nextBoolean() ? "Mi" : "m"));
      case INT_OR_STRING ->
          random.nextBoolean() ? IntOrString.ofInt(random.nextInt()) : IntOrString.ofString(text());
      case TIME -> new Time(random.nextInt());
      case MICRO_TIME -> new MicroTime(random.nextInt(), random.nextInt(1_000_000));
      case DURATION -> new Duration(random.nextInt(1_000_000_000));
      case FIELDS_V1 -> FieldsV1.ofJson("{\"f:metadata\":{\"k:{\\\"name\\\":\\\"x\\\"}\":{}}}");
      case RAW_EXTENSION -> tree();
      case JSON -> random.nextBoolean() ? tree() : new JsonString(text());
    };
  }

  private JsonValue tree() {
    return JsonObject.builder()
        .put("text", text())
        .put("list", JsonValue.of(List.of(1, text(), List.of(), Map.of())))
        .put("long", random.nextLong())
        .put("decimal", JsonNumber.of(random.nextInt() / 16.0))
        .put("flag", random.nextBoolean())
        .put("nothing", JsonValue.of(null))
        .build();
  }

  private String text() {
    return TEXTS[random.nextInt(TEXTS.length)];
  }
}
