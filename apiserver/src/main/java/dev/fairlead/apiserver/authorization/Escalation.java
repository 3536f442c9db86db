package dev.fairlead.apiserver.authorization;

import dev.fairlead.apiserver.request.RequestInfo;
import dev.fairlead.apiserver.request.User;
import dev.fairlead.apiserver.status.Failures;
import dev.fairlead.apiserver.status.GroupResource;
import dev.fairlead.apiserver.status.StatusException;
import dev.fairlead.model.KubernetesObject;
import dev.fairlead.model.rbac.v1.AggregationRule;
import dev.fairlead.model.rbac.v1.ClusterRole;
import dev.fairlead.model.rbac.v1.ClusterRoleBinding;
import dev.fairlead.model.rbac.v1.PolicyRule;
import dev.fairlead.model.rbac.v1.Role;
import dev.fairlead.model.rbac.v1.RoleBinding;
import dev.fairlead.model.rbac.v1.RoleRef;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Keeps users from giving themselves or others what they don't have. */
public final class Escalation {
  private static final List<PolicyRule> EVERYTHING =
      List.of(
          PolicyRule.of(r -> r.verb("*").apiGroup("*").resource("*")),
          PolicyRule.of(r -> r.verb("*").nonResourceURL("*")));

  private final Rbac rbac;

  public Escalation(Rbac rbac) {
    this.rbac = rbac;
  }

  /**
   * Checks a role or binding that is about to be stored; anything else passes.
   *
   * @param request what the user asked for, as it was authorized
   * @param old null for a create
   * @throws StatusException 403 if it gives more than the user has; 404 if a binding's role isn't
   *     there
   */
  public void check(
      User user, RequestInfo request, KubernetesObject object, @Nullable KubernetesObject old) {
    if (user.groups().contains(User.MASTERS_GROUP) || (old != null && isSameBut(object, old))) {
      return;
    }
    switch (object) {
      case Role role -> {
        if (!mayEscalate(user, request)) {
          confirm(user, request, Rbac.text(role.metadata().name()), role.rules());
        }
      }
      case ClusterRole role -> {
        if (!mayEscalate(user, request)) {
          checkClusterRole(user, request, role, old instanceof ClusterRole before ? before : null);
        }
      }
      case RoleBinding binding ->
          checkBinding(user, request, binding, binding.roleRef(), request.namespace());
      case ClusterRoleBinding binding ->
          checkBinding(user, request, binding, binding.roleRef(), "");
      default -> {}
    }
  }

  private void checkClusterRole(
      User user, RequestInfo request, ClusterRole role, @Nullable ClusterRole old) {
    String name = Rbac.text(role.metadata().name());
    confirm(user, request, name, role.rules());
    boolean aggregates = aggregates(role) || (old != null && aggregates(old));
    Rbac.Resolved held = rbac.rulesFor(user, request.namespace());
    if (aggregates && !Rules.missing(held.rules(), EVERYTHING).isEmpty()) {
      throw Failures.forbidden(
          resource(request), name, "must have cluster-admin privileges to use the aggregationRule");
    }
  }

  private static boolean aggregates(ClusterRole role) {
    AggregationRule rule = role.aggregationRule();
    return rule != null && !rule.clusterRoleSelectors().isEmpty();
  }

  private void checkBinding(
      User user, RequestInfo request, KubernetesObject binding, RoleRef role, String namespace) {
    if (mayBind(user, role, namespace)) {
      return;
    }
    List<PolicyRule> rules =
        rbac.rules(role, namespace)
            .orElseThrow(() -> Failures.notFound(resource(request), role.name()));
    confirm(user, request, Rbac.text(binding.metadata().name()), rules);
  }

  private void confirm(User user, RequestInfo request, String name, List<PolicyRule> wanted) {
    Rbac.Resolved held = rbac.rulesFor(user, request.namespace());
    List<PolicyRule> missing = Rules.missing(held.rules(), wanted);
    if (missing.isEmpty()) {
      return;
    }
    String message =
        "user "
            + Rbac.quote(user.name())
            + " (groups="
            + Rules.quoted(user.groups())
            + ") is attempting to grant RBAC permissions not currently held:\n"
            + Rules.lines(missing);
    if (!held.missingRoles().isEmpty()) {
      // kube-apiserver reads the roles under the request's own resource, whose name it prints
      String errors =
          Rbac.aggregate(
              held.missingRoles(),
              role -> resource(request) + " " + Rbac.quote(role.name()) + " not found");
      message += "; resolution errors: [" + errors + "]";
    }
    throw Failures.forbidden(resource(request), name, message);
  }

  private boolean mayEscalate(User user, RequestInfo request) {
    return rbac.authorize(
            user,
            new RequestInfo(
                true,
                "",
                "escalate",
                request.group(),
                "*",
                request.namespace(),
                request.resource(),
                "",
                request.name()))
        .allowed();
  }

  private boolean mayBind(User user, RoleRef role, String namespace) {
    String resource = role.kind().equals("ClusterRole") ? "clusterroles" : "roles";
    return rbac.authorize(
            user,
            new RequestInfo(
                true, "", "bind", role.apiGroup(), "*", namespace, resource, "", role.name()))
        .allowed();
  }

  private static GroupResource resource(RequestInfo request) {
    return new GroupResource(request.group(), request.resource());
  }

  /** Whether only what the garbage collector sets has changed: that gives nobody anything. */
  private static boolean isSameBut(KubernetesObject object, KubernetesObject old) {
    return withoutOwners(object).equals(withoutOwners(old));
  }

  private static KubernetesObject withoutOwners(KubernetesObject object) {
    return switch (object) {
      case Role o -> o.with(r -> r.metadata(m -> clear(m)));
      case ClusterRole o -> o.with(r -> r.metadata(m -> clear(m)));
      case RoleBinding o -> o.with(r -> r.metadata(m -> clear(m)));
      case ClusterRoleBinding o -> o.with(r -> r.metadata(m -> clear(m)));
      default -> object;
    };
  }

  private static void clear(dev.fairlead.model.meta.v1.ObjectMeta.Builder metadata) {
    metadata.ownerReferences(List.of()).finalizers(List.of()).managedFields(List.of());
  }
}
