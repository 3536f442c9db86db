package dev.fairlead.apiserver;

import static org.assertj.core.api.Assertions.assertThat;

import dev.fairlead.apiserver.request.Response;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** A write of a status warns of addresses that are written in odd ways. */
class StatusWarningsTest extends GuardedServer {
  private static final String ODD =
      ": IPv6 address \\\"2001:DB8::1\\\" should be in RFC 5952 canonical format"
          + " (\\\"2001:db8::1\\\")\"";
  private static final String BALANCED =
      "{\"status\":{\"loadBalancer\":{\"ingress\":[{\"ip\":\"2001:DB8::1\"},{\"ip\":\"1.2.3.4\"}]}}}";

  @Test
  void ofPods() {
    assertThat(
            warnings(
                TEAM + "pods/p/status",
                "{\"status\":{\"podIP\":\"2001:DB8::1\",\"podIPs\":[{\"ip\":\"2001:DB8::1\"}],"
                    + "\"hostIP\":\"2001:DB8::1\",\"hostIPs\":[{\"ip\":\"2001:DB8::1\"}]}}"))
        .containsExactly("299 - \"status.podIPs[0].ip" + ODD, "299 - \"status.hostIPs[0].ip" + ODD);
  }

  @Test
  void ofServicesAndIngresses() {
    made(
        TEAM + "services",
        "{\"metadata\":{\"name\":\"s\"},\"spec\":{\"type\":\"LoadBalancer\",\"ports\":[{\"port\":80}]}}");
    String ingresses = "/apis/networking.k8s.io/v1/namespaces/team/ingresses";
    made(
        ingresses,
        "{\"metadata\":{\"name\":\"i\"},\"spec\":{\"defaultBackend\":{\"service\":{\"name\":\"s\","
            + "\"port\":{\"number\":80}}}}}");
    for (String path : List.of(TEAM + "services/s/status", ingresses + "/i/status")) {
      assertThat(warnings(path, BALANCED))
          .containsExactly("299 - \"status.loadBalancer.ingress[0]" + ODD);
    }
  }

  private List<String> warnings(String path, String patch) {
    Response answer = sendAs("admin", "PATCH", path, patch, Map.of("content-type", List.of(MERGE)));
    assertThat(answer.status()).describedAs(body(answer)).isEqualTo(200);
    return answer.headers().getOrDefault("Warning", List.of());
  }
}
