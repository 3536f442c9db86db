package dev.fairlead.apiserver.authentication;

import static org.assertj.core.api.Assertions.assertThat;

import dev.fairlead.apiserver.request.User;
import dev.fairlead.model.rbac.v1.ClusterRole;
import dev.fairlead.model.rbac.v1.ClusterRoleBinding;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** Who may act as whom. */
class ImpersonationTest extends AuthenticationFixture {
  // --- impersonation ---

  @Test
  void headersWithoutAUserAreABadRequest() {
    assertImpersonation(
        Map.of("impersonate-group", List.of("x")),
        "requested &user.DefaultInfo{Name:\"\", UID:\"\", Groups:[]string{\"x\"},"
            + " Extra:map[string][]string(nil)} without impersonating a user name");
    assertImpersonation(
        Map.of("impersonate-extra-a%2fb", List.of("x")),
        "requested &user.DefaultInfo{Name:\"\", UID:\"\", Groups:[]string(nil),"
            + " Extra:map[string][]string{\"a/b\":[]string{\"x\"}}} without impersonating a user"
            + " name");
  }

  @Test
  void whoMayNotImpersonateIsToldTheFirstWayThatFailed() {
    assertImpersonation(
        Map.of("impersonate-user", List.of("bob")),
        "nodes is forbidden: User \"joe\" cannot impersonate-on:user-info:list resource \"nodes\""
            + " in API group \"\" at the cluster scope");
    assertImpersonation(
        Map.of("impersonate-user", List.of("system:serviceaccount:a:b")),
        "nodes is forbidden: User \"joe\" cannot impersonate-on:serviceaccount:list resource"
            + " \"nodes\" in API group \"\" at the cluster scope");
    assertImpersonation(
        Map.of("impersonate-user", List.of("system:node:a")),
        "nodes is forbidden: User \"joe\" cannot impersonate-on:arbitrary-node:list resource"
            + " \"nodes\" in API group \"\" at the cluster scope");
  }

  @Test
  void impersonatedUsersHaveTheGroupsThatGoWithThem() {
    User admin = User.of("admin", User.MASTERS_GROUP);
    assertThat(impersonate(admin, Map.of())).isEqualTo(admin);
    Map<String, List<String>> headers =
        Map.of(
            "impersonate-user", List.of("system:serviceaccount:y:x"),
            "impersonate-uid", List.of("u"),
            "impersonate-extra-b%2fc", List.of("1", "2"));
    assertThat(impersonate(admin, headers))
        .isEqualTo(
            new User(
                "system:serviceaccount:y:x",
                "u",
                List.of(
                    "system:serviceaccounts", "system:serviceaccounts:y", "system:authenticated"),
                Map.of("b/c", List.of("1", "2"))));
    assertThat(impersonate(admin, Map.of("impersonate-user", List.of("system:anonymous"))))
        .isEqualTo(User.of("system:anonymous", "system:unauthenticated"));
  }

  @Test
  void theVerbImpersonateStillAllowsByItself() {
    letJoeBeBob();
    assertThat(impersonate(User.of("joe"), Map.of("impersonate-user", List.of("bob"))))
        .isEqualTo(User.of("bob", "system:authenticated"));
  }

  private void letJoeBeBob() {
    stored
        .put(
            ClusterRole.of(r ->
                r.metadata(m -> m.name("imp"))
                    .rule(p ->
                        p.verbs("impersonate")
                            .apiGroups("")
                            .resources("users")
                            .resourceNames("bob"))))
        .put(
            ClusterRoleBinding.of(b ->
                b.metadata(m -> m.name("imp"))
                    .roleRef(f ->
                        f.apiGroup("rbac.authorization.k8s.io").kind("ClusterRole").name("imp"))
                    .subject(s -> s.kind("User").name("joe"))));
  }

  @Test
  void whoWasLetInOnceIsToldHowThatWayFailed() {
    letJoeBeBob();
    impersonate(User.of("joe"), Map.of("impersonate-user", List.of("bob")));
    assertImpersonation(
        Map.of("impersonate-user", List.of("eve")),
        "users \"eve\" is forbidden: User \"joe\" cannot impersonate resource \"users\" in API"
            + " group \"\" at the cluster scope");
    assertImpersonation(
        Map.of("impersonate-user", List.of("system:node:a")),
        "users \"system:node:a\" is forbidden: User \"joe\" cannot impersonate resource \"users\""
            + " in API group \"\" at the cluster scope");
  }
}
