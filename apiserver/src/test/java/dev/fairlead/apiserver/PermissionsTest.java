package dev.fairlead.apiserver;

import static org.assertj.core.api.Assertions.assertThat;

import dev.fairlead.apiserver.request.Response;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** Who may do what, asked as those who may not do everything. */
class PermissionsTest extends GuardedServer {
  // --- what nobody gave ---

  @Test
  void whoHasNoRoleMayDoNothing() {
    assertForbidden(
        "GET",
        TEAM + "configmaps",
        "",
        "configmaps is forbidden: User \"ada\" cannot list resource \"configmaps\" in API group"
            + " \"\" in the namespace \"team\"");
    assertForbidden(
        "GET",
        "/api/v1/nodes",
        "",
        "nodes is forbidden: User \"ada\" cannot list resource \"nodes\" in API group \"\" at the"
            + " cluster scope");
    assertForbidden(
        "DELETE",
        DEPLOYMENTS + "/d",
        "",
        "deployments.apps \"d\" is forbidden: User \"ada\" cannot delete resource \"deployments\""
            + " in API group \"apps\" in the namespace \"team\"");
    assertForbidden(
        "POST",
        TEAM + "configmaps",
        named("mine"),
        "configmaps is forbidden: User \"ada\" cannot create resource \"configmaps\" in API group"
            + " \"\" in the namespace \"team\"");
    assertForbidden("GET", "/metrics", "", "forbidden: User \"ada\" cannot get path \"/metrics\"");
  }

  @Test
  void aRoleBindingCountsInItsNamespaceOnly() {
    bindInTeam("ClusterRole", "view");
    assertThat(status("GET", TEAM + "configmaps")).isEqualTo(200);
    assertThat(status("GET", TEAM + "pods/p")).isEqualTo(200);
    assertThat(status("GET", OTHER + "configmaps")).isEqualTo(403);
    assertThat(status("GET", OTHER + "secrets")).isEqualTo(403);
    assertThat(status("GET", TEAM + "secrets")).isEqualTo(403);
    assertThat(status("GET", TEAM + "secrets/s")).isEqualTo(403);
    assertThat(status("GET", "/api/v1/configmaps")).isEqualTo(403);
    assertThat(status("DELETE", TEAM + "configmaps/c")).isEqualTo(403);
    assertThat(status("GET", RBAC + "namespaces/team/roles")).isEqualTo(403);
  }

  /** A path is all that a role knows: in a namespace there is only what belongs to one. */
  @Test
  void whoMayDoAllInANamespaceReachesNothingOutsideOfIt() {
    allowInTeam("{\"verbs\":[\"*\"],\"apiGroups\":[\"*\"],\"resources\":[\"*\"]}");
    made("/api/v1/nodes", named("n"));
    for (String path :
        List.of(
            TEAM + "nodes",
            TEAM + "nodes/n",
            TEAM + "nodes/n/status",
            TEAM + "namespaces",
            TEAM + "namespaces/other",
            TEAM + "namespaces/other/status",
            "/api/v1/watch/namespaces/team/nodes",
            RBAC + "namespaces/team/clusterroles",
            RBAC + "namespaces/team/clusterroles/cluster-admin")) {
      assertThat(text("GET", path, "")).contains("could not find the requested resource");
    }
    assertThat(status("DELETE", TEAM + "namespaces/other")).isEqualTo(404);
    assertThat(status("DELETE", TEAM + "nodes")).isEqualTo(404);
    assertThat(
            send(
                    "POST",
                    RBAC + "namespaces/team/clusterrolebindings",
                    binding("cluster", "ClusterRole", "cluster-admin"))
                .status())
        .isEqualTo(404);
    assertThat(
            send(
                    "POST",
                    "/apis/authorization.k8s.io/v1/namespaces/team/subjectaccessreviews",
                    "{\"spec\":{\"user\":\"admin\",\"nonResourceAttributes\":{\"path\":\"/\","
                        + "\"verb\":\"get\"}}}")
                .status())
        .isEqualTo(404);
    assertThat(status("GET", "/api/v1/nodes")).isEqualTo(403);
    assertThat(status("GET", "/api/v1/namespaces/team")).isEqualTo(200);
    assertThat(status("GET", "/api/v1/namespaces/other")).isEqualTo(403);
  }

