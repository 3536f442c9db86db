package dev.fairlead.apiserver.kind;

import dev.fairlead.apiserver.validation.FieldErrors;
import dev.fairlead.apiserver.validation.Names;
import dev.fairlead.model.rbac.v1.RoleBinding;
import dev.fairlead.model.tree.JsonValue;
import java.time.Instant;
import java.util.List;

/** RoleBindings of rbac.authorization.k8s.io. */
final class RoleBindings extends Kind<RoleBinding> {
  private static final List<String> ROLE_KINDS = List.of("Role", "ClusterRole");

  RoleBindings() {
    super(RoleBinding.TYPE);
  }

  @Override
  public RoleBinding defaults(RoleBinding binding) {
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
  public void validate(RoleBinding binding, FieldErrors errors) {
    validate(binding, true, errors);
  }

  @Override
  public void validateUpdate(RoleBinding binding, RoleBinding old, FieldErrors errors) {
    validate(binding, false, errors);
    RbacRules.validateUpdate(binding.roleRef(), old.roleRef(), errors);
  }

  private static void validate(RoleBinding binding, boolean isNew, FieldErrors errors) {
    RbacRules.validateBinding(
        binding.roleRef(), binding.subjects(), isNew, true, ROLE_KINDS, errors);
  }

  @Override
  public boolean createsOnUpdate() {
    return true;
  }

  @Override
  public List<JsonValue> cells(RoleBinding binding, Instant now) {
    Row row =
        Row.of(binding.metadata(), now)
            .text(RbacRules.cell(binding.roleRef()))
            .age(binding.metadata());
    return RbacRules.subjects(row, binding.subjects()).cells();
  }
}
