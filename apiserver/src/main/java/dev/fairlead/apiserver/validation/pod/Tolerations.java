package dev.fairlead.apiserver.validation.pod;

import static dev.fairlead.apiserver.validation.Texts.orEmpty;

import dev.fairlead.apiserver.validation.FieldErrors;
import dev.fairlead.apiserver.validation.Names;
import dev.fairlead.apiserver.validation.Path;
import dev.fairlead.model.core.v1.Toleration;
import java.util.List;

/** Checks which taints of nodes a Pod bears. */
public final class Tolerations {
  private static final List<String> EFFECTS =
      List.of("NoSchedule", "PreferNoSchedule", "NoExecute");

  private Tolerations() {}

  public static void validate(List<Toleration> tolerations, Path path, FieldErrors errors) {
    for (int i = 0; i < tolerations.size(); i++) {
      validate(tolerations.get(i), path.index(i), errors);
    }
  }

  private static void validate(Toleration toleration, Path path, FieldErrors errors) {
    String key = orEmpty(toleration.key());
    String operator = orEmpty(toleration.operator());
    String value = orEmpty(toleration.value());
    String effect = orEmpty(toleration.effect());
    Path operatorPath = path.child("operator");
    if (!key.isEmpty()) {
      errors.invalid(path.child("key"), key, Names.qualifiedName(key));
    } else if (!operator.equals("Exists")) {
      errors.invalid(
          operatorPath,
          operator,
          "operator must be Exists when `key` is empty, which means \"match all values and all"
              + " keys\"");
    }
    if (toleration.tolerationSeconds() != null && !effect.equals("NoExecute")) {
      errors.invalid(
          path.child("effect"),
          effect,
          "effect must be 'NoExecute' when `tolerationSeconds` is set");
    }
    switch (operator) {
      case "Equal", "" -> {
        List<String> problems = Names.labelValue(value);
        if (!problems.isEmpty()) {
          errors.invalid(operatorPath, value, String.join(";", problems));
        }
      }
      case "Exists" -> {
        if (!value.isEmpty()) {
          errors.invalid(operatorPath, value, "value must be empty when `operator` is 'Exists'");
        }
      }
      case "Lt", "Gt" ->
          errors.notSupported(operatorPath, operator, List.of("Equal", "Exists", "Lt", "Gt"));
      default -> errors.notSupported(operatorPath, operator, List.of("Equal", "Exists"));
    }
    if (!effect.isEmpty() && !EFFECTS.contains(effect)) {
      errors.notSupported(path.child("effect"), effect, EFFECTS);
    }
  }
}
