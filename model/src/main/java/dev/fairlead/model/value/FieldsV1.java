package dev.fairlead.model.value;

import org.jspecify.annotations.Nullable;

/**
 * The set of fields that a field manager owns, as the server writes it: one JSON object, kept as
 * compact text because nobody but apply looks inside, and half of a listed Pod is this.
 */
public final class FieldsV1 {
  private final String json;

  private FieldsV1(String json) {
    this.json = json;
  }

  /** Takes compact JSON text as it is; codecs check it before. */
  public static FieldsV1 ofJson(String json) {
    return new FieldsV1(json);
  }

  /** The JSON text, such as {@code {"f:metadata":{"f:labels":{}}}}. */
  public String json() {
    return json;
  }

  @Override
  public boolean equals(@Nullable Object other) {
    return other instanceof FieldsV1 that && json.equals(that.json);
  }

  @Override
  public int hashCode() {
    return json.hashCode();
  }

  @Override
  public String toString() {
    return json;
  }
}
