package dev.fairlead.model;

import static org.assertj.core.api.Assertions.assertThat;

import dev.fairlead.model.apps.v1.Deployment;
import dev.fairlead.model.codec.Codec;
import dev.fairlead.model.core.v1.Container;
import dev.fairlead.model.core.v1.Pod;
import dev.fairlead.model.meta.v1.ObjectMeta;
import dev.fairlead.model.patch.MergePatch;
import dev.fairlead.model.patch.StrategicMergePatch;
import dev.fairlead.model.selector.Labels;
import dev.fairlead.model.tree.JsonObject;
import dev.fairlead.model.type.Kind;
import dev.fairlead.model.type.Type;
import dev.fairlead.model.value.Quantity;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** The samples of docs/guide/objects.md. */
class ObjectsGuideTest {
  // docs: build
  static final Pod WEB =
      Pod.of(p ->
          p.metadata(m -> m.name("web").namespace("shop").label("app", "web"))
              .spec(s ->
                  s.container(c ->
                      c.name("web")
                          .image("nginx:1.29")
                          .port(q -> q.containerPort(80))
                          .resources(r -> r.request("cpu", "250m").request("memory", "64Mi")))));

  // docs: end

  // docs: own
  @Kind(group = "example.com", version = "v1")
  record Bucket(ObjectMeta metadata, BucketSpec spec) implements KubernetesObject {}

  record BucketSpec(int size, List<String> zones) {}

  // docs: end

  @Test
  void changedCopies() {
    // docs: with
    Pod newer =
        WEB.with(p ->
            p.metadata(m -> m.label("tier", "front")).spec(s -> s.nodeSelector("disk", "ssd")));
    // docs: end
    assertThat(newer.metadata().labels()).isEqualTo(Map.of("app", "web", "tier", "front"));
    assertThat(newer.spec().containers()).isEqualTo(WEB.spec().containers());
    assertThat(WEB.metadata().labels()).isEqualTo(Map.of("app", "web"));
  }

  @Test
  void reading() {
    // docs: read
    Container web = WEB.spec().containers().getFirst();
    assertThat(web.image()).isEqualTo("nginx:1.29");
    assertThat(web.args()).isEmpty(); // a list is never null
    assertThat(WEB.status().phase()).isNull(); // the status is there, and nothing in it
    assertThat(Deployment.of(d -> {}).spec().replicas()).isNull(); // absent is not 0
    // docs: end
  }

  @Test
  void quantities() {
    // docs: quantities
    Quantity cpu = Quantity.parse("250m");
    assertThat(cpu.milliValue()).isEqualTo(250);
    assertThat(cpu.multiply(6)).hasToString("1500m");
    assertThat(Quantity.parse("1.5Gi")).hasToString("1536Mi"); // as the server writes it
    assertThat(Quantity.parse("1Gi").value()).isEqualTo(1L << 30);
    assertThat(Quantity.parse("1000m").sameValue(Quantity.parse("1"))).isTrue();
    // docs: end
  }

  @Test
  void selectors() {
    // docs: selectors
    Labels typed = Labels.eq("app", "web").and(Labels.notIn("tier", "test", "dev"));
    assertThat(typed).hasToString("app=web,tier notin (dev,test)");
    assertThat(typed.matches(WEB.metadata().labels())).isTrue();
    assertThat(Labels.parse("app in (web, api)").matches(Map.of("app", "db"))).isFalse();
    // docs: end
  }

  @Test
  void patches() {
    // docs: patches
    JsonObject before = (JsonObject) Codec.toTree(WEB);
    JsonObject after =
        (JsonObject)
            Codec.toTree(
                WEB.with(p -> p.spec(s -> s.container(c -> c.name("log").image("fluent-bit")))));

    StrategicMergePatch patch = StrategicMergePatch.diff(before, after, Pod.TYPE);
    assertThat(patch.apply(before, Pod.TYPE)).isEqualTo(after);
    assertThat(MergePatch.diff(before, after).apply(before)).isEqualTo(after);
    Pod patched = Codec.fromTree(Pod.TYPE, patch.apply(before, Pod.TYPE));
    assertThat(patched.spec().containers()).hasSize(2);
    // docs: end
  }

  @Test
  void ownRecords() {
    // docs: own-use
    Bucket logs =
        new Bucket(ObjectMeta.of(m -> m.name("logs")), new BucketSpec(3, List.of("a", "b")));
    String json = logs.toJson();
    assertThat(json)
        .isEqualTo(
            """
            {"kind":"Bucket","apiVersion":"example.com/v1","metadata":{"name":"logs"},"spec":{"size":3,"zones":["a","b"]}}\
            """);
    assertThat(Codec.json().decode(Type.of(Bucket.class), json)).isEqualTo(logs);
    // docs: end
  }
}
