package dev.fairlead.model.type;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.fairlead.model.TypeRegistry;
import dev.fairlead.model.apps.v1.Deployment;
import dev.fairlead.model.core.v1.Container;
import dev.fairlead.model.core.v1.HTTPGetAction;
import dev.fairlead.model.core.v1.PersistentVolumeClaimSpec;
import dev.fairlead.model.core.v1.Pod;
import dev.fairlead.model.core.v1.PodList;
import dev.fairlead.model.core.v1.Secret;
import dev.fairlead.model.meta.v1.LabelSelector;
import dev.fairlead.model.meta.v1.ObjectMeta;
import dev.fairlead.model.value.Bytes;
import dev.fairlead.model.value.GroupVersionKind;
import dev.fairlead.model.value.IntOrString;
import dev.fairlead.model.value.Quantity;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class GeneratedTypesTest {
  private static final Deployment WEB =
      Deployment.of(d ->
          d.metadata(m -> m.name("web").namespace("shop").label("app", "web"))
              .spec(s ->
                  s.replicas(3)
                      .selector(x -> x.matchLabel("app", "web"))
                      .template(t ->
                          t.metadata(m -> m.label("app", "web"))
                              .spec(p ->
                                  p.container(c ->
                                      c.name("web")
                                          .image("nginx:1.29")
                                          .args("-v", "2")
                                          .port(q -> q.containerPort(80))
                                          .resources(r -> r.request("cpu", "250m")))))));

  @Test
  void areBuiltWithLambdasThatGoAsDeepAsTheObject() {
    Container web = WEB.spec().template().spec().containers().getFirst();
    assertThat(web.image()).isEqualTo("nginx:1.29");
    assertThat(web.args()).containsExactly("-v", "2");
    assertThat(web.resources().requests()).containsEntry("cpu", Quantity.parse("250m"));
  }

  @Test
  void giveAChangedCopyAndStayAsTheyAre() {
    Deployment more = WEB.with(d -> d.spec(s -> s.replicas(5)));

    assertThat(more.spec().replicas()).isEqualTo(5);
    assertThat(more.spec().template()).isEqualTo(WEB.spec().template());
    assertThat(WEB.spec().replicas()).isEqualTo(3);
  }

  @Test
  void neverHoldWhatACallerCanStillChange() {
    List<String> finalizers = new ArrayList<>(List.of("a"));
    Map<String, String> labels = new java.util.HashMap<>(Map.of("b", "2", "a", "1"));
    ObjectMeta meta = ObjectMeta.of(m -> m.finalizers(finalizers).labels(labels));
    finalizers.clear();
    labels.clear();

    assertThat(meta.finalizers()).containsExactly("a");
    assertThat(meta.labels().keySet()).containsExactly("a", "b");
    assertThatThrownBy(() -> meta.labels().put("c", "3"))
        .isInstanceOf(UnsupportedOperationException.class);
    assertThatThrownBy(() -> meta.finalizers().add("b"))
        .isInstanceOf(UnsupportedOperationException.class);
  }

  @Test
  void holdEmptyObjectsAndListsWhereGoHoldsValuesSoThatReadingNeedsNoNullChecks() {
    Pod pod = Pod.of(p -> {});
    assertThat(pod.status().phase()).isNull();
    assertThat(pod.spec().containers()).isEmpty();
    assertThat(pod.metadata().labels()).isEmpty();
    assertThat(pod.spec().securityContext()).isNull();
    assertThat(pod.spec().hostNetwork()).isFalse();
  }

  @Test
  void keepAbsentAndZeroApartWhereGoHasAPointerAndOnlyThere() {
    assertThat(PersistentVolumeClaimSpec.of(s -> s.storageClassName("")).storageClassName())
        .isEmpty();
    assertThat(Pod.of(p -> p.spec(s -> s.nodeName(""))).spec().nodeName()).isNull();
    assertThat(WEB.with(d -> d.spec(s -> s.replicas(0))).spec().replicas()).isZero();
    assertThat(Deployment.of(d -> {}).spec().replicas()).isNull();
  }

  @Test
  void takePlainJavaValuesWhereTheApiHasTypesOfItsOwn() {
    HTTPGetAction probe = HTTPGetAction.of(h -> h.port(8080).path("/ok"));
    assertThat(probe.port()).isEqualTo(IntOrString.ofInt(8080));
  }

  @Test
  void showThemselvesInOneShortLineThatHidesSecrets() {
    Secret secret =
        Secret.of(s -> s.metadata(m -> m.name("db")).data("password", Bytes.ofUtf8("s3cret")));
    assertThat(WEB).hasToString("Deployment shop/web");
    assertThat(PodList.of(l -> l.item(p -> {}))).hasToString("PodList (1 item)");
    assertThat(secret).hasToString("Secret db");
    assertThat(secret.data()).hasToString("{password=Bytes[6]}");
    assertThat(WEB.spec().template().spec().containers())
        .hasToString(
            "[Container{name: web, image: nginx:1.29, args: [-v, 2], ports: [{containerPort: 80}],"
                + " resources: {requests: 1 entry}}]");
  }

  @Test
  void areFoundByKind() {
    assertThat(TypeRegistry.kubernetes().find(GroupVersionKind.of("apps/v1", "Deployment")))
        .contains(Deployment.TYPE);
    assertThat(TypeRegistry.kubernetes().find(GroupVersionKind.of("apps/v1", "Pod"))).isEmpty();
  }

  @Test
  void letLabelSelectorsMatchAsTheServerMatchesThem() {
    LabelSelector selector =
        LabelSelector.of(s ->
            s.matchLabel("app", "web")
                .matchExpression(e -> e.key("tier").operator("NotIn").values("test", "dev")));
    assertThat(selector.matches(Map.of("app", "web"))).isTrue();
    assertThat(selector.matches(Map.of("app", "web", "tier", "dev"))).isFalse();
    assertThat(selector.matches(Map.of("tier", "prod"))).isFalse();
  }

  @Test
  void knowTheirMergeRules() {
    Field containers =
        Type.of(dev.fairlead.model.core.v1.PodSpec.class).field("containers").orElseThrow();
    assertThat(containers.patchMergeKey()).isEqualTo("name");
    assertThat(containers.patchStrategy()).containsExactly("merge");
    assertThat(containers.listType()).isEqualTo(Field.ListType.MAP);
    assertThat(containers.listMapKeys()).containsExactly("name");
    assertThat(containers.required()).isTrue();
  }
}
