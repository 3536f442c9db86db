package dev.fairlead.apiserver.validation;

import dev.fairlead.model.meta.v1.LabelSelector;
import dev.fairlead.model.meta.v1.LabelSelectorRequirement;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** Checks labels and selectors of labels. */
public final class LabelSelectors {
  private LabelSelectors() {}

  /** What is wrong with a selector; nothing if there is none. */
  public static void validate(@Nullable LabelSelector selector, Path path, FieldErrors errors) {
    validate(selector, false, path, errors);
  }

  /**
   * What is wrong with a selector.
   *
   * @param anyValue whether values may be no label values, as in objects that had such before
   */
  public static void validate(
      @Nullable LabelSelector selector, boolean anyValue, Path path, FieldErrors errors) {
    if (selector == null) {
      return;
    }
    validateLabels(selector.matchLabels(), path.child("matchLabels"), errors);
    for (int i = 0; i < selector.matchExpressions().size(); i++) {
      validate(
          selector.matchExpressions().get(i),
          anyValue,
          path.child("matchExpressions").index(i),
          errors);
    }
  }

  public static void validateLabels(Map<String, String> labels, Path path, FieldErrors errors) {
    labels.forEach((key, value) -> {
      errors.invalid(path, key, Names.qualifiedName(key));
      errors.invalid(path, value, Names.labelValue(value));
    });
  }

  /** Whether an expression has a value that no label can have. */
  public static boolean hasInvalidValue(@Nullable LabelSelector selector) {
    return selector != null
        && selector.matchExpressions().stream()
            .flatMap(expression -> expression.values().stream())
            .anyMatch(value -> !Names.labelValue(value).isEmpty());
  }

  private static void validate(
      LabelSelectorRequirement requirement, boolean anyValue, Path path, FieldErrors errors) {
    Path values = path.child("values");
    String operator = Objects.requireNonNullElse(requirement.operator(), "");
    switch (operator) {
      case "In", "NotIn" -> {
        if (requirement.values().isEmpty()) {
          errors.required(values, "must be specified when `operator` is 'In' or 'NotIn'");
        }
      }
      case "Exists", "DoesNotExist" -> {
        if (!requirement.values().isEmpty()) {
          errors.forbidden(
              values, "may not be specified when `operator` is 'Exists' or 'DoesNotExist'");
        }
      }
      default -> errors.invalid(path.child("operator"), operator, "not a valid selector operator");
    }
    String key = Objects.requireNonNullElse(requirement.key(), "");
    errors.invalid(path.child("key"), key, Names.qualifiedName(key));
    for (int i = 0; !anyValue && i < requirement.values().size(); i++) {
      String value = requirement.values().get(i);
      errors.invalid(values.index(i), value, Names.labelValue(value));
    }
  }
}
