package dev.fairlead.apiserver.registry;

import dev.fairlead.model.tree.JsonArray;
import dev.fairlead.model.tree.JsonBool;
import dev.fairlead.model.tree.JsonNull;
import dev.fairlead.model.tree.JsonNumber;
import dev.fairlead.model.tree.JsonObject;
import dev.fairlead.model.tree.JsonString;
import dev.fairlead.model.tree.JsonValue;
import java.util.TreeMap;

/** A strategic merge patch as Go prints its map, which is how the server shows one that failed. */
final class GoMapText {
  /** Taken out of the patch's objects, not of its lists, before it is shown. */
  private static final String DIRECTIVE = "$patch";

  private GoMapText() {}

  static String of(JsonValue patch) {
    StringBuilder text = new StringBuilder();
    write(patch, true, text);
    return text.toString();
  }

  private static void write(JsonValue value, boolean inObjects, StringBuilder out) {
    switch (value) {
      case JsonObject object -> {
        out.append("map[");
        String gap = "";
        for (var member : new TreeMap<>(object.members()).entrySet()) {
          if (!inObjects || !member.getKey().equals(DIRECTIVE)) {
            out.append(gap).append(member.getKey()).append(':');
            write(member.getValue(), inObjects, out);
            gap = " ";
          }
        }
        out.append(']');
      }
      case JsonArray array -> {
        out.append('[');
        String gap = "";
        for (JsonValue item : array.items()) {
          out.append(gap);
          write(item, false, out);
          gap = " ";
        }
        out.append(']');
      }
      case JsonString(String text) -> out.append(text);
      case JsonNull nothing -> out.append("<nil>");
      case JsonNumber number -> out.append(number);
      case JsonBool bool -> out.append(bool);
    }
  }
}
