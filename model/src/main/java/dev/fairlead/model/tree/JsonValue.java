package dev.fairlead.model.tree;

import java.math.BigDecimal;
import java.util.List;
import java.util.Map;

/**
 * An immutable JSON value. Switch over it; there are six kinds and no others.
 *
 * <p>Numbers keep every digit (a JSON integer beyond 64 bits or a long fraction is not rounded).
 * Objects keep the order in which their members were written, but two objects with the same members
 * in another order are equal.
 */
public sealed interface JsonValue
    permits JsonObject, JsonArray, JsonString, JsonNumber, JsonBool, JsonNull {

  /** The value for a Java one: null, String, Boolean, Number, Map, List or a JsonValue itself. */
  static JsonValue of(@org.jspecify.annotations.Nullable Object value) {
    return switch (value) {
      case null -> JsonNull.NULL;
      case JsonValue json -> json;
      case String text -> new JsonString(text);
      case Boolean flag -> JsonBool.of(flag);
      case Byte number -> JsonNumber.of(number.longValue());
      case Short number -> JsonNumber.of(number.longValue());
      case Integer number -> JsonNumber.of(number.longValue());
      case Long number -> JsonNumber.of(number);
      case BigDecimal number -> JsonNumber.of(number);
      case Number number -> JsonNumber.of(new BigDecimal(number.toString()));
      case Map<?, ?> map -> {
        JsonObject.Builder object = JsonObject.builder();
        map.forEach((name, member) -> object.put((String) name, of(member)));
        yield object.build();
      }
      case List<?> list -> new JsonArray(list.stream().map(JsonValue::of).toList());
      default ->
          throw new IllegalArgumentException(
              "no JSON form for a "
                  + value.getClass().getName()
                  + ": pass null, a String, Boolean, Number, Map, List or JsonValue");
    };
  }

  /** What the value is, in JSON's own word: object, array, string, number, boolean or null. */
  default String kindName() {
    return switch (this) {
      case JsonObject o -> "object";
      case JsonArray a -> "array";
      case JsonString s -> "string";
      case JsonNumber n -> "number";
      case JsonBool b -> "boolean";
      case JsonNull n -> "null";
    };
  }
}
