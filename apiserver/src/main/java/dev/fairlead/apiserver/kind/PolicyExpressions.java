package dev.fairlead.apiserver.kind;

import static dev.fairlead.apiserver.kind.Workloads.SPEC;
import static java.util.Objects.requireNonNullElse;

import dev.fairlead.apiserver.validation.FieldErrors;
import dev.fairlead.apiserver.validation.Names;
import dev.fairlead.apiserver.validation.Path;
import dev.fairlead.apiserver.validation.Sizes;
import dev.fairlead.model.admissionregistration.v1.AuditAnnotation;
import dev.fairlead.model.admissionregistration.v1.MatchCondition;
import dev.fairlead.model.admissionregistration.v1.Mutation;
import dev.fairlead.model.admissionregistration.v1.Validation;
import dev.fairlead.model.admissionregistration.v1.Variable;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Parts of admission policies that have expressions, which are not compiled. */
final class PolicyExpressions {
  private static final List<String> REASONS =
      List.of("Forbidden", "Invalid", "RequestEntityTooLarge");
  private static final String JSON_PATCH = "JSONPatch";
  private static final String APPLY = "ApplyConfiguration";
  private static final Pattern LINE_BREAK = Pattern.compile("[\n\r]");
  private static final Pattern IDENTIFIER = Pattern.compile("[_a-zA-Z][_a-zA-Z0-9]*");
  private static final Set<String> RESERVED =
      Set.of(
          "true",
          "false",
          "null",
          "in",
          "as",
          "break",
          "const",
          "continue",
          "else",
          "for",
          "function",
          "if",
          "import",
          "let",
          "loop",
          "package",
          "namespace",
          "return",
          "var",
          "void",
          "while");

  /** Go: validateMatchConditions. */
  private static final int MAX_CONDITIONS = 64;

  /** In bytes; Go: maxAuditAnnotationValueExpressionLength. */
  private static final int MAX_VALUE_EXPRESSION = 5 * 1024;

  private PolicyExpressions() {}

  static void validateConditions(List<MatchCondition> conditions, Path path, FieldErrors errors) {
    if (conditions.size() > MAX_CONDITIONS) {
      errors.tooMany(path, conditions.size(), MAX_CONDITIONS);
    }
    Set<String> names = new HashSet<>();
    for (int i = 0; i < conditions.size(); i++) {
      MatchCondition condition = conditions.get(i);
      Path at = path.index(i);
      required(condition.expression(), "", at.child("expression"), errors);
      if (condition.name().isEmpty()) {
        errors.required(at.child("name"), "");
      } else {
        errors.invalid(at.child("name"), condition.name(), Names.qualifiedName(condition.name()));
        if (!names.add(condition.name())) {
          errors.duplicate(at.child("name"), condition.name());
        }
      }
    }
  }

  static void validateVariables(List<Variable> variables, FieldErrors errors) {
    for (int i = 0; i < variables.size(); i++) {
      Variable variable = variables.get(i);
      Path at = SPEC.child("variables").index(i);
      String name = variable.name();
      boolean named = required(name, "name is not specified", at.child("name"), errors);
      if (named && (!IDENTIFIER.matcher(name).matches() || RESERVED.contains(name))) {
        errors.invalid(at.child("name"), name, "must be a valid CEL identifier");
      }
      required(
          variable.expression(), "expression is not specified", at.child("expression"), errors);
    }
  }

  static void validateValidations(List<Validation> validations, FieldErrors errors) {
    for (int i = 0; i < validations.size(); i++) {
      Validation validation = validations.get(i);
      Path at = SPEC.child("validations").index(i);
      required(
          validation.expression(), "expression is not specified", at.child("expression"), errors);
      notBlank(validation.messageExpression(), at.child("messageExpression"), errors);
      String message = requireNonNullElse(validation.message(), "");
      notBlank(message, at.child("message"), errors);
      if (LINE_BREAK.matcher(message.strip()).find()) {
        errors.invalid(at.child("message"), message, "must not contain line breaks");
      }
      String reason = validation.reason();
      if (reason != null && !REASONS.contains(reason)) {
        errors.notSupported(at.child("reason"), reason, REASONS);
      }
    }
  }

  static void validateAnnotations(
      List<AuditAnnotation> annotations, @Nullable String policy, FieldErrors errors) {
    Set<String> keys = new HashSet<>();
    for (int i = 0; i < annotations.size(); i++) {
      AuditAnnotation annotation = annotations.get(i);
      Path at = SPEC.child("auditAnnotations").index(i);
      String key = annotation.key();
      if (policy == null || policy.isEmpty()) {
        errors.invalid(at.child("key"), key, "requires metadata.name be non-empty");
      } else {
        String whole = policy + "/" + key;
        errors.invalid(at.child("key"), whole, Names.qualifiedName(whole));
      }
      String expression = annotation.valueExpression();
      Path value = at.child("valueExpression");
      boolean given = required(expression, "valueExpression is not specified", value, errors);
      if (given && Sizes.utf8(expression.strip()) > MAX_VALUE_EXPRESSION) {
        errors.required(value, "must not exceed " + MAX_VALUE_EXPRESSION + " bytes in length");
      }
      if (!keys.add(key)) {
        errors.duplicate(at.child("key"), key);
      }
    }
  }

  static void validateMutations(List<Mutation> mutations, FieldErrors errors) {
    if (mutations.isEmpty()) {
      errors.required(SPEC.child("mutations"), "mutations must contain at least one item");
    }
    for (int i = 0; i < mutations.size(); i++) {
      Mutation mutation = mutations.get(i);
      Path at = SPEC.child("mutations").index(i);
      String patch = mutation.jsonPatch() == null ? null : text(mutation.jsonPatch().expression());
      String apply =
          mutation.applyConfiguration() == null
              ? null
              : text(mutation.applyConfiguration().expression());
      switch (mutation.patchType()) {
        case "" -> errors.required(at.child("patchType"), "");
        case JSON_PATCH ->
            validate(JSON_PATCH, "jsonPatch", patch, "applyConfiguration", apply, at, errors);
        case APPLY -> validate(APPLY, "applyConfiguration", apply, "jsonPatch", patch, at, errors);
        default ->
            errors.notSupported(
                at.child("patchType"), mutation.patchType(), List.of(APPLY, JSON_PATCH));
      }
    }
  }

  private static void validate(
      String type,
      String field,
      @Nullable String expression,
      String otherField,
      @Nullable String other,
      Path path,
      FieldErrors errors) {
    if (expression == null) {
      errors.required(path.child(field), "must be specified when patchType is " + type);
    } else {
      required(expression, "", path.child(field, "expression"), errors);
    }
    if (other != null) {
      errors.invalid(
          path.child(otherField),
          "{" + otherField + "}",
          "must not be specified when patchType is " + type);
    }
  }

  private static boolean required(
      @Nullable String text, String detail, Path path, FieldErrors errors) {
    boolean given = !text(text).isBlank();
    if (!given) {
      errors.required(path, detail);
    }
    return given;
  }

  private static void notBlank(@Nullable String text, Path path, FieldErrors errors) {
    if (text != null && !text.isEmpty() && text.isBlank()) {
      errors.invalid(path, text, "must be non-empty if specified");
    }
  }

  private static String text(@Nullable String text) {
    return requireNonNullElse(text, "");
  }
}
