package dev.fairlead.cli.output;

import dev.fairlead.model.tree.JsonArray;
import dev.fairlead.model.tree.JsonObject;
import dev.fairlead.model.tree.JsonString;
import dev.fairlead.model.tree.JsonValue;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.TreeMap;

/** JSON for people: members in the order of their names, indented by four, as kubectl's. */
final class JsonText {
  private static final String INDENT = "    ";

  private JsonText() {}

  /** The same value with the members of every object in the order of their names. */
  static JsonValue sorted(JsonValue value) {
    return switch (value) {
      case JsonObject object -> {
        Map<String, JsonValue> members = new LinkedHashMap<>();
        new TreeMap<>(object.members()).forEach((name, m) -> members.put(name, sorted(m)));
        yield JsonObject.copyOf(members);
      }
      case JsonArray array -> new JsonArray(array.items().stream().map(JsonText::sorted).toList());
      default -> value;
    };
  }

  static String indented(JsonValue value) {
    StringBuilder text = new StringBuilder();
    append(value, "\n", text);
    return text.toString();
  }

  private static void append(JsonValue value, String line, StringBuilder text) {
    switch (value) {
      case JsonObject object when !object.isEmpty() -> {
        String before = "{" + line + INDENT;
        for (Map.Entry<String, JsonValue> member : object.members().entrySet()) {
          text.append(before).append(new JsonString(member.getKey())).append(": ");
          append(member.getValue(), line + INDENT, text);
          before = "," + line + INDENT;
        }
        text.append(line).append('}');
      }
      case JsonArray array when array.size() > 0 -> {
        String before = "[" + line + INDENT;
        for (JsonValue item : array.items()) {
          text.append(before);
          append(item, line + INDENT, text);
          before = "," + line + INDENT;
        }
        text.append(line).append(']');
      }
      default -> text.append(value);
    }
  }
}
