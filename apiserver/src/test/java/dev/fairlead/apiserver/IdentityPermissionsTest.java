package dev.fairlead.apiserver;

import static org.assertj.core.api.Assertions.assertThat;

import dev.fairlead.apiserver.request.Response;
import dev.fairlead.apiserver.request.User;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** As whom the server takes somebody, and what it tells them of what they may. */
class IdentityPermissionsTest extends GuardedServer {
  @Test
  void impersonationNeedsThePermission() {
    Map<String, List<String>> asBob = Map.of("impersonate-user", List.of("bob"));
    assertThat(message(sendAs("ada", "GET", TEAM + "configmaps", "", asBob)))
        .isEqualTo(
            "configmaps is forbidden: User \"ada\" cannot impersonate-on:user-info:list resource"
                + " \"configmaps\" in API group \"\" in the namespace \"team\"");
    made(
        RBAC + "clusterroles",
        "{\"metadata\":{\"name\":\"as-bob\"},\"rules\":[{\"verbs\":[\"impersonate\"],"
            + "\"apiGroups\":[\"\"],\"resources\":[\"users\"],\"resourceNames\":[\"bob\"]}]}");
    made(RBAC + "clusterrolebindings", binding("as-bob", "ClusterRole", "as-bob"));
    assertThat(message(sendAs("ada", "GET", TEAM + "configmaps", "", asBob)))
        .startsWith("configmaps is forbidden: User \"bob\" cannot list");
    Map<String, List<String>> asMaster =
        Map.of(
            "impersonate-user", List.of("bob"), "impersonate-group", List.of(User.MASTERS_GROUP));
    assertThat(message(sendAs("ada", "GET", TEAM + "configmaps", "", asMaster)))
        .contains("is forbidden: User \"ada\" cannot impersonate");
    // the admin, who gives up what the admin may
    assertThat(sendAs("admin", "GET", TEAM + "secrets", "", asBob).status()).isEqualTo(403);
  }

  @Test
  void withoutCredentialsThereAreOnlyProbesAndTheVersion() {
    for (String path : List.of("/healthz", "/livez", "/readyz", "/version")) {
      assertThat(sendAs("", "GET", path, "", Map.of()).status()).describedAs(path).isEqualTo(200);
    }
    for (String path :
        List.of(
            "/", "/api", "/apis", "/metrics", "/openapi/v2", "/healthzz", TEAM + "configmaps")) {
      Response answer = sendAs("", "GET", path, "", Map.of());
      assertThat(answer.status()).describedAs(path).isEqualTo(401);
      assertThat(message(answer)).isEqualTo("Unauthorized");
    }
  }

  @Test
  void credentialsThatAreWrongAreWorseThanNone() {
    for (String token : List.of("guess", "ADA", "ad", "adaa", "a.b.c")) {
      assertThat(sendAs(token, "GET", "/version", "", Map.of()).status()).isEqualTo(401);
      assertThat(sendAs(token, "GET", TEAM + "secrets", "", Map.of()).status()).isEqualTo(401);
    }
  }

  @Test
  void aTokenEndsWithItsTime() {
    String path = TEAM + "serviceaccounts/robot/token";
    String answer = body(sendAs("admin", "POST", path, "{\"spec\":{}}", Map.of()));
    String token = answer.replaceFirst("(?s).*\"token\":\"([^\"]+)\".*", "$1");
    assertThat(message(sendAs(token, "GET", TEAM + "secrets", "", Map.of())))
        .startsWith(
            "secrets is forbidden: User \"system:serviceaccount:team:robot\" cannot list resource");
    String forged = token.substring(0, token.length() - 4) + "AAAA";
    assertThat(sendAs(forged, "GET", TEAM + "secrets", "", Map.of()).status()).isEqualTo(401);
    now = now.plus(Duration.ofHours(2));
    assertThat(sendAs(token, "GET", TEAM + "secrets", "", Map.of()).status()).isEqualTo(401);
  }

  @Test
  void theReviewOfOnesOwnAccessTellsWhatTheServerDoes() {
    bindInTeam("ClusterRole", "view");
    record Question(String namespace, String resource, String verb, String method) {}
    for (Question asked :
        List.of(
            new Question("team", "configmaps", "list", "GET"),
            new Question("team", "secrets", "list", "GET"),
            new Question("other", "configmaps", "list", "GET"),
            new Question("team", "configmaps", "deletecollection", "DELETE"))) {
      String review =
          text(
              "POST",
              "/apis/authorization.k8s.io/v1/selfsubjectaccessreviews",
              "{\"spec\":{\"resourceAttributes\":{\"namespace\":\"%s\",\"resource\":\"%s\",\"verb\":\"%s\"}}}"
                  .formatted(asked.namespace, asked.resource, asked.verb));
      String path = "/api/v1/namespaces/" + asked.namespace + "/" + asked.resource;
      boolean does = status(asked.method, path) == 200;
      assertThat(review).describedAs("%s", asked).contains("\"allowed\":" + does);
    }
  }
}
