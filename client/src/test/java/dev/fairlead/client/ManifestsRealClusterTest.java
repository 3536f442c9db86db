package dev.fairlead.client;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assumptions.assumeThat;

import dev.fairlead.client.ManifestResult.Outcome;
import dev.fairlead.client.error.ConflictException;
import dev.fairlead.model.DynamicObject;
import dev.fairlead.model.core.v1.ConfigMap;
import dev.fairlead.model.value.GroupVersionKind;
import java.io.ByteArrayInputStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class ManifestsRealClusterTest {
  private final Kubernetes k8s = Kubernetes.connect(RealCluster.config());
  private final RealCluster.Shop shop = RealCluster.shop(k8s, "manifests");
  private final List<Runnable> undo = new ArrayList<>();

  @AfterEach
  void close() {
    undo.forEach(Runnable::run);
    shop.close();
    k8s.close();
  }

  private static Manifests yaml(String text) {
    return Manifests.read(
        "test.yaml", new ByteArrayInputStream(text.getBytes(StandardCharsets.UTF_8)));
  }

  private List<Outcome> apply(Manifests manifests, Consumer<ManifestOptions> options) {
    return k8s.apply(manifests, options.andThen(o -> o.defaultNamespace(shop.name()))).stream()
        .map(ManifestResult::outcome)
        .toList();
  }

  private static String map(String name, String value) {
    return """
    ---
    apiVersion: v1
    kind: ConfigMap
    metadata:
      name: %s
      labels:
        part-of: shop
    data:
      k: "%s"
    """
        .formatted(name, value);
  }

  @Test
  void tellsWhatBecameOfEach() {
    Manifests first = yaml(map("a", "1") + map("b", "1"));
    assertThat(apply(first, o -> o.dryRun())).containsExactly(Outcome.CREATED, Outcome.CREATED);
    assertThat(k8s.coreV1().configMaps(shop.name()).find("a")).isEmpty();
    assertThat(apply(first, o -> {})).containsExactly(Outcome.CREATED, Outcome.CREATED);
    assertThat(apply(first, o -> {})).containsExactly(Outcome.UNCHANGED, Outcome.UNCHANGED);
    Manifests second = yaml(map("a", "2") + map("b", "1"));
    assertThat(apply(second, o -> o.dryRun()))
        .containsExactly(Outcome.CONFIGURED, Outcome.UNCHANGED);
    assertThat(apply(second, o -> {})).containsExactly(Outcome.CONFIGURED, Outcome.UNCHANGED);
    assertThat(k8s.coreV1().configMaps(shop.name()).get("a").data()).containsEntry("k", "2");
    List<ManifestResult> gone =
        k8s.delete(second.plus(yaml(map("c", "1"))), o -> o.defaultNamespace(shop.name()));
    assertThat(gone)
        .extracting(ManifestResult::outcome)
        .containsExactly(Outcome.ABSENT, Outcome.DELETED, Outcome.DELETED);
    assertThat(gone.get(1)).hasToString("v1 ConfigMap " + shop.name() + "/b deleted");
    assertThat(k8s.coreV1().configMaps(shop.name()).find("b")).isEmpty();
  }

  @Test
  void createsNamespacesBeforeWhatIsInThem() {
    String other = shop.name() + "-other";
    undo.add(() -> new RealCluster.Shop(k8s, other).close());
    Manifests set =
        Manifests.of(
            DynamicObject.of(new GroupVersionKind("", "v1", "ConfigMap"), "in-it")
                .with("metadata.namespace", other),
            DynamicObject.of(new GroupVersionKind("", "v1", "Namespace"), other));
    assertThat(apply(set, o -> o.dryRun())).containsExactly(Outcome.CREATED, Outcome.NOT_CHECKED);
    assertThat(apply(set, o -> {})).containsExactly(Outcome.CREATED, Outcome.CREATED);
    assertThat(k8s.coreV1().configMaps(other).get("in-it").metadata().uid()).isNotEmpty();
  }

  /** As kubectl get -o yaml prints it (fabric8 5785: "managedFields must be nil"). */
  @Test
  void appliesWhatWasExported() {
    assertThat(apply(yaml(map("a", "1")), o -> {})).containsExactly(Outcome.CREATED);
    DynamicObject exported = k8s.dynamic("cm").namespace(shop.name()).get("a");
    assertThat(exported.items("metadata.managedFields")).isNotEmpty();
    assertThat(apply(Manifests.of(exported), o -> o.force())).hasSize(1);
    assertThat(apply(Manifests.of(exported.without("metadata.resourceVersion")), o -> o.force()))
        .containsExactly(Outcome.UNCHANGED);
  }

  @Test
  void conflictsUnlessForced() {
    Manifests set = yaml(map("a", "1"));
    assertThat(apply(set, o -> o.fieldManager("ada"))).containsExactly(Outcome.CREATED);
    Manifests other = yaml(map("a", "2"));
    assertThatThrownBy(() -> apply(other, o -> o.fieldManager("bob")))
        .isInstanceOfSatisfying(
            ManifestsFailedException.class,
            e -> {
              assertThat(e.failures()).hasSize(1);
              assertThat(e.failures().get(0).cause()).isInstanceOf(ConflictException.class);
            })
        .hasMessageStartingWith("1 object of 1 failed:\nv1 ConfigMap a of test.yaml, document 1");
    assertThat(apply(other, o -> o.fieldManager("bob").force()))
        .containsExactly(Outcome.CONFIGURED);
  }

  @Test
  void appliesTheOthersWhenOneFails() {
    Manifests set =
        yaml(
            map("a", "1")
                + """
                ---
                apiVersion: example.com/v1
                kind: NoSuch
                metadata: {name: x}
                ---
                apiVersion: v1
                kind: ConfigMap
                metadata: {name: typo}
                dota: {k: v}
                """
                + map("b", "1"));
    assertThatThrownBy(() -> apply(set, o -> {}))
        .isInstanceOfSatisfying(
            ManifestsFailedException.class,
            e -> {
              assertThat(e.failures()).hasSize(2);
              assertThat(e.results())
                  .extracting(ManifestResult::outcome)
                  .containsExactly(Outcome.CREATED, Outcome.CREATED);
            })
        .hasMessageContaining(
            "example.com/v1 NoSuch x of test.yaml, document 2 (line 11): The server doesn't serve"
                + " example.com/v1 NoSuch.")
        .hasMessageContaining("dota");
  }

  @Test
  void prunesWhatIsGoneFromTheSetAndNothingElse() {
    assertThat(apply(yaml(map("kept", "1") + map("pruned", "1")), o -> {})).hasSize(2);
    String other = shop.name() + "-other";
    try (RealCluster.Shop elsewhere = new RealCluster.Shop(k8s, other)) {
      assertThat(
              k8s.dynamic("ns")
                  .cluster()
                  .create(DynamicObject.of(new GroupVersionKind("", "v1", "Namespace"), other)))
          .isNotNull();
      create(other, "elsewhere", m -> m.label("part-of", "shop"));
      create(shop.name(), "unlabelled", m -> {});
      create(
          shop.name(),
          "controlled",
          m ->
              m.label("part-of", "shop")
                  .ownerReference(r ->
                      r.apiVersion("v1")
                          .kind("Namespace")
                          .name(shop.name())
                          .uid(k8s.coreV1().namespaces().get(shop.name()).metadata().uid())
                          .controller(true)));
      Manifests set = yaml(map("kept", "1"));
      Consumer<ManifestOptions> prune = o -> o.prune("part-of=shop", "cm", "secrets");
      assertThat(apply(set, prune.andThen(o -> o.dryRun())))
          .containsExactly(Outcome.UNCHANGED, Outcome.PRUNED);
      assertThat(k8s.coreV1().configMaps(shop.name()).find("pruned")).isPresent();
      assertThat(apply(set, prune)).containsExactly(Outcome.UNCHANGED, Outcome.PRUNED);
      assertThat(
              k8s.coreV1()
                  .configMaps(shop.name())
                  .list(o -> o.fieldSelector("metadata.name!=kube-root-ca.crt"))
                  .items())
          .extracting(c -> c.metadata().name())
          .containsExactly("controlled", "kept", "unlabelled");
      assertThat(k8s.coreV1().configMaps(elsewhere.name()).find("elsewhere")).isPresent();
      assertThatThrownBy(() -> apply(set, o -> o.prune("part-of=shop", "no-such-kind")))
          .isInstanceOf(IllegalArgumentException.class);
      assertThatThrownBy(() -> apply(set, o -> o.prune(" ", "cm")))
          .isInstanceOf(IllegalArgumentException.class);
    }
  }

  private void create(
      String namespace, String name, Consumer<dev.fairlead.model.meta.v1.ObjectMeta.Builder> more) {
    ConfigMap created =
        k8s.coreV1()
            .configMaps(namespace)
            .create(
                ConfigMap.of(c ->
                    c.metadata(m -> {
                      m.name(name);
                      more.accept(m);
                    })));
    assertThat(created.metadata().uid()).isNotEmpty();
  }

  /** Whether definitions become established, as they don't yet on the embedded server. */
  private boolean servesCustomResources() {
    try {
      return k8s.dynamic("apiservices").cluster().find("v1.apiextensions.k8s.io").isPresent()
          && !apply(definition("probes", "Probe"), o -> o.definitionTimeout(Duration.ofSeconds(2)))
              .isEmpty();
    } catch (ManifestsFailedException e) {
      return false;
    } finally {
      k8s.delete(definition("probes", "Probe"), o -> {});
    }
  }

  private Manifests definition(String plural, String kind) {
    return yaml(
        """
        apiVersion: %3$s/v1
        kind: %2$s
        metadata: {name: one}
        spec: {size: 3}
        ---
        apiVersion: apiextensions.k8s.io/v1
        kind: CustomResourceDefinition
        metadata: {name: %1$s.%3$s}
        spec:
          group: %3$s
          scope: Namespaced
          names: {plural: %1$s, kind: %2$s, singular: %4$s, shortNames: [q%4$s]}
          versions:
            - name: v1
              served: true
              storage: true
              schema:
                openAPIV3Schema:
                  type: object
                  properties:
                    spec:
                      type: object
                      properties: {size: {type: integer}}
        """
            .formatted(
                plural,
                kind,
                shop.name() + ".example.com",
                kind.toLowerCase(java.util.Locale.ROOT)));
  }

  @Test
  void waitsUntilADefinitionIsServed() {
    assumeThat(servesCustomResources()).isTrue();
    Manifests set = definition("geese", "Goose");
    assertThat(apply(set, o -> o.dryRun())).containsExactly(Outcome.CREATED, Outcome.NOT_CHECKED);
    undo.add(() -> k8s.delete(set, o -> o.defaultNamespace(shop.name())));
    assertThat(apply(set, o -> {})).containsExactly(Outcome.CREATED, Outcome.CREATED);
    assertThat(apply(set, o -> o.prune("no=such", "geese." + shop.name() + ".example.com")))
        .containsExactly(Outcome.UNCHANGED, Outcome.UNCHANGED);
    assertThat(
            k8s.dynamic("geese." + shop.name() + ".example.com")
                .namespace(shop.name())
                .get("one")
                .integer("spec.size"))
        .hasValue(3);
    try (Kubernetes another = Kubernetes.connect(RealCluster.config())) {
      assertThat(another.metadata("qgoose").namespace(shop.name()).list().items()).hasSize(1);
    }
  }
}
