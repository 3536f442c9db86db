package dev.fairlead.client;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.fairlead.client.discovery.ApiResource;
import dev.fairlead.client.discovery.RestMapper;
import dev.fairlead.client.discovery.ServerDocuments;
import dev.fairlead.client.discovery.UnknownKindException;
import dev.fairlead.client.error.NotFoundException;
import dev.fairlead.model.DynamicObject;
import dev.fairlead.model.apps.v1.Deployment;
import dev.fairlead.model.autoscaling.v1.Scale;
import dev.fairlead.model.core.v1.ConfigMap;
import dev.fairlead.model.meta.v1.PartialObjectMetadata;
import dev.fairlead.model.patch.MergePatch;
import dev.fairlead.model.tree.JsonObject;
import dev.fairlead.model.value.GroupVersionKind;
import dev.fairlead.model.value.GroupVersionResource;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class DynamicRealClusterTest {
  private final Kubernetes k8s = Kubernetes.connect(RealCluster.config());
  private RealCluster.Shop shop = RealCluster.shop(k8s, "dynamic");

  @BeforeEach
  void createDeployment() {
    k8s.dynamic("deployments.apps")
        .namespace(shop.name())
        .create(
            DynamicObject.of(
                Deployment.of(d ->
                    d.metadata(m -> m.name("web").label("app", "web"))
                        .spec(s ->
                            s.replicas(0)
                                .selector(x -> x.matchLabel("app", "web"))
                                .template(t ->
                                    t.metadata(m -> m.label("app", "web"))
                                        .spec(p ->
                                            p.container(
                                                c -> c.name("web").image("nginx:1.29"))))))));
  }

  @AfterEach
  void close() {
    shop.close();
    k8s.close();
  }

  @Test
  void findsResourcesByEveryNameThatKubectlTakes() {
    for (String name :
        List.of(
            "deploy",
            "deployment",
            "deployments",
            "Deployment",
            "deployments.apps",
            "deploy.apps",
            "Deployment.apps",
            "deployments.v1.apps",
            "Deployment.v1.apps")) {
      assertThat(k8s.dynamic(name).resource().name())
          .as(name)
          .isEqualTo(new GroupVersionResource("apps", "v1", "deployments"));
    }
    assertThat(k8s.dynamic("po").resource().namespaced()).isTrue();
    assertThat(k8s.dynamic("no").resource().namespaced()).isFalse();
    assertThat(k8s.dynamic("events").resource().group()).isEmpty();
    assertThat(k8s.dynamic("events.events.k8s.io").resource().group()).isEqualTo("events.k8s.io");
    assertThat(k8s.dynamic("pods.v1.").resource().version()).isEqualTo("v1");
    assertThat(k8s.dynamic(new GroupVersionKind("apps", "v1", "Deployment")).resource().plural())
        .isEqualTo("deployments");
    assertThat(k8s.discovery().mapper().category("all").stream().map(ApiResource::qualifiedName))
        .contains("pods", "services", "deployments.apps", "jobs.batch");
    assertThatThrownBy(() -> k8s.dynamic("deplyoments"))
        .isInstanceOf(UnknownKindException.class)
        .hasMessage("The server doesn't serve \"deplyoments\". Did you mean deployments.apps?");
  }

  /** Endpoints is a plural and a kind, and no rule of English makes it (fabric8 6313). */
  @Test
  void guessesNoPlurals() {
    assertThat(k8s.dynamic(new GroupVersionKind("", "v1", "Endpoints")).resource().plural())
        .isEqualTo("endpoints");
    assertThat(
            k8s.dynamic(new GroupVersionKind("networking.k8s.io", "v1", "IngressClass"))
                .resource()
                .plural())
        .isEqualTo("ingressclasses");
    assertThatThrownBy(() -> k8s.dynamic(new GroupVersionKind("apps", "v1", "Deploymen")))
        .isInstanceOf(UnknownKindException.class)
        .hasMessageStartingWith("The server doesn't serve apps/v1 Deploymen. Did you mean ");
  }

  @Test
  void doesEveryVerbOnWhatHasNoType() {
    Resource<DynamicObject, ObjectList<DynamicObject>> deployments =
        k8s.dynamic("deploy").namespace(shop.name());
    DynamicObject web = deployments.get("web");
    assertThat(web.kind()).isEqualTo(new GroupVersionKind("apps", "v1", "Deployment"));
    assertThat(web.string("spec.template.spec.containers[0].image")).contains("nginx:1.29");

    DynamicObject listed = deployments.list(o -> o.labelSelector("app=web")).items().get(0);
    String uid = web.metadata().uid(); // controllers may have changed the rest meanwhile
    assertThat(listed.metadata().uid()).isEqualTo(uid);
    assertThat(deployments.listAll()).extracting(d -> d.metadata().uid()).contains(uid);
    assertThat(k8s.dynamic("deploy").allNamespaces().list().items())
        .extracting(d -> d.metadata().uid())
        .contains(uid);

    DynamicObject updated =
        deployments.edit("web", d -> d.withMetadata(m -> m.annotation("example.com/by", "test")));
    assertThat(updated.string("metadata.annotations['example.com/by']")).contains("test");
    DynamicObject patched =
        deployments.patch(
            "web",
            new MergePatch(
                JsonObject.of("spec", JsonObject.builder().put("paused", true).build())));
    assertThat(patched.bool("spec.paused")).contains(true);
    DynamicObject applied =
        deployments.apply(
            DynamicObject.of(web.kind(), "web").with("spec.minReadySeconds", 7).tree(), "test");
    assertThat(applied.integer("spec.minReadySeconds")).hasValue(7);

    Scale scale = deployments.scale().get("web");
    assertThat(scale.spec().replicas()).isZero();
    DynamicObject status = deployments.status().get("web");
    assertThat(status.metadata().uid()).isEqualTo(web.metadata().uid());

    deployments.delete("web");
    assertThat(deployments.find("web")).isEmpty();
  }

  @Test
  void watchesWhatHasNoType() {
    Resource<DynamicObject, ObjectList<DynamicObject>> maps =
        k8s.dynamic("cm").namespace(shop.name());
    String version = maps.list().metadata().resourceVersion();
    maps.create(
        DynamicObject.of(new GroupVersionKind("", "v1", "ConfigMap"), "a").with("data.k", "v"));
    maps.delete("a");
    try (Watch<DynamicObject> watch =
        maps.watch(
            o -> o.resourceVersion(String.valueOf(version)).fieldSelector("metadata.name=a"))) {
      var events = watch.iterator();
      assertThat(events.next())
          .isInstanceOfSatisfying(
              WatchEvent.Added.class,
              e -> assertThat(((DynamicObject) e.object()).string("data.k")).contains("v"));
      assertThat(events.next()).isInstanceOf(WatchEvent.Deleted.class);
    }
  }

  @Test
  void worksWithOneResourceInEveryVersion() {
    DynamicResource newest = k8s.dynamic("hpa");
    assertThat(newest.versions()).containsExactly("v2", "v1");
    DynamicObject created =
        newest
            .namespace(shop.name())
            .create(
                DynamicObject.of(newest.resource().kind(), "web")
                    .with("spec.scaleTargetRef.apiVersion", "apps/v1")
                    .with("spec.scaleTargetRef.kind", "Deployment")
                    .with("spec.scaleTargetRef.name", "web")
                    .with("spec.maxReplicas", 3));
    DynamicObject old = newest.version("v1").namespace(shop.name()).get("web");
    assertThat(old.apiVersion()).isEqualTo("autoscaling/v1");
    assertThat(old.metadata().uid()).isEqualTo(created.metadata().uid());
    assertThat(old.integer("spec.targetCPUUtilizationPercentage")).hasValue(80);
    assertThat(created.string("spec.metrics[0].resource.name")).contains("cpu");
    assertThatThrownBy(() -> newest.version("v9")).isInstanceOf(UnknownKindException.class);
  }

  @Test
  void readsMetadataAlone() {
    MetadataResource metadata = k8s.metadata("deploy");
    PartialObjectMetadata web = metadata.namespace(shop.name()).get("web");
    assertThat(web.metadata().labels()).containsEntry("app", "web");
    String uid = web.metadata().uid();
    assertThat(metadata.allNamespaces().list(o -> o.labelSelector("app=web")).items())
        .extracting(d -> d.metadata().uid())
        .contains(uid);
    assertThat(metadata.namespace(shop.name()).listAll())
        .extracting(d -> d.metadata().uid())
        .containsExactly(uid);
    PartialObjectMetadata labelled =
        metadata
            .namespace(shop.name())
            .patch(
                "web",
                new MergePatch(
                    (JsonObject)
                        dev.fairlead.model.tree.JsonValue.of(
                            Map.of("metadata", Map.of("labels", Map.of("tier", "front"))))));
    assertThat(labelled.metadata().labels()).containsEntry("tier", "front");
    try (Watch<PartialObjectMetadata> watch = metadata.namespace(shop.name()).watch()) {
      assertThat(watch.iterator().next().object().metadata().labels())
          .containsEntry("tier", "front");
    }
    assertThat(k8s.metadata("ns").cluster().get(shop.name()).metadata().name())
        .isEqualTo(shop.name());
    metadata.namespace(shop.name()).delete("web");
    assertThatThrownBy(() -> metadata.namespace(shop.name()).get("web"))
        .isInstanceOf(NotFoundException.class);
  }

  @Test
  void convertsBothWays() {
    ConfigMap typed =
        k8s.coreV1()
            .configMaps(shop.name())
            .create(ConfigMap.of(c -> c.metadata(m -> m.name("both")).data("k", "v")));
    DynamicObject dynamic = k8s.dynamic("cm").namespace(shop.name()).get("both");
    assertThat(dynamic.to(ConfigMap.TYPE, DynamicObject.Loss.REFUSED)).isEqualTo(typed);
    assertThat(DynamicObject.of(typed)).isEqualTo(dynamic);
  }

  /** The documents of before aggregated discovery say the same. */
  @Test
  void bothFormatsOfDiscoveryAgree() {
    Calls calls = k8s.calls;
    RestMapper old =
        new RestMapper(
            new ServerDocuments(path ->
                calls.make(
                    new Call<>(
                        dev.fairlead.client.transport.ApiRequest.of("GET", path),
                        null,
                        false,
                        true,
                        null,
                        answers ->
                            (JsonObject)
                                answers.codec().decodeTree(answers.body(), answers.decoding()))))
                .fetch());
    assertThat(ofKubernetes(old)).hasSizeGreaterThan(60);
    assertThat(ofKubernetes(old))
        .containsExactlyInAnyOrderElementsOf(ofKubernetes(k8s.discovery().mapper()));
  }

  /** Without those of other tests, which come and go. */
  private static List<ApiResource> ofKubernetes(RestMapper mapper) {
    return mapper
        .catalog()
        .resources()
        .filter(r -> !r.group().contains(".") || r.group().endsWith(".k8s.io"))
        .toList();
  }
}
