package dev.fairlead.apiserver.kind;

import dev.fairlead.model.rbac.v1.ClusterRoleBinding;
import java.util.List;

/** ClusterRoleBindings of rbac.authorization.k8s.io. */
final class ClusterRoleBindings extends RoleBindingKind<ClusterRoleBinding> {
  ClusterRoleBindings() {
    super(
        ClusterRoleBinding.TYPE,
        false,
        List.of("ClusterRole"),
        ClusterRoleBinding::roleRef,
        ClusterRoleBinding::subjects);
  }

  @Override
  public ClusterRoleBinding defaults(ClusterRoleBinding binding) {
    return binding.with(b ->
        b.roleRef(RbacRules.defaults(binding.roleRef()))
            .subjects(RbacRules.defaults(binding.subjects())));
  }
}
