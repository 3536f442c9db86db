package dev.fairlead.apiserver.kind;

import static dev.fairlead.apiserver.kind.Workloads.SPEC;
import static dev.fairlead.apiserver.kind.Workloads.STATUS;
import static java.util.Objects.requireNonNullElse;

import dev.fairlead.apiserver.validation.FieldErrors;
import dev.fairlead.apiserver.validation.Names;
import dev.fairlead.apiserver.validation.Path;
import dev.fairlead.apiserver.validation.pod.InternalJson;
import dev.fairlead.model.flowcontrol.v1.FlowSchema;
import dev.fairlead.model.flowcontrol.v1.FlowSchemaSpec;
import dev.fairlead.model.flowcontrol.v1.NonResourcePolicyRule;
import dev.fairlead.model.flowcontrol.v1.PolicyRulesWithSubjects;
import dev.fairlead.model.flowcontrol.v1.ResourcePolicyRule;
import dev.fairlead.model.flowcontrol.v1.ServiceAccountSubject;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** What is wrong with a FlowSchema: its precedence, its priority level, and whom it matches. */
final class FlowRules {
  /** Go: flowcontrol.FlowSchemaMaxMatchingPrecedence. */
  private static final int MAX_PRECEDENCE = 10_000;

  private static final List<String> METHODS = List.of("ByNamespace", "ByUser");
  private static final List<String> VERBS =
      List.of(
          "create",
          "delete",
          "deletecollection",
          "get",
          "list",
          "patch",
          "proxy",
          "update",
          "watch");
  private static final List<String> KINDS = List.of("Group", "ServiceAccount", "User");

  private FlowRules() {}

  static void validate(FlowSchema schema, FieldErrors errors) {
    FlowSchemaSpec spec = schema.spec();
    int precedence = spec.matchingPrecedence();
    Path path = SPEC.child("matchingPrecedence");
    if (precedence <= 0) {
      errors.invalid(path, precedence, "must be a positive value");
    }
    if (precedence > MAX_PRECEDENCE) {
      errors.invalid(path, precedence, "must not be greater than " + MAX_PRECEDENCE);
    }
    if (precedence == 1 && !"exempt".equals(schema.metadata().name())) {
      errors.invalid(
          path, precedence, "only the schema named 'exempt' may have matchingPrecedence 1");
    }
    if (spec.distinguisherMethod() != null
        && !METHODS.contains(spec.distinguisherMethod().type())) {
      errors.notSupported(
          SPEC.child("distinguisherMethod").child("type"),
          InternalJson.of(spec.distinguisherMethod()),
          METHODS);
    }
    String level = spec.priorityLevelConfiguration().name();
    Path levelPath = SPEC.child("priorityLevelConfiguration", "name");
    if (level.isEmpty()) {
      errors.required(levelPath, "must reference a priority level");
    } else {
      errors.invalid(levelPath, level, Names.subdomain(level));
    }
    for (int i = 0; i < spec.rules().size(); i++) {
      validate(spec.rules().get(i), SPEC.child("rules").index(i), errors);
    }
  }

  private static void validate(PolicyRulesWithSubjects rule, Path path, FieldErrors errors) {
    for (int i = 0; i < rule.subjects().size(); i++) {
      var subject = rule.subjects().get(i);
      Path at = path.child("subjects").index(i);
      if (!KINDS.contains(subject.kind())) {
        errors.notSupported(at.child("kind"), subject.kind(), KINDS);
        continue;
      }
      named("ServiceAccount", subject.kind(), name(subject.serviceAccount()), at, errors);
      if (subject.kind().equals("ServiceAccount") && subject.serviceAccount() != null) {
        account(subject.serviceAccount(), at.child("serviceAccount"), errors);
      }
      named(
          "User",
          subject.kind(),
          subject.user() == null ? null : subject.user().name(),
          at,
          errors);
      named(
          "Group",
          subject.kind(),
          subject.group() == null ? null : subject.group().name(),
          at,
          errors);
    }
    if (rule.subjects().isEmpty()) {
      errors.required(path.child("subjects"), "subjects must contain at least one value");
    }
    if (rule.resourceRules().isEmpty() && rule.nonResourceRules().isEmpty()) {
      errors.required(
          path, "at least one of resourceRules and nonResourceRules has to be non-empty");
    }
    for (int i = 0; i < rule.resourceRules().size(); i++) {
      validate(rule.resourceRules().get(i), path.child("resourceRules").index(i), errors);
    }
    for (int i = 0; i < rule.nonResourceRules().size(); i++) {
      Path at = path.child("nonResourceRules").index(i);
      NonResourcePolicyRule each = rule.nonResourceRules().get(i);
      verbs(each.verbs(), at, errors);
      list(
          each.nonResourceURLs(),
          "nonResourceURLs",
          "nonResourceURLs must contain at least one value",
          "non-resource URLs",
          at,
          errors);
      for (int j = 0; j < each.nonResourceURLs().size(); j++) {
        if (!each.nonResourceURLs().contains("*")) {
          url(each.nonResourceURLs().get(j), at.child("nonResourceURLs").index(j), errors);
        }
      }
    }
  }

