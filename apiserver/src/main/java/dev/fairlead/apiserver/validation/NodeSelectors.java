package dev.fairlead.apiserver.validation;

import dev.fairlead.model.core.v1.NodeSelector;
import dev.fairlead.model.core.v1.NodeSelectorRequirement;
import dev.fairlead.model.core.v1.NodeSelectorTerm;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** Checks which nodes something wants; Go: ValidateNodeSelector. */
public final class NodeSelectors {
  private static final String NO_OPERATOR = "not a valid selector operator";
  private static final String USE = "use \"";

  /** Labels of nodes that have a new name, with what to tell who uses the old one. */
  private static final Map<String, String> DEPRECATED =
      Map.of(
          "beta.kubernetes.io/arch", since("1.14", "kubernetes.io/arch"),
          "beta.kubernetes.io/os", since("1.14", "kubernetes.io/os"),
          "failure-domain.beta.kubernetes.io/region",
              since("1.17", "topology.kubernetes.io/region"),
          "failure-domain.beta.kubernetes.io/zone", since("1.17", "topology.kubernetes.io/zone"),
          "beta.kubernetes.io/instance-type", since("1.17", "node.kubernetes.io/instance-type"),
          "app.kubernetes.io/created-by", "deprecated since v1.9",
          "scheduler.alpha.kubernetes.io/preferAvoidPods",
              "deprecated since v1.22; use Taints and Tolerations instead",
          "node-role.kubernetes.io/master",
              USE + "node-role.kubernetes.io/control-plane\" instead");

  private NodeSelectors() {}

  /**
   * What is wrong with a selector.
   *
   * @param anyValue whether values may be no label values, as in objects that had such before
   */
  public static void validate(
      NodeSelector selector, boolean anyValue, Path path, FieldErrors errors) {
    Path terms = path.child("nodeSelectorTerms");
    if (selector.nodeSelectorTerms().isEmpty()) {
      errors.required(terms, "must have at least one node selector term");
    }
    for (int i = 0; i < selector.nodeSelectorTerms().size(); i++) {
      validate(selector.nodeSelectorTerms().get(i), anyValue, terms.index(i), errors);
    }
  }

  public static void validate(
      NodeSelectorTerm term, boolean anyValue, Path path, FieldErrors errors) {
    for (int i = 0; i < term.matchExpressions().size(); i++) {
      validateLabel(
          term.matchExpressions().get(i),
          anyValue,
          path.child("matchExpressions").index(i),
          errors);
    }
    for (int i = 0; i < term.matchFields().size(); i++) {
      validateField(term.matchFields().get(i), path.child("matchFields").index(i), errors);
    }
  }

  /** Whether an expression has a value that no label can have. */
  public static boolean hasInvalidValue(NodeSelector selector) {
    return selector.nodeSelectorTerms().stream()
        .flatMap(term -> term.matchExpressions().stream())
        .flatMap(rule -> rule.values().stream())
        .anyMatch(value -> !Names.labelValue(value).isEmpty());
  }

  /** A warning for each label in a term that has a new name. */
  public static List<String> warnings(NodeSelectorTerm term, Path path) {
    List<String> warnings = new ArrayList<>();
    for (int i = 0; i < term.matchExpressions().size(); i++) {
      String key = term.matchExpressions().get(i).key();
      String message = DEPRECATED.get(key);
      if (message != null) {
        Path at = path.child("matchExpressions").index(i).child("key");
        warnings.add(at + ": " + key + " is " + message);
      }
    }
    return warnings;
  }

  /** A warning for each label among these that has a new name. */
  public static List<String> warnings(Map<String, String> labels, Path path) {
    return labels.keySet().stream()
        .filter(DEPRECATED::containsKey)
        .map(key -> path + ": " + DEPRECATED.get(key))
        .toList();
  }

  private static void validateLabel(
      NodeSelectorRequirement rule, boolean anyValue, Path path, FieldErrors errors) {
    Path values = path.child("values");
    switch (rule.operator()) {
      case "In", "NotIn" -> {
        if (rule.values().isEmpty()) {
          errors.required(values, "must be specified when `operator` is 'In' or 'NotIn'");
        }
      }
      case "Exists", "DoesNotExist" -> {
        if (!rule.values().isEmpty()) {
          errors.forbidden(
              values, "may not be specified when `operator` is 'Exists' or 'DoesNotExist'");
        }
      }
      case "Gt", "Lt" -> {
        if (rule.values().size() != 1) {
          errors.required(values, "must be specified single value when `operator` is 'Lt' or 'Gt'");
        }
      }
      default -> errors.invalid(path.child("operator"), rule.operator(), NO_OPERATOR);
    }
    errors.invalid(path.child("key"), rule.key(), Names.qualifiedName(rule.key()));
    for (int i = 0; !anyValue && i < rule.values().size(); i++) {
      String value = rule.values().get(i);
      errors.invalid(values.index(i), value, Names.labelValue(value));
    }
  }

  /** Of a node's fields, only the name can be asked for. */
  private static void validateField(NodeSelectorRequirement rule, Path path, FieldErrors errors) {
    Path values = path.child("values");
    if (!rule.operator().equals("In") && !rule.operator().equals("NotIn")) {
      errors.invalid(path.child("operator"), rule.operator(), NO_OPERATOR);
    } else if (rule.values().size() != 1) {
      errors.required(
          values,
          "must be only one value when `operator` is 'In' or 'NotIn' for node field selector");
    }
    if (!rule.key().equals("metadata.name")) {
      errors.invalid(path.child("key"), rule.key(), "not a valid field selector key");
      return;
    }
    for (int i = 0; i < rule.values().size(); i++) {
      String value = rule.values().get(i);
      errors.invalid(values.index(i), value, Names.subdomain(value));
    }
  }

  private static String since(String version, String successor) {
    return "deprecated since v" + version + "; " + USE + successor + "\" instead";
  }
}
