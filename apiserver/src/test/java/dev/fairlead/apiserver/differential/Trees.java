package dev.fairlead.apiserver.differential;

import dev.fairlead.model.tree.JsonArray;
import dev.fairlead.model.tree.JsonObject;
import dev.fairlead.model.tree.JsonValue;
import dev.fairlead.model.type.Shape;
import dev.fairlead.model.type.Type;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Places in JSON trees: a path of names (String) and indexes (Integer). */
final class Trees {
  private Trees() {}

  /** A place in an object of a known type. */
  record Place(List<Object> path, Shape shape, JsonValue value) {
    Object last() {
      return path.getLast();
    }
  }

  static @Nullable JsonValue get(@Nullable JsonValue tree, List<?> path) {
    JsonValue at = tree;
    for (Object step : path) {
      if (step instanceof String name) {
        at = at instanceof JsonObject object ? object.get(name) : null;
      } else {
        int index = (Integer) step;
        at = at instanceof JsonArray list && index < list.size() ? list.get(index) : null;
      }
    }
    return at;
  }

  /** A copy with the value at the path (missing objects are made), or without it if it is null. */
  static JsonValue with(@Nullable JsonValue tree, List<?> path, @Nullable JsonValue value) {
    if (path.isEmpty()) {
      return value == null ? JsonObject.EMPTY : value;
    }
    List<?> rest = path.subList(1, path.size());
    boolean removes = rest.isEmpty() && value == null;
    if (path.getFirst() instanceof String name) {
      JsonObject object = tree instanceof JsonObject o ? o : JsonObject.EMPTY;
      return removes
          ? object.without(name)
          : object.with(name, with(object.get(name), rest, value));
    }
    int index = (Integer) path.getFirst();
    List<JsonValue> items =
        new ArrayList<>(tree instanceof JsonArray list ? list.items() : List.of());
    if (removes) {
      items.remove(index);
    } else if (index < items.size()) {
      items.set(index, with(items.get(index), rest, value));
    } else {
      items.add(with(null, rest, value));
    }
    return new JsonArray(items);
  }

  /** Every place of the object that its type knows, from the outside in. */
  static List<Place> places(Type<?> type, JsonObject object) {
    List<Place> places = new ArrayList<>();
    message(List.of(), type, object, places);
    return places;
  }

  private static void message(
      List<Object> path, Type<?> type, JsonObject object, List<Place> places) {
    object
        .members()
        .forEach((name, value) ->
            type.field(name)
                .ifPresent(field -> place(plus(path, name), field.shape(), value, places)));
  }

  private static void place(List<Object> path, Shape shape, JsonValue value, List<Place> places) {
    places.add(new Place(path, shape, value));
    if (shape instanceof Shape.Message message && value instanceof JsonObject object) {
      message(path, message.type(), object, places);
    } else if (shape instanceof Shape.ListOf list && value instanceof JsonArray array) {
      for (int i = 0; i < array.size(); i++) {
        place(plus(path, i), list.element(), array.get(i), places);
      }
    } else if (shape instanceof Shape.MapOf map && value instanceof JsonObject object) {
      object
          .members()
          .forEach((name, member) -> place(plus(path, name), map.value(), member, places));
    }
  }

  private static List<Object> plus(List<Object> path, Object step) {
    List<Object> longer = new ArrayList<>(path);
    longer.add(step);
    return List.copyOf(longer);
  }

  static String pointer(List<?> path) {
    StringBuilder text = new StringBuilder();
    for (Object step : path) {
      text.append('/').append(step.toString().replace("~", "~0").replace("/", "~1"));
    }
    return text.toString();
  }
}
