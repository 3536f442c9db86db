package dev.fairlead.apiserver.kind;

import dev.fairlead.apiserver.validation.FieldErrors;
import dev.fairlead.apiserver.validation.Names;
import dev.fairlead.model.rbac.v1.ClusterRoleBinding;
import dev.fairlead.model.tree.JsonValue;
import java.time.Instant;
import java.util.List;

/** ClusterRoleBindings of rbac.authorization.k8s.io. */
final class ClusterRoleBindings extends Kind<ClusterRoleBinding> {
  private static final List<String> ROLE_KINDS = List.of("ClusterRole");

  ClusterRoleBindings() {
    super(ClusterRoleBinding.TYPE);
  }

  @Override
  public ClusterRoleBinding defaults(ClusterRoleBinding binding) {
    return binding.with(b ->
        b.roleRef(RbacRules.defaults(binding.roleRef()))
            .subjects(RbacRules.defaults(binding.subjects())));
  }

  /** Names of bindings may have colons and capitals. */
  @Override
  public List<String> nameProblems(String name, boolean isPrefix) {
    return Names.pathSegment(name);
  }

  @Override
  public void validate(ClusterRoleBinding binding, FieldErrors errors) {
    validate(binding, true, errors);
  }

  @Override
  public void validateUpdate(
      ClusterRoleBinding binding, ClusterRoleBinding old, FieldErrors errors) {
    validate(binding, false, errors);
    RbacRules.validateUpdate(binding.roleRef(), old.roleRef(), errors);
  }

  private static void validate(ClusterRoleBinding binding, boolean isNew, FieldErrors errors) {
    RbacRules.validateBinding(
        binding.roleRef(), binding.subjects(), isNew, false, ROLE_KINDS, errors);
  }

  @Override
  public boolean createsOnUpdate() {
    return true;
  }

  @Override
  public List<JsonValue> cells(ClusterRoleBinding binding, Instant now) {
    Row row =
        Row.of(binding.metadata(), now)
            .text(RbacRules.cell(binding.roleRef()))
            .age(binding.metadata());
    return RbacRules.subjects(row, binding.subjects()).cells();
  }
}
