package dev.fairlead.model.tree;

/** The compact JSON text of a value, for {@code toString}; the codec prints for the wire. */
final class JsonText {
  private JsonText() {}

  static String of(JsonValue value) {
    StringBuilder out = new StringBuilder();
    append(value, out);
    return out.toString();
  }

  private static void append(JsonValue value, StringBuilder out) {
    switch (value) {
      case JsonObject object -> {
        String separator = "{";
        for (var member : object.members().entrySet()) {
          out.append(separator);
          JsonString.quote(member.getKey(), out);
          out.append(':');
          append(member.getValue(), out);
          separator = ",";
        }
        out.append(object.isEmpty() ? "{}" : "}");
      }
      case JsonArray array -> {
        String separator = "[";
        for (JsonValue item : array.items()) {
          out.append(separator);
          append(item, out);
          separator = ",";
        }
        out.append(array.size() == 0 ? "[]" : "]");
      }
      case JsonString(String text) -> JsonString.quote(text, out);
      case JsonNumber number -> out.append(number);
      case JsonBool flag -> out.append(flag);
      case JsonNull nothing -> out.append("null");
    }
  }
}
