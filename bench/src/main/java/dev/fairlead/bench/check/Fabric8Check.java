package dev.fairlead.bench.check;

import static dev.fairlead.bench.check.Checks.await;
import static dev.fairlead.bench.check.Checks.equal;

import io.fabric8.kubernetes.api.model.ConfigMap;
import io.fabric8.kubernetes.api.model.ConfigMapBuilder;
import io.fabric8.kubernetes.api.model.ListOptionsBuilder;
import io.fabric8.kubernetes.api.model.NamespaceBuilder;
import io.fabric8.kubernetes.api.model.Pod;
import io.fabric8.kubernetes.api.model.PodBuilder;
import io.fabric8.kubernetes.api.model.PodConditionBuilder;
import io.fabric8.kubernetes.api.model.ServiceAccountBuilder;
import io.fabric8.kubernetes.api.model.apps.Deployment;
import io.fabric8.kubernetes.api.model.apps.DeploymentBuilder;
import io.fabric8.kubernetes.api.model.autoscaling.v1.Scale;
import io.fabric8.kubernetes.client.Config;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.KubernetesClientBuilder;
import io.fabric8.kubernetes.client.KubernetesClientException;
import io.fabric8.kubernetes.client.Watcher;
import io.fabric8.kubernetes.client.WatcherException;
import io.fabric8.kubernetes.client.dsl.base.PatchContext;
import io.fabric8.kubernetes.client.dsl.base.PatchType;
import io.fabric8.kubernetes.client.informers.ResourceEventHandler;
import java.io.ByteArrayInputStream;
import java.io.File;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;

/** Runs what programs do with fabric8 on the server of a kubeconfig: KUBECONFIG. */
final class Fabric8Check {
  private final KubernetesClient client;
  private final String namespace;

  private Fabric8Check(KubernetesClient client, String namespace) {
    this.client = client;
    this.namespace = namespace;
  }

  public static void main(String[] words) {
    Config config = Config.fromKubeconfig(new File(words[0]));
    try (KubernetesClient client = new KubernetesClientBuilder().withConfig(config).build()) {
      String namespace =
          client
              .resource(
                  new NamespaceBuilder()
                      .withNewMetadata()
                      .withGenerateName("fabric8-")
                      .and()
                      .build())
              .create()
              .getMetadata()
              .getName();
      client
          .resource(new ServiceAccountBuilder().withNewMetadata().withName("default").and().build())
          .inNamespace(namespace)
          .create();
      int result = new Fabric8Check(client, namespace).all();
      client.namespaces().withName(namespace).delete();
      System.exit(result);
    }
  }

  private int all() {
    Checks checks = new Checks();
    checks.check("discovery", this::discovery);
    checks.check("create, get, list", this::create);
    checks.check("edit", this::edit);
    checks.check("update with an old version", this::conflict);
    checks.check("patches", this::patches);
    checks.check("server-side apply", this::apply);
    checks.check("status", this::status);
    checks.check("scale", this::scale);
    checks.check("watch", this::watch);
    checks.check("informer", this::informer);
    checks.check("wait until a condition", this::condition);
    checks.check("load and generic resources", this::generic);
    checks.check("delete", this::delete);
    return checks.result();
  }

  private static ConfigMap map(String name, Map<String, String> data) {
    return new ConfigMapBuilder()
        .withNewMetadata()
        .withName(name)
        .addToLabels("from", "fabric8")
        .endMetadata()
        .withData(data)
        .build();
  }

  private static Pod pod(String name) {
    return new PodBuilder()
        .withNewMetadata()
        .withName(name)
        .endMetadata()
        .withNewSpec()
        .addNewContainer()
        .withName("main")
        .withImage("nginx:1.29")
        .endContainer()
        .endSpec()
        .build();
  }

  private static Deployment deployment(String image) {
    return new DeploymentBuilder()
        .withNewMetadata()
        .withName("web")
        .endMetadata()
        .withNewSpec()
        .withReplicas(2)
        .withNewSelector()
        .addToMatchLabels("app", "web")
        .endSelector()
        .withNewTemplate()
        .withNewMetadata()
        .addToLabels("app", "web")
        .endMetadata()
        .withNewSpec()
        .addNewContainer()
        .withName("main")
        .withImage(image)
        .endContainer()
        .endSpec()
        .endTemplate()
        .endSpec()
        .build();
  }

