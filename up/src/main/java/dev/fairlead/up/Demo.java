package dev.fairlead.up;

import dev.fairlead.client.Kubernetes;
import dev.fairlead.client.Resource;
import dev.fairlead.client.Watch;
import dev.fairlead.client.WatchEvent;
import dev.fairlead.model.apps.v1.Deployment;
import dev.fairlead.model.apps.v1.DeploymentList;
import dev.fairlead.model.codec.Codec;
import dev.fairlead.model.core.v1.ConfigMap;
import dev.fairlead.model.core.v1.ConfigMapList;
import dev.fairlead.model.core.v1.Namespace;
import dev.fairlead.model.core.v1.Pod;
import dev.fairlead.model.patch.JsonPatch;
import dev.fairlead.model.patch.JsonPointer;
import dev.fairlead.model.patch.MergePatch;
import dev.fairlead.model.patch.StrategicMergePatch;
import dev.fairlead.model.tree.JsonObject;
import dev.fairlead.model.tree.JsonString;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;

/**
 * The demo's steps, in a namespace of their own. Everything in it is such that controllers, where
 * there are any, leave it alone: Pods wait at a scheduling gate, Deployments are paused.
 */
final class Demo {
  private static final String MANIFEST = "demo.yaml";

  /** Far more than it takes. */
  private static final Duration PATIENCE = Duration.ofSeconds(30);

  private final DemoCluster cluster;
  private final Kubernetes k8s;
  private final Narrator tell;
  private String namespace = "";

  Demo(DemoCluster cluster, Kubernetes k8s, Narrator tell) {
    this.cluster = cluster;
    this.k8s = k8s;
    this.tell = tell;
  }

  void run() throws IOException {
    createNamespace();
    try {
      createFromManifest();
      listAll();
      listSome();
      errors().show();
      watch();
      patch();
      scale();
      writeStatus();
      applyAsTwo();
    } finally {
      clear();
    }
  }

  private void createNamespace() {
    var version = k8s.version();
    tell.step("Ask for the version, and create a namespace; the server completes its name.");
    Namespace created =
        k8s.coreV1()
            .namespaces()
            .create(Namespace.of(n -> n.metadata(m -> m.generateName("demo-"))));
    namespace = String.valueOf(created.metadata().name());
    tell.result("Kubernetes " + version.major() + "." + version.minor());
    tell.result("created " + created);
  }

  private void createFromManifest() throws IOException {
    tell.step(
        "Create Deployments, Services, ConfigMaps and Pods from a manifest of several documents.");
    List<Manifest> manifests = new ArrayList<>();
    try (InputStream in = Demo.class.getResourceAsStream(MANIFEST)) {
      if (in == null) {
        throw new IllegalStateException(MANIFEST + " is missing beside " + Demo.class);
      }
      String text = new String(in.readAllBytes(), StandardCharsets.UTF_8);
      byte[] placed = text.replace("NAMESPACE", namespace).getBytes(StandardCharsets.UTF_8);
      Manifests.addAll(MANIFEST, placed, manifests);
    }
    Manifests.create(k8s, manifests).forEach(tell::result);
  }

  private void listAll() {
    tell.step("List the Pods of all namespaces, as namespace and name.");
    long others = 0;
    for (Pod pod : k8s.coreV1().pods().list().items()) {
      if (namespace.equals(pod.metadata().namespace())) {
        tell.result(pod.metadata().namespace() + "/" + pod.metadata().name());
      } else {
        others++;
      }
    }
    if (others > 0) {
      tell.result("and " + others + " that others have created");
    }
  }

  private void listSome() {
    tell.step("List by selectors: the label app=web, and a field that isn't Running.");
    k8s.coreV1()
        .pods()
        .list(o ->
            o.labelSelector("app=web")
                .fieldSelector("metadata.namespace=" + namespace + ",status.phase!=Running"))
        .items()
        .forEach(pod ->
            tell.result(
                pod.metadata().namespace()
                    + "/"
                    + pod.metadata().name()
                    + " is "
                    + pod.status().phase()));
  }

  private void watch() {
    tell.step(
        "Watch ConfigMaps while one is created, changed and deleted: each event comes once, in"
            + " order.");
    String from =
        java.util.Objects.requireNonNull(configMaps().list().metadata().resourceVersion());
    try (Watch<ConfigMap> watch =
        configMaps()
            .watch(o ->
                o.labelSelector("watched=yes")
                    .resourceVersion(from)
                    .bookmarks(false)
                    .serverTimeout(PATIENCE))) {
      configMaps().create(configMap("seen").with(c -> c.metadata(m -> m.label("watched", "yes"))));
      configMaps().patch("seen", MergePatch.parse(tree("{\"data\":{\"color\":\"red\"}}")));
      configMaps().delete("seen");
      Iterator<WatchEvent<ConfigMap>> events = watch.iterator();
      for (int i = 0; i < 3 && events.hasNext(); i++) {
        WatchEvent<ConfigMap> event = events.next();
        tell.result(
            event.getClass().getSimpleName()
                + ": "
                + event.object().metadata().name()
                + " "
                + event.object().data());
      }
    }
  }

