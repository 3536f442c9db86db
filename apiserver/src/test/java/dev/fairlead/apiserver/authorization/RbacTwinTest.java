package dev.fairlead.apiserver.authorization;

import static org.assertj.core.api.Assertions.assertThat;

import dev.fairlead.apiserver.admission.StoredObjects;
import dev.fairlead.apiserver.request.RequestInfo;
import dev.fairlead.apiserver.request.User;
import dev.fairlead.model.KubernetesObject;
import dev.fairlead.model.rbac.v1.Role;
import dev.fairlead.model.rbac.v1.RoleBinding;
import dev.fairlead.model.rbac.v1.Subject;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;

/** The index of bindings against a plain walk over all of them. */
class RbacTwinTest {
  private static final List<String> NAMES = List.of("a", "b", "c");
  private static final List<String> VERBS = List.of("get", "list", "watch");

  @Property(tries = 300)
  void theIndexDecidesAsThePlainWalkDoes(@ForAll long seed) {
    Random random = new Random(seed);
    List<KubernetesObject> objects = new ArrayList<>();
    for (String name : NAMES) {
      String verb = pick(VERBS, random);
      objects.add(
          Role.of(r ->
              r.metadata(m -> m.name(name).namespace("n"))
                  .rule(p -> p.verbs(verb).apiGroups("").resources("pods"))));
    }
    for (int i = 0; i < random.nextInt(6); i++) {
      String name = "binding" + i;
      List<Subject> subjects =
          random.ints(random.nextInt(4), 0, 3).mapToObj(kind -> subject(kind, random)).toList();
      String role = pick(NAMES, random);
      objects.add(
          RoleBinding.of(b ->
              b.metadata(m -> m.name(name).namespace("n"))
                  .roleRef(r -> r.apiGroup(Rbac.GROUP).kind("Role").name(role))
                  .subjects(subjects)));
    }
    StoredObjects stored = new StoredObjects(objects);
    Rbac rbac = new Rbac(stored);
    for (String verb : VERBS) {
      RequestInfo request = new RequestInfo(true, "", verb, "", "v1", "n", "pods", "", "");
      for (User user : users()) {
        assertThat(rbac.authorize(user, request)).isEqualTo(plain(stored, user, request));
      }
    }
  }

  private static Decision plain(StoredObjects stored, User user, RequestInfo request) {
    for (RoleBinding binding : stored.list(RoleBinding.TYPE, "n")) {
      for (Subject subject : binding.subjects()) {
        boolean applies =
            switch (subject.kind()) {
              case "User" -> subject.name().equals(user.name());
              case "Group" -> user.groups().contains(subject.name());
              default -> user.name().equals("system:serviceaccount:n:" + subject.name());
            };
        if (!applies) {
          continue;
        }
        Role role = stored.get(Role.TYPE, "n", binding.roleRef().name()).orElseThrow();
        if (role.rules().stream().anyMatch(rule -> Rules.allows(rule, request))) {
          boolean isAccount = subject.kind().equals("ServiceAccount");
          return new Decision(
              true,
              "RBAC: allowed by RoleBinding \""
                  + binding.metadata().name()
                  + "/n\" of Role \""
                  + role.metadata().name()
                  + "\" to "
                  + subject.kind()
                  + " \""
                  + subject.name()
                  + (isAccount ? "/n\"" : "\""));
        }
      }
    }
    return new Decision(false, "");
  }

  private static List<User> users() {
    return List.of(
        User.of("a", "b", "c"), User.of("b"), User.of("system:serviceaccount:n:c", "a", "a"));
  }

  private static Subject subject(int kind, Random random) {
    String name = pick(NAMES, random);
    return Subject.of(s -> s.kind(List.of("User", "Group", "ServiceAccount").get(kind)).name(name));
  }

  private static String pick(List<String> from, Random random) {
    return from.get(random.nextInt(from.size()));
  }
}
