package dev.fairlead.apiserver.registry;

import dev.fairlead.model.codec.Codec;
import dev.fairlead.model.tree.JsonBool;
import dev.fairlead.model.tree.JsonNumber;
import dev.fairlead.model.tree.JsonString;
import dev.fairlead.model.tree.JsonValue;
import dev.fairlead.model.type.Field;
import dev.fairlead.model.type.Shape;
import dev.fairlead.model.type.Type;
import dev.fairlead.model.value.Quantity;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/**
 * Fills in the defaults that the schema tells, and writes quantities as the server does: 1.5
 * becomes 1500m. Types with neither below them are found out once and then passed by.
 */
public final class SchemaDefaults {
  private final Map<Type<?>, Plan> plans = new ConcurrentHashMap<>();

  /** What to do in objects of one type: null where a field has nothing to fill in. */
  private record Plan(@Nullable Object[] defaults, boolean[] deeper, boolean any) {}

  /** The object with defaults; itself if there is nothing to fill in. */
  public <T> T fill(Type<T> type, T object) {
    return type.javaClass().cast(filled(type, object));
  }

  @SuppressWarnings("unchecked") // callers pass an object of the type
  private <T> Object filled(Type<T> type, Object untyped) {
    T object = (T) untyped;
    Plan plan = plan(type);
    if (!plan.any) {
      return object;
    }
    @Nullable Object[] changed = null;
    for (int i = 0; i < plan.deeper.length; i++) {
      Object value = type.get(object, i);
      Object filled =
          value == null
              ? plan.defaults[i]
              : plan.deeper[i] ? filled(type.fields().get(i).shape(), value) : value;
      if (filled != value) {
        if (changed == null) {
          changed = values(type, object);
        }
        changed[i] = filled;
      }
    }
    return changed == null ? object : type.create(changed);
  }

  private static <T> @Nullable Object[] values(Type<T> type, T object) {
    @Nullable Object[] values = new Object[type.fields().size()];
    for (int i = 0; i < values.length; i++) {
      values[i] = type.get(object, i);
    }
    return values;
  }

  private Object filled(Shape shape, Object value) {
    return switch (shape) {
      case Shape.Scalar scalar -> value instanceof Quantity quantity ? canonical(quantity) : value;
      case Shape.Message message -> filled(message.type(), value);
      case Shape.ListOf(Shape element) -> filledList(element, (List<?>) value);
      case Shape.MapOf(Shape element) -> filledMap(element, (Map<?, ?>) value);
    };
  }

  private static Quantity canonical(Quantity quantity) {
    Quantity canonical = Quantity.parse(quantity.toString());
    return canonical.equals(quantity) ? quantity : canonical;
  }

  private List<?> filledList(Shape element, List<?> list) {
    List<Object> filled = null;
    for (int i = 0; i < list.size(); i++) {
      Object item = filled(element, list.get(i));
      if (item != list.get(i) && filled == null) {
        filled = new ArrayList<>(list);
      }
      if (filled != null) {
        filled.set(i, item);
      }
    }
    return filled == null ? list : List.copyOf(filled);
  }

  private Map<?, ?> filledMap(Shape element, Map<?, ?> map) {
    Map<Object, Object> filled = new LinkedHashMap<>();
    map.forEach((key, value) -> filled.put(key, filled(element, value)));
    return filled.equals(map) ? map : filled;
  }

  private Plan plan(Type<?> type) {
    Plan plan = plans.get(type);
    if (plan == null) {
      Map<Type<?>, Plan> made = new HashMap<>();
      plan = plan(type, made);
      plans.putAll(made); // only now, when all of them are whole
    }
    return plan;
  }

  private Plan plan(Type<?> type, Map<Type<?>, Plan> made) {
    Plan plan = plans.getOrDefault(type, made.get(type));
    if (plan == null) {
      // A type that contains itself must find a plan: its own says that there is nothing more.
      made.put(type, new Plan(new Object[0], new boolean[0], false));
      plan = make(type, made);
      made.put(type, plan);
    }
    return plan;
  }

  private Plan make(Type<?> type, Map<Type<?>, Plan> made) {
    List<Field> fields = type.fields();
    @Nullable Object[] defaults = new Object[fields.size()];
    boolean[] deeper = new boolean[fields.size()];
    boolean any = false;
    for (int i = 0; i < deeper.length; i++) {
      defaults[i] = defaultOf(fields.get(i));
      deeper[i] = hasDefaults(fields.get(i).shape(), made);
      any |= deeper[i] || defaults[i] != null;
    }
    return new Plan(defaults, deeper, any);
  }

  private boolean hasDefaults(Shape shape, Map<Type<?>, Plan> made) {
    return switch (shape) {
      case Shape.Scalar scalar -> scalar == Shape.Scalar.QUANTITY;
      case Shape.Message message -> plan(message.type(), made).any;
      case Shape.ListOf(Shape element) -> hasDefaults(element, made);
      case Shape.MapOf(Shape element) -> hasDefaults(element, made);
    };
  }

  /** Only scalars: the defaults of objects are all empty, which absent ones are anyway. */
  private static @Nullable Object defaultOf(Field field) {
    if (field.required() && field.shape() == Shape.Scalar.QUANTITY) {
      return Quantity.ZERO;
    }
    String json = field.defaultJson();
    if (json == null || !(field.shape() instanceof Shape.Scalar scalar)) {
      return null;
    }
    JsonValue value = Codec.json().decodeTree(json);
    return switch (value) {
      case JsonString(String text) when scalar == Shape.Scalar.STRING && !text.isEmpty() -> text;
      case JsonNumber number when scalar == Shape.Scalar.INT32 -> (int) number.longValue();
      case JsonNumber number when scalar == Shape.Scalar.INT64 -> number.longValue();
      case JsonBool flag when scalar == Shape.Scalar.BOOL -> flag.value();
      default -> null;
    };
  }
}
