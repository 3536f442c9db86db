package dev.fairlead.client;

import dev.fairlead.model.codec.Codec;
import dev.fairlead.model.tree.JsonArray;
import dev.fairlead.model.tree.JsonObject;
import dev.fairlead.model.tree.JsonValue;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Cuts out of an object what a set of fields names: {@code f:name} a field, {@code k:{"name":"a"}}
 * a list item by its keys, {@code v:"a"} one by its value, {@code i:0} one by its place, and a dot
 * the place itself. Structured-merge-diff's FieldsV1.
 */
final class OwnedFields {
  private static final String ITSELF = ".";

  private OwnedFields() {}

  static JsonObject of(JsonObject object, JsonObject fields) {
    JsonObject.Builder result = JsonObject.builder();
    fields
        .members()
        .forEach((step, below) -> {
          String name = step.startsWith("f:") ? step.substring(2) : null;
          JsonValue value = name == null ? null : object.get(name);
          if (name != null && value != null && below instanceof JsonObject inner) {
            result.put(name, value(value, inner));
          }
        });
    return result.build();
  }

  /** All of a value of which nothing is named, else what is. */
  private static JsonValue value(JsonValue value, JsonObject fields) {
    boolean whole = fields.members().keySet().stream().allMatch(ITSELF::equals);
    if (value instanceof JsonArray array) {
      return fields.isEmpty() ? value : items(array, fields);
    }
    if (value instanceof JsonObject object && !whole) {
      return of(object, fields);
    }
    return whole && fields.has(ITSELF) && value instanceof JsonObject ? JsonObject.EMPTY : value;
  }

  private static JsonArray items(JsonArray array, JsonObject fields) {
    List<JsonValue> items = new ArrayList<>();
    Map<JsonObject, JsonObject> byKey = new LinkedHashMap<>();
    fields
        .members()
        .forEach((step, below) -> {
          if (step.startsWith("k:")
              && Codec.json().decodeTree(step.substring(2)) instanceof JsonObject key
              && below instanceof JsonObject inner) {
            byKey.put(key, inner);
          }
        });
    for (int i = 0; i < array.size(); i++) {
      JsonValue owned = owned(array.get(i), i, fields, byKey);
      if (owned != null) {
        items.add(owned);
      }
    }
    return new JsonArray(items);
  }

  private static @Nullable JsonValue owned(
      JsonValue item, int place, JsonObject fields, Map<JsonObject, JsonObject> byKey) {
    if (item instanceof JsonObject object) {
      for (Map.Entry<JsonObject, JsonObject> entry : byKey.entrySet()) {
        JsonObject key = entry.getKey();
        if (key.members().entrySet().stream()
            .allMatch(k -> k.getValue().equals(object.get(k.getKey())))) {
          JsonObject owned = of(object, entry.getValue());
          return JsonObject.builder().putAll(key).putAll(owned).build();
        }
      }
    }
    boolean named = fields.has("v:" + item) || fields.has("i:" + place);
    return named ? item : null;
  }
}
