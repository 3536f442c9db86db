package dev.fairlead.apiserver.kind;

import dev.fairlead.apiserver.validation.FieldErrors;
import dev.fairlead.apiserver.validation.Immutable;
import dev.fairlead.apiserver.validation.Path;
import dev.fairlead.apiserver.validation.ResourceNames;
import dev.fairlead.apiserver.validation.pod.ResourceLists;
import dev.fairlead.model.core.v1.ResourceQuota;
import dev.fairlead.model.core.v1.ResourceQuotaSpec;
import dev.fairlead.model.core.v1.ResourceQuotaStatus;
import dev.fairlead.model.core.v1.ScopeSelector;
import dev.fairlead.model.core.v1.ScopedResourceSelectorRequirement;
import dev.fairlead.model.tree.JsonObject;
import dev.fairlead.model.tree.JsonValue;
import dev.fairlead.model.value.Quantity;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.StringJoiner;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** ResourceQuotas. */
final class ResourceQuotas extends Kind<ResourceQuota> {
  private static final String BEST_EFFORT = "BestEffort";
  private static final String NOT_BEST_EFFORT = "NotBestEffort";
  private static final String TERMINATING = "Terminating";
  private static final String NOT_TERMINATING = "NotTerminating";
  private static final String CROSS_NAMESPACE = "CrossNamespacePodAffinity";
  private static final String PRIORITY_CLASS = "PriorityClass";
  private static final String ATTRIBUTES_CLASS = "VolumeAttributesClass";

  /** Scopes that a Pod is in or not, without a value. */
  private static final Set<String> PLAIN_SCOPES =
      Set.of(BEST_EFFORT, NOT_BEST_EFFORT, TERMINATING, NOT_TERMINATING, CROSS_NAMESPACE);

  private static final Set<String> POD_RESOURCES =
      Set.of(
          "pods",
          "cpu",
          "memory",
          "limits.cpu",
          "limits.memory",
          "requests.cpu",
          "requests.memory");
  private static final Set<String> CLAIM_RESOURCES =
      Set.of("persistentvolumeclaims", "requests.storage");

  private static final Path SPEC = Path.of("spec");

  ResourceQuotas() {
    super(ResourceQuota.TYPE);
  }

  /** Amounts finer than thousandths are rounded up, as in all lists of resources. */
  @Override
  public ResourceQuota defaults(ResourceQuota quota) {
    return quota.with(q ->
        q.spec(s -> s.hard(ResourceLists.rounded(quota.spec().hard())))
            .status(s ->
                s.hard(ResourceLists.rounded(quota.status().hard()))
                    .used(ResourceLists.rounded(quota.status().used()))));
  }

  @Override
  public ResourceQuota beforeCreate(ResourceQuota quota) {
    return quota.with(q -> q.status(ResourceQuotaStatus.TYPE.empty()));
  }

  @Override
  public void validate(ResourceQuota quota, FieldErrors errors) {
    ResourceQuotaSpec spec = quota.spec();
    validateAmounts(spec.hard(), SPEC.child("hard"), errors);
    Path scopes = SPEC.child("scopes");
    for (String scope : spec.scopes()) {
      if (!isScope(scope)) {
        errors.invalid(scopes, spec.scopes(), "unsupported scope");
      }
      for (int i = unsupported(scope, spec); i > 0; i--) {
        errors.invalid(scopes, spec.scopes(), "unsupported scope applied to resource");
      }
    }
    validateConflicts(spec.scopes(), spec.scopes(), scopes, errors);
    if (spec.scopeSelector() != null) {
      validateSelector(spec, spec.scopeSelector(), errors);
    }
  }

  private static void validateAmounts(
      Map<String, Quantity> amounts, Path path, FieldErrors errors) {
    amounts.forEach((name, amount) -> {
      ResourceNames.validateQuota(name, path.key(name), errors);
      ResourceNames.validateAmount(name, amount, path.key(name), errors);
    });
  }

  private static void validateSelector(
      ResourceQuotaSpec spec, ScopeSelector selector, FieldErrors errors) {
    Path path = SPEC.child("scopeSelector", "matchExpressions");
    List<String> scopes = new ArrayList<>();
    for (ScopedResourceSelectorRequirement rule : selector.matchExpressions()) {
      scopes.add(rule.scopeName());
      if (!isScope(rule.scopeName())) {
        errors.invalid(path.child("scopeName"), rule.scopeName(), "unsupported scope");
      }
      for (int i = unsupported(rule.scopeName(), spec); i > 0; i--) {
        errors.invalid(path, goSelector(selector), "unsupported scope applied to resource");
      }
      validateRule(rule, path, errors);
    }
    validateConflicts(scopes, spec.scopes(), path, errors);
  }