  // --- verbs ---

  @Test
  void creatingByAnUpdateOrAnApplyNeedsCreate() {
    String lease = "/apis/coordination.k8s.io/v1/namespaces/team/leases/l";
    String refused =
        "leases.coordination.k8s.io \"l\" is forbidden: User \"ada\" cannot create resource"
            + " \"leases\" in API group \"coordination.k8s.io\" in the namespace \"team\"";
    allowInTeam(rule("coordination.k8s.io", "leases", "get", "update", "patch"));
    String body = typed("coordination.k8s.io/v1", "Lease", "l");
    assertForbidden("PUT", lease, body, refused);
    assertThat(message(send("PATCH", lease + "?fieldManager=ada", body, APPLY))).isEqualTo(refused);
    allowInTeam(rule("coordination.k8s.io", "leases", "create"));
    assertThat(send("PATCH", lease + "?fieldManager=ada", body, APPLY).status()).isEqualTo(201);
    String second = typed("coordination.k8s.io/v1", "Lease", "l2");
    assertThat(send("PUT", lease + "2", second).status()).isEqualTo(201);
  }

  @Test
  void applyingAStatusCreatesNothing() {
    allowInTeam(rule("apps", "deployments/status", "patch", "create"));
    String body = typed("apps/v1", "Deployment", "none");
    Response answer = send("PATCH", DEPLOYMENTS + "/none/status?fieldManager=a", body, APPLY);
    assertThat(message(answer)).isEqualTo("deployments.apps \"none\" not found");
  }

  @Test
  void listingIsNotWatchingAndDeletingOneIsNotDeletingAll() {
    allowInTeam(rule("", "configmaps", "get", "list", "delete"));
    assertThat(status("GET", TEAM + "configmaps")).isEqualTo(200);
    assertForbidden(
        "GET",
        TEAM + "configmaps?watch=1",
        "",
        "configmaps is forbidden: User \"ada\" cannot watch resource \"configmaps\" in API group"
            + " \"\" in the namespace \"team\"");
    assertThat(status("GET", "/api/v1/watch/namespaces/team/configmaps")).isEqualTo(403);
    assertForbidden(
        "DELETE",
        TEAM + "configmaps",
        "",
        "configmaps is forbidden: User \"ada\" cannot deletecollection resource \"configmaps\" in"
            + " API group \"\" in the namespace \"team\"");
    assertThat(status("DELETE", TEAM + "configmaps/c")).isEqualTo(200);
  }

  @Test
  void resourceNamesAllowTheseAndSelectingThem() {
    made(TEAM + "configmaps", named("b"));
    allowInTeam(
        "{\"verbs\":[\"get\",\"list\"],\"apiGroups\":[\"\"],\"resources\":[\"configmaps\"],"
            + "\"resourceNames\":[\"c\"]}");
    assertThat(status("GET", TEAM + "configmaps/c")).isEqualTo(200);
    assertThat(status("GET", TEAM + "configmaps/b")).isEqualTo(403);
    assertThat(status("GET", TEAM + "configmaps")).isEqualTo(403);
    assertThat(text("GET", TEAM + "configmaps?fieldSelector=metadata.name=c", ""))
        .contains("\"name\":\"c\"")
        .doesNotContain("\"name\":\"b\"");
    assertThat(status("GET", TEAM + "configmaps?fieldSelector=metadata.name=b")).isEqualTo(403);
  }

