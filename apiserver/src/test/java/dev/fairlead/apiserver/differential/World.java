package dev.fairlead.apiserver.differential;

import dev.fairlead.model.tree.JsonArray;
import dev.fairlead.model.tree.JsonObject;
import dev.fairlead.model.tree.JsonString;
import dev.fairlead.model.tree.JsonValue;
import dev.fairlead.schema.ApiResource;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** What the servers hold of this run, as A's answers tell it. */
final class World {
  private static final int MAX_VERSIONS = 4;

  /**
   * An object.
   *
   * @param path its place in the API
   * @param tree as last seen, with placeholders
   * @param versions its resource versions, the newest last
   */
  record Held(
      ApiResource resource, String path, String name, JsonObject tree, List<String> versions) {}

  private final Map<String, Held> objects = new LinkedHashMap<>();

  List<Held> all() {
    return List.copyOf(objects.values());
  }

  List<Held> of(ApiResource resource) {
    return objects.values().stream().filter(held -> held.resource() == resource).toList();
  }

  @Nullable Held at(String path) {
    return objects.get(path);
  }

  void remove(String path) {
    objects.remove(path);
  }

  void removeUnder(String collection) {
    objects.keySet().removeIf(path -> path.startsWith(collection + "/"));
  }

  void saw(ApiResource resource, String path, JsonObject object, Alignment alignment) {
    JsonObject tree = (JsonObject) placeholders(object, "", alignment);
    String version =
        Trees.get(tree, List.of("metadata", "resourceVersion")) instanceof JsonString(String text)
            ? text
            : "0";
    String name =
        Trees.get(object, List.of("metadata", "name")) instanceof JsonString(String n) ? n : "";
    Held before = objects.get(path);
    List<String> versions = new ArrayList<>(before == null ? List.of() : before.versions());
    if (!versions.contains(version)) {
      versions.add(version);
    }
    if (versions.size() > MAX_VERSIONS) {
      versions.removeFirst();
    }
    objects.put(path, new Held(resource, path, name, tree, List.copyOf(versions)));
  }

  private static JsonValue placeholders(JsonValue value, String field, Alignment alignment) {
    return switch (value) {
      case JsonObject object -> {
        JsonObject.Builder copy = JsonObject.builder();
        object
            .members()
            .forEach((name, member) -> copy.put(name, placeholders(member, name, alignment)));
        yield copy.build();
      }
      case JsonArray array ->
          new JsonArray(
              array.items().stream().map(i -> placeholders(i, field, alignment)).toList());
      case JsonString(String text) ->
          JsonValue.of(
              field.equals("resourceVersion")
                  ? alignment.placeholder('r', text)
                  : alignment.aligned(text, true));
      default ->
          field.endsWith("odePort")
              ? JsonValue.of(alignment.placeholder('p', value.toString())).toString().contains("zZ")
                  ? JsonValue.of(alignment.placeholder('p', value.toString()))
                  : value
              : value;
    };
  }
}
