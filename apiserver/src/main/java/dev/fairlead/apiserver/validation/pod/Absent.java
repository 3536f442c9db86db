package dev.fairlead.apiserver.validation.pod;

import org.jspecify.annotations.Nullable;

/** What stands for a value that is absent. */
final class Absent {
  private Absent() {}

  static String or(@Nullable String value, String fallback) {
    return value == null || value.isEmpty() ? fallback : value;
  }

  static boolean isTrue(@Nullable Boolean value) {
    return Boolean.TRUE.equals(value);
  }
}
