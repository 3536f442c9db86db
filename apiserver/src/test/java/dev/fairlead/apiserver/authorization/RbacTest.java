package dev.fairlead.apiserver.authorization;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.fairlead.apiserver.admission.StoredObjects;
import dev.fairlead.apiserver.request.RequestInfo;
import dev.fairlead.apiserver.request.User;
import dev.fairlead.model.rbac.v1.ClusterRole;
import dev.fairlead.model.rbac.v1.ClusterRoleBinding;
import dev.fairlead.model.rbac.v1.PolicyRule;
import dev.fairlead.model.rbac.v1.Role;
import dev.fairlead.model.rbac.v1.RoleBinding;
import dev.fairlead.model.rbac.v1.RoleRef;
import java.util.List;
import org.junit.jupiter.api.Test;

class RbacTest {
  private static final User ROBOT =
      User.of(
          "system:serviceaccount:shop:robot",
          "system:serviceaccounts",
          "system:serviceaccounts:shop",
          "system:authenticated");

  private final StoredObjects stored = new StoredObjects();
  private final Rbac rbac = new Rbac(stored);
  private final Escalation escalation = new Escalation(rbac);

  @Test
  void whatNoRuleAllowsIsForbiddenInKubernetesWords() {
    User x = User.of("x");
    assertForbidden(
        x,
        resource("list", "", "y", "pods", "", ""),
        "pods is forbidden: User \"x\" cannot list resource \"pods\" in API group \"\" in the"
            + " namespace \"y\"");
    assertForbidden(
        x,
        resource("get", "", "y", "pods", "log", "a"),
        "pods \"a\" is forbidden: User \"x\" cannot get resource \"pods/log\" in API group \"\" in"
            + " the namespace \"y\"");
    assertForbidden(
        x,
        resource("list", "apps", "", "deployments", "", ""),
        "deployments.apps is forbidden: User \"x\" cannot list resource \"deployments\" in API"
            + " group \"apps\" at the cluster scope");
    assertForbidden(x, path("get", "/foo"), "forbidden: User \"x\" cannot get path \"/foo\"");
    assertForbidden(
        User.of("x<y>"),
        path("get", "/foo"),
        "forbidden: User \"x&lt;y&gt;\" cannot get path \"/foo\"");
  }

  @Test
  void rolesThatBindingsMissAreNamed() {
    stored.put(binding("r1", "ClusterRole", "nope")).put(binding("r2", "Role", "nope"));
    assertForbidden(
        ROBOT,
        resource("list", "", "shop", "pods", "", ""),
        "pods is forbidden: User \"system:serviceaccount:shop:robot\" cannot list resource"
            + " \"pods\" in API group \"\" in the namespace \"shop\": rbac: RBAC:"
            + " [clusterrole.rbac.authorization.k8s.io \"nope\" not found,"
            + " role.rbac.authorization.k8s.io \"nope\" not found]");
  }

  @Test
  void aRoleBindingCountsInItsNamespaceOnlyAndFromTheMomentItIsStored() {
    RequestInfo list = resource("list", "", "shop", "pods", "", "");
    assertThat(rbac.authorize(ROBOT, list).allowed()).isFalse();
    stored.put(role("reader", rule("", "pods", "list"))).put(binding("b", "Role", "reader"));
    assertThat(rbac.authorize(ROBOT, list))
        .isEqualTo(
            new Decision(
                true,
                "RBAC: allowed by RoleBinding \"b/shop\" of Role \"reader\" to ServiceAccount"
                    + " \"robot/shop\""));
    RequestInfo elsewhere = resource("list", "", "bank", "pods", "", "");
    assertThat(rbac.authorize(ROBOT, elsewhere).allowed()).isFalse();
    stored.put(role("reader", rule("", "pods", "get")));
    assertThat(rbac.authorize(ROBOT, list).allowed()).isFalse();
    stored.put(role("reader", rule("", "pods", "list")));
    stored.remove(binding("b", "Role", "reader"));
    assertThat(rbac.authorize(ROBOT, list).allowed()).isFalse();
  }

  @Test
  void starsMatchAllVerbsGroupsResourcesSubresourcesAndPathsBelow() {
    PolicyRule scale = rule("*", "*/scale", "*");
    assertThat(Rules.allows(scale, resource("update", "apps", "n", "deployments", "scale", "d")))
        .isTrue();
    assertThat(Rules.allows(scale, resource("update", "apps", "n", "deployments", "", "d")))
        .isFalse();
    PolicyRule named =
        PolicyRule.of(r -> r.verb("get").apiGroup("").resource("secrets").resourceName("a"));
    assertThat(Rules.allows(named, resource("get", "", "n", "secrets", "", "a"))).isTrue();
    assertThat(Rules.allows(named, resource("get", "", "n", "secrets", "", "b"))).isFalse();
    PolicyRule below = PolicyRule.of(r -> r.verb("get").nonResourceURL("/api/*"));
    assertThat(Rules.allows(below, path("get", "/api/v1"))).isTrue();
    assertThat(Rules.allows(below, path("get", "/api"))).isFalse();
  }

  @Test
  void mastersMayDoEverythingWithoutAnyRole() {
    User admin = User.of("admin", User.MASTERS_GROUP);
    assertThat(rbac.authorize(admin, path("delete", "/"))).isEqualTo(new Decision(true, ""));
  }

