package dev.fairlead.cluster.guide;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.fairlead.client.Kubernetes;
import dev.fairlead.client.error.ConflictException;
import dev.fairlead.cluster.Cluster;
import dev.fairlead.model.apps.v1.Deployment;
import dev.fairlead.model.codec.Codec;
import dev.fairlead.model.core.v1.ConfigMap;
import dev.fairlead.model.core.v1.Pod;
import dev.fairlead.model.patch.MergePatch;
import dev.fairlead.model.tree.JsonObject;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** The samples of docs/guide/changing.md do what it says. */
class ChangingGuideTest {
  private Cluster cluster;
  private Kubernetes k8s;

  @BeforeEach
  void start() {
    cluster = Cluster.start();
    k8s = cluster.connect();
    k8s.appsV1()
        .deployments("default")
        .create(
            Deployment.of(d ->
                d.metadata(m -> m.name("web"))
                    .spec(s ->
                        s.selector(x -> x.matchLabel("app", "web"))
                            .template(t ->
                                t.metadata(m -> m.label("app", "web"))
                                    .spec(p ->
                                        p.container(c -> c.name("web").image("nginx:1.29")))))));
  }

  @AfterEach
  void stop() {
    k8s.close();
    cluster.close();
  }

  @Test
  void patches() {
    assertThat(Changing.patch(k8s).spec().template().spec().containers())
        .extracting(c -> c.image())
        .containsExactly("busybox:1.37", "nginx:1.30");
  }

  @Test
  void patchesWhatDiffers() {
    MergePatch difference = Changing.patchWhatDiffers(k8s);
    assertThat(difference.body()).hasToString("{\"spec\":{\"paused\":true}}");
    assertThat(k8s.appsV1().deployments("default").get("web").spec().paused()).isTrue();
  }

  @Test
  void writesSubresources() {
    k8s.coreV1()
        .pods("default")
        .create(
            Pod.of(p ->
                p.metadata(m -> m.name("web-0"))
                    .spec(s -> s.container(c -> c.name("web").image("nginx:1.29")))));
    Changing.writeSubresources(k8s);
    assertThat(k8s.appsV1().deployments("default").get("web").spec().replicas()).isEqualTo(3);
    assertThat(k8s.coreV1().pods("default").get("web-0").status().phase()).isEqualTo("Running");
  }

  @Test
  void writesOfTheRestLeaveTheStatusAsItIs() {
    var deployments = k8s.appsV1().deployments("default");
    Deployment web =
        deployments.update(
            deployments
                .get("web")
                .with(d -> d.spec(s -> s.paused(true)).status(s -> s.replicas(7))));
    assertThat(web.spec().paused()).isTrue();
    assertThat(web.status().replicas()).isZero();
  }

  @Test
  void applies() {
    Changing.apply(k8s);
    var maps = k8s.coreV1().configMaps("default");
    ConfigMap map = maps.get("colors");
    assertThat(map.data()).containsEntry("door", "red");
    assertThat(map.metadata().managedFields()).extracting(f -> f.manager()).contains("builder");
    JsonObject blue =
        (JsonObject)
            Codec.yaml()
                .decodeTree(
                    "{apiVersion: v1, kind: ConfigMap, metadata: {name: colors}, data: {door:"
                        + " blue}}");
    assertThatExceptionOfType(ConflictException.class)
        .isThrownBy(() -> maps.apply(blue, "painter"))
        .satisfies(e ->
            assertThat(e.status().causes())
                .extracting(c -> c.field() + ": " + c.message())
                .containsExactly(".data.door: conflict with \"builder\""));
  }
}
