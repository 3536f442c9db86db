package dev.fairlead.apiserver.authorization;

import dev.fairlead.apiserver.request.RequestInfo;
import dev.fairlead.apiserver.request.User;
import dev.fairlead.apiserver.storage.Lister;
import dev.fairlead.model.rbac.v1.ClusterRole;
import dev.fairlead.model.rbac.v1.ClusterRoleBinding;
import dev.fairlead.model.rbac.v1.PolicyRule;
import dev.fairlead.model.rbac.v1.Role;
import dev.fairlead.model.rbac.v1.RoleBinding;
import dev.fairlead.model.rbac.v1.RoleRef;
import dev.fairlead.model.value.GoQuote;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * Role-based access control over the stored roles and bindings.
 *
 * <p>Bindings are indexed by subject; an index lives until the list of bindings that it was made of
 * has changed. Members of system:masters may do everything, whatever is stored. Thread-safe.
 */
public final class Rbac implements Authorizer {
  static final String GROUP = "rbac.authorization.k8s.io";

  /** Namespaces whose bindings stay indexed; more of them than that at once are rare. */
  private static final int MAX_INDEXED_NAMESPACES = 10_000;

  /**
   * The rules of a user.
   *
   * @param missingRoles what bindings refer to and isn't there
   */
  record Resolved(List<PolicyRule> rules, List<RoleRef> missingRoles) {}

  private final Lister lister;
  private final Map<String, Bindings> indexes = new ConcurrentHashMap<>();

  public Rbac(Lister lister) {
    this.lister = lister;
  }

  @Override
  public Decision authorize(User user, RequestInfo request) {
    if (user.groups().contains(User.MASTERS_GROUP)) {
      return new Decision(true, "");
    }
    List<RoleRef> missing = new ArrayList<>(0);
    Bindings.Grant found = find(clusterBindings(), user, request, missing);
    if (found == null && request.isResource() && !request.namespace().isEmpty()) {
      found = find(bindings(request.namespace()), user, request, missing);
    }
    if (found != null) {
      return new Decision(true, "RBAC: allowed by " + found);
    }
    return new Decision(
        false, missing.isEmpty() ? "" : "rbac: RBAC: " + aggregate(missing, Rbac::notFound));
  }

  private Bindings.@Nullable Grant find(
      Bindings bindings, User user, RequestInfo request, List<RoleRef> missing) {
    for (Bindings.Grant grant : bindings.of(user)) {
      Optional<List<PolicyRule>> rules = rules(grant.role(), namespace(grant));
      if (rules.isEmpty()) {
        missing.add(grant.role());
        continue;
      }
      List<PolicyRule> all = rules.get();
      for (int i = 0; i < all.size(); i++) {
        if (Rules.allows(all.get(i), request)) {
          return grant;
        }
      }
    }
    return null;
  }

  /** All rules that apply to a user in a namespace, or with an empty one in the cluster. */
  Resolved rulesFor(User user, String namespace) {
    List<PolicyRule> rules = new ArrayList<>();
    List<RoleRef> missing = new ArrayList<>();
    List<Bindings> all =
        namespace.isEmpty()
            ? List.of(clusterBindings())
            : List.of(clusterBindings(), bindings(namespace));
    for (Bindings bindings : all) {
      for (Bindings.Grant grant : bindings.of(user)) {
        rules(grant.role(), namespace(grant))
            .ifPresentOrElse(rules::addAll, () -> missing.add(grant.role()));
      }
    }
    return new Resolved(rules, missing);
  }

  /** The rules of a role, unless it isn't there. */
  Optional<List<PolicyRule>> rules(RoleRef role, String namespace) {
    return role.kind().equals("ClusterRole")
        ? lister.get(ClusterRole.TYPE, "", role.name()).map(ClusterRole::rules)
        : lister.get(Role.TYPE, namespace, role.name()).map(Role::rules);
  }

  private static String namespace(Bindings.Grant grant) {
    return text(grant.binding().metadata().namespace());
  }

  private Bindings clusterBindings() {
    List<ClusterRoleBinding> current = lister.list(ClusterRoleBinding.TYPE, null);
    Bindings known = indexes.get("");
    if (known == null || !known.areOf(current)) {
      known = new Bindings(current);
      indexes.put("", known);
    }
    return known;
  }

  private Bindings bindings(String namespace) {
    List<RoleBinding> current = lister.list(RoleBinding.TYPE, namespace);
    if (current.isEmpty()) {
      indexes.remove(namespace);
      return Bindings.NONE;
    }
    Bindings known = indexes.get(namespace);
    if (known == null || !known.areOf(current)) {
      if (indexes.size() >= MAX_INDEXED_NAMESPACES) {
        indexes.clear();
      }
      known = new Bindings(current);
      indexes.put(namespace, known);
    }
    return known;
  }

  /** As client-go's listers say it: the resource is in the singular. */
  static String notFound(RoleRef role) {
    String resource = role.kind().equals("ClusterRole") ? "clusterrole." : "role.";
    return resource + GROUP + " " + quote(role.name()) + " not found";
  }

  /** One message, or several in brackets, each once; Go: utilerrors.Aggregate. */
  static <T> String aggregate(Collection<T> errors, Function<T, String> message) {
    LinkedHashSet<String> texts = new LinkedHashSet<>();
    errors.forEach(error -> texts.add(message.apply(error)));
    return texts.size() == 1 ? texts.getFirst() : "[" + String.join(", ", texts) + "]";
  }

  static String quote(String text) {
    return GoQuote.quote(text);
  }

  static String text(@Nullable String value) {
    return value == null ? "" : value;
  }
}