  @Test
  void nobodyCanGiveMoreThanTheyHave() {
    stored.put(binding("r1", "ClusterRole", "nope"));
    Role role =
        role(
            "esc",
            PolicyRule.of(
                r -> r.apiGroups("", "apps").resources("pods", "deployments").verbs("get", "list")),
            PolicyRule.of(
                r -> r.apiGroups("").resources("secrets").resourceNames("a", "b").verbs("get")));
    RequestInfo create = resource("create", Rbac.GROUP, "shop", "roles", "", "");
    assertThatThrownBy(() -> escalation.check(ROBOT, create, role, null))
        .hasMessage(
            """
            roles.rbac.authorization.k8s.io "esc" is forbidden: user \
            "system:serviceaccount:shop:robot" (groups=["system:serviceaccounts" \
            "system:serviceaccounts:shop" "system:authenticated"]) is attempting to grant RBAC \
            permissions not currently held:
            {APIGroups:[""], Resources:["deployments"], Verbs:["get" "list"]}
            {APIGroups:[""], Resources:["pods"], Verbs:["get" "list"]}
            {APIGroups:[""], Resources:["secrets"], ResourceNames:["a"], Verbs:["get"]}
            {APIGroups:[""], Resources:["secrets"], ResourceNames:["b"], Verbs:["get"]}
            {APIGroups:["apps"], Resources:["deployments"], Verbs:["get" "list"]}
            {APIGroups:["apps"], Resources:["pods"], Verbs:["get" "list"]}; resolution errors: \
            [roles.rbac.authorization.k8s.io "nope" not found]\
            """);
  }

  @Test
  void theVerbsEscalateAndBindLiftThat() {
    Role wide = role("wide", rule("*", "*", "*"));
    RequestInfo create = resource("create", Rbac.GROUP, "shop", "roles", "", "");
    RequestInfo bind = resource("create", Rbac.GROUP, "shop", "rolebindings", "", "");
    RoleBinding toWide = binding("b2", "Role", "wide");
    stored.put(wide);
    assertThatThrownBy(() -> escalation.check(ROBOT, create, wide, null))
        .hasMessageStartingWith("roles.rbac.authorization.k8s.io \"wide\" is forbidden: user ");
    assertThatThrownBy(() -> escalation.check(ROBOT, bind, toWide, null))
        .hasMessageEndingWith("{APIGroups:[\"*\"], Resources:[\"*\"], Verbs:[\"*\"]}");
    stored
        .put(role("giver", rule(Rbac.GROUP, "roles", "escalate", "bind")))
        .put(binding("giver", "Role", "giver"));
    escalation.check(ROBOT, create, wide, null);
    escalation.check(ROBOT, bind, toWide, null);
  }

  @Test
  void aBindingToARoleThatIsNotThereIsNotFoundUnderItsOwnResource() {
    RequestInfo bind = resource("create", Rbac.GROUP, "shop", "rolebindings", "", "");
    RoleBinding binding = binding("esc", "ClusterRole", "nope");
    assertThatThrownBy(() -> escalation.check(ROBOT, bind, binding, null))
        .hasMessage("rolebindings.rbac.authorization.k8s.io \"nope\" not found");
  }

  @Test
  void onlyWhoHasEverythingAggregates() {
    ClusterRole role =
        ClusterRole.of(r ->
            r.metadata(m -> m.name("sum"))
                .aggregationRule(a -> a.clusterRoleSelector(s -> s.matchLabel("a", "b"))));
    RequestInfo create = resource("create", Rbac.GROUP, "", "clusterroles", "", "");
    assertThatThrownBy(() -> escalation.check(ROBOT, create, role, null))
        .hasMessage(
            "clusterroles.rbac.authorization.k8s.io \"sum\" is forbidden: must have cluster-admin"
                + " privileges to use the aggregationRule");
    stored
        .put(
            ClusterRole.of(r ->
                r.metadata(m -> m.name("all"))
                    .rule(rule("*", "*", "*"))
                    .rule(p -> p.verb("*").nonResourceURL("*"))))
        .put(
            ClusterRoleBinding.of(b ->
                b.metadata(m -> m.name("all"))
                    .roleRef(ref("ClusterRole", "all"))
                    .subject(s -> s.kind("User").name(ROBOT.name()))));
    escalation.check(ROBOT, create, role, null);
  }

  private void assertForbidden(User user, RequestInfo request, String message) {
    assertThatThrownBy(() -> rbac.check(user, request)).hasMessage(message);
  }

  private static RequestInfo resource(
      String verb, String group, String namespace, String resource, String sub, String name) {
    return new RequestInfo(true, "", verb, group, "v1", namespace, resource, sub, name);
  }

  private static RequestInfo path(String verb, String path) {
    return new RequestInfo(false, path, verb, "", "", "", "", "", "");
  }

  private static PolicyRule rule(String group, String resource, String... verbs) {
    return PolicyRule.of(r -> r.apiGroup(group).resource(resource).verbs(verbs));
  }

  private static Role role(String name, PolicyRule... rules) {
    return Role.of(r -> r.metadata(m -> m.name(name).namespace("shop")).rules(List.of(rules)));
  }

  private static RoleRef ref(String kind, String name) {
    return RoleRef.of(r -> r.apiGroup(Rbac.GROUP).kind(kind).name(name));
  }

  private static RoleBinding binding(String name, String kind, String role) {
    return RoleBinding.of(b ->
        b.metadata(m -> m.name(name).namespace("shop"))
            .roleRef(ref(kind, role))
            .subject(s -> s.kind("ServiceAccount").name("robot").namespace("shop")));
  }
}