  private static void validateRule(
      ScopedResourceSelectorRequirement rule, Path path, FieldErrors errors) {
    String operator = rule.operator();
    if (PLAIN_SCOPES.contains(rule.scopeName()) && !operator.equals("Exists")) {
      errors.invalid(
          path.child("operator"),
          operator,
          "must be 'Exists' when scope is any of ResourceQuotaScopeTerminating,"
              + " ResourceQuotaScopeNotTerminating, ResourceQuotaScopeBestEffort,"
              + " ResourceQuotaScopeNotBestEffort or ResourceQuotaScopeCrossNamespacePodAffinity");
    }
    switch (operator) {
      case "In", "NotIn" -> {
        if (rule.values().isEmpty()) {
          errors.required(
              path.child("values"),
              "must be at least one value when `operator` is 'In' or 'NotIn' for scope selector");
        }
      }
      case "Exists", "DoesNotExist" -> {
        if (!rule.values().isEmpty()) {
          errors.invalid(
              path.child("values"),
              rule.values(),
              "must be no value when `operator` is 'Exist' or 'DoesNotExist' for scope selector");
        }
      }
      default -> errors.invalid(path.child("operator"), operator, "not a valid selector operator");
    }
  }

  private static void validateConflicts(
      Collection<String> scopes, List<String> printed, Path path, FieldErrors errors) {
    if (scopes.contains(BEST_EFFORT) && scopes.contains(NOT_BEST_EFFORT)) {
      errors.invalid(path, printed, "conflicting scopes");
    }
    if (scopes.contains(TERMINATING) && scopes.contains(NOT_TERMINATING)) {
      errors.invalid(path, printed, "conflicting scopes");
    }
  }

  private static boolean isScope(String scope) {
    return PLAIN_SCOPES.contains(scope)
        || scope.equals(PRIORITY_CLASS)
        || scope.equals(ATTRIBUTES_CLASS);
  }

  /** How many of the limited resources aren't in the scope. */
  private static int unsupported(String scope, ResourceQuotaSpec spec) {
    return (int)
        spec.hard().keySet().stream()
            .filter(ResourceNames::isStandardQuota)
            .filter(name -> !isInScope(scope, name))
            .count();
  }

  private static boolean isInScope(String scope, String resource) {
    return switch (scope) {
      case TERMINATING, NOT_TERMINATING, NOT_BEST_EFFORT, PRIORITY_CLASS, CROSS_NAMESPACE ->
          POD_RESOURCES.contains(resource);
      case BEST_EFFORT -> resource.equals("pods");
      case ATTRIBUTES_CLASS -> CLAIM_RESOURCES.contains(resource);
      default -> true;
    };
  }

  /** A selector as Go prints it, whose internal type names its fields in capitals. */
  private static JsonObject goSelector(ScopeSelector selector) {
    List<JsonValue> rules = new ArrayList<>();
    for (ScopedResourceSelectorRequirement rule : selector.matchExpressions()) {
      rules.add(
          JsonObject.builder()
              .put("ScopeName", JsonValue.of(rule.scopeName()))
              .put("Operator", JsonValue.of(rule.operator()))
              .put("Values", JsonValue.of(rule.values().isEmpty() ? null : rule.values()))
              .build());
    }
    return JsonObject.builder().put("MatchExpressions", JsonValue.of(rules)).build();
  }

  @Override
  public ResourceQuota beforeUpdate(ResourceQuota quota, ResourceQuota old) {
    return quota.with(q -> q.status(old.status()));
  }

  @Override
  public void validateUpdate(ResourceQuota quota, ResourceQuota old, FieldErrors errors) {
    validate(quota, errors);
    List<String> scopes = quota.spec().scopes();
    if (!Set.copyOf(scopes).equals(Set.copyOf(old.spec().scopes()))) {
      errors.invalid(SPEC.child("scopes"), scopes, Immutable.MESSAGE);
    }
  }

  @Override
  public ResourceQuota beforeStatusUpdate(ResourceQuota quota, ResourceQuota old) {
    return quota.with(q -> q.spec(old.spec()));
  }

  @Override
  public void validateStatusUpdate(ResourceQuota quota, ResourceQuota old, FieldErrors errors) {
    validateAmounts(quota.status().hard(), Path.of("status", "hard"), errors);
    validateAmounts(quota.status().used(), Path.of("status", "used"), errors);
  }

  @Override
  public List<String> warnings(ResourceQuota quota, @Nullable ResourceQuota old) {
    List<String> warnings = new ArrayList<>();
    Map<String, Quantity> hard = quota.spec().hard();
    for (String name : List.of("cpu", "memory", "storage", "ephemeral-storage")) {
      boolean shortForm = name.equals("cpu") || name.equals("memory");
      String request = "requests." + name;
      request = shortForm && !hard.containsKey(request) ? name : request;
      Quantity requested = hard.get(request);
      Quantity limit = hard.get("limits." + name);
      if (old == null && requested != null && limit != null && requested.compareTo(limit) > 0) {
        warnings.add(
            "ResourceQuota "
                + request
                + " ("
                + requested
                + ") should be less than limits."
                + name
                + " ("
                + limit
                + ")");
      }
    }
    return warnings;
  }

  @Override
  public List<JsonValue> cells(ResourceQuota quota, Instant now) {
    StringJoiner requests = new StringJoiner(", ");
    StringJoiner limits = new StringJoiner(", ");
    Map<String, Quantity> used = quota.status().used();
    new TreeMap<>(quota.status().hard())
        .forEach((name, hard) ->
            (name.startsWith("limits.") ? limits : requests)
                .add(name + ": " + used.getOrDefault(name, Quantity.ZERO) + "/" + hard));
    return Row.of(quota.metadata(), now)
        .text(requests.toString())
        .text(limits.toString())
        .age(quota.metadata())
        .cells();
  }
}