  private void discovery() {
    equal("version", client.getKubernetesVersion().getGitVersion(), "v1.37.2");
    equal("has Deployments", client.supports(Deployment.class), true);
    equal("has apps", client.hasApiGroup("apps", true), true);
  }

  private void create() {
    var maps = client.configMaps().inNamespace(namespace);
    for (int i = 0; i < 5; i++) {
      maps.resource(map("map-" + i, Map.of("n", "" + i))).create();
    }
    equal("data", maps.withName("map-3").get().getData(), Map.of("n", "3"));
    equal("missing", maps.withName("missing").get(), null);
    equal("list", maps.withLabel("from", "fabric8").list().getItems().size(), 5);
    var page = maps.list(new ListOptionsBuilder().withLimit(2L).build());
    equal("page", page.getItems().size(), 2);
    var next =
        maps.list(
            new ListOptionsBuilder()
                .withLimit(9L)
                .withContinue(page.getMetadata().getContinue())
                .build());
    equal("next page", next.getItems().size(), 3);
    equal("taken", code(() -> maps.resource(map("map-1", Map.of())).create()), 409);
    equal("wrong name", code(() -> maps.resource(map("Wrong", Map.of())).create()), 422);
  }

  private static int code(Runnable call) {
    try {
      call.run();
      return 200;
    } catch (KubernetesClientException e) {
      return e.getCode();
    }
  }

  private void edit() {
    var one = client.configMaps().inNamespace(namespace).withName("map-0");
    ConfigMap edited = one.edit(m -> new ConfigMapBuilder(m).addToData("more", "yes").build());
    equal("data", edited.getData(), Map.of("n", "0", "more", "yes"));
    equal("kept", one.get().getData(), Map.of("n", "0", "more", "yes"));
  }

  private void conflict() {
    var maps = client.configMaps().inNamespace(namespace);
    ConfigMap old = maps.withName("map-1").get();
    maps.withName("map-1").edit(m -> new ConfigMapBuilder(m).addToData("a", "b").build());
    equal("old version", code(() -> maps.resource(old).lockResourceVersion().update()), 409);
    old.getMetadata().setResourceVersion(null);
    equal("no version", maps.resource(old).update().getData(), Map.of("n", "1"));
  }

  private void patches() {
    var one = client.configMaps().inNamespace(namespace).withName("map-2");
    one.patch(PatchContext.of(PatchType.JSON_MERGE), "{\"data\":{\"n\":null,\"m\":\"1\"}}");
    one.patch(
        PatchContext.of(PatchType.JSON), "[{\"op\":\"add\",\"path\":\"/data/j\",\"value\":\"1\"}]");
    ConfigMap patched =
        one.patch(PatchContext.of(PatchType.STRATEGIC_MERGE), "{\"data\":{\"s\":\"1\"}}");
    equal("data", patched.getData(), Map.of("m", "1", "j", "1", "s", "1"));
  }

  private void apply() {
    var web = client.apps().deployments().inNamespace(namespace);
    web.resource(deployment("nginx:1.28")).fieldManager("one").serverSideApply();
    var other = web.resource(deployment("nginx:1.29")).fieldManager("two");
    equal("conflict", code(other::serverSideApply), 409);
    Deployment forced = other.forceConflicts().serverSideApply();
    equal(
        "image",
        forced.getSpec().getTemplate().getSpec().getContainers().get(0).getImage(),
        "nginx:1.29");
    equal("managers", forced.getMetadata().getManagedFields().size(), 2);
  }

  private void status() {
    var web = client.apps().deployments().inNamespace(namespace).withName("web");
    Deployment changed =
        web.editStatus(d ->
            new DeploymentBuilder(d)
                .withNewStatus()
                .withReplicas(2)
                .withObservedGeneration(2L)
                .endStatus()
                .build());
    equal("replicas", changed.getStatus().getReplicas(), 2);
    equal("generation", changed.getMetadata().getGeneration(), 2L);
  }

  private void scale() {
    var web = client.apps().deployments().inNamespace(namespace).withName("web");
    Scale wanted = web.scale();
    wanted.getSpec().setReplicas(4);
    web.scale(wanted);
    equal("replicas", web.get().getSpec().getReplicas(), 4);
    equal("selector", web.scale().getStatus().getSelector(), "app=web");
  }

