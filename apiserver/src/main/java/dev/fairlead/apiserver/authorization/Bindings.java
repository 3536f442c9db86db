package dev.fairlead.apiserver.authorization;

import dev.fairlead.apiserver.request.User;
import dev.fairlead.model.KubernetesObject;
import dev.fairlead.model.rbac.v1.ClusterRoleBinding;
import dev.fairlead.model.rbac.v1.RoleBinding;
import dev.fairlead.model.rbac.v1.RoleRef;
import dev.fairlead.model.rbac.v1.Subject;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** The bindings of one namespace, or of the cluster, by subject. Immutable. */
final class Bindings {
  static final Bindings NONE = new Bindings(List.of());

  /** A binding that applies to somebody through one of its subjects. */
  record Grant(int position, KubernetesObject binding, RoleRef role, Subject subject) {
    /** As Kubernetes names it in the reason of a decision. */
    @Override
    public String toString() {
      String name = Rbac.text(binding.metadata().name());
      String namespace = Rbac.text(binding.metadata().namespace());
      boolean isLocal = binding instanceof RoleBinding;
      return (isLocal ? "RoleBinding " : "ClusterRoleBinding ")
          + Rbac.quote(isLocal ? name + "/" + namespace : name)
          + " of "
          + role.kind()
          + " "
          + Rbac.quote(role.name())
          + " to "
          + subject.kind()
          + " "
          + Rbac.quote(subjectName(namespace));
    }

    private String subjectName(String namespace) {
      return subject.kind().equals("ServiceAccount")
          ? subject.name() + "/" + (subject.namespace() == null ? namespace : subject.namespace())
          : subject.name();
    }
  }

  private final List<? extends KubernetesObject> source;
  private final Map<String, List<Grant>> byUser = new HashMap<>();
  private final Map<String, List<Grant>> byGroup = new HashMap<>();

  Bindings(List<? extends KubernetesObject> source) {
    this.source = List.copyOf(source);
    int position = 0;
    for (KubernetesObject binding : this.source) {
      switch (binding) {
        case ClusterRoleBinding b -> add(position, b, b.roleRef(), b.subjects(), "");
        case RoleBinding b ->
            add(position, b, b.roleRef(), b.subjects(), Rbac.text(b.metadata().namespace()));
        default ->
            throw new IllegalArgumentException(
                binding.kind() + " is no binding: give RoleBindings or ClusterRoleBindings");
      }
      position++;
    }
  }

  private void add(
      int position,
      KubernetesObject binding,
      RoleRef role,
      List<Subject> subjects,
      String namespace) {
    for (Subject subject : subjects) {
      Grant grant = new Grant(position, binding, role, subject);
      switch (subject.kind()) {
        case "User" -> put(byUser, subject.name(), grant);
        case "Group" -> put(byGroup, subject.name(), grant);
        case "ServiceAccount" -> {
          String home = subject.namespace() == null ? namespace : subject.namespace();
          if (!home.isEmpty()) {
            put(byUser, "system:serviceaccount:" + home + ":" + subject.name(), grant);
          }
        }
        default -> {} // validation lets no other kind in, and nobody is of it
      }
    }
  }

  private static void put(Map<String, List<Grant>> grants, String name, Grant grant) {
    grants.computeIfAbsent(name, key -> new ArrayList<>(1)).add(grant);
  }

  /** Whether these are still the stored bindings, which are the same objects until they change. */
  @SuppressWarnings("ReferenceEquality") // a changed binding is another object; equals is slow
  boolean areOf(List<? extends KubernetesObject> current) {
    int size = source.size();
    if (size != current.size()) {
      return false;
    }
    for (int i = 0; i < size; i++) {
      if (source.get(i) != current.get(i)) {
        return false;
      }
    }
    return true;
  }

  /** The bindings that apply to a user, each once, in their own order. */
  Iterable<Grant> of(User user) {
    Map<Integer, Grant> found = new TreeMap<>();
    collect(byUser.get(user.name()), found);
    for (String group : user.groups()) {
      collect(byGroup.get(group), found);
    }
    return found.values();
  }

  /** Of several subjects of one binding, the first is named. */
  private static void collect(@Nullable List<Grant> grants, Map<Integer, Grant> found) {
    if (grants != null) {
      for (Grant grant : grants) {
        found.merge(grant.position, grant, Bindings::earlier);
      }
    }
  }

  private static Grant earlier(Grant a, Grant b) {
    List<Subject> subjects =
        switch (a.binding) {
          case ClusterRoleBinding binding -> binding.subjects();
          case RoleBinding binding -> binding.subjects();
          default -> List.of();
        };
    return subjects.indexOf(a.subject) <= subjects.indexOf(b.subject) ? a : b;
  }
}
