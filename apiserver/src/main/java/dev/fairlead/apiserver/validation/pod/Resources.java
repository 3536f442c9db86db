package dev.fairlead.apiserver.validation.pod;

import static dev.fairlead.apiserver.validation.Texts.orEmpty;

import dev.fairlead.apiserver.validation.FieldError;
import dev.fairlead.apiserver.validation.FieldErrors;
import dev.fairlead.apiserver.validation.Names;
import dev.fairlead.apiserver.validation.Path;
import dev.fairlead.apiserver.validation.ResourceNames;
import dev.fairlead.model.core.v1.ResourceClaim;
import dev.fairlead.model.core.v1.ResourceRequirements;
import dev.fairlead.model.value.GoQuote;
import dev.fairlead.model.value.MalformedTextException;
import dev.fairlead.model.value.Quantity;
import java.math.BigDecimal;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;

/** Checks requests and limits. */
final class Resources {
  /** What errors call a resource that may stand here. */
  private interface NameRule {
    void check(String name, Path path, FieldErrors errors);
  }

  private static final String HUGE_PAGES = "hugepages-";

  private Resources() {}

  static void validate(ResourceRequirements resources, Set<String> claims, Path path, Scope scope) {
    validate(resources, ResourceNames::validateContainer, path, scope);
    claims(resources.claims(), claims, path.child("claims"), scope.errors());
  }

  static void validateForPod(
      ResourceRequirements resources, Set<String> claims, Path path, Scope scope) {
    validate(resources, Resources::podName, path, scope);
    claims(resources.claims(), claims, path.child("claims"), scope.errors());
  }

  /** Amounts that stand alone, such as a Pod's overhead, whose errors speak of limits. */
  static void validateLimits(Map<String, Quantity> limits, Path path, Scope scope) {
    validate(
        ResourceRequirements.of(r -> r.limits(limits)),
        ResourceNames::validateContainer,
        path,
        scope);
  }

  private static void validate(
      ResourceRequirements resources, NameRule rule, Path path, Scope scope) {
    FieldErrors errors = scope.errors();
    Path limits = path.child("limits");
    Path requests = path.child("requests");
    resources
        .limits()
        .forEach((name, amount) -> amount(name, amount, rule, limits.key(name), scope));
    resources
        .requests()
        .forEach((name, amount) -> {
          Quantity limit = resources.limits().get(name);
          Path at = requests.key(name);
          rule.check(name, at, errors);
          ResourceNames.validateAmount(name, amount, at, errors);
          boolean overcommits = ResourceNames.isOvercommitAllowed(name);
          if (limit == null && !overcommits) {
            errors.required(limits, "Limit must be set for non overcommitable resources");
          } else if (limit != null && !overcommits && !amount.sameValue(limit)) {
            errors.invalid(requests, amount.toString(), "must be equal to " + limitOf(name, limit));
          } else if (limit != null && amount.compareTo(limit) > 0) {
            errors.invalid(
                requests,
                amount.toString(),
                "must be less than or equal to " + limitOf(name, limit));
          }
          hugePages(name, amount, at, scope);
        });
    Set<String> all = new TreeSet<>(resources.limits().keySet());
    all.addAll(resources.requests().keySet());
    if (all.stream().anyMatch(ResourceNames::isHugePages)
        && !all.contains("cpu")
        && !all.contains("memory")) {
      errors.forbidden(path, "HugePages require cpu or memory");
    }
  }

  private static String limitOf(String name, Quantity limit) {
    return name + " limit of " + limit;
  }

  private static void amount(String name, Quantity amount, NameRule rule, Path path, Scope scope) {
    rule.check(name, path, scope.errors());
    ResourceNames.validateAmount(name, amount, path, scope.errors());
    hugePages(name, amount, path, scope);
  }

  private static void hugePages(String name, Quantity amount, Path path, Scope scope) {
    if (ResourceNames.isHugePages(name)
        && !isWholePages(name, amount)
        && !scope.tolerates(Scope.Tolerance.HUGE_PAGES_REMAINDER)) {
      scope
          .errors()
          .invalid(
              path, amount.toString(), amount + " is not positive integer multiple of " + name);
    }
  }

  /** Whether the amount is a whole number of pages of the size that the name tells. */
  private static boolean isWholePages(String name, Quantity amount) {
    BigDecimal page;
    try {
      page = Quantity.parse(name.substring(HUGE_PAGES.length())).asBigDecimal();
    } catch (MalformedTextException notASize) {
      return false; // the name itself is checked elsewhere; no amount fits it
    }
    return page.signum() > 0
        && page.stripTrailingZeros().scale() <= 0
        && BigDecimal.valueOf(amount.value()).remainder(page).signum() == 0;
  }

  private static void podName(String name, Path path, FieldErrors errors) {
    int before = errors.size();
    ResourceNames.validate(name, path, errors);
    if (errors.size() == before && !PodResources.isSupported(name)) {
      errors.notSupported(path, name, List.of("cpu", "hugepages-", "memory"));
    }
  }

  private static void claims(
      List<ResourceClaim> claims, Set<String> known, Path path, FieldErrors errors) {
    Set<String> seen = new HashSet<>();
    for (int i = 0; i < claims.size(); i++) {
      String name = claims.get(i).name();
      Path at = path.index(i);
      if (name.isEmpty()) {
        errors.required(at, "");
        continue;
      }
      if (seen.contains(name)) {
        errors.duplicate(at, name);
      } else {
        claim(name, orEmpty(claims.get(i).request()), seen, at, errors);
      }
      if (!known.contains(name)) {
        String detail =
            known.isEmpty() ? " which is empty" : ": " + String.join(", ", new TreeSet<>(known));
        errors.add(
            new FieldError(
                FieldError.Type.NOT_FOUND,
                at.toString(),
                "Not found: "
                    + GoQuote.quote(name)
                    + ": must be one of the names in pod.spec.resourceClaims"
                    + detail));
      }
    }
  }

  private static void claim(
      String name, String request, Set<String> seen, Path path, FieldErrors errors) {
    String key = request.isEmpty() ? name : name + "/" + request;
    if (!request.isEmpty()) {
      errors.invalid(path.child("request"), request, Names.label(request));
    }
    if (seen.contains(key)) {
      errors.duplicate(path, key);
    } else if (request.isEmpty()) {
      seen.stream()
          .filter(other -> other.startsWith(name + "/"))
          .forEach(other -> errors.duplicate(path, name));
    }
    seen.add(key);
  }
}