  private static void url(String url, Path path, FieldErrors errors) {
    if (url.isEmpty()) {
      errors.invalid(path, url, "must not be empty");
    } else if (url.equals("/")) {
      return; // the root is allowed
    } else if (url.charAt(0) != '/') {
      errors.invalid(path, url, "must start with slash");
    } else if (url.indexOf(' ') >= 0) {
      errors.invalid(path, url, "must not contain white-space");
    } else if (url.contains("//")) {
      errors.invalid(path, url, "must not contain double slash");
    } else if (url.contains("*")
        && (url.indexOf("/*") != url.indexOf('*') - 1 || url.indexOf('*') < url.length() - 1)) {
      errors.invalid(path, url, "wildcard can only do suffix matching");
    }
  }

  private static @Nullable String name(@Nullable ServiceAccountSubject account) {
    return account == null ? null : account.name();
  }

  private static void account(ServiceAccountSubject account, Path path, FieldErrors errors) {
    String name = account.name();
    if (!name.isEmpty() && !name.equals("*")) {
      errors.invalid(path.child("name"), name, Names.subdomain(name));
    }
    if (account.namespace().isEmpty()) {
      errors.required(path.child("namespace"), "must specify namespace for service account");
    } else {
      errors.invalid(
          path.child("namespace"), account.namespace(), Names.label(account.namespace()));
    }
  }

  /** A subject has the field of its kind, with a name, and none of the others. */
  private static void named(
      String kind, String actual, @Nullable String name, Path path, FieldErrors errors) {
    String field = kind.substring(0, 1).toLowerCase(java.util.Locale.ROOT) + kind.substring(1);
    if (!kind.equals(actual)) {
      if (name != null) {
        errors.forbidden(
            path.child(field), field + " is forbidden when subject kind is not '" + kind + "'");
      }
    } else if (name == null) {
      errors.required(
          path.child(field), field + " is required when subject kind is '" + kind + "'");
    } else if (name.isEmpty()) {
      errors.required(path.child(field, "name"), "");
    }
  }

  private static void validate(ResourcePolicyRule rule, Path path, FieldErrors errors) {
    verbs(rule.verbs(), path, errors);
    list(
        rule.apiGroups(),
        "apiGroups",
        "resource rules must supply at least one api group",
        "api groups",
        path,
        errors);
    list(
        rule.resources(),
        "resources",
        "resource rules must supply at least one resource",
        "resources",
        path,
        errors);
    if (!rule.namespaces().isEmpty() || !rule.clusterScope()) {
      list(
          rule.namespaces(),
          "namespaces",
          "resource rules that are not cluster scoped must supply at least one namespace",
          "namespaces",
          path,
          errors);
    }
    for (int i = 0; i < rule.namespaces().size(); i++) {
      String namespace = rule.namespaces().get(i);
      for (String problem :
          rule.namespaces().contains("*") ? List.<String>of() : Names.label(namespace)) {
        errors.invalid(
            path.child("namespaces").index(i),
            namespace,
            "each member of this list must be '*' or a DNS-1123 label; " + problem);
      }
    }
  }

  private static void verbs(List<String> verbs, Path path, FieldErrors errors) {
    list(verbs, "verbs", "verbs must contain at least one value", "verbs", path, errors);
    if (!verbs.contains("*") && !VERBS.containsAll(verbs)) {
      errors.notSupported(path.child("verbs"), verbs, VERBS);
    }
  }

  private static void list(
      List<String> values,
      String field,
      String missing,
      String others,
      Path path,
      FieldErrors errors) {
    if (values.isEmpty()) {
      errors.required(path.child(field), missing);
    } else if (values.size() > 1 && values.contains("*")) {
      errors.invalid(
          path.child(field), values, "if '*' is present, must not specify other " + others);
    }
  }

  static void validateConditions(List<? extends @Nullable String> types, FieldErrors errors) {
    Set<String> seen = new HashSet<>();
    for (int i = 0; i < types.size(); i++) {
      Path path = STATUS.child("conditions").index(i).child("type");
      String type = requireNonNullElse(types.get(i), "");
      if (!seen.add(type)) {
        errors.duplicate(path, type);
      }
      if (type.isEmpty()) {
        errors.required(path, "");
      }
    }
  }
}
