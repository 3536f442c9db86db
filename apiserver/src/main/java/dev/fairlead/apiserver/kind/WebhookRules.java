package dev.fairlead.apiserver.kind;

import static java.util.Objects.requireNonNullElse;

import dev.fairlead.apiserver.validation.Domains;
import dev.fairlead.apiserver.validation.FieldErrors;
import dev.fairlead.apiserver.validation.LabelSelectors;
import dev.fairlead.apiserver.validation.Names;
import dev.fairlead.apiserver.validation.Path;
import dev.fairlead.model.admissionregistration.v1.MatchCondition;
import dev.fairlead.model.admissionregistration.v1.RuleWithOperations;
import dev.fairlead.model.admissionregistration.v1.ServiceReference;
import dev.fairlead.model.admissionregistration.v1.WebhookClientConfig;
import dev.fairlead.model.meta.v1.LabelSelector;
import dev.fairlead.model.meta.v1.ObjectMeta;
import dev.fairlead.model.tree.JsonValue;
import java.time.Instant;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Defaults and checks that webhooks of both sorts share. */
final class WebhookRules {
  /** Seconds; Go: SetDefaults_ValidatingWebhook. */
  static final int TIMEOUT = 10;

  private static final int MAX_TIMEOUT = 30;
  private static final int PORT = 443;
  private static final List<String> FAILURE_POLICIES = List.of("Fail", "Ignore");
  private static final List<String> MATCH_POLICIES = List.of("Equivalent", "Exact");
  private static final List<String> SIDE_EFFECTS = List.of("None", "NoneOnDryRun");
  static final List<String> REINVOCATIONS = List.of("IfNeeded", "Never");
  private static final List<String> OPERATIONS =
      List.of("*", "CONNECT", "CREATE", "DELETE", "UPDATE");
  private static final List<String> SCOPES = List.of("*", "Cluster", "Namespaced");
  private static final List<String> REVIEWS = List.of("v1", "v1beta1");

  /** What webhooks of both sorts have; the reinvocation policy is null in validating ones. */
  record Hook(
      String name,
      WebhookClientConfig client,
      List<RuleWithOperations> rules,
      @Nullable String failurePolicy,
      @Nullable String matchPolicy,
      @Nullable LabelSelector namespaces,
      @Nullable LabelSelector objects,
      @Nullable String sideEffects,
      @Nullable Integer timeout,
      List<String> reviewVersions,
      List<MatchCondition> conditions,
      @Nullable String reinvocation) {}

  private WebhookRules() {}

  /** The row of a configuration. */
  static List<JsonValue> cells(ObjectMeta metadata, List<?> webhooks, Instant now) {
    return Row.of(metadata, now).number(webhooks.size()).age(metadata).cells();
  }

  static WebhookClientConfig defaults(WebhookClientConfig client) {
    ServiceReference service = client.service();
    return service == null || service.port() != null
        ? client
        : client.with(c -> c.service(service.with(s -> s.port(PORT))));
  }

  static RuleWithOperations defaults(RuleWithOperations rule) {
    return rule.with(r -> r.scope(requireNonNullElse(rule.scope(), "*")));
  }

  static void validate(List<Hook> hooks, FieldErrors errors) {
    Set<String> names = new HashSet<>();
    for (int i = 0; i < hooks.size(); i++) {
      Path path = Path.of("webhooks").index(i);
      Hook hook = hooks.get(i);
      validate(hook, path, errors);
      validateReviews(hook.reviewVersions, path.child("admissionReviewVersions"), errors);
      if (!hook.name.isEmpty() && !names.add(hook.name)) {
        errors.duplicate(path.child("name"), hook.name);
      }
    }
  }

