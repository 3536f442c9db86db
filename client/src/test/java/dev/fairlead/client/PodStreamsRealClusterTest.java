package dev.fairlead.client;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.fairlead.client.error.ApiException;
import dev.fairlead.client.error.BadRequestException;
import dev.fairlead.client.error.NotFoundException;
import dev.fairlead.client.stream.PodLog;
import dev.fairlead.model.core.v1.Pod;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** What a server says of streams to a Pod that is on no node: nodes here run no containers. */
@Timeout(60)
class PodStreamsRealClusterTest {
  private static final String NO_HOST = "pod lonely does not have a host assigned";

  private final Kubernetes k8s = Kubernetes.connect(RealCluster.config());
  private final RealCluster.Shop shop = RealCluster.shop(k8s, "streams");
  private final Pods pods = k8s.coreV1().pods(shop.name());

  @AfterEach
  void close() {
    shop.close();
    k8s.close();
  }

  @Test
  void refusesStreamsToAPodWithoutANode() {
    Pod unused =
        pods.create(
            Pod.of(p ->
                p.metadata(m -> m.name("lonely"))
                    .spec(s ->
                        s.nodeSelector("no-such", "node")
                            .container(c -> c.name("app").image("nginx:1.29")))));

    assertRefused(() -> pods.exec("lonely", "ls"));
    assertRefused(() -> pods.attach("lonely", o -> {}));
    assertRefused(() -> pods.run("lonely", "ls"));
    assertRefused(() -> pods.portForward("lonely", 80));
  }

  private static void assertRefused(ThrowingCallable call) {
    assertThatThrownBy(call)
        .isInstanceOf(BadRequestException.class)
        .satisfies(e -> assertThat(((ApiException) e).status().message()).isEqualTo(NO_HOST));
  }

  /** kube-apiserver answers with an empty log. */
  @Test
  void givesNoLogOfAPodWithoutANode() {
    Pod unused =
        pods.create(
            Pod.of(p ->
                p.metadata(m -> m.name("lonely"))
                    .spec(s ->
                        s.nodeSelector("no-such", "node")
                            .container(c -> c.name("app").image("nginx:1.29")))));
    try (PodLog log = pods.log("lonely")) {
      assertThat(log.text()).isEmpty();
    }
  }

  @Test
  void saysThatThereIsNoSuchPod() {
    for (ThrowingCallable call :
        new ThrowingCallable[] {
          () -> pods.exec("nobody", "ls"),
          () -> pods.attach("nobody", o -> {}),
          () -> pods.portForward("nobody", 80),
          () -> pods.log("nobody")
        }) {
      assertThatThrownBy(call)
          .isInstanceOf(NotFoundException.class)
          .hasMessageContaining("pods \"nobody\" not found");
    }
  }
}
