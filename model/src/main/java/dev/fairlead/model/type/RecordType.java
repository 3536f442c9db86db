package dev.fairlead.model.type;

import dev.fairlead.model.tree.JsonValue;
import dev.fairlead.model.type.Field.Presence;
import dev.fairlead.model.value.Bytes;
import dev.fairlead.model.value.Duration;
import dev.fairlead.model.value.FieldsV1;
import dev.fairlead.model.value.GroupVersionKind;
import dev.fairlead.model.value.IntOrString;
import dev.fairlead.model.value.MicroTime;
import dev.fairlead.model.value.Quantity;
import dev.fairlead.model.value.Time;
import java.lang.invoke.MethodHandle;
import java.lang.invoke.MethodHandles;
import java.lang.reflect.Constructor;
import java.lang.reflect.Modifier;
import java.lang.reflect.ParameterizedType;
import java.lang.reflect.RecordComponent;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The descriptor of a user's own record, read off its components: primitives are value fields, all
 * else is optional. The record's package must be open to this module or exported.
 */
final class RecordType<T> extends Type<T> {
  private static final Map<Class<?>, Shape> SCALARS =
      Map.ofEntries(
          Map.entry(String.class, Shape.Scalar.STRING),
          Map.entry(boolean.class, Shape.Scalar.BOOL),
          Map.entry(Boolean.class, Shape.Scalar.BOOL),
          Map.entry(int.class, Shape.Scalar.INT32),
          Map.entry(Integer.class, Shape.Scalar.INT32),
          Map.entry(long.class, Shape.Scalar.INT64),
          Map.entry(Long.class, Shape.Scalar.INT64),
          Map.entry(double.class, Shape.Scalar.DOUBLE),
          Map.entry(Double.class, Shape.Scalar.DOUBLE),
          Map.entry(Bytes.class, Shape.Scalar.BYTES),
          Map.entry(Quantity.class, Shape.Scalar.QUANTITY),
          Map.entry(IntOrString.class, Shape.Scalar.INT_OR_STRING),
          Map.entry(Time.class, Shape.Scalar.TIME),
          Map.entry(MicroTime.class, Shape.Scalar.MICRO_TIME),
          Map.entry(Duration.class, Shape.Scalar.DURATION),
          Map.entry(FieldsV1.class, Shape.Scalar.FIELDS_V1),
          Map.entry(JsonValue.class, Shape.Scalar.JSON));

  private final RecordComponent[] components;
  private final List<MethodHandle> accessors = new ArrayList<>();
  private final MethodHandle constructor;

  private RecordType(Class<T> record, @Nullable GroupVersionKind kind) {
    super(record.getSimpleName(), record, kind);
    components = record.getRecordComponents();
    try {
      Class<?>[] types =
          Arrays.stream(components).map(RecordComponent::getType).toArray(Class<?>[]::new);
      Constructor<T> canonical = record.getDeclaredConstructor(types);
      canonical.setAccessible(true);
      constructor =
          MethodHandles.lookup()
              .unreflectConstructor(canonical)
              .asSpreader(Object[].class, types.length);
      for (RecordComponent component : components) {
        component.getAccessor().setAccessible(true);
        accessors.add(MethodHandles.lookup().unreflect(component.getAccessor()));
      }
    } catch (ReflectiveOperationException | RuntimeException e) {
      throw new IllegalArgumentException(
          record.getName()
              + " can't be read by reflection: export or open its package to dev.fairlead.model",
          e);
    }
  }

  /** The constant TYPE of a generated class, or a new descriptor of a record. */
  static Type<?> find(Class<?> javaClass) {
    try {
      java.lang.reflect.Field constant = javaClass.getField("TYPE");
      if (Modifier.isStatic(constant.getModifiers())
          && Type.class.isAssignableFrom(constant.getType())) {
        return (Type<?>) java.util.Objects.requireNonNull(constant.get(null));
      }
    } catch (NoSuchFieldException e) {
      // not a generated type: described by reflection below
    } catch (IllegalAccessException e) {
      throw new IllegalArgumentException(
          javaClass.getName() + ".TYPE can't be read: export its package to dev.fairlead.model", e);
    }
    if (!javaClass.isRecord()) {
      throw new IllegalArgumentException(
          javaClass.getName() + " is neither a generated type nor a record: make it a record");
    }
    return new RecordType<>(javaClass, kindOf(javaClass));
  }

  private static @Nullable GroupVersionKind kindOf(Class<?> record) {
    Kind kind = record.getAnnotation(Kind.class);
    if (kind == null) {
      return null;
    }
    String name = kind.kind().isEmpty() ? record.getSimpleName() : kind.kind();
    return new GroupVersionKind(kind.group(), kind.version(), name);
  }

  @Override
  protected List<Field> describe() {
    List<Field> fields = new ArrayList<>();
    for (RecordComponent component : components) {
      boolean primitive = component.getType().isPrimitive();
      Json json = component.getAnnotation(Json.class);
      String name = json == null ? component.getName() : json.value();
      Shape shape = shape(component, component.getGenericType());
      fields.add(Field.of(name, shape, primitive ? Presence.REQUIRED : Presence.EXPLICIT));
    }
    return fields;
  }

  private Shape shape(RecordComponent component, java.lang.reflect.Type javaType) {
    if (javaType instanceof Class<?> c) {
      Shape scalar = SCALARS.get(c);
      if (scalar != null) {
        return scalar;
      }
      if (c.isRecord()) {
        return Shape.message(c);
      }
    }
    if (javaType instanceof ParameterizedType generic) {
      java.lang.reflect.Type[] arguments = generic.getActualTypeArguments();
      if (generic.getRawType() == List.class) {
        return Shape.list(shape(component, arguments[0]));
      }
      if (generic.getRawType() == Map.class && arguments[0] == String.class) {
        return Shape.map(shape(component, arguments[1]));
      }
    }
    throw new IllegalArgumentException(
        javaClass().getName()
            + "."
            + component.getName()
            + " is a "
            + javaType.getTypeName()
            + ", which has no JSON form here: use String, a number, boolean, a type of"
            + " dev.fairlead.model.value, JsonValue, a record, List or Map<String, ...> of these");
  }

  @Override
  public @Nullable Object get(T object, int index) {
    try {
      return accessors.get(index).invoke(object);
    } catch (Throwable e) {
      throw failure("reading " + components[index].getName() + " of ", e);
    }
  }

  @Override
  public T create(@Nullable Object[] values) {
    @Nullable Object[] arguments = values.clone();
    for (int i = 0; i < arguments.length; i++) {
      if (arguments[i] == null) {
        arguments[i] = zero(components[i].getType());
      }
    }
    try {
      return javaClass().cast(constructor.invoke(arguments));
    } catch (Throwable e) {
      throw failure("constructing ", e);
    }
  }

  private static @Nullable Object zero(Class<?> javaType) {
    if (javaType == List.class) {
      return List.of();
    }
    if (javaType == Map.class) {
      return Values.map(null);
    }
    if (javaType == int.class) {
      return 0;
    }
    if (javaType == long.class) {
      return 0L;
    }
    if (javaType == double.class) {
      return 0.0;
    }
    return javaType == boolean.class ? Boolean.FALSE : null;
  }

  private IllegalArgumentException failure(String doing, Throwable cause) {
    if (cause instanceof Error error) {
      throw error;
    }
    return new IllegalArgumentException(
        doing + "a " + javaClass().getName() + " failed: " + cause.getMessage(), cause);
  }
}
