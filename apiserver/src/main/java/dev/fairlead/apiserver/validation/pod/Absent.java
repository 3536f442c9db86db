package dev.fairlead.apiserver.validation.pod;

import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** Go's zero values for what records leave out. */
final class Absent {
  private Absent() {}

  static String text(@Nullable String value) {
    return Objects.requireNonNullElse(value, "");
  }

  static boolean isEmpty(@Nullable String value) {
    return value == null || value.isEmpty();
  }

  static String or(@Nullable String value, String fallback) {
    return value == null || value.isEmpty() ? fallback : value;
  }

  static boolean isTrue(@Nullable Boolean value) {
    return Boolean.TRUE.equals(value);
  }
}
