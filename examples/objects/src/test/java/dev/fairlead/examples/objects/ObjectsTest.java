package dev.fairlead.examples.objects;

import static org.assertj.core.api.Assertions.assertThat;

import dev.fairlead.client.Kubernetes;
import dev.fairlead.client.Pods;
import dev.fairlead.cluster.Cluster;
import dev.fairlead.model.core.v1.ConfigMap;
import dev.fairlead.model.core.v1.Pod;
import dev.fairlead.model.policy.v1.PodDisruptionBudget;
import java.util.List;
import java.util.function.Consumer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Each program that ends by itself does what it says, on the embedded API. */
@Timeout(30)
class ObjectsTest {
  private Cluster cluster;
  private Kubernetes k8s;
  private Pods pods;

  @BeforeEach
  void start() {
    cluster = Cluster.start();
    k8s = cluster.connect();
    pods = k8s.coreV1().pods("default");
  }

  @AfterEach
  void stop() {
    k8s.close();
    cluster.close();
  }

  private void pod(String name) {
    pods.create(
        Pod.of(p ->
            p.metadata(m -> m.name(name).label("app", "web"))
                .spec(s ->
                    s.container(c ->
                        c.name("web").image("nginx:1.29").resources(r -> r.request("cpu", "1"))))));
  }

  private List<String> printed(Consumer<Kubernetes> program) {
    try (Printed printed = new Printed()) {
      program.accept(k8s);
      return printed.text().lines().toList();
    }
  }

  @Test
  void changesPods() {
    assertThat(printed(PodApi::run))
        .containsExactly(
            "created Pod default/blog",
            "has labels {app=blog}",
            "refused: Invalid",
            "found Pod default/blog",
            "deleted blog");
  }

  @Test
  void goesThroughPages() {
    pod("a");
    pod("b");
    pod("c");
    assertThat(printed(PodPaged::run))
        .containsExactly(
            "a page of 2", "  Pod default/a", "  Pod default/b", "a page of 1", "  Pod default/c");
  }

  @Test
  void evictsUnlessABudgetForbids() {
    pod("web-0");
    pod("web-1");
    assertThat(printed(k -> PodEvict.run(k, "web-0"))).containsExactly("evicted web-0");

    k8s.policyV1()
        .podDisruptionBudgets("default")
        .create(
            PodDisruptionBudget.of(b ->
                b.metadata(m -> m.name("web"))
                    .spec(s -> s.minAvailable(1).selector(x -> x.matchLabel("app", "web")))));
    k8s.policyV1()
        .podDisruptionBudgets("default")
        .status()
        .edit("web", b -> b.with(x -> x.status(t -> t.observedGeneration(1L))));
    pods.status().edit("web-1", p -> p.with(x -> x.status(s -> s.phase("Running"))));
    assertThat(printed(k -> PodEvict.run(k, "web-1")))
        .singleElement()
        .asString()
        .startsWith("not now: Cannot evict pod");
  }

  @Test
  void resizes() {
    pod("web-0");
    assertThat(printed(k -> PodResize.run(k, "web-0", "2", "1Gi"))).hasSize(1);
    assertThat(pods.get("web-0").spec().containers().get(0).resources().requests())
        .hasToString("{cpu=2, memory=1Gi}");
  }

  @Test
  void worksWithKindsThatHaveNoType() {
    pod("web-0");
    assertThat(printed(DynamicApi::run)).contains("pods: 1");
    assertThat(printed(k -> DynamicFields.run(k, "po", "spec.containers[0].image")))
        .containsExactly("v1 Pod default/web-0: nginx:1.29");
  }

  @Test
  void worksWithATypeOfItsOwn() {
    k8s.coreV1()
        .configMaps("default")
        .create(
            ConfigMap.of(c ->
                c.metadata(m -> m.name("morning").label("greeting", "yes"))
                    .data("text", "Good morning")
                    .data("more", "which the type does not know")));
    assertThat(printed(OwnKind::run)).containsExactly("morning: Good morning");
  }

  @Test
  void timesItsCalls() {
    try (Printed printed = new Printed()) {
      CustomClient.run(cluster.config());
      assertThat(printed.text().lines())
          .hasSize(4)
          .anyMatch(line -> line.matches("/api/v1/namespaces: 200 in \\d+ ms"));
    }
  }
}
