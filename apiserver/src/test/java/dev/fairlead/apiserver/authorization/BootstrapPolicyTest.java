package dev.fairlead.apiserver.authorization;

import static org.assertj.core.api.Assertions.assertThat;

import dev.fairlead.apiserver.admission.StoredObjects;
import dev.fairlead.apiserver.request.RequestInfo;
import dev.fairlead.apiserver.request.User;
import dev.fairlead.model.KubernetesObject;
import dev.fairlead.model.codec.Codec;
import dev.fairlead.model.rbac.v1.ClusterRole;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class BootstrapPolicyTest {

  @Test
  void everyRoleAndBindingIsWhatKubernetes1372CreatedAtItsStart() throws IOException {
    List<Object> expected = new ArrayList<>();
    try (InputStream in = getClass().getResourceAsStream("bootstrap-1.37.2.jsonl")) {
      for (String line : new String(in.readAllBytes(), StandardCharsets.UTF_8).lines().toList()) {
        expected.add(
            Codec.json()
                .decodeAny(
                    new ByteArrayInputStream(line.getBytes(StandardCharsets.UTF_8)),
                    dev.fairlead.model.codec.Decoding.DEFAULT));
      }
    }
    assertThat(expected).hasSizeGreaterThan(100);
    assertThat(BootstrapPolicy.objects())
        .containsExactlyInAnyOrderElementsOf(
            expected.stream().map(KubernetesObject.class::cast).toList());
  }

  @Test
  void adminAggregatesWhatEditAndViewAggregate() {
    ClusterRole admin = aggregated("admin");
    assertThat(admin.rules()).containsAll(aggregated("edit").rules());
    assertThat(aggregated("edit").rules()).containsAll(aggregated("view").rules());
    assertThat(aggregated("view").rules())
        .isEqualTo(aggregated("system:aggregate-to-view").rules());
    assertThat(admin.rules()).doesNotHaveDuplicates();
  }

  @Test
  void theSchedulerMayBindPodsAndNothingElseOfThem() {
    Rbac rbac = new Rbac(new StoredObjects(BootstrapPolicy.aggregatedObjects()));
    User scheduler = User.of("system:kube-scheduler", User.AUTHENTICATED_GROUP);
    RequestInfo bind =
        new RequestInfo(true, "", "create", "", "v1", "shop", "pods", "binding", "web");
    RequestInfo log = new RequestInfo(true, "", "get", "", "v1", "shop", "pods", "log", "web");
    assertThat(rbac.authorize(scheduler, bind))
        .isEqualTo(
            new Decision(
                true,
                "RBAC: allowed by ClusterRoleBinding \"system:kube-scheduler\" of ClusterRole"
                    + " \"system:kube-scheduler\" to User \"system:kube-scheduler\""));
    assertThat(rbac.authorize(scheduler, log)).isEqualTo(new Decision(false, ""));
  }

  private static ClusterRole aggregated(String name) {
    return new StoredObjects(BootstrapPolicy.aggregatedObjects())
        .get(ClusterRole.TYPE, "", name)
        .orElseThrow();
  }
}
