package dev.fairlead.cluster;

import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.fairlead.client.Kubernetes;
import dev.fairlead.client.error.ConflictException;
import dev.fairlead.model.apps.v1.Deployment;
import dev.fairlead.model.autoscaling.v1.Scale;
import dev.fairlead.model.codec.Codec;
import dev.fairlead.model.core.v1.ConfigMap;
import dev.fairlead.model.core.v1.Pod;
import dev.fairlead.model.meta.v1.StatusCause;
import dev.fairlead.model.patch.JsonPatch;
import dev.fairlead.model.patch.JsonPointer;
import dev.fairlead.model.patch.MergePatch;
import dev.fairlead.model.patch.StrategicMergePatch;
import dev.fairlead.model.tree.JsonObject;
import dev.fairlead.model.tree.JsonString;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** The samples of docs/guide/changing.md. */
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
    // docs: patch
    var deployments = k8s.appsV1().deployments("default");
    JsonPointer image = JsonPointer.parse("/spec/template/spec/containers/0/image");
    deployments.patch(
        "web",
        JsonPatch.of(
            new JsonPatch.Test(image, new JsonString("nginx:1.29")),
            new JsonPatch.Replace(image, new JsonString("nginx:1.30"))));
    Deployment web =
        deployments.patch(
            "web",
            StrategicMergePatch.parse(
                Codec.json()
                    .decodeTree(
                        """
                        {"spec": {"template": {"spec": {"containers": [
                          {"name": "log", "image": "busybox:1.37"}]}}}}
                        """)));
    // docs: end
    assertThat(web.spec().template().spec().containers())
        .extracting(c -> c.image())
        .containsExactly("busybox:1.37", "nginx:1.30");
  }

  @Test
  void patchesWhatDiffers() {
    // docs: patch-difference
    Deployment before = k8s.appsV1().deployments("default").get("web");
    Deployment after = before.with(d -> d.spec(s -> s.paused(true)));
    MergePatch difference =
        MergePatch.diff((JsonObject) Codec.toTree(before), (JsonObject) Codec.toTree(after));
    k8s.appsV1()
        .deployments("default")
        .patch("web", difference.guardedBy(requireNonNull(before.metadata().resourceVersion())));
    // docs: end
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
    // docs: subresource
    Scale scale = k8s.appsV1().deployments("default").scale().get("web");
    k8s.appsV1().deployments("default").scale().update(scale.with(s -> s.spec(x -> x.replicas(3))));

    Pod pod = k8s.coreV1().pods("default").get("web-0");
    k8s.coreV1().pods("default").status().update(pod.with(p -> p.status(s -> s.phase("Running"))));
    // docs: end
    assertThat(k8s.appsV1().deployments("default").get("web").spec().replicas()).isEqualTo(3);
    assertThat(k8s.coreV1().pods("default").get("web-0").status().phase()).isEqualTo("Running");
  }

  @Test
  void applies() {
    List<String> said = new ArrayList<>();
    // docs: apply
    var maps = k8s.coreV1().configMaps("default");
    JsonObject blue =
        (JsonObject)
            Codec.yaml()
                .decodeTree(
                    """
                    apiVersion: v1
                    kind: ConfigMap
                    metadata: {name: colors}
                    data: {door: blue}
                    """);
    maps.apply(blue, "painter");

    JsonObject red = blue.with("data", JsonObject.builder().put("door", "red").build());
    try {
      maps.apply(red, "builder");
    } catch (ConflictException e) {
      for (StatusCause cause : e.status().causes()) {
        said.add(cause.field() + ": " + cause.message());
      }
      maps.apply(red, "builder", o -> o.force());
    }
    // docs: end
    assertThat(said).containsExactly(".data.door: conflict with \"painter\"");
    assertThat(maps.get("colors").data()).containsEntry("door", "red");
    assertThatThrownBy(() -> maps.apply(blue, "painter")).isInstanceOf(ConflictException.class);
    ConfigMap map = maps.get("colors");
    assertThat(map.metadata().managedFields()).extracting(f -> f.manager()).contains("builder");
  }
}