  @Test
  void subresourcesNeedTheirOwnPermission() {
    allowInTeam(rule("", "pods", "*"));
    allowInTeam(rule("", "serviceaccounts", "*"));
    allowInTeam(rule("apps", "deployments", "*"));
    Map<String, String> resources =
        Map.of(
            TEAM + "pods/p/log", "pods/log",
            TEAM + "pods/p/status", "pods/status",
            DEPLOYMENTS + "/d/scale", "deployments/scale",
            DEPLOYMENTS + "/d/status", "deployments/status");
    resources.forEach((path, resource) ->
        assertThat(text("GET", path, ""))
            .contains("User \\\"ada\\\" cannot get resource \\\"" + resource + "\\\""));
    assertThat(text("POST", TEAM + "serviceaccounts/robot/token", "{}"))
        .contains("cannot create resource \\\"serviceaccounts/token\\\"");
    assertThat(text("POST", TEAM + "pods/p/eviction", "{}"))
        .contains("cannot create resource \\\"pods/eviction\\\"");
    String scale = "{\"spec\":{\"replicas\":3}}";
    assertThat(send("PATCH", DEPLOYMENTS + "/d/scale", scale, MERGE).status()).isEqualTo(403);
    allowInTeam(rule("", "pods/log", "get"));
    allowInTeam(rule("apps", "deployments/scale", "patch"));
    assertThat(status("GET", TEAM + "pods/p/log")).isEqualTo(204);
    assertThat(send("PATCH", DEPLOYMENTS + "/d/scale", scale, MERGE).status()).isEqualTo(200);
  }

  // --- giving what one hasn't ---

  @Test
  void nobodyGrantsMoreThanTheyHave() {
    allowInTeam(rule("rbac.authorization.k8s.io", "roles", "create", "update", "patch"));
    allowInTeam(rule("rbac.authorization.k8s.io", "rolebindings", "create"));
    allowInTeam(rule("", "configmaps", "get"));
    String role = "{\"metadata\":{\"name\":\"r\"},\"rules\":[" + rule("", "secrets", "get") + "]}";
    assertForbidden(
        "POST",
        ROLES,
        role,
        "roles.rbac.authorization.k8s.io \"r\" is forbidden: user \"ada\""
            + " (groups=[\"system:authenticated\"]) is attempting to grant RBAC permissions not"
            + " currently held:\n{APIGroups:[\"\"], Resources:[\"secrets\"], Verbs:[\"get\"]}");
    String mild =
        "{\"metadata\":{\"name\":\"r\"},\"rules\":[" + rule("", "configmaps", "get") + "]}";
    assertThat(send("POST", ROLES, mild).status()).isEqualTo(201);
    assertThat(send("PUT", ROLES + "/r", role).status()).isEqualTo(403);
    String rules = "{\"rules\":[" + rule("", "secrets", "get") + "]}";
    assertThat(send("PATCH", ROLES + "/r", rules, MERGE).status()).isEqualTo(403);
    assertThat(send("POST", BINDINGS, binding("b", "Role", "r")).status()).isEqualTo(201);
    assertThat(send("POST", BINDINGS, binding("a", "ClusterRole", "cluster-admin")).status())
        .isEqualTo(403);
  }

  @Test
  void escalateAndBindLiftThis() {
    allowInTeam(rule("rbac.authorization.k8s.io", "roles", "create", "escalate"));
    allowInTeam(rule("rbac.authorization.k8s.io", "rolebindings", "create"));
    String role = "{\"metadata\":{\"name\":\"r\"},\"rules\":[" + rule("", "secrets", "get") + "]}";
    assertThat(send("POST", ROLES, role).status()).isEqualTo(201);
    assertThat(send("POST", BINDINGS, binding("b", "Role", "r")).status()).isEqualTo(403);
    allowInTeam(rule("rbac.authorization.k8s.io", "roles", "bind"));
    assertThat(send("POST", BINDINGS, binding("b", "Role", "r")).status()).isEqualTo(201);
    assertThat(status("GET", TEAM + "secrets/s")).isEqualTo(200);
    assertThat(send("POST", BINDINGS, binding("a", "ClusterRole", "view")).status()).isEqualTo(403);
  }
}