  private static void validate(Hook hook, Path path, FieldErrors errors) {
    Domains.fullyQualifiedName(hook.name, path.child("name"), errors);
    for (int i = 0; i < hook.rules.size(); i++) {
      RuleWithOperations rule = hook.rules.get(i);
      Path at = path.child("rules").index(i);
      validateOperations(rule.operations(), at.child("operations"), errors);
      validateRule(
          rule.apiGroups(), rule.apiVersions(), rule.resources(), rule.scope(), at, errors);
    }
    supported(hook.failurePolicy, FAILURE_POLICIES, path.child("failurePolicy"), errors);
    supported(hook.matchPolicy, MATCH_POLICIES, path.child("matchPolicy"), errors);
    if (hook.sideEffects == null) {
      errors.required(path.child("sideEffects"), "must specify one of None, NoneOnDryRun");
    }
    supported(hook.sideEffects, SIDE_EFFECTS, path.child("sideEffects"), errors);
    Integer timeout = hook.timeout;
    if (timeout != null && (timeout < 1 || timeout > MAX_TIMEOUT)) {
      errors.invalid(
          path.child("timeoutSeconds"),
          timeout,
          "the timeout value must be between 1 and 30 seconds");
    }
    LabelSelectors.validate(hook.namespaces, path.child("namespaceSelector"), errors);
    LabelSelectors.validate(hook.objects, path.child("objectSelector"), errors);
    supported(hook.reinvocation, REINVOCATIONS, path.child("reinvocationPolicy"), errors);
    WebhookClients.validate(hook.client, path.child("clientConfig"), errors);
    PolicyExpressions.validateConditions(hook.conditions, path.child("matchConditions"), errors);
  }

  static void supported(
      @Nullable String value, List<String> supported, Path path, FieldErrors errors) {
    if (value != null && !supported.contains(value)) {
      errors.notSupported(path, value, supported);
    }
  }

  static void validateOperations(List<String> operations, Path path, FieldErrors errors) {
    if (operations.isEmpty()) {
      errors.required(path, "");
    }
    if (operations.size() > 1 && operations.contains("*")) {
      errors.invalid(path, operations, "if '*' is present, must not specify other operations");
    }
    for (int i = 0; i < operations.size(); i++) {
      supported(operations.get(i), OPERATIONS, path.index(i), errors);
    }
  }

  static void validateRule(
      List<String> groups,
      List<String> versions,
      List<String> resources,
      @Nullable String scope,
      Path path,
      FieldErrors errors) {
    list(groups, path.child("apiGroups"), "API groups", errors);
    list(versions, path.child("apiVersions"), "API versions", errors);
    for (int i = 0; i < versions.size(); i++) {
      if (versions.get(i).isEmpty()) {
        errors.required(path.child("apiVersions").index(i), "");
      }
    }
    validateResources(resources, path.child("resources"), errors);
    supported(scope, SCOPES, path.child("scope"), errors);
  }

  private static void list(List<String> values, Path path, String others, FieldErrors errors) {
    if (values.isEmpty()) {
      errors.required(path, "");
    }
    if (values.size() > 1 && values.contains("*")) {
      errors.invalid(path, values, "if '*' is present, must not specify other " + others);
    }
  }

  private static void validateResources(List<String> resources, Path path, FieldErrors errors) {
    if (resources.isEmpty()) {
      errors.required(path, "");
    }
    Set<String> whole = new HashSet<>();
    Set<String> everywhere = new HashSet<>();
    boolean plain = false;
    for (int i = 0; i < resources.size(); i++) {
      String text = resources.get(i);
      int slash = text.indexOf('/');
      if (text.isEmpty()) {
        errors.required(path.index(i), "");
      } else if (slash < 0) {
        plain = !text.equals("*");
      } else {
        String resource = text.substring(0, slash);
        String sub = text.substring(slash + 1);
        String present = "if '%s/%s' is present, must not specify %s";
        if (whole.contains(resource)) {
          errors.invalid(path.index(i), text, present.formatted(resource, "*", text));
        }
        if (everywhere.contains(sub)) {
          errors.invalid(path.index(i), text, present.formatted("*", sub, text));
        }
        if (sub.equals("*")) {
          whole.add(resource);
        }
        if (resource.equals("*")) {
          everywhere.add(sub);
        }
      }
    }
    if (resources.size() > 1 && resources.contains("*/*")) {
      errors.invalid(path, resources, "if '*/*' is present, must not specify other resources");
    }
    if (resources.contains("*") && plain) {
      errors.invalid(
          path,
          resources,
          "if '*' is present, must not specify other resources without subresources");
    }
  }

  private static void validateReviews(List<String> versions, Path path, FieldErrors errors) {
    if (versions.isEmpty()) {
      errors.required(path, "must specify one of v1, v1beta1");
      return;
    }
    Set<String> seen = new HashSet<>();
    for (int i = 0; i < versions.size(); i++) {
      if (!seen.add(versions.get(i))) {
        errors.invalid(path.index(i), versions.get(i), "duplicate version");
      } else {
        errors.invalid(path.index(i), versions.get(i), Names.label1035(versions.get(i)));
      }
    }
    if (seen.stream().noneMatch(REVIEWS::contains)) {
      errors.invalid(path, versions, "must include at least one of v1, v1beta1");
    }
  }
}
