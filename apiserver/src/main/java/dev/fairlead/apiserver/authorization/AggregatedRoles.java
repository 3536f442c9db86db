package dev.fairlead.apiserver.authorization;

import dev.fairlead.model.meta.v1.LabelSelector;
import dev.fairlead.model.rbac.v1.AggregationRule;
import dev.fairlead.model.rbac.v1.ClusterRole;
import dev.fairlead.model.rbac.v1.PolicyRule;
import java.util.Collection;
import java.util.Comparator;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/** ClusterRoles that are made of others; Go: the clusterroleaggregation controller. */
public final class AggregatedRoles {
  private AggregatedRoles() {}

  /** The role with the rules of all that its selectors find; itself if it has no selectors. */
  public static ClusterRole aggregated(ClusterRole role, Collection<ClusterRole> all) {
    AggregationRule aggregation = role.aggregationRule();
    if (aggregation == null) {
      return role;
    }
    List<ClusterRole> sorted =
        all.stream()
            .filter(other -> !name(other).equals(name(role)))
            .sorted(Comparator.comparing(AggregatedRoles::name))
            .toList();
    Set<PolicyRule> rules = new LinkedHashSet<>();
    for (LabelSelector selector : aggregation.clusterRoleSelectors()) {
      sorted.stream()
          .filter(other -> selector.matches(other.metadata().labels()))
          .forEach(other -> rules.addAll(other.rules()));
    }
    List<PolicyRule> found = List.copyOf(rules);
    return found.equals(role.rules()) ? role : role.with(r -> r.rules(found));
  }

  /**
   * All roles with their aggregated rules; those that aggregate what is aggregated itself, as admin
   * does with edit and edit with view, are right too.
   */
  public static List<ClusterRole> aggregated(List<ClusterRole> all) {
    List<ClusterRole> before = all;
    while (true) {
      List<ClusterRole> known = before;
      List<ClusterRole> after = known.stream().map(role -> aggregated(role, known)).toList();
      if (after.equals(before)) {
        return after;
      }
      before = after; // each round adds rules of a finite set, so that this ends
    }
  }

  private static String name(ClusterRole role) {
    return Rbac.text(role.metadata().name());
  }
}
