package dev.fairlead.apiserver.admission;

import dev.fairlead.apiserver.status.Failures;
import dev.fairlead.apiserver.status.GroupResource;
import dev.fairlead.model.KubernetesObject;
import dev.fairlead.model.core.v1.ResourceQuota;
import dev.fairlead.model.core.v1.ScopedResourceSelectorRequirement;
import dev.fairlead.model.value.Quantity;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.concurrent.locks.ReentrantLock;
import java.util.stream.Collectors;

/**
 * Keeps a namespace within its ResourceQuotas, and counts in their status what is used; Go: plugin
 * ResourceQuota.
 *
 * <p>It holds to the limits of the status, which a controller copies from the spec once it has
 * counted: until then a quota limits nothing.
 */
final class Quotas implements Plugin {
  /** How often a status that others change at the same time is tried. */
  private static final int ATTEMPTS = 4;

  /** What isn't kept, and Events, which never counted. */
  private static final Set<GroupResource> IGNORED =
      Set.of(
          new GroupResource("", "bindings"),
          new GroupResource("", "componentstatuses"),
          new GroupResource("", "events"),
          new GroupResource("events.k8s.io", "events"));

  /** Resources whose objects are more than counted. */
  private static final Map<GroupResource, QuotaRules> SPECIAL =
      Map.of(
          new GroupResource("", "pods"), new PodQuota(),
          new GroupResource("", "services"), new ServiceQuota(),
          new GroupResource("", "persistentvolumeclaims"), new StorageQuota(),
          new GroupResource("resource.k8s.io", "resourceclaims"), new DeviceQuota());

  private final QuotaUsage usage;

  /** Held while the quotas of a namespace are read and written, so that no two spend the same. */
  private final ReentrantLock spending = new ReentrantLock();

  /**
   * The plugin.
   *
   * @param usage writes what is used
   */
  Quotas(QuotaUsage usage) {
    this.usage = usage;
  }

  @Override
  public void validate(AdmissionRequest request) {
    KubernetesObject object = request.object();
    if (object == null || request.namespace().isEmpty() || IGNORED.contains(request.resource())) {
      return;
    }
    QuotaRules special = SPECIAL.get(request.resource());
    QuotaRules rules = special == null ? new CountQuota(request.resource()) : special;
    if (!rules.handles(request)) {
      return;
    }
    if (quotas(request).isEmpty()) {
      return;
    }
    spending.lock();
    try {
      spend(request, object, rules);
    } finally {
      spending.unlock();
    }
  }

  private static List<ResourceQuota> quotas(AdmissionRequest request) {
    return request.lister().list(ResourceQuota.TYPE, request.namespace());
  }

  private void spend(AdmissionRequest request, KubernetesObject object, QuotaRules rules) {
    List<ResourceQuota> left = quotas(request);
    for (int attempt = 0; attempt < ATTEMPTS; attempt++) {
      List<Spent> spent = new ArrayList<>();
      for (ResourceQuota quota : left) {
        Map<String, Quantity> added = checked(request, object, rules, quota);
        if (!added.isEmpty()) {
          spent.add(new Spent(quota, added));
        }
      }
      for (Spent each : spent) {
        checkLimits(request, each);
      }
      List<String> changed = new ArrayList<>();
      for (Spent each : spent) {
        if (!request.dryRun() && !usage.write(each.quota(), each.after())) {
          changed.add(String.valueOf(each.quota().metadata().name()));
        }
      }
      if (changed.isEmpty()) {
        return;
      }
      left = quotas(request).stream().filter(q -> changed.contains(q.metadata().name())).toList();
    }
    throw Failures.internal("the quotas of " + request.namespace() + " change too often");
  }

  /** What a request takes from a quota. */
  private record Spent(ResourceQuota quota, Map<String, Quantity> added) {
    Map<String, Quantity> used() {
      return quota.status().used();
    }

    ResourceQuota after() {
      Map<String, Quantity> used = new TreeMap<>(used());
      added.forEach((name, amount) -> used.merge(name, amount, Quantity::add));
      return quota.with(q -> q.status(s -> s.used(used)));
    }
  }

  /** What the request would add to the quota's usage; nothing if the quota isn't about it. */
  private static Map<String, Quantity> checked(
      AdmissionRequest request, KubernetesObject object, QuotaRules rules, ResourceQuota quota) {
    Map<String, Quantity> hard = quota.status().hard();
    Set<String> limited = new TreeSet<>();
    hard.keySet().stream().filter(rules::counts).forEach(limited::add);
    if (limited.isEmpty() || !isInScope(quota, rules, object)) {
      return Map.of();
    }
    String name = quota.metadata().name();
    String unmet = rules.missing(limited, object);
    if (!unmet.isEmpty()) {
      throw request.forbidden("failed quota: " + name + ": " + unmet);
    }
    if (!quota.status().used().keySet().containsAll(limited)) {
      throw request.forbidden(
          "status unknown for quota: " + name + ", resources: " + String.join(",", limited));
    }
    Map<String, Quantity> used = new TreeMap<>(rules.usage(object));
    Set<String> negative = new TreeSet<>();
    used.forEach((resource, amount) -> {
      if (amount.signum() < 0) {
        negative.add(resource);
      }
    });
    if (!negative.isEmpty()) {
      throw request.forbidden(
          "quota usage is negative for resource(s): " + String.join(",", negative));
    }
    KubernetesObject old = request.oldObject();
    if (old != null && isInScope(quota, rules, old)) {
      rules
          .usage(old)
          .forEach((resource, amount) ->
              used.computeIfPresent(resource, (r, now) -> now.subtract(amount)));
    }
    used.values().removeIf(amount -> amount.signum() <= 0);
    used.keySet().retainAll(hard.keySet());
    return used;
  }

  private static boolean isInScope(ResourceQuota quota, QuotaRules rules, KubernetesObject object) {
    List<ScopedResourceSelectorRequirement> scopes = new ArrayList<>();
    for (String scope : quota.spec().scopes()) {
      scopes.add(ScopedResourceSelectorRequirement.of(s -> s.scopeName(scope).operator("Exists")));
    }
    if (quota.spec().scopeSelector() != null) {
      scopes.addAll(quota.spec().scopeSelector().matchExpressions());
    }
    return scopes.stream().allMatch(scope -> rules.isIn(scope, object));
  }

  private static void checkLimits(AdmissionRequest request, Spent spent) {
    if (request.subresource().equals("status")) {
      return; // it tells what is; it can't be refused
    }
    Map<String, Quantity> hard = spent.quota().status().hard();
    Map<String, Quantity> after = spent.after().status().used();
    Set<String> exceeded = new TreeSet<>();
    for (String name : spent.added().keySet()) {
      Quantity limit = hard.get(name);
      Quantity amount = after.get(name);
      if (limit != null && amount != null && amount.compareTo(limit) > 0) {
        exceeded.add(name);
      }
    }
    if (!exceeded.isEmpty()) {
      throw request.forbidden(
          "exceeded quota: "
              + spent.quota().metadata().name()
              + ", requested: "
              + printed(exceeded, spent.added())
              + ", used: "
              + printed(exceeded, spent.used())
              + ", limited: "
              + printed(exceeded, hard));
    }
  }

  private static String printed(Collection<String> names, Map<String, Quantity> amounts) {
    return names.stream()
        .filter(amounts::containsKey)
        .map(name -> name + "=" + amounts.get(name))
        .collect(Collectors.joining(","));
  }
}
