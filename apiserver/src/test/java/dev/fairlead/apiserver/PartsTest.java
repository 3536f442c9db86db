package dev.fairlead.apiserver;

import static org.assertj.core.api.Assertions.assertThat;

import dev.fairlead.apiserver.request.Response;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** Subresources that change another object or another part of it than they show. */
class PartsTest extends GuardedServer {
  private static final String ADDRESSES = "/apis/networking.k8s.io/v1/ipaddresses/";
  private static final String D = DEPLOYMENTS + "/d";
  private static final String DEPLOYMENT =
      """
      {"apiVersion":"apps/v1","kind":"Deployment","metadata":{"name":"d"},"spec":{"replicas":2,
      "selector":{"matchLabels":{"a":"b"}},"template":{"metadata":{"labels":{"a":"b"}},
      "spec":{"containers":[{"name":"c","image":"i"}]}}}}
      """;

  @Test
  void whoAppliesAScaleOwnsTheReplicasOfTheWorkload() {
    asAdmin("DELETE", D, "");
    apply(D + "?fieldManager=alice", DEPLOYMENT);
    Response conflict = apply(D + "/scale?fieldManager=bob", scale(3));
    assertThat(conflict.status()).isEqualTo(409);
    assertThat(message(conflict))
        .isEqualTo("Apply failed with 1 conflict: conflict with \"alice\": .spec.replicas");

    assertThat(apply(D + "/scale?fieldManager=bob&force=true", scale(3)).status()).isEqualTo(200);
    assertThat(body(asAdmin("GET", D, "")))
        .contains("\"replicas\":3")
        .containsPattern(
            "\"manager\":\"bob\",\"operation\":\"Apply\",\"apiVersion\":\"apps/v1\","
                + "\"fieldsType\":\"FieldsV1\",\"fieldsV1\":\\{\"f:spec\":\\{\"f:replicas\":\\{\\}\\}\\},"
                + "\"subresource\":\"scale\"");
    assertThat(message(apply(D + "?fieldManager=alice", DEPLOYMENT)))
        .isEqualTo(
            "Apply failed with 1 conflict: conflict with \"bob\" with subresource \"scale\":"
                + " .spec.replicas");
  }

  @Test
  void theLastEvictionThatABudgetAllowsIsToldInItsConditions() {
    String budgets = "/apis/policy/v1/namespaces/team/poddisruptionbudgets";
    made(
        budgets,
        "{\"metadata\":{\"name\":\"b\"},\"spec\":{\"minAvailable\":1,\"selector\":{\"matchLabels\":{\"a\":\"b\"}}}}");
    patch(
        budgets + "/b/status",
        "{\"status\":{\"observedGeneration\":1,\"disruptionsAllowed\":1,\"currentHealthy\":2,"
            + "\"desiredHealthy\":1,\"expectedPods\":2}}");
    made(
        TEAM + "pods",
        "{\"metadata\":{\"name\":\"e\",\"labels\":{\"a\":\"b\"}},\"spec\":{\"containers\":[{\"name\":\"c\",\"image\":\"i\"}]}}");
    patch(
        TEAM + "pods/e/status",
        "{\"status\":{\"phase\":\"Running\",\"conditions\":[{\"type\":\"Ready\",\"status\":\"True\"}]}}");
    made(TEAM + "pods/e/eviction", "{\"metadata\":{\"name\":\"e\"}}");
    assertThat(body(asAdmin("GET", budgets + "/b", "")))
        .contains(
            "\"disruptionsAllowed\":0",
            "\"type\":\"DisruptionAllowed\",\"status\":\"False\",\"observedGeneration\":1",
            "\"reason\":\"InsufficientPods\"",
            "\"manager\":\"kube-apiserver\",\"operation\":\"Update\",\"apiVersion\":\"policy/v1\"");
  }