  private void patch() {
    tell.step("Patch in three ways. JSON Patch: operations, here one that tests first.");
    Deployment web =
        deployments()
            .patch(
                "web",
                JsonPatch.of(
                    new JsonPatch.Test(
                        JsonPointer.parse("/spec/template/spec/containers/0/name"),
                        new JsonString("web")),
                    new JsonPatch.Replace(
                        JsonPointer.parse("/spec/template/spec/containers/0/image"),
                        new JsonString("nginx:1.29.1"))));
    tell.result("containers: " + containers(web));
    tell.step("Strategic merge patch: lists merge by their keys, so this adds a container.");
    web =
        deployments()
            .patch(
                "web",
                StrategicMergePatch.parse(
                    tree(
                        """
                        {"spec":{"template":{"spec":{"containers":[
                          {"name":"log","image":"busybox:1.37"}]}}}}\
                        """)));
    tell.result("containers: " + containers(web));
    tell.step("Merge patch: lists are replaced, so this leaves one container.");
    web =
        deployments()
            .patch(
                "web",
                MergePatch.parse(
                    tree(
                        """
                        {"spec":{"template":{"spec":{"containers":[
                          {"name":"web","image":"nginx:1.29.2"}]}}}}\
                        """)));
    tell.result("containers: " + containers(web));
  }

  private static String containers(Deployment deployment) {
    return String.join(
        ", ",
        deployment.spec().template().spec().containers().stream()
            .map(c -> c.name() + " (" + c.image() + ")")
            .toList());
  }

  private void scale() {
    tell.step("Scale through the subresource, which is the same for every kind that scales.");
    var scaled =
        deployments().scale().patch("web", MergePatch.parse(tree("{\"spec\":{\"replicas\":5}}")));
    tell.result("web wants " + scaled.spec().replicas() + " replicas");
  }

  private void writeStatus() {
    tell.step("Write a status, as a kubelet does: what else is in that write doesn't count.");
    Pod pod = k8s.coreV1().pods(namespace).get("web-0");
    Pod running =
        k8s.coreV1()
            .pods(namespace)
            .status()
            .update(
                pod.with(p -> p.spec(s -> s.hostname("other")).status(s -> s.phase("Running"))));
    boolean same = running.spec().equals(pod.spec());
    tell.result(
        running.metadata().name()
            + " is "
            + running.status().phase()
            + ", and its spec is "
            + (same ? "as it was" : "another"));
  }

  private void applyAsTwo() {
    tell.step("Server-side apply: two managers own the fields that each applies.");
    configMaps().apply(colors("color", "blue"), "painter");
    ConfigMap both = configMaps().apply(colors("size", "large"), "builder");
    tell.result(both.metadata().name() + " has " + both.data());
    tell.step(
        "When the builder wants the painter's field, there is a conflict (409), unless it is"
            + " forced.");
    errors().explain(() -> configMaps().apply(colors("color", "red"), "builder"));
    ConfigMap forced = configMaps().apply(colors("color", "red"), "builder", o -> o.force());
    tell.result("forced: " + forced.data() + "; size is gone, as builder no longer applies it");
  }

  /** What is in the namespace too, since there may be no controller that does it. */
  private void clear() {
    tell.step("Delete what is in the namespace, and the namespace.");
    deployments().deleteCollection(o -> {});
    k8s.coreV1().services(namespace).deleteCollection(o -> {});
    k8s.coreV1().pods(namespace).deleteCollection(o -> {}, o -> o.gracePeriodSeconds(0));
    configMaps().deleteCollection(o -> {});
    k8s.coreV1().serviceAccounts(namespace).deleteCollection(o -> {});
    k8s.coreV1().namespaces().delete(namespace);
    tell.result("deleted " + namespace);
  }

  private JsonObject colors(String key, String value) {
    return JsonObject.builder()
        .put("apiVersion", "v1")
        .put("kind", "ConfigMap")
        .put("metadata", JsonObject.builder().put("name", "colors").build())
        .put("data", JsonObject.builder().put(key, value).build())
        .build();
  }

  private DemoErrors errors() {
    return new DemoErrors(cluster, k8s, namespace, tell);
  }

  static ConfigMap configMap(String name) {
    return ConfigMap.of(c -> c.metadata(m -> m.name(name)).data("color", "blue"));
  }

  private static JsonObject tree(String json) {
    return (JsonObject) Codec.json().decodeTree(json);
  }

  private Resource<ConfigMap, ConfigMapList> configMaps() {
    return k8s.coreV1().configMaps(namespace);
  }

  private Resource<Deployment, DeploymentList> deployments() {
    return k8s.appsV1().deployments(namespace);
  }
}
