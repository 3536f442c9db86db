package dev.fairlead.apiserver.validation.pod;

import dev.fairlead.apiserver.validation.FieldErrors;
import dev.fairlead.apiserver.validation.Names;
import dev.fairlead.apiserver.validation.Path;
import dev.fairlead.model.core.v1.NodeSelector;
import dev.fairlead.model.core.v1.NodeSelectorRequirement;
import dev.fairlead.model.core.v1.NodeSelectorTerm;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;

/** Checks selectors of nodes. */
public final class NodeSelectors {
  private NodeSelectors() {}

  public static void validate(NodeSelector selector, Path path, FieldErrors errors) {
    validate(
        selector, path, new Scope(errors, false, Set.of(), EnumSet.noneOf(Scope.Tolerance.class)));
  }

  static void validate(NodeSelector selector, Path path, Scope scope) {
    Path terms = path.child("nodeSelectorTerms");
    if (selector.nodeSelectorTerms().isEmpty()) {
      scope.errors().required(terms, "must have at least one node selector term");
    }
    for (int i = 0; i < selector.nodeSelectorTerms().size(); i++) {
      validateTerm(selector.nodeSelectorTerms().get(i), false, terms.index(i), scope);
    }
  }

  static void validateTerm(NodeSelectorTerm term, boolean anyValue, Path path, Scope scope) {
    for (int i = 0; i < term.matchExpressions().size(); i++) {
      label(
          term.matchExpressions().get(i), anyValue, path.child("matchExpressions").index(i), scope);
    }
    for (int i = 0; i < term.matchFields().size(); i++) {
      field(term.matchFields().get(i), path.child("matchFields").index(i), scope.errors());
    }
  }

  private static void label(
      NodeSelectorRequirement requirement, boolean anyValue, Path path, Scope scope) {
    FieldErrors errors = scope.errors();
    Path values = path.child("values");
    int count = requirement.values().size();
    switch (requirement.operator()) {
      case "In", "NotIn" -> {
        if (count == 0) {
          errors.required(values, "must be specified when `operator` is 'In' or 'NotIn'");
        }
      }
      case "Exists", "DoesNotExist" -> {
        if (count > 0) {
          errors.forbidden(
              values, "may not be specified when `operator` is 'Exists' or 'DoesNotExist'");
        }
      }
      case "Gt", "Lt" -> {
        if (count != 1) {
          errors.required(values, "must be specified single value when `operator` is 'Lt' or 'Gt'");
        }
      }
      default ->
          errors.invalid(
              path.child("operator"), requirement.operator(), "not a valid selector operator");
    }
    errors.invalid(path.child("key"), requirement.key(), Names.qualifiedName(requirement.key()));
    for (int i = 0; !anyValue && i < count; i++) {
      String value = requirement.values().get(i);
      List<String> problems = Names.labelValue(value);
      if (!problems.isEmpty() && !scope.tolerates(Scope.Tolerance.NODE_AFFINITY_VALUE)) {
        errors.invalid(values.index(i), value, problems);
      }
    }
  }

  private static void field(NodeSelectorRequirement requirement, Path path, FieldErrors errors) {
    String operator = requirement.operator();
    if (!operator.equals("In") && !operator.equals("NotIn")) {
      errors.invalid(path.child("operator"), operator, "not a valid selector operator");
    } else if (requirement.values().size() != 1) {
      errors.required(
          path.child("values"),
          "must be only one value when `operator` is 'In' or 'NotIn' for node field selector");
    }
    if (!requirement.key().equals("metadata.name")) {
      errors.invalid(path.child("key"), requirement.key(), "not a valid field selector key");
      return;
    }
    for (int i = 0; i < requirement.values().size(); i++) {
      String value = requirement.values().get(i);
      errors.invalid(path.child("values").index(i), value, Names.subdomain(value));
    }
  }
}
