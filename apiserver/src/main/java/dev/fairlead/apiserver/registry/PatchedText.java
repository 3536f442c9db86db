package dev.fairlead.apiserver.registry;

import dev.fairlead.model.patch.MergePatch;
import dev.fairlead.model.patch.StrategicMergePatch;
import dev.fairlead.model.tree.JsonArray;
import dev.fairlead.model.tree.JsonObject;
import dev.fairlead.model.tree.JsonString;
import dev.fairlead.model.tree.JsonValue;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * A patched object as the server reads it, and shows it if it can't: objects that the patch went
 * through have their members in order of name, all others as they were; a strategic patch sorts
 * them all.
 */
final class PatchedText {
  private PatchedText() {}

  /** What the patch made, in that order. */
  static JsonValue of(String mediaType, JsonValue patch, JsonValue after) {
    if (mediaType.equals(StrategicMergePatch.MEDIA_TYPE)) {
      return sorted(after);
    }
    if (mediaType.equals(MergePatch.MEDIA_TYPE)) {
      return merged(after, patch);
    }
    JsonValue sorted = pathSorted(after, List.of());
    if (patch instanceof JsonArray operations) {
      for (JsonValue operation : operations.items()) {
        for (String member : new String[] {"path", "from"}) {
          if (operation instanceof JsonObject o && o.get(member) instanceof JsonString(String to)) {
            String[] names = to.split("/", -1);
            sorted =
                pathSorted(sorted, List.of(names).subList(Math.min(1, names.length), names.length));
          }
        }
      }
    }
    return sorted;
  }

  private static JsonValue merged(JsonValue after, JsonValue patch) {
    if (!(after instanceof JsonObject object) || !(patch instanceof JsonObject changes)) {
      return sorted(after); // it came with the patch
    }
    Map<String, JsonValue> members = new TreeMap<>(object.members());
    members.replaceAll((name, value) -> {
      JsonValue change = changes.get(name);
      return change == null ? value : merged(value, change);
    });
    return object(members);
  }

  private static JsonValue sorted(JsonValue value) {
    return switch (value) {
      case JsonObject object -> {
        Map<String, JsonValue> members = new TreeMap<>(object.members());
        members.replaceAll((name, member) -> sorted(member));
        yield object(members);
      }
      case JsonArray array ->
          new JsonArray(array.items().stream().map(PatchedText::sorted).toList());
      default -> value;
    };
  }

  /** With all objects on the way sorted; the last name is that of a member. */
  private static JsonValue pathSorted(JsonValue value, List<String> names) {
    String first = names.isEmpty() ? "" : names.getFirst().replace("~1", "/").replace("~0", "~");
    List<String> rest = names.isEmpty() ? names : names.subList(1, names.size());
    if (value instanceof JsonObject object) {
      Map<String, JsonValue> members = new TreeMap<>(object.members());
      if (!rest.isEmpty()) {
        members.computeIfPresent(first, (name, member) -> pathSorted(member, rest));
      }
      return object(members);
    }
    if (value instanceof JsonArray array && !rest.isEmpty() && first.matches("\\d{1,6}")) {
      int index = Integer.parseInt(first);
      List<JsonValue> items = new ArrayList<>(array.items());
      if (index < items.size()) {
        items.set(index, pathSorted(items.get(index), rest));
      }
      return new JsonArray(items);
    }
    return value;
  }

  private static JsonObject object(Map<String, JsonValue> members) {
    JsonObject.Builder object = JsonObject.builder();
    members.forEach(object::put);
    return object.build();
  }
}