  private void watch() throws Exception {
    List<String> seen = new CopyOnWriteArrayList<>();
    var maps = client.configMaps().inNamespace(namespace);
    String version = maps.list().getMetadata().getResourceVersion();
    try (var watch =
        maps.watch(
            new ListOptionsBuilder().withResourceVersion(version).build(),
            new Watcher<ConfigMap>() {
              @Override
              public void eventReceived(Action action, ConfigMap map) {
                seen.add(action + " " + map.getMetadata().getName());
              }

              @Override
              public void onClose(WatcherException why) {}
            })) {
      maps.resource(map("watched", Map.of())).create();
      maps.withName("watched").edit(m -> new ConfigMapBuilder(m).addToData("a", "b").build());
      maps.withName("watched").delete();
      List<String> wanted = List.of("ADDED watched", "MODIFIED watched", "DELETED watched");
      await("events", () -> seen.equals(wanted));
      equal("watch", watch == null, false);
    }
  }

  private void informer() throws Exception {
    AtomicInteger added = new AtomicInteger();
    AtomicInteger updated = new AtomicInteger();
    AtomicInteger deleted = new AtomicInteger();
    var maps = client.configMaps().inNamespace(namespace);
    try (var informer =
        maps.inform(
            new ResourceEventHandler<ConfigMap>() {
              @Override
              public void onAdd(ConfigMap map) {
                added.incrementAndGet();
              }

              @Override
              public void onUpdate(ConfigMap before, ConfigMap after) {
                updated.incrementAndGet();
              }

              @Override
              public void onDelete(ConfigMap map, boolean unknown) {
                deleted.incrementAndGet();
              }
            })) {
      await("synced", () -> informer.hasSynced() && added.get() == 5);
      maps.resource(map("informed", Map.of())).create();
      maps.withName("informed").edit(m -> new ConfigMapBuilder(m).addToData("a", "b").build());
      await("update", () -> added.get() == 6 && updated.get() == 1);
      maps.withName("informed").delete();
      await("delete", () -> deleted.get() == 1 && informer.getStore().list().size() == 5);
    }
  }

  private void condition() {
    var pods = client.pods().inNamespace(namespace);
    pods.resource(pod("one")).create();
    Thread later =
        Thread.ofVirtual()
            .start(() ->
                pods.withName("one")
                    .editStatus(p ->
                        new PodBuilder(p)
                            .editStatus()
                            .withPhase("Running")
                            .withConditions(
                                new PodConditionBuilder()
                                    .withType("Ready")
                                    .withStatus("True")
                                    .build())
                            .endStatus()
                            .build()));
    Pod ready = pods.withName("one").waitUntilReady(10, TimeUnit.SECONDS);
    equal("phase", ready.getStatus().getPhase(), "Running");
    equal("started", later.getState() != Thread.State.NEW, true);
  }

  private void generic() {
    var resources = client.genericKubernetesResources("v1", "ConfigMap").inNamespace(namespace);
    equal("generic", resources.withName("map-3").get().get("data", "n"), "3");
    var loaded =
        client.load(
            new ByteArrayInputStream(
                """
                apiVersion: v1
                kind: ConfigMap
                metadata: {name: loaded-1}
                ---
                apiVersion: v1
                kind: Secret
                metadata: {name: loaded-2}
                stringData: {a: b}
                """
                    .getBytes(StandardCharsets.UTF_8)));
    equal("loaded", loaded.inNamespace(namespace).serverSideApply().size(), 2);
    equal(
        "secret",
        client.secrets().inNamespace(namespace).withName("loaded-2").get().getData().get("a"),
        "Yg==");
    equal("deleted", loaded.inNamespace(namespace).delete().size(), 2);
  }

  private void delete() {
    var pods = client.pods().inNamespace(namespace);
    pods.withName("one").withGracePeriod(0).delete();
    equal("pod", pods.withName("one").get(), null);
    var maps = client.configMaps().inNamespace(namespace);
    maps.withLabel("from", "fabric8").delete();
    equal("maps", maps.list().getItems().size(), 0);
    client.apps().deployments().inNamespace(namespace).delete();
  }
}