  @Test
  void aServiceHasAnIpAddressAsLongAsItHasThatAddress() {
    String service =
        "{\"metadata\":{\"name\":\"web\"},\"spec\":{\"clusterIP\":\"10.0.7.7\",\"ports\":[{\"port\":80}]}}";
    made(TEAM + "services", service);
    assertThat(body(asAdmin("GET", ADDRESSES + "10.0.7.7", "")))
        .contains(
            "\"ipaddress.kubernetes.io/managed-by\":\"ipallocator.k8s.io\"",
            "\"parentRef\":{\"resource\":\"services\",\"namespace\":\"team\",\"name\":\"web\"}");

    asAdmin("DELETE", TEAM + "services/web", "");
    assertThat(asAdmin("GET", ADDRESSES + "10.0.7.7", "").status()).isEqualTo(404);
    made(TEAM + "services", service);
    patch(
        TEAM + "services/web",
        "{\"spec\":{\"type\":\"ExternalName\",\"externalName\":\"example.com\",\"clusterIP\":null,\"clusterIPs\":null}}");
    assertThat(asAdmin("GET", ADDRESSES + "10.0.7.7", "").status()).isEqualTo(404);
  }

  @Test
  void anAddressThatSomebodyKeepsIsTaken() {
    made(
        "/apis/networking.k8s.io/v1/ipaddresses",
        "{\"metadata\":{\"name\":\"10.0.8.8\"},\"spec\":{\"parentRef\":{\"resource\":\"gates\",\"name\":\"g\"}}}");
    Response refused =
        asAdmin(
            "POST",
            TEAM + "services",
            "{\"metadata\":{\"name\":\"web\"},\"spec\":{\"clusterIP\":\"10.0.8.8\",\"ports\":[{\"port\":80}]}}");
    assertThat(message(refused)).contains("provided IP is already allocated");
  }

  @Test
  void aNamespaceIsInNone() {
    assertThat(asAdmin("GET", "/api/v1/namespaces/team/namespaces/team", "").status())
        .isEqualTo(404);
    assertThat(asAdmin("DELETE", "/api/v1/namespaces/team/namespaces/team", "").status())
        .isEqualTo(404);
    assertThat(asAdmin("GET", "/api/v1/namespaces/team", "").status()).isEqualTo(200);
  }

  @Test
  void aServiceWithoutEndpointsIsUnavailable() {
    Response answer = asAdmin("GET", TEAM + "services/none/proxy", "");
    assertThat(answer.status()).isEqualTo(503);
    assertThat(message(answer)).isEqualTo("no endpoints available for service \"none\"");
  }

  @Test
  void logsAreAskedForInRightNumbers() {
    Response answer = asAdmin("GET", TEAM + "pods/p/log?tailLines=-1&sinceSeconds=0", "");
    assertThat(answer.status()).isEqualTo(422);
    assertThat(message(answer))
        .isEqualTo(
            "PodLogOptions \"p\" is invalid: [tailLines: Invalid value: -1: must be greater than or"
                + " equal to 0, sinceSeconds: Invalid value: 0: must be greater than 0]");
  }

  @Test
  void aFreshServerSaysWhatItServes() {
    assertThat(body(asAdmin("GET", "/apis/apiregistration.k8s.io/v1/apiservices/v1.apps", "")))
        .contains("\"groupPriorityMinimum\":17800", "\"type\":\"Available\",\"status\":\"True\"");
    assertThat(body(asAdmin("GET", "/api/v1/componentstatuses/etcd-0", "")))
        .contains("\"type\":\"Healthy\",\"status\":\"True\"");
    assertThat(body(asAdmin("GET", "/apis/flowcontrol.apiserver.k8s.io/v1/flowschemas/exempt", "")))
        .contains("\"type\":\"Dangling\",\"status\":\"False\"");
  }

  private static String scale(int replicas) {
    return "{\"apiVersion\":\"autoscaling/v1\",\"kind\":\"Scale\",\"metadata\":{\"name\":\"d\"},\"spec\":{\"replicas\":%d}}"
        .formatted(replicas);
  }

  private Response apply(String target, String body) {
    return sendAs(
        "admin",
        "PATCH",
        target,
        body,
        Map.of("content-type", List.of("application/apply-patch+yaml")));
  }

  private void patch(String target, String body) {
    Response answer =
        sendAs(
            "admin",
            "PATCH",
            target,
            body,
            Map.of("content-type", List.of("application/merge-patch+json")));
    assertThat(answer.status()).describedAs("%s: %s", target, body(answer)).isEqualTo(200);
  }

  private Response asAdmin(String method, String target, String body) {
    return sendAs("admin", method, target, body, Map.of());
  }
}
