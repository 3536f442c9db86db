package dev.fairlead.apiserver.kind;

import dev.fairlead.apiserver.validation.FieldErrors;
import dev.fairlead.apiserver.validation.LabelSelectors;
import dev.fairlead.apiserver.validation.Names;
import dev.fairlead.apiserver.validation.Path;
import dev.fairlead.model.meta.v1.LabelSelector;
import dev.fairlead.model.rbac.v1.AggregationRule;
import dev.fairlead.model.rbac.v1.ClusterRole;
import dev.fairlead.model.tree.JsonValue;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** ClusterRoles of rbac.authorization.k8s.io. */
final class ClusterRoles extends Kind<ClusterRole> {
  private static final Path SELECTORS = Path.of("aggregationRule", "clusterRoleSelectors");

  ClusterRoles() {
    super(ClusterRole.TYPE);
  }

  /** Names of roles may have colons and capitals. */
  @Override
  public List<String> nameProblems(String name, boolean isPrefix) {
    return Names.pathSegment(name);
  }

  @Override
  public void validate(ClusterRole role, FieldErrors errors) {
    validate(role, false, errors);
  }

  @Override
  public void validateUpdate(ClusterRole role, ClusterRole old, FieldErrors errors) {
    FieldErrors before = new FieldErrors();
    validate(old.aggregationRule(), false, before);
    validate(role, !before.isEmpty(), errors);
  }

  private static void validate(ClusterRole role, boolean anyLabelValue, FieldErrors errors) {
    FieldErrors last = new FieldErrors();
    RbacRules.validate(role.rules(), false, errors, last);
    validate(role.aggregationRule(), anyLabelValue, errors);
    errors.addAll(last);
  }

  private static void validate(
      @Nullable AggregationRule rule, boolean anyLabelValue, FieldErrors errors) {
    if (rule == null) {
      return;
    }
    if (rule.clusterRoleSelectors().isEmpty()) {
      errors.required(
          SELECTORS, "at least one clusterRoleSelector required if aggregationRule is non-nil");
    }
    for (int i = 0; i < rule.clusterRoleSelectors().size(); i++) {
      LabelSelector selector = rule.clusterRoleSelectors().get(i);
      LabelSelectors.validate(selector, anyLabelValue, SELECTORS.index(i), errors);
      if (!Selectors.isUsable(selector)) {
        errors.invalid(SELECTORS.index(i), null, "invalid label selector.");
      }
    }
  }

  @Override
  public boolean createsOnUpdate() {
    return true;
  }

  @Override
  public List<JsonValue> cells(ClusterRole role, Instant now) {
    return Row.plain(role.metadata(), now);
  }
}
