package dev.fairlead.model.tree;

/** JSON's {@code null}. */
public enum JsonNull implements JsonValue {
  NULL;

  @Override
  public String toString() {
    return "null";
  }
}
