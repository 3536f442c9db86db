package dev.fairlead.apiserver.kind;

import static java.util.Objects.requireNonNullElse;

import dev.fairlead.apiserver.validation.FieldErrors;
import dev.fairlead.apiserver.validation.Immutable;
import dev.fairlead.apiserver.validation.Names;
import dev.fairlead.apiserver.validation.Path;
import dev.fairlead.model.rbac.v1.PolicyRule;
import dev.fairlead.model.rbac.v1.RoleRef;
import dev.fairlead.model.rbac.v1.Subject;
import dev.fairlead.model.tree.JsonObject;
import java.util.List;
import java.util.stream.Collectors;

/**
 * What roles share, and what bindings share. Errors that Kubernetes finds by declared rules come
 * after those that it finds by hand, which is why some are kept back.
 */
final class RbacRules {
  static final String GROUP = "rbac.authorization.k8s.io";
  private static final Path ROLE_REF = Path.of("roleRef");

  private RbacRules() {}

  // --- roles ---

  /** Checks the rules of a role; {@code last} takes what declared rules find. */
  static void validate(
      List<PolicyRule> rules, boolean namespaced, FieldErrors errors, FieldErrors last) {
    for (int i = 0; i < rules.size(); i++) {
      Path path = Path.of("rules").index(i);
      validate(rules.get(i), namespaced, path, errors);
      if (rules.get(i).verbs().isEmpty()) {
        last.required(path.child("verbs"), "");
      }
    }
  }

  private static void validate(PolicyRule rule, boolean namespaced, Path path, FieldErrors errors) {
    boolean forResources = !rule.apiGroups().isEmpty() || !rule.resources().isEmpty();
    if (!rule.nonResourceURLs().isEmpty()) {
      Path urls = path.child("nonResourceURLs");
      if (namespaced) {
        errors.invalid(
            urls, rule.nonResourceURLs(), "namespaced rules cannot apply to non-resource URLs");
      }
      if (forResources || !rule.resourceNames().isEmpty()) {
        errors.invalid(
            urls,
            rule.nonResourceURLs(),
            "rules cannot apply to both regular resources and non-resource URLs");
      }
      return;
    }
    if (rule.apiGroups().isEmpty()) {
      errors.required(path.child("apiGroups"), "resource rules must supply at least one api group");
    }
    if (rule.resources().isEmpty()) {
      errors.required(path.child("resources"), "resource rules must supply at least one resource");
    }
  }

  // --- bindings ---

  static RoleRef defaults(RoleRef role) {
    return role.apiGroup().isEmpty() ? role.with(r -> r.apiGroup(GROUP)) : role;
  }

  static List<Subject> defaults(List<Subject> subjects) {
    return subjects.stream().map(RbacRules::defaults).toList();
  }

  private static Subject defaults(Subject subject) {
    boolean grouped = subject.kind().equals("User") || subject.kind().equals("Group");
    return grouped && requireNonNullElse(subject.apiGroup(), "").isEmpty()
        ? subject.with(s -> s.apiGroup(GROUP))
        : subject;
  }

  /**
   * What is wrong with a binding.
   *
   * @param isNew whether the binding is made now: only then a declared rule finds the missing name
   *     of the role, after all else
   * @param kinds of roles that it may be to
   */
  static void validateBinding(
      RoleRef role,
      List<Subject> subjects,
      boolean isNew,
      boolean namespaced,
      List<String> kinds,
      FieldErrors errors) {
    FieldErrors last = new FieldErrors();
    if (!role.apiGroup().equals(GROUP)) {
      errors.notSupported(ROLE_REF.child("apiGroup"), role.apiGroup(), List.of(GROUP));
    }
    if (!kinds.contains(role.kind())) {
      errors.notSupported(ROLE_REF.child("kind"), role.kind(), kinds);
    }
    if (!role.name().isEmpty()) {
      errors.invalid(ROLE_REF.child("name"), role.name(), Names.pathSegment(role.name()));
    } else if (!isNew) {
      errors.required(ROLE_REF.child("name"), "");
    }
    for (int i = 0; i < subjects.size(); i++) {
      Path path = Path.of("subjects").index(i);
      validate(subjects.get(i), namespaced, path, errors);
      if (subjects.get(i).name().isEmpty()) {
        last.required(path.child("name"), "");
      }
    }
    if (isNew && role.name().isEmpty()) {
      last.required(ROLE_REF.child("name"), "");
    }
    errors.addAll(last);
  }

  private static void validate(Subject subject, boolean namespaced, Path path, FieldErrors errors) {
    String group = requireNonNullElse(subject.apiGroup(), "");
    switch (subject.kind()) {
      case "ServiceAccount" -> {
        if (!subject.name().isEmpty()) {
          errors.invalid(path.child("name"), subject.name(), Names.subdomain(subject.name()));
        }
        if (!group.isEmpty()) {
          errors.notSupported(path.child("apiGroup"), group, List.of(""));
        }
        if (!namespaced && requireNonNullElse(subject.namespace(), "").isEmpty()) {
          errors.required(path.child("namespace"), "");
        }
      }
      case "User", "Group" -> {
        if (!group.equals(GROUP)) {
          errors.notSupported(path.child("apiGroup"), group, List.of(GROUP));
        }
      }
      default ->
          errors.notSupported(
              path.child("kind"), subject.kind(), List.of("ServiceAccount", "User", "Group"));
    }
  }

  /** A binding is to one role for its life. */
  static void validateUpdate(RoleRef role, RoleRef old, FieldErrors errors) {
    if (!role.equals(old)) {
      errors.invalid(ROLE_REF, printed(role), Immutable.MESSAGE);
    }
  }

  /** The reference as Go prints its own type. */
  private static JsonObject printed(RoleRef role) {
    return JsonObject.builder()
        .put("APIGroup", role.apiGroup())
        .put("Kind", role.kind())
        .put("Name", role.name())
        .build();
  }

  static String cell(RoleRef role) {
    return role.kind() + "/" + role.name();
  }

  /** Three cells: the users, the groups and the service accounts. */
  static Row subjects(Row row, List<Subject> subjects) {
    return row.text(names(subjects, "User"))
        .text(names(subjects, "Group"))
        .text(
            subjects.stream()
                .filter(subject -> subject.kind().equals("ServiceAccount"))
                .map(account -> requireNonNullElse(account.namespace(), "") + "/" + account.name())
                .collect(Collectors.joining(", ")));
  }

  private static String names(List<Subject> subjects, String kind) {
    return subjects.stream()
        .filter(subject -> subject.kind().equals(kind))
        .map(Subject::name)
        .collect(Collectors.joining(", "));
  }
}
