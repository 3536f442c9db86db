package dev.fairlead.client.config;

import dev.fairlead.model.tree.JsonArray;
import dev.fairlead.model.tree.JsonBool;
import dev.fairlead.model.tree.JsonNull;
import dev.fairlead.model.tree.JsonNumber;
import dev.fairlead.model.tree.JsonObject;
import dev.fairlead.model.tree.JsonString;
import dev.fairlead.model.tree.JsonValue;
import java.util.ArrayList;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Reads the members of one object of a kubeconfig. As for client-go, null is the same as absent and
 * a value of another type is an error. No message shows a value: it may be a password.
 *
 * @param where the file and entry
 */
record Fields(JsonObject object, String where, Problems problems) {

  String text(String name) {
    return switch (get(name)) {
      case JsonString(String text) -> text;
      case JsonNull n -> "";
      case JsonNumber n -> wrong(name, "a string, not a number: put it in quotes", "");
      case JsonBool b -> wrong(name, "a string, not true or false: put it in quotes", "");
      case JsonValue other -> wrong(name, "a string, not an " + other.kindName(), "");
    };
  }

  boolean flag(String name) {
    return switch (get(name)) {
      case JsonBool flag -> flag.value();
      case JsonNull n -> false;
      default -> wrong(name, "true or false, without quotes", false);
    };
  }

  /** The texts of a list, empty if there is none. */
  List<String> texts(String name) {
    JsonValue value = get(name);
    List<String> texts = new ArrayList<>();
    if (value instanceof JsonArray array) {
      for (int i = 0; i < array.size(); i++) {
        String at = name + "[" + i + "]";
        texts.add(new Fields(JsonObject.of(at, array.get(i)), where, problems).text(at));
      }
    } else if (!(value instanceof JsonNull)) {
      wrong(name, "a list: put '- ' before each entry", "");
    }
    return texts;
  }

  /** Texts by name, in order. */
  Map<String, String> textMap(String name) {
    Fields map = object(name);
    Map<String, String> texts = new LinkedHashMap<>();
    map.object.members().keySet().forEach(key -> texts.put(key, map.text(key)));
    return texts;
  }

  /** Lists of texts by name, in order. */
  Map<String, List<String>> textLists(String name) {
    Fields map = object(name);
    Map<String, List<String>> lists = new LinkedHashMap<>();
    map.object.members().keySet().forEach(key -> lists.put(key, map.texts(key)));
    return lists;
  }

  /** Bytes in base64, perhaps over several lines; null if it is absent or empty. */
  byte @Nullable [] base64(String name) {
    String text = text(name).replaceAll("\\s+", "");
    try {
      return text.isEmpty() ? null : Base64.getDecoder().decode(text);
    } catch (IllegalArgumentException e) { // whose message shows a part
      String advice =
          text.startsWith("-----BEGIN")
              ? "base64 of the PEM text, not the text itself: encode it, with 'base64 -w0 FILE'"
              : "base64: encode the file again, with 'base64 -w0 FILE'";
      return wrong(name, advice, null);
    }
  }

  KubeconfigEntries.FileOrData fileOrData(String name) {
    return new KubeconfigEntries.FileOrData(name, text(name), base64(name + "-data"));
  }

  /** The object, empty if there is none. */
  Fields object(String name) {
    return new Fields(asObject(get(name), name), where + "." + name, problems);
  }

  /** As {@link #object}, or null if there is none. */
  @Nullable Fields optionalObject(String name) {
    return has(name) ? object(name) : null;
  }

  /** Whether there is anything but nothing: null, an empty text, list or object. */
  boolean has(String name) {
    return switch (get(name)) {
      case JsonNull n -> false;
      case JsonString(String text) -> !text.isEmpty();
      case JsonArray array -> array.size() > 0;
      default -> true;
    };
  }

  List<Fields> objects(String name) {
    JsonValue value = get(name);
    List<Fields> objects = new ArrayList<>();
    if (value instanceof JsonArray array) {
      for (int i = 0; i < array.size(); i++) {
        String at = name + "[" + i + "]";
        JsonValue item = array.items().get(i);
        JsonObject object = asObject(item, at);
        if (item instanceof JsonObject || item instanceof JsonNull) {
          objects.add(new Fields(object, where + ": " + at, problems));
        }
      }
    } else if (!(value instanceof JsonNull)) {
      wrong(name, "a list: put '- ' before each entry", "");
    }
    return objects;
  }

  private JsonValue get(String name) {
    JsonValue value = object.get(name);
    return value == null ? JsonNull.NULL : value;
  }

  private JsonObject asObject(JsonValue value, String name) {
    return switch (value) {
      case JsonObject object -> object;
      case JsonNull n -> JsonObject.EMPTY;
      default -> wrong(name, "an object: write 'name: value' lines", JsonObject.EMPTY);
    };
  }

  private <T extends @Nullable Object> T wrong(String name, String must, T instead) {
    problems.add(where + ": " + name, "must be " + must);
    return instead;
  }

  @Override
  public String toString() {
    return where; // the values may be secret
  }
}
