package dev.fairlead.client;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.fairlead.client.discovery.ApiResource;
import dev.fairlead.model.DynamicObject;
import dev.fairlead.model.apps.v1.Deployment;
import dev.fairlead.model.codec.DecodeException;
import dev.fairlead.model.meta.v1.PartialObjectMetadata;
import dev.fairlead.model.meta.v1.Table;
import dev.fairlead.model.meta.v1.TableRow;
import dev.fairlead.model.tree.JsonString;
import dev.fairlead.model.value.GroupVersionKind;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The samples of docs/guide/dynamic.md. */
class DynamicGuideRealClusterTest {
  private final Kubernetes k8s = Kubernetes.connect(RealCluster.config());
  private final RealCluster.Shop shop = RealCluster.shop(k8s, "guide-dynamic");
  private final String namespace = shop.name();

  @TempDir Path folder;

  @AfterEach
  void close() {
    shop.close();
    k8s.close();
  }

  private void writeManifests() throws IOException {
    Files.writeString(
        folder.resolve("web.yaml"),
        """
        apiVersion: apps/v1
        kind: Deployment
        metadata:
          name: web
          namespace: %1$s
          labels: {part-of: shop}
        spec:
          replicas: 2
          selector: {matchLabels: {app: web}}
          template:
            metadata: {labels: {app: web}}
            spec:
              nodeSelector: {no-such: node}
              containers:
                - {name: web, image: "nginx:1.29"}
        ---
        apiVersion: v1
        kind: ConfigMap
        metadata:
          name: settings
          namespace: %1$s
          labels: {part-of: shop}
        data: {greeting: hello}
        """
            .formatted(namespace));
  }

  @Test
  void appliesReadsChangesAndDeletes() throws IOException {
    writeManifests();
    List<String> lines = new ArrayList<>();
    // docs: apply
    for (ManifestResult result : k8s.apply(folder)) {
      lines.add(result.toString()); // apps/v1 Deployment shop/web created
    }
    // docs: end
    // docs: dynamic
    var deployments = k8s.dynamic("deploy").namespace(namespace);
    DynamicObject web = deployments.get("web");
    String image = web.string("spec.template.spec.containers[0].image").orElse("");
    DynamicObject stored =
        deployments.edit(
            "web",
            d -> d.with("spec.replicas", 5).with("metadata.labels['example.com/by']", "ada"));
    // docs: end
    // docs: convert
    Deployment typed = stored.to(Deployment.TYPE);
    DynamicObject again = DynamicObject.of(typed);
    // docs: end
    assertThatThrownBy(
            () -> {
              // docs: lossless
              DynamicObject fromTheFuture = stored.with("spec.replicasOnMars", 1);
              Deployment whole = fromTheFuture.to(Deployment.TYPE, DynamicObject.Loss.REFUSED);
              // docs: end
              assertThat(whole).isNull();
            })
        .isInstanceOf(DecodeException.class)
        .hasMessageContaining("spec.replicasOnMars");
    List<String> names = new ArrayList<>();
    // docs: metadata
    for (PartialObjectMetadata object :
        k8s.metadata("deployments").namespace(namespace).list().items()) {
      names.add(object.metadata().name());
    }
    // docs: end
    List<Object> ready = new ArrayList<>();
    // docs: tables
    Table table = k8s.dynamic("deploy").tables(namespace).get("web");
    for (TableRow row : table.rows()) {
      ready.add(row.cells().get(1)); // column READY, "0/5"
    }
    // docs: end
    // docs: discovery
    ApiResource resource = k8s.discovery().resource("deployments.apps");
    GroupVersionKind kind = resource.kind();
    List<ApiResource> everything = k8s.discovery().mapper().category("all");
    List<String> versions = k8s.dynamic("hpa").versions();
    // docs: end
    // docs: options
    Manifests manifests = Manifests.read(folder);
    List<ManifestResult> tried =
        k8s.apply(manifests, o -> o.fieldManager("shop-ci").force().dryRun());
    List<ManifestResult> applied =
        k8s.apply(
            manifests,
            o -> o.fieldManager("shop-ci").force().prune("part-of=shop", "deploy", "configmaps"));
    // docs: end
    // docs: delete
    k8s.delete(folder);
    // docs: end

    assertThat(lines)
        .containsExactly(
            "v1 ConfigMap " + namespace + "/settings created",
            "apps/v1 Deployment " + namespace + "/web created");
    assertThat(image).isEqualTo("nginx:1.29");
    assertThat(stored.integer("spec.replicas")).hasValue(5);
    assertThat(again.integer("spec.replicas")).hasValue(5);
    assertThat(names).containsExactly("web");
    assertThat(ready).containsExactly(new JsonString("0/5"));
    assertThat(kind).isEqualTo(new GroupVersionKind("apps", "v1", "Deployment"));
    assertThat(everything).contains(resource);
    assertThat(versions).containsExactly("v2", "v1");
    assertThat(tried).hasSameSizeAs(applied).hasSize(2);
    assertThat(k8s.dynamic("deploy").namespace(namespace).find("web")).isEmpty();
  }
}
