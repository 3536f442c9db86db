package dev.fairlead.client;

import static org.assertj.core.api.Assertions.assertThat;

import dev.fairlead.client.config.Config;
import dev.fairlead.client.config.LoadOptions;
import dev.fairlead.model.core.v1.Pod;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** The samples of docs/guide/listing.md. */
class ListingGuideRealClusterTest {
  private static final String LABEL = "guide";
  private static final int PODS = 5;

  private final String namespace = "default";
  private final Kubernetes k8s =
      Kubernetes.connect(
          Config.load(
              LoadOptions.defaults()
                  .withKubeconfig(Path.of(System.getProperty("fairlead.realcluster", "")))));

  @BeforeEach
  void createPods() {
    for (int i = 0; i < PODS; i++) {
      String name = "web-" + i;
      k8s.coreV1()
          .pods(namespace)
          .create(
              Pod.of(p ->
                  p.metadata(m -> m.name(name).label("app", "web").label(LABEL, "listing"))
                      .spec(s ->
                          s.nodeSelector("no-such", "node")
                              .container(c -> c.name("web").image("nginx:1.29")))));
    }
  }

  @AfterEach
  void deletePods() {
    k8s.coreV1().pods(namespace).deleteCollection(o -> o.labelSelector(LABEL + "=listing"));
    k8s.close();
  }

  @Test
  void listsStreamsAndFinds() {
    // docs: list
    List<Pod> all = k8s.coreV1().pods(namespace).list().items();
    List<Pod> web =
        k8s.coreV1()
            .pods(namespace)
            .list(o -> o.labelSelector("app=web").fieldSelector("status.phase=Pending"))
            .items();
    // docs: end
    List<String> names = new ArrayList<>();
    // docs: list-all
    try (Stream<Pod> pods = k8s.coreV1().pods(namespace).listAll(o -> o.limit(2))) {
      pods.map(pod -> pod.metadata().name()).forEach(names::add);
    }
    // docs: end
    // docs: one
    Pod one = k8s.coreV1().pods(namespace).get("web-0");
    Optional<Pod> none = k8s.coreV1().pods(namespace).find("no-such");
    // docs: end

    assertThat(all).hasSizeGreaterThanOrEqualTo(PODS);
    assertThat(web).hasSize(PODS);
    assertThat(names).contains("web-0", "web-1", "web-2", "web-3", "web-4").doesNotHaveDuplicates();
    assertThat(one.metadata().labels()).containsEntry("app", "web");
    assertThat(none).isEmpty();
  }
}
