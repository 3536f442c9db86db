package dev.fairlead.apiserver;

import static org.assertj.core.api.Assertions.assertThat;

import dev.fairlead.apiserver.request.Request;
import dev.fairlead.apiserver.request.Response;
import dev.fairlead.apiserver.request.User;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;

class FirstObjectsTest {
  private static final List<String> PATHS =
      List.of(
          "/api/v1/namespaces",
          "/api/v1/namespaces/kube-system/configmaps",
          "/apis/rbac.authorization.k8s.io/v1/clusterroles",
          "/apis/rbac.authorization.k8s.io/v1/clusterrolebindings",
          "/apis/flowcontrol.apiserver.k8s.io/v1/flowschemas",
          "/apis/apiregistration.k8s.io/v1/apiservices",
          "/apis/networking.k8s.io/v1/servicecidrs",
          "/apis/networking.k8s.io/v1/ipaddresses",
          "/api/v1/namespaces/default/services");

  private static String shown(String start, long seed) {
    StringBuilder shown = new StringBuilder();
    try (ApiServer server =
        new ApiServerBuilder(InstantSource.fixed(Instant.parse(start)), new Random(seed))
            .token("t", User.of("admin", User.MASTERS_GROUP))
            .build()) {
      for (String path : PATHS) {
        Map<String, List<String>> headers =
            Map.of("authorization", List.of("Bearer t"), "accept", List.of("application/json"));
        Response answer =
            server.answer(new Request("GET", path, Map.of(), headers, new byte[0], List.of()));
        assertThat(answer.status()).isEqualTo(200);
        shown.append(
            new String(
                ((Response.Content.Bytes) answer.content()).bytes(), StandardCharsets.UTF_8));
      }
    }
    return shown.toString();
  }

  private static String bare(String text) {
    return text.replaceAll("\"(resourceVersion|uid)\":\"[^\"]+\"", "");
  }

  @Test
  void everyServerStartsWithTheSame() {
    String first = shown("2026-01-02T03:04:05Z", 1);
    assertThat(FirstObjects.isRemembered()).isTrue();
    assertThat(bare(shown("2026-01-02T03:04:05Z", 1)))
        .isEqualTo(bare(first))
        .contains("2026-01-02T03:04:05Z");
  }

  @Test
  void butWithIdentitiesAndTimesOfItsOwn() {
    String first = shown("2026-01-02T03:04:05Z", 1);
    String later = shown("2027-01-02T03:04:05Z", 2);
    assertThat(later).doesNotContain("2026-01-02");
    assertThat(bare(later)).isEqualTo(bare(first).replace("2026-01-02", "2027-01-02"));
    assertThat(later).doesNotContain(uidOf(first));
  }

  private static String uidOf(String text) {
    int from = text.indexOf("\"uid\":\"");
    return text.substring(from, text.indexOf('"', from + 8));
  }
}
