package dev.fairlead.client;

import dev.fairlead.model.tree.JsonArray;
import dev.fairlead.model.tree.JsonObject;
import dev.fairlead.model.tree.JsonValue;
import dev.fairlead.model.type.Field;
import dev.fairlead.model.type.Shape;
import dev.fairlead.model.type.Type;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Carries a change of what a type knows of an object over to the whole object, so that fields which
 * the type doesn't know survive, also those of list items.
 *
 * <p>Three trees go down together: the {@code whole} as the server sent it, what the type knew of
 * it {@code before}, and the same {@code after} the change. Where before and after are alike, the
 * whole stays as it is.
 */
final class Rebase {
  private Rebase() {}

  static JsonObject of(JsonObject whole, JsonObject before, JsonObject after, Type<?> type) {
    return object(whole, before, after, type, null);
  }

  private static JsonValue value(
      @Nullable JsonValue whole,
      @Nullable JsonValue before,
      JsonValue after,
      @Nullable Field field,
      @Nullable Shape shape) {
    if (whole == null || before == null) {
      return after;
    }
    if (after.equals(before)) {
      return whole;
    }
    if (whole instanceof JsonObject w
        && before instanceof JsonObject b
        && after instanceof JsonObject a) {
      Type<?> type = shape instanceof Shape.Message message ? message.type() : null;
      return object(w, b, a, type, shape instanceof Shape.MapOf(Shape inner) ? inner : null);
    }
    if (whole instanceof JsonArray w
        && before instanceof JsonArray b
        && after instanceof JsonArray a
        && w.size() == b.size()) {
      return array(w, b, a, field, shape);
    }
    return after;
  }

  private static JsonObject object(
      JsonObject whole,
      JsonObject before,
      JsonObject after,
      @Nullable Type<?> type,
      @Nullable Shape ofAll) {
    JsonObject.Builder result = JsonObject.builder().putAll(whole);
    for (String name : before.members().keySet()) {
      if (!after.has(name)) {
        result.remove(name);
      }
    }
    after
        .members()
        .forEach((name, member) -> {
          Field field = type == null ? null : type.field(name).orElse(null);
          Shape inner = field == null ? ofAll : field.shape();
          JsonValue was = before.get(name);
          if (!member.equals(was)) {
            result.put(name, value(whole.get(name), was, member, field, inner));
          }
        });
    return result.build();
  }

  /** Items that were there before, by their key or unchanged, keep what isn't known of them. */
  private static JsonArray array(
      JsonArray whole,
      JsonArray before,
      JsonArray after,
      @Nullable Field field,
      @Nullable Shape shape) {
    Shape element = shape instanceof Shape.ListOf(Shape of) ? of : null;
    List<String> keys = field == null ? List.of() : keysOf(field);
    boolean[] used = new boolean[before.size()];
    List<JsonValue> items = new ArrayList<>(after.size());
    for (int i = 0; i < after.size(); i++) {
      JsonValue item = after.get(i);
      int origin = originOf(item, i, before, after, keys, used);
      if (origin < 0) {
        items.add(item);
      } else {
        used[origin] = true;
        items.add(value(whole.get(origin), before.get(origin), item, null, element));
      }
    }
    return new JsonArray(items);
  }

  private static int originOf(
      JsonValue item,
      int place,
      JsonArray before,
      JsonArray after,
      List<String> keys,
      boolean[] used) {
    for (int i = 0; i < before.size(); i++) {
      if (!used[i]
          && (keys.isEmpty() ? item.equals(before.get(i)) : sameKey(item, before.get(i), keys))) {
        return i;
      }
    }
    boolean inPlace = keys.isEmpty() && before.size() == after.size() && !used[place];
    return inPlace ? place : -1;
  }

  private static boolean sameKey(JsonValue one, JsonValue other, List<String> keys) {
    return one instanceof JsonObject a
        && other instanceof JsonObject b
        && keys.stream()
            .allMatch(
                key -> Optional.ofNullable(a.get(key)).equals(Optional.ofNullable(b.get(key))));
  }

  private static List<String> keysOf(Field field) {
    if (!field.listMapKeys().isEmpty()) {
      return field.listMapKeys();
    }
    String key = field.patchMergeKey();
    return key == null ? List.of() : List.of(key);
  }
}
