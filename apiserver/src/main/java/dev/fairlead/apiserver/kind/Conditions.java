package dev.fairlead.apiserver.kind;

import static java.util.Objects.requireNonNullElse;

import dev.fairlead.apiserver.validation.FieldErrors;
import dev.fairlead.apiserver.validation.Names;
import dev.fairlead.apiserver.validation.Path;
import dev.fairlead.apiserver.validation.Sizes;
import dev.fairlead.model.meta.v1.Condition;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;

/** Checks the conditions of a status; Go: metav1validation.ValidateConditions. */
final class Conditions {
  private static final List<String> STATUSES = List.of("False", "True", "Unknown");
  private static final String REASON = "[A-Za-z]([A-Za-z0-9_,:]*[A-Za-z0-9_])?";
  private static final Pattern REASON_PATTERN = Pattern.compile(REASON);

  /** In bytes; Go: maxReasonLen. */
  private static final int MAX_REASON = 1024;

  /** In bytes; Go: maxMessageLen. */
  private static final int MAX_MESSAGE = 32 * 1024;

  private Conditions() {}

  /** Checks one after the other, for statuses whose declared rules don't count. */
  static void validateInOrder(List<Condition> conditions, Path path, FieldErrors errors) {
    Set<String> types = new HashSet<>();
    for (int i = 0; i < conditions.size(); i++) {
      if (!types.add(conditions.get(i).type())) {
        errors.duplicate(path.index(i), conditions.get(i).type());
      }
      validate(conditions.get(i), path.index(i), errors, errors, true);
    }
  }

  /** Checks all; what Kubernetes finds by declared rules comes last. */
  static void validate(List<Condition> conditions, Path path, FieldErrors errors) {
    FieldErrors last = new FieldErrors();
    Set<String> types = new HashSet<>();
    for (int i = 0; i < conditions.size(); i++) {
      Condition condition = conditions.get(i);
      if (!types.add(condition.type())) {
        last.duplicate(path.index(i), condition.type());
      }
    }
    for (int i = 0; i < conditions.size(); i++) {
      validate(conditions.get(i), path.index(i), errors, last, false);
    }
    errors.addAll(last);
  }

  private static void validate(
      Condition condition, Path path, FieldErrors errors, FieldErrors last, boolean inOrder) {
    if (condition.type().isEmpty()) {
      last.required(path.child("type"), inOrder ? "is required" : "");
    } else {
      errors.invalid(path.child("type"), condition.type(), Names.qualifiedName(condition.type()));
    }
    if (condition.status().isEmpty()) {
      last.required(path.child("status"), "");
    } else if (!STATUSES.contains(condition.status())) {
      last.notSupported(path.child("status"), condition.status(), STATUSES);
    }
    if (condition.observedGeneration() < 0) {
      last.invalid(
          path.child("observedGeneration"),
          condition.observedGeneration(),
          "must be greater than or equal to " + (inOrder ? "zero" : "0"));
    }
    if (condition.lastTransitionTime() == null) {
      last.required(path.child("lastTransitionTime"), "");
    }
    validateReason(condition.reason(), path.child("reason"), errors, last);
    if (Sizes.utf8(requireNonNullElse(condition.message(), "")) > MAX_MESSAGE) {
      errors.tooLong(path.child("message"), MAX_MESSAGE);
    }
  }

  private static void validateReason(
      String reason, Path path, FieldErrors errors, FieldErrors last) {
    if (reason.isEmpty()) {
      last.required(path, "");
      return;
    }
    errors.invalid(path, reason, reasonProblems(reason));
    if (Sizes.utf8(reason) > MAX_REASON) {
      last.tooLong(path, MAX_REASON);
    }
  }

  static List<String> reasonProblems(String reason) {
    return REASON_PATTERN.matcher(reason).matches()
        ? List.of()
        : List.of(
            Names.pattern(
                "a condition reason must start with alphabetic character, optionally followed by a"
                    + " string of alphanumeric characters or '_,:', and must end with an"
                    + " alphanumeric character or '_'",
                REASON,
                "my_name",
                "MY_NAME",
                "MyName",
                "ReasonA,ReasonB",
                "ReasonA:ReasonB"));
  }
}
