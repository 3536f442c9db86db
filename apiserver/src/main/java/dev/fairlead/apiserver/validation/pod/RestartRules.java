package dev.fairlead.apiserver.validation.pod;

import static dev.fairlead.apiserver.validation.Texts.orEmpty;

import dev.fairlead.apiserver.validation.FieldErrors;
import dev.fairlead.apiserver.validation.Path;
import dev.fairlead.model.core.v1.Container;
import dev.fairlead.model.core.v1.ContainerRestartRule;
import dev.fairlead.model.core.v1.PodSpec;
import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;

/** Which containers start again after they ended. */
final class RestartRules {
  private static final List<String> POLICIES = List.of("Always", "Never", "OnFailure");
  private static final List<String> ACTIONS = List.of("Restart", "RestartAllContainers");
  private static final List<String> OPERATORS = List.of("In", "NotIn");
  private static final int MAX_RULES = 20;
  private static final int MAX_EXIT_CODES = 255;

  private RestartRules() {}

  static void validate(Container container, Path path, FieldErrors errors) {
    List<ContainerRestartRule> rules = container.restartPolicyRules();
    if (container.restartPolicy() == null) {
      if (rules.isEmpty()) {
        return;
      }
      errors.required(
          path.child("restartPolicy"), "must specify restartPolicy when restart rules are used");
    } else if (!POLICIES.contains(container.restartPolicy())) {
      errors.notSupported(path.child("restartPolicy"), container.restartPolicy(), POLICIES);
    }
    Path rulesPath = path.child("restartPolicyRules");
    if (rules.size() > MAX_RULES) {
      errors.tooMany(rulesPath, rules.size(), MAX_RULES);
    }
    for (int i = 0; i < rules.size(); i++) {
      validate(rules.get(i), rulesPath.index(i), errors);
    }
  }

  private static void validate(ContainerRestartRule rule, Path path, FieldErrors errors) {
    if (!ACTIONS.contains(orEmpty(rule.action()))) {
      errors.notSupported(path.child("action"), orEmpty(rule.action()), ACTIONS);
    }
    Path codesPath = path.child("exitCodes");
    var codes = rule.exitCodes();
    if (codes == null) {
      errors.required(codesPath, "must be specified");
      return;
    }
    if (!OPERATORS.contains(orEmpty(codes.operator()))) {
      errors.notSupported(codesPath.child("operator"), orEmpty(codes.operator()), OPERATORS);
    }
    if (codes.values().size() > MAX_EXIT_CODES) {
      errors.tooMany(codesPath.child("values"), codes.values().size(), MAX_EXIT_CODES);
    }
  }

  /** Whether some rule may start all containers anew, whatever became of them. */
  static boolean mayRestartAll(PodSpec spec) {
    return Stream.concat(spec.initContainers().stream(), spec.containers().stream())
        .flatMap(c -> c.restartPolicyRules().stream())
        .anyMatch(rule -> "RestartAllContainers".equals(rule.action()));
  }

  /** Whether a container that ended so starts again. */
  static boolean restarts(Container container, PodSpec spec, int exitCode) {
    if (container.restartPolicy() != null) {
      for (ContainerRestartRule rule : container.restartPolicyRules()) {
        if (matches(rule, exitCode)) {
          if (ACTIONS.contains(orEmpty(rule.action()))) {
            return true;
          }
          break;
        }
      }
      if (POLICIES.contains(container.restartPolicy())) {
        return restarts(container.restartPolicy(), exitCode);
      }
    }
    return restarts(Objects.requireNonNullElse(spec.restartPolicy(), "Always"), exitCode);
  }

  private static boolean restarts(String policy, int exitCode) {
    return switch (policy) {
      case "Never" -> false;
      case "OnFailure" -> exitCode != 0;
      default -> true;
    };
  }

  private static boolean matches(ContainerRestartRule rule, int exitCode) {
    var codes = rule.exitCodes();
    if (codes == null) {
      return false;
    }
    return switch (orEmpty(codes.operator())) {
      case "In" -> codes.values().contains(exitCode);
      case "NotIn" -> !codes.values().contains(exitCode);
      default -> false;
    };
  }
}
