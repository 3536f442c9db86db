package dev.fairlead.apiserver.kind;

import static dev.fairlead.apiserver.kind.Workloads.SPEC;
import static java.util.Objects.requireNonNullElse;

import dev.fairlead.apiserver.validation.FieldErrors;
import dev.fairlead.apiserver.validation.LabelSelectors;
import dev.fairlead.apiserver.validation.Path;
import dev.fairlead.model.admissionregistration.v1.MatchResources;
import dev.fairlead.model.admissionregistration.v1.NamedRuleWithOperations;
import dev.fairlead.model.admissionregistration.v1.ParamKind;
import dev.fairlead.model.admissionregistration.v1.ParamRef;
import dev.fairlead.model.meta.v1.LabelSelector;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Defaults and checks that admission policies and their bindings share. */
final class PolicyRules {
  private static final List<String> FAILURE_POLICIES = List.of("Fail", "Ignore");
  private static final List<String> MATCH_POLICIES = List.of("Equivalent", "Exact");
  private static final List<String> ACTIONS = List.of("Audit", "Deny", "Warn");

  private PolicyRules() {}

  static @Nullable MatchResources defaults(@Nullable MatchResources match) {
    if (match == null) {
      return null;
    }
    LabelSelector everything = LabelSelector.TYPE.empty();
    return match.with(m ->
        m.matchPolicy(requireNonNullElse(match.matchPolicy(), "Equivalent"))
            .namespaceSelector(requireNonNullElse(match.namespaceSelector(), everything))
            .objectSelector(requireNonNullElse(match.objectSelector(), everything))
            .resourceRules(match.resourceRules().stream().map(PolicyRules::defaults).toList())
            .excludeResourceRules(
                match.excludeResourceRules().stream().map(PolicyRules::defaults).toList()));
  }

  private static NamedRuleWithOperations defaults(NamedRuleWithOperations rule) {
    return rule.with(r -> r.scope(requireNonNullElse(rule.scope(), "*")));
  }

  static void validate(
      @Nullable ParamKind kind,
      @Nullable MatchResources match,
      @Nullable String failurePolicy,
      FieldErrors errors) {
    if (failurePolicy == null) {
      errors.required(SPEC.child("failurePolicy"), "");
    } else if (!FAILURE_POLICIES.contains(failurePolicy)) {
      errors.notSupported(SPEC.child("failurePolicy"), failurePolicy, FAILURE_POLICIES);
    }
    if (kind != null) {
      if (requireNonNullElse(kind.apiVersion(), "").isEmpty()) {
        errors.required(SPEC.child("paramKind", "apiVersion"), "");
      }
      if (requireNonNullElse(kind.kind(), "").isEmpty()) {
        errors.required(SPEC.child("paramKind", "kind"), "");
      }
    }
    Path path = SPEC.child("matchConstraints");
    if (match == null) {
      errors.required(path, "");
    } else {
      validate(match, path, errors);
      if (match.resourceRules().isEmpty()) {
        errors.required(path.child("resourceRules"), "");
      }
    }
  }

  private static void validate(MatchResources match, Path path, FieldErrors errors) {
    String policy = match.matchPolicy();
    if (policy == null) {
      errors.required(path.child("matchPolicy"), "");
    } else if (!MATCH_POLICIES.contains(policy)) {
      errors.notSupported(path.child("matchPolicy"), policy, MATCH_POLICIES);
    }
    LabelSelectors.validate(match.namespaceSelector(), path.child("namespaceSelector"), errors);
    LabelSelectors.validate(match.objectSelector(), path.child("objectSelector"), errors);
    validate(match.resourceRules(), path.child("resourceRules"), errors);
    validate(match.excludeResourceRules(), path.child("excludeResourceRules"), errors);
  }

  private static void validate(List<NamedRuleWithOperations> rules, Path path, FieldErrors errors) {
    for (int i = 0; i < rules.size(); i++) {
      NamedRuleWithOperations rule = rules.get(i);
      Path at = path.index(i);
      WebhookRules.validateOperations(rule.operations(), at.child("operations"), errors);
      WebhookRules.validateRule(
          rule.apiGroups(), rule.apiVersions(), rule.resources(), rule.scope(), at, errors);
    }
  }

  static void validateBinding(
      @Nullable String policyName,
      @Nullable ParamRef params,
      @Nullable MatchResources match,
      FieldErrors errors) {
    if (requireNonNullElse(policyName, "").isEmpty()) {
      errors.required(SPEC.child("policyName"), "");
    }
    if (params != null) {
      boolean named = !requireNonNullElse(params.name(), "").isEmpty();
      if (!named && params.selector() == null) {
        errors.required(SPEC.child("paramRef"), "one of name or selector must be specified");
      }
      if (params.parameterNotFoundAction() == null) {
        errors.required(SPEC.child("paramRef", "parameterNotFoundAction"), "");
      }
    }
    if (match != null) {
      validate(match, SPEC.child("matchResources"), errors);
    }
  }

  static void validateActions(List<String> actions, FieldErrors errors) {
    Path path = SPEC.child("validationActions");
    for (int i = 0; i < actions.size(); i++) {
      if (!ACTIONS.contains(actions.get(i))) {
        errors.notSupported(path.index(i), actions.get(i), ACTIONS);
      }
      if (actions.subList(0, i).contains(actions.get(i))) {
        errors.duplicate(path.index(i), actions.get(i));
      }
    }
    if (actions.contains("Deny") && actions.contains("Warn")) {
      errors.invalid(
          path,
          actions,
          "must not contain both Deny and Warn (repeating the same validation failure information"
              + " in the API response and headers serves no purpose)");
    }
    if (actions.isEmpty()) {
      errors.required(path, "");
    }
  }

  static String cell(@Nullable ParamRef params) {
    String name = params == null ? "" : requireNonNullElse(params.name(), "");
    String namespace = params == null ? "" : requireNonNullElse(params.namespace(), "");
    return name.isEmpty() ? Row.UNSET : (namespace.isEmpty() ? "*" : namespace) + "/" + name;
  }
}
