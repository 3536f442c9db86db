package dev.fairlead.apiserver.kind;

import dev.fairlead.apiserver.validation.FieldErrors;
import dev.fairlead.apiserver.validation.Names;
import dev.fairlead.apiserver.validation.ObjectMetas;
import dev.fairlead.apiserver.validation.Path;
import dev.fairlead.model.tree.JsonObject;
import dev.fairlead.model.tree.JsonValue;
import dev.fairlead.model.value.IntOrString;
import java.math.BigInteger;
import org.jspecify.annotations.Nullable;

/** Checks of numbers that may be percentages, such as maxSurge. */
final class Percents {
  private static final BigInteger HUNDRED = BigInteger.valueOf(100);

  private Percents() {}

  /** It must be a number that isn't negative, or a percentage. */
  static void notNegative(@Nullable IntOrString value, Path path, FieldErrors errors) {
    switch (value) {
      case null -> {}
      case IntOrString.OfString(String text) -> errors.invalid(path, text, Names.percent(text));
      case IntOrString.OfInt(int number) -> ObjectMetas.nonNegative(number, path, errors);
    }
  }

  static void atMostHundred(@Nullable IntOrString value, Path path, FieldErrors errors) {
    if (value instanceof IntOrString.OfString(String text)
        && Names.percent(text).isEmpty()
        && number(text).compareTo(HUNDRED) > 0) {
      errors.invalid(path, text, "must not be greater than 100%");
    }
  }

  /** Whether it is no Pods at all; an absent value and a text that is no percentage count as 0. */
  static boolean isZero(@Nullable IntOrString value) {
    return switch (value) {
      case null -> true;
      case IntOrString.OfString(String text) ->
          Names.percent(text).isEmpty() ? number(text).signum() == 0 : value.intValue() == 0;
      case IntOrString.OfInt(int number) -> number == 0;
    };
  }

  /** What an error prints for it. */
  static Object printed(IntOrString value) {
    return switch (value) {
      case IntOrString.OfString(String text) -> text;
      case IntOrString.OfInt(int number) -> number;
    };
  }

  /** A strategy as Go prints its own type. */
  static JsonObject printed(@Nullable String type, JsonValue rollingUpdate) {
    return JsonObject.builder()
        .put("Type", type == null ? "" : type)
        .put("RollingUpdate", rollingUpdate)
        .build();
  }

  /** The same where the rolling update has these two. */
  static JsonObject printed(
      @Nullable String type, @Nullable IntOrString maxUnavailable, @Nullable IntOrString maxSurge) {
    return printed(
        type,
        JsonObject.builder()
            .put("MaxUnavailable", printedOrZero(maxUnavailable))
            .put("MaxSurge", printedOrZero(maxSurge))
            .build());
  }

  private static JsonValue printedOrZero(@Nullable IntOrString value) {
    return JsonValue.of(value == null ? 0 : printed(value));
  }

  private static BigInteger number(String percent) {
    return new BigInteger(percent.substring(0, percent.length() - 1));
  }
}
