package dev.fairlead.apiserver.validation;

import dev.fairlead.model.meta.v1.LabelSelector;
import dev.fairlead.model.meta.v1.LabelSelectorRequirement;
import java.util.List;
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
    String operator = Objects.requireNonNullElse(requirement.operator(), "");
    if (!validateCount(operator, requirement.values(), path.child("values"), errors)) {
      errors.invalid(path.child("operator"), operator, "not a valid selector operator");
    }
    validateTexts(requirement, anyValue, path, errors);
  }

  /** As others, but an operator that isn't known passes: a newer client may know it. */
  public static void validateFromNewer(
      LabelSelectorRequirement requirement, Path path, FieldErrors errors) {
    String operator = Objects.requireNonNullElse(requirement.operator(), "");
    validateCount(operator, requirement.values(), path.child("values"), errors);
    validateTexts(requirement, false, path, errors);
  }

  /** Checks that there are values if the operator wants some; says whether it is known. */
  public static boolean validateCount(
      String operator, List<String> values, Path path, FieldErrors errors) {
    return switch (operator) {
      case "In", "NotIn" -> {
        if (values.isEmpty()) {
          errors.required(path, "must be specified when `operator` is 'In' or 'NotIn'");
        }
        yield true;
      }
      case "Exists", "DoesNotExist" -> {
        if (!values.isEmpty()) {
          errors.forbidden(
              path, "may not be specified when `operator` is 'Exists' or 'DoesNotExist'");
        }
        yield true;
      }
      default -> false;
    };
  }

  private static void validateTexts(
      LabelSelectorRequirement requirement, boolean anyValue, Path path, FieldErrors errors) {
    Path values = path.child("values");
    String key = Objects.requireNonNullElse(requirement.key(), "");
    errors.invalid(path.child("key"), key, Names.qualifiedName(key));
    for (int i = 0; !anyValue && i < requirement.values().size(); i++) {
      String value = requirement.values().get(i);
      errors.invalid(values.index(i), value, Names.labelValue(value));
    }
  }
}
