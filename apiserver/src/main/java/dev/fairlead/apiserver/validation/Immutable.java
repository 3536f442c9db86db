package dev.fairlead.apiserver.validation;

import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** Fields that keep their value for an object's life. */
public final class Immutable {
  /** Go: validation.FieldImmutableErrorMsg. */
  public static final String MESSAGE = "field is immutable";

  private Immutable() {}

  /** An error at the field if its value has changed. */
  public static void check(
      @Nullable Object value, @Nullable Object old, Path field, FieldErrors errors) {
    if (!Objects.equals(value, old)) {
      errors.invalid(field, value, MESSAGE);
    }
  }

  /** The same for a field that Kubernetes checks by a declared rule: it doesn't tell the value. */
  public static void declared(
      @Nullable Object value, @Nullable Object old, Path field, FieldErrors errors) {
    if (!Objects.equals(value, old)) {
      errors.invalid(field, null, MESSAGE);
    }
  }

  /** The same for a text that Go can't tell from an empty one. */
  public static void checkText(
      @Nullable String value, @Nullable String old, Path field, FieldErrors errors) {
    check(
        Objects.requireNonNullElse(value, ""), Objects.requireNonNullElse(old, ""), field, errors);
  }
}
