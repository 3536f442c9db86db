package dev.fairlead.model;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.fairlead.model.DynamicObject.Loss;
import dev.fairlead.model.apps.v1.Deployment;
import dev.fairlead.model.codec.Codec;
import dev.fairlead.model.codec.DecodeException;
import dev.fairlead.model.core.v1.ConfigMap;
import dev.fairlead.model.core.v1.Container;
import dev.fairlead.model.core.v1.Pod;
import dev.fairlead.model.core.v1.PodSpec;
import dev.fairlead.model.tree.JsonNull;
import dev.fairlead.model.tree.JsonObject;
import dev.fairlead.model.tree.JsonString;
import dev.fairlead.model.value.GroupVersionKind;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class DynamicObjectTest {
  private static final GroupVersionKind POD = new GroupVersionKind("", "v1", "Pod");

  private static final String YAML =
      """
      apiVersion: v1
      kind: Pod
      metadata:
        name: web
        namespace: shop
        annotations:
          example.com/owner: ada
        fromTheFuture: 1
      spec:
        containers:
        - name: web
          image: nginx:1.29
          fromTheFuture: true
        terminationGracePeriodSeconds: 30
        hostNetwork: false
      """;

  private final DynamicObject web = Codec.yaml().decode(DynamicObject.TYPE, YAML);

  @Test
  void isReadAndWrittenWithoutLoss() {
    assertThat(web.kind()).isEqualTo(POD);
    assertThat(web.apiVersion()).isEqualTo("v1");
    assertThat(web.metadata().name()).isEqualTo("web");
    assertThat(Codec.yaml().decode(DynamicObject.TYPE, web.toYaml())).isEqualTo(web);
    assertThat(Codec.json().decode(DynamicObject.TYPE, web.toJson()))
        .isEqualTo(web)
        .hasSameHashCodeAs(web);
    assertThat(web.toYaml()).isEqualTo(YAML);
    assertThat(web).hasToString("v1 Pod shop/web");
  }

  @Test
  void isFoundAtPathsOfBothKinds() {
    assertThat(web.string("spec.containers[0].image")).contains("nginx:1.29");
    assertThat(web.string("/spec/containers/0/image")).contains("nginx:1.29");
    assertThat(web.string("metadata.annotations['example.com/owner']")).contains("ada");
    assertThat(web.string("/metadata/annotations/example.com~1owner")).contains("ada");
    assertThat(web.string(".metadata.name")).contains("web");
    assertThat(web.integer("spec.terminationGracePeriodSeconds")).hasValue(30);
    assertThat(web.integer("metadata.name")).isEmpty();
    assertThat(web.bool("spec.hostNetwork")).contains(false);
    assertThat(web.items("spec.containers")).hasSize(1);
    assertThat(web.items("spec.volumes")).isEmpty();
    assertThat(web.find("spec.containers[1]")).isEmpty();
    assertThat(web.find("spec.containers.web")).isEmpty();
    assertThat(web.string("spec.hostNetwork.deeper")).isEmpty();
    assertThat(web.as("spec", PodSpec.TYPE).orElseThrow().containers()).hasSize(1);
    assertThat(web.as("spec.containers[0]", Container.TYPE).orElseThrow().name()).isEqualTo("web");
  }

  @Test
  void refusesPathsThatAreNone() {
    for (String path :
        List.of("", ".", "a..b", "a.", "a[", "a[x]", "a[-1]", "a['']", "a['b]", "[0]a", "/a~2")) {
      assertThatThrownBy(() -> web.find(path))
          .as(path)
          .isInstanceOf(IllegalArgumentException.class)
          .hasMessageStartingWith("\"" + path + "\" is no path, at character ");
    }
  }

  @Test
  void changesCopies() {
    DynamicObject more =
        web.with("spec.containers[1]", Container.of(c -> c.name("side").image("busybox")))
            .with("spec.containers[0].image", "nginx:1.30")
            .with("metadata.labels['app.kubernetes.io/name']", "web")
            .with("spec.nodeSelector", Map.of("disk", "ssd"))
            .with("spec.hostAliases[0].ip", "10.0.0.1")
            .with("/spec/containers/-", Map.of("name", "last"));
    assertThat(more.to(Pod.TYPE).spec().containers())
        .extracting(Container::name)
        .containsExactly("web", "side", "last");
    assertThat(more.metadata().labels()).containsEntry("app.kubernetes.io/name", "web");
    assertThat(web.string("spec.containers[0].image")).contains("nginx:1.29");
    assertThat(web.with("spec.priority", null).find("spec.priority")).contains(JsonNull.NULL);
    assertThat(web.without("spec.priority")).isSameAs(web);
    assertThat(more.without("spec.containers[1]").items("spec.containers")).hasSize(2);
    assertThatThrownBy(() -> web.with("spec.containers[2].name", "x"))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage(
            "/spec/containers is a list without place for \"2\": give an index from 0 to 1");
    assertThatThrownBy(() -> web.with("metadata.name.first", "x"))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("/metadata/name is a string: nothing can be put into it");
    assertThatThrownBy(() -> web.with("metadata.labels", 3))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageStartingWith("metadata: ");
    assertThatThrownBy(() -> web.without("kind"))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage(
            "an object needs apiVersion and kind, texts that say what it is: this one has no kind");
  }

  @Test
  void changesMetadataAndKeepsWhatNobodyKnows() {
    DynamicObject named = web.withMetadata(m -> m.name("other").namespace(null));
    assertThat(named.metadata().name()).isEqualTo("other");
    assertThat(named.find("metadata.namespace")).isEmpty();
    assertThat(named.integer("metadata.fromTheFuture")).hasValue(1);
  }

  @Test
  void becomesTypedAndSaysWhatIsLost() {
    Pod pod = web.to(Pod.TYPE);
    assertThat(pod.spec().containers().get(0).image()).isEqualTo("nginx:1.29");
    assertThatThrownBy(() -> web.to(Pod.TYPE, Loss.REFUSED))
        .isInstanceOfSatisfying(
            DecodeException.class,
            e ->
                assertThat(e.problems())
                    .containsExactly(
                        "unknown field \"metadata.fromTheFuture\"",
                        "unknown field \"spec.containers[0].fromTheFuture\""));
    assertThatThrownBy(() -> web.to(Deployment.TYPE))
        .isInstanceOf(DecodeException.class)
        .hasMessageContaining("Deployment was expected");
    ConfigMap map = ConfigMap.of(c -> c.metadata(m -> m.name("a")).data("k", "v"));
    assertThat(DynamicObject.of(map).to(ConfigMap.TYPE, Loss.REFUSED)).isEqualTo(map);
    assertThat(DynamicObject.of(map).string("kind")).contains("ConfigMap");
    assertThat(DynamicObject.of(web)).isSameAs(web);
  }

  @Test
  void ofOneKindIsReadWithoutAKindButNotWithAnother() {
    DynamicObject item =
        Codec.json().decode(DynamicObject.typeOf(POD), "{\"metadata\":{\"name\":\"a\"}}");
    assertThat(item.tree())
        .isEqualTo(
            JsonObject.builder()
                .put("apiVersion", "v1")
                .put("kind", "Pod")
                .put("metadata", JsonObject.of("name", new JsonString("a")))
                .build());
    assertThatThrownBy(() ->
            Codec.json()
                .decode(
                    DynamicObject.typeOf(POD), "{\"apiVersion\":\"v1\",\"kind\":\"ConfigMap\"}"))
        .isInstanceOf(DecodeException.class)
        .hasMessageContaining("it is a v1 ConfigMap, but a v1 Pod was expected");
    for (String wrong : List.of("[]", "3", "null", "\"x\"", "{}", "{\"kind\":\"Pod\"}")) {
      assertThatThrownBy(() -> Codec.json().decode(DynamicObject.TYPE, wrong))
          .as(wrong)
          .isInstanceOf(DecodeException.class);
    }
    assertThatThrownBy(() ->
            Codec.json()
                .decode(
                    DynamicObject.TYPE,
                    "{\"apiVersion\":\"v1\",\"kind\":\"Pod\",\"metadata\":{\"labels\":[]}}"))
        .isInstanceOf(DecodeException.class)
        .hasMessageContaining("metadata");
  }
}
