package dev.fairlead.apiserver.apply;

import dev.fairlead.apiserver.apply.PathElement.KeyField;
import dev.fairlead.model.tree.JsonArray;
import dev.fairlead.model.tree.JsonNull;
import dev.fairlead.model.tree.JsonObject;
import dev.fairlead.model.tree.JsonValue;
import dev.fairlead.model.value.GoQuote;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Collectors;

/** What tells the items of sets and list maps apart. */
final class ListItems {
  private ListItems() {}

  /**
   * The path element of an item.
   *
   * @throws IllegalArgumentException if the item can't be told apart
   */
  static PathElement element(Schema.Items schema, JsonValue item) {
    if (schema.atomic()) {
      throw new IllegalArgumentException("invalid indexing of non-associative list");
    }
    return schema.keys().isEmpty() ? ofSet(item) : ofMap(schema, item);
  }

  private static PathElement ofSet(JsonValue item) {
    return switch (item) {
      case JsonObject o ->
          throw new IllegalArgumentException(
              "associative list without keys has an element that's a map type");
      case JsonArray a ->
          throw new IllegalArgumentException(
              "not supported: associative list with lists as elements");
      case JsonNull n ->
          throw new IllegalArgumentException(
              "associative list without keys has an element that's an explicit null");
      default -> new PathElement.Value(item);
    };
  }

  private static PathElement ofMap(Schema.Items schema, JsonValue item) {
    if (item instanceof JsonNull) {
      throw new IllegalArgumentException("associative list with keys may not have a null element");
    }
    if (!(item instanceof JsonObject object)) {
      throw new IllegalArgumentException(
          "associative list with keys may not have non-map elements");
    }
    List<KeyField> fields = new ArrayList<>(schema.keys().size());
    for (String key : schema.keys()) {
      JsonValue value = object.get(key);
      if (value == null) {
        Schema.Members members = schema.element().map();
        if (members == null) {
          throw new IllegalArgumentException(
              "couldn't find default value for "
                  + key
                  + ": associative list may not have non-map types");
        }
        value = members.defaultOf(key);
      }
      if (value != null) {
        fields.add(new KeyField(key, value));
      }
    }
    if (fields.isEmpty()) {
      String keys =
          schema.keys().stream().map(GoQuote::quote).collect(Collectors.joining(" ", "[", "]"));
      throw new IllegalArgumentException(
          "associative list with keys has an element that omits all key fields "
              + keys
              + " (and doesn't have default values for any key fields)");
    }
    if (fields.size() > 1) {
      fields.sort(Comparator.comparing(KeyField::name));
    }
    return new PathElement.Key(fields);
  }
}
