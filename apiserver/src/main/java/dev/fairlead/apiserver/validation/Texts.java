package dev.fairlead.apiserver.validation;

import org.jspecify.annotations.Nullable;

/** Texts that may be absent, which Go can't tell from empty ones. */
public final class Texts {
  private Texts() {}

  public static String orEmpty(@Nullable String text) {
    return text == null ? "" : text;
  }

  public static boolean isEmpty(@Nullable String text) {
    return text == null || text.isEmpty();
  }
}
