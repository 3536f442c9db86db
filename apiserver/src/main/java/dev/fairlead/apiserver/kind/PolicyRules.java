package dev.fairlead.apiserver.kind;

import static dev.fairlead.apiserver.kind.Workloads.SPEC;
import static java.util.Objects.requireNonNullElse;

import dev.fairlead.apiserver.validation.FieldErrors;
import dev.fairlead.apiserver.validation.LabelSelectors;
import dev.fairlead.apiserver.validation.Names;
import dev.fairlead.apiserver.validation.Path;
import dev.fairlead.model.admissionregistration.v1.MatchResources;
import dev.fairlead.model.admissionregistration.v1.NamedRuleWithOperations;
import dev.fairlead.model.admissionregistration.v1.ParamKind;
import dev.fairlead.model.admissionregistration.v1.ParamRef;
import dev.fairlead.model.meta.v1.LabelSelector;
import dev.fairlead.model.meta.v1.ObjectMeta;
import dev.fairlead.model.tree.JsonValue;
import java.time.Instant;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Defaults and checks that admission policies and their bindings share. */
final class PolicyRules {
  private static final List<String> FAILURE_POLICIES = List.of("Fail", "Ignore");
  private static final List<String> MATCH_POLICIES = List.of("Equivalent", "Exact");
  private static final List<String> ACTIONS = List.of("Audit", "Deny", "Warn");

  private static final List<String> NOT_FOUND_ACTIONS = List.of("Deny", "Allow");
  private static final List<String> MUTABLE = List.of("*", "CONNECT", "CREATE", "UPDATE");

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
      validate(kind, SPEC.child("paramKind"), errors);
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

  private static void validate(ParamKind kind, Path path, FieldErrors errors) {
    String version = requireNonNullElse(kind.apiVersion(), "");
    Path at = path.child("apiVersion");
    if (version.isEmpty()) {
      errors.required(at, "");
    } else if (version.indexOf('/') != version.lastIndexOf('/')) {
      errors.invalid(at, version, "unexpected GroupVersion string: " + version);
    } else {
      int slash = version.indexOf('/');
      String group = slash < 0 ? "" : version.substring(0, slash);
      String name = version.substring(slash + 1);
      if (!group.isEmpty()) {
        joined(at, group, "", Names.subdomain(group), errors);
      }
      if (name.isEmpty()) {
        errors.invalid(at, version, "version must be specified");
      } else {
        joined(at, name, "", Names.label1035(name), errors);
      }
    }
    String name = requireNonNullElse(kind.kind(), "");
    if (name.isEmpty()) {
      errors.required(path.child("kind"), "");
    } else {
      String prefix = "may have mixed case, but should otherwise match: ";
      List<String> problems = Names.label1035(name.toLowerCase(Locale.ROOT));
      joined(path.child("kind"), name, prefix, problems, errors);
    }
  }

  private static void joined(
      Path path, String value, String prefix, List<String> problems, FieldErrors errors) {
    if (!problems.isEmpty()) {
      errors.invalid(path, value, prefix + String.join(",", problems));
    }
  }

  /** What is deleted can't be changed. */
  static void validateMutable(@Nullable MatchResources match, String field, FieldErrors errors) {
    if (match == null) {
      return;
    }
    for (NamedRuleWithOperations rule : match.resourceRules()) {
      for (String operation : rule.operations()) {
        if (!MUTABLE.contains(operation)) {
          errors.notSupported(SPEC.child(field, "resourceRules", "operations"), operation, MUTABLE);
        }
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
      Set<String> names = new HashSet<>();
      for (int k = 0; k < rule.resourceNames().size(); k++) {
        String name = rule.resourceNames().get(k);
        errors.invalid(at.child("resourceNames").index(k), name, Names.pathSegment(name));
        if (!names.add(name)) {
          errors.duplicate(at.child("resourceNames").index(k), name);
        }
      }
      WebhookRules.validateOperations(rule.operations(), at.child("operations"), errors);
      WebhookRules.validateRule(
          rule.apiGroups(), rule.apiVersions(), rule.resources(), rule.scope(), at, errors);
    }
  }

  /**
   * What is wrong with a binding.
   *
   * @param missing gets the error of a name that isn't there
   */
  static void validateBinding(
      @Nullable String policyName,
      @Nullable ParamRef params,
      @Nullable MatchResources match,
      FieldErrors errors,
      FieldErrors missing) {
    String policy = requireNonNullElse(policyName, "");
    if (policy.isEmpty()) {
      missing.required(SPEC.child("policyName"), "");
    } else {
      errors.invalid(SPEC.child("policyName"), policy, Names.subdomain(policy));
    }
    if (params != null) {
      validate(params, SPEC.child("paramRef"), errors);
    }
    if (match != null) {
      validate(match, SPEC.child("matchResources"), errors);
    }
  }

  private static void validate(ParamRef params, Path path, FieldErrors errors) {
    String name = requireNonNullElse(params.name(), "");
    boolean both = !name.isEmpty() && params.selector() != null;
    String exclusive = "name and selector are mutually exclusive";
    if (!name.isEmpty()) {
      errors.invalid(path.child("name"), name, Names.pathSegment(name));
    }
    if (both) {
      errors.forbidden(path.child("name"), exclusive);
    }
    LabelSelectors.validate(params.selector(), path.child("selector"), errors);
    if (both) {
      errors.forbidden(path.child("selector"), exclusive);
    }
    if (name.isEmpty() && params.selector() == null) {
      errors.required(path, "one of name or selector must be specified");
    }
    String action = requireNonNullElse(params.parameterNotFoundAction(), "");
    Path at = path.child("parameterNotFoundAction");
    if (action.isEmpty()) {
      errors.required(at, "");
    } else if (!NOT_FOUND_ACTIONS.contains(action)) {
      errors.notSupported(at, action, NOT_FOUND_ACTIONS);
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
  }

  private static String cell(@Nullable ParamRef params) {
    String name = params == null ? "" : requireNonNullElse(params.name(), "");
    String namespace = params == null ? "" : requireNonNullElse(params.namespace(), "");
    return name.isEmpty() ? Row.UNSET : (namespace.isEmpty() ? "*" : namespace) + "/" + name;
  }

  static String cell(@Nullable ParamKind kind) {
    return kind == null
        ? Row.UNSET
        : requireNonNullElse(kind.apiVersion(), "") + "/" + requireNonNullElse(kind.kind(), "");
  }

  /** The row of a binding. */
  static List<JsonValue> cells(
      ObjectMeta metadata, @Nullable String policy, @Nullable ParamRef params, Instant now) {
    return Row.of(metadata, now).text(policy).text(cell(params)).age(metadata).cells();
  }
}
