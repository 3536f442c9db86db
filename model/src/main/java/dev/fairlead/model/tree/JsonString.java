package dev.fairlead.model.tree;

/** A JSON string. {@code toString} gives the JSON literal, quotes and escapes included. */
public record JsonString(String value) implements JsonValue {
  @Override
  public String toString() {
    return JsonText.of(this);
  }
}
