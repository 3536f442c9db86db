package dev.fairlead.apiserver.kind;

import dev.fairlead.model.rbac.v1.RoleBinding;
import java.util.List;

/** RoleBindings of rbac.authorization.k8s.io. */
final class RoleBindings extends RoleBindingKind<RoleBinding> {
  RoleBindings() {
    super(
        RoleBinding.TYPE,
        true,
        List.of("Role", "ClusterRole"),
        RoleBinding::roleRef,
        RoleBinding::subjects);
  }

  @Override
  public RoleBinding defaults(RoleBinding binding) {
    return binding.with(b ->
        b.roleRef(RbacRules.defaults(binding.roleRef()))
            .subjects(RbacRules.defaults(binding.subjects())));
  }
}
