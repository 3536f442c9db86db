package dev.fairlead.bench.check;

import static dev.fairlead.bench.check.Checks.await;
import static dev.fairlead.bench.check.Checks.equal;
import static java.util.Objects.requireNonNull;

import com.google.gson.reflect.TypeToken;
import io.kubernetes.client.custom.V1Patch;
import io.kubernetes.client.informer.ResourceEventHandler;
import io.kubernetes.client.informer.SharedInformerFactory;
import io.kubernetes.client.openapi.ApiClient;
import io.kubernetes.client.openapi.ApiException;
import io.kubernetes.client.openapi.JSON;
import io.kubernetes.client.openapi.apis.AppsV1Api;
import io.kubernetes.client.openapi.apis.CoreV1Api;
import io.kubernetes.client.openapi.apis.VersionApi;
import io.kubernetes.client.openapi.models.V1ConfigMap;
import io.kubernetes.client.openapi.models.V1ConfigMapList;
import io.kubernetes.client.openapi.models.V1Container;
import io.kubernetes.client.openapi.models.V1Deployment;
import io.kubernetes.client.openapi.models.V1DeploymentSpec;
import io.kubernetes.client.openapi.models.V1LabelSelector;
import io.kubernetes.client.openapi.models.V1Namespace;
import io.kubernetes.client.openapi.models.V1ObjectMeta;
import io.kubernetes.client.openapi.models.V1PodSpec;
import io.kubernetes.client.openapi.models.V1PodTemplateSpec;
import io.kubernetes.client.openapi.models.V1ServiceAccount;
import io.kubernetes.client.util.Config;
import io.kubernetes.client.util.PatchUtils;
import io.kubernetes.client.util.Watch;
import io.kubernetes.client.util.generic.GenericKubernetesApi;
import io.kubernetes.client.util.generic.dynamic.DynamicKubernetesApi;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * Runs what programs do with the official Java client on the server of a kubeconfig: KUBECONFIG.
 */
final class OfficialCheck {
  private final ApiClient client;
  private final CoreV1Api core;
  private final AppsV1Api apps;
  private final String namespace;

  private OfficialCheck(ApiClient client, String namespace) {
    this.client = client;
    this.core = new CoreV1Api(client);
    this.apps = new AppsV1Api(client);
    this.namespace = namespace;
  }

  public static void main(String[] words) throws Exception {
    ApiClient client = Config.fromConfig(words[0]);
    client.setReadTimeout(0);
    CoreV1Api core = new CoreV1Api(client);
    V1Namespace wanted =
        new V1Namespace().metadata(new V1ObjectMeta().generateName("official-java-"));
    V1Namespace created = core.createNamespace(wanted).execute();
    String namespace = requireNonNull(requireNonNull(created.getMetadata()).getName());
    core.createNamespacedServiceAccount(
            namespace, new V1ServiceAccount().metadata(new V1ObjectMeta().name("default")))
        .execute();
    int result = new OfficialCheck(client, namespace).all();
    core.deleteNamespace(namespace).execute();
    System.exit(result);
  }

  private int all() {
    Checks checks = new Checks();
    checks.check("version", this::version);
    checks.check("create, get, list", this::create);
    checks.check("replace", this::replace);
    checks.check("patches", this::patches);
    checks.check("server-side apply", this::apply);
    checks.check("status and scale", this::statusAndScale);
    checks.check("watch", this::watch);
    checks.check("informer", this::informer);
    checks.check("generic and dynamic", this::generic);
    checks.check("delete", this::delete);
    return checks.result();
  }

  private static V1ConfigMap map(String name, Map<String, String> data) {
    return new V1ConfigMap()
        .metadata(new V1ObjectMeta().name(name).labels(Map.of("from", "official")))
        .data(data);
  }

  private static V1Deployment deployment(String image) {
    return new V1Deployment()
        .apiVersion("apps/v1")
        .kind("Deployment")
        .metadata(new V1ObjectMeta().name("web"))
        .spec(
            new V1DeploymentSpec()
                .replicas(2)
                .selector(new V1LabelSelector().matchLabels(Map.of("app", "web")))
                .template(
                    new V1PodTemplateSpec()
                        .metadata(new V1ObjectMeta().labels(Map.of("app", "web")))
                        .spec(
                            new V1PodSpec()
                                .addContainersItem(new V1Container().name("main").image(image)))));
  }

  private void version() throws ApiException {
    equal("version", new VersionApi(client).getCode().execute().getGitVersion(), "v1.37.2");
  }

  private void create() throws Exception {
    for (int i = 0; i < 5; i++) {
      core.createNamespacedConfigMap(namespace, map("map-" + i, Map.of("n", "" + i))).execute();
    }
    equal(
        "data",
        core.readNamespacedConfigMap("map-3", namespace).execute().getData(),
        Map.of("n", "3"));
    V1ConfigMapList page =
        core.listNamespacedConfigMap(namespace).labelSelector("from=official").limit(2).execute();
    equal("page", page.getItems().size(), 2);
    V1ConfigMapList next =
        core.listNamespacedConfigMap(namespace)
            .labelSelector("from=official")
            ._continue(requireNonNull(page.getMetadata()).getContinue())
            .execute();
    equal("next page", next.getItems().size(), 3);
    equal("missing", code(() -> core.readNamespacedConfigMap("missing", namespace).execute()), 404);
    V1ConfigMap taken = map("map-1", Map.of());
    equal("taken", code(() -> core.createNamespacedConfigMap(namespace, taken).execute()), 409);
    V1ConfigMap wrong = map("Wrong", Map.of());
    equal(
        "wrong name", code(() -> core.createNamespacedConfigMap(namespace, wrong).execute()), 422);
  }

  private static int code(Checks.Check call) throws Exception {
    try {
      call.run();
      return 200;
    } catch (ApiException e) {
      return e.getCode();
    }
  }

  private void replace() throws Exception {
    V1ConfigMap old = core.readNamespacedConfigMap("map-0", namespace).execute();
    V1ConfigMap edited = core.readNamespacedConfigMap("map-0", namespace).execute();
    edited.putDataItem("more", "yes");
    V1ConfigMap kept = core.replaceNamespacedConfigMap("map-0", namespace, edited).execute();
    equal("data", kept.getData(), Map.of("n", "0", "more", "yes"));
    old.putDataItem("more", "no");
    equal(
        "old version",
        code(() -> core.replaceNamespacedConfigMap("map-0", namespace, old).execute()),
        409);
  }

  private V1ConfigMap patch(String format, String body) throws ApiException {
    return PatchUtils.patch(
        V1ConfigMap.class,
        () -> core.patchNamespacedConfigMap("map-2", namespace, new V1Patch(body)).buildCall(null),
        format,
        client);
  }

  private void patches() throws ApiException {
    patch(V1Patch.PATCH_FORMAT_JSON_MERGE_PATCH, "{\"data\":{\"n\":null,\"m\":\"1\"}}");
    patch(
        V1Patch.PATCH_FORMAT_JSON_PATCH, "[{\"op\":\"add\",\"path\":\"/data/j\",\"value\":\"1\"}]");
    V1ConfigMap patched =
        patch(V1Patch.PATCH_FORMAT_STRATEGIC_MERGE_PATCH, "{\"data\":{\"s\":\"1\"}}");
    equal("data", patched.getData(), Map.of("m", "1", "j", "1", "s", "1"));
  }

  private V1Deployment applied(String image, String manager, boolean force) throws ApiException {
    V1Patch body = new V1Patch(JSON.serialize(deployment(image)));
    return PatchUtils.patch(
        V1Deployment.class,
        () ->
            apps.patchNamespacedDeployment("web", namespace, body)
                .fieldManager(manager)
                .force(force)
                .buildCall(null),
        V1Patch.PATCH_FORMAT_APPLY_YAML,
        client);
  }

  private void apply() throws Exception {
    applied("nginx:1.28", "one", false);
    equal("conflict", code(() -> applied("nginx:1.29", "two", false)), 409);
    V1Deployment forced = applied("nginx:1.29", "two", true);
    V1PodSpec pod = requireNonNull(requireNonNull(forced.getSpec()).getTemplate().getSpec());
    equal("image", pod.getContainers().get(0).getImage(), "nginx:1.29");
  }

  private void statusAndScale() throws ApiException {
    V1Deployment live = apps.readNamespacedDeployment("web", namespace).execute();
    requireNonNull(live.getStatus()).setReplicas(2);
    V1Deployment changed = apps.replaceNamespacedDeploymentStatus("web", namespace, live).execute();
    equal("status", requireNonNull(changed.getStatus()).getReplicas(), 2);
    equal("generation", requireNonNull(changed.getMetadata()).getGeneration(), 2L);
    var scale = apps.readNamespacedDeploymentScale("web", namespace).execute();
    requireNonNull(scale.getSpec()).setReplicas(4);
    apps.replaceNamespacedDeploymentScale("web", namespace, scale).execute();
    live = apps.readNamespacedDeployment("web", namespace).execute();
    equal("replicas", requireNonNull(live.getSpec()).getReplicas(), 4);
  }

  private void watch() throws Exception {
    V1ConfigMapList before = core.listNamespacedConfigMap(namespace).execute();
    String version = requireNonNull(before.getMetadata()).getResourceVersion();
    core.createNamespacedConfigMap(namespace, map("watched", Map.of())).execute();
    core.deleteNamespacedConfigMap("watched", namespace).execute();
    List<String> seen = new ArrayList<>();
    try (Watch<V1ConfigMap> watch =
        Watch.createWatch(
            client,
            core.listNamespacedConfigMap(namespace)
                .resourceVersion(version)
                .timeoutSeconds(2)
                .watch(true)
                .buildCall(null),
            new TypeToken<Watch.Response<V1ConfigMap>>() {}.getType())) {
      for (Watch.Response<V1ConfigMap> event : watch) {
        seen.add(event.type + " " + requireNonNull(event.object.getMetadata()).getName());
      }
    }
    equal("events", seen, List.of("ADDED watched", "DELETED watched"));
  }

  private void informer() throws Exception {
    AtomicInteger added = new AtomicInteger();
    AtomicInteger updated = new AtomicInteger();
    AtomicInteger deleted = new AtomicInteger();
    SharedInformerFactory factory = new SharedInformerFactory(client);
    var informer =
        factory.sharedIndexInformerFor(
            new GenericKubernetesApi<>(
                V1ConfigMap.class, V1ConfigMapList.class, "", "v1", "configmaps", client),
            V1ConfigMap.class,
            0,
            namespace);
    informer.addEventHandler(
        new ResourceEventHandler<V1ConfigMap>() {
          @Override
          public void onAdd(V1ConfigMap map) {
            added.incrementAndGet();
          }

          @Override
          public void onUpdate(V1ConfigMap before, V1ConfigMap after) {
            updated.incrementAndGet();
          }

          @Override
          public void onDelete(V1ConfigMap map, boolean unknown) {
            deleted.incrementAndGet();
          }
        });
    factory.startAllRegisteredInformers();
    await("synced", () -> informer.hasSynced() && added.get() == 5);
    core.createNamespacedConfigMap(namespace, map("informed", Map.of())).execute();
    V1ConfigMap live = core.readNamespacedConfigMap("informed", namespace).execute();
    core.replaceNamespacedConfigMap("informed", namespace, live.putDataItem("a", "b")).execute();
    await("update", () -> added.get() == 6 && updated.get() == 1);
    core.deleteNamespacedConfigMap("informed", namespace).execute();
    await("delete", () -> deleted.get() == 1 && informer.getIndexer().list().size() == 5);
    factory.stopAllRegisteredInformers();
  }

  private void generic() {
    var maps =
        new GenericKubernetesApi<>(
            V1ConfigMap.class, V1ConfigMapList.class, "", "v1", "configmaps", client);
    equal("generic", maps.get(namespace, "map-3").getObject().getData(), Map.of("n", "3"));
    equal("missing", maps.get(namespace, "missing").getStatus().getReason(), "NotFound");
    var dynamic = new DynamicKubernetesApi("", "v1", "configmaps", client);
    equal("dynamic", dynamic.list(namespace).getObject().getItems().size(), 5);
    equal("status", maps.delete(namespace, "map-3").isSuccess(), true);
  }

  private void delete() throws Exception {
    core.deleteCollectionNamespacedConfigMap(namespace).labelSelector("from=official").execute();
    equal("maps", core.listNamespacedConfigMap(namespace).execute().getItems().size(), 0);
    apps.deleteNamespacedDeployment("web", namespace).propagationPolicy("Background").execute();
    equal("deployment", code(() -> apps.readNamespacedDeployment("web", namespace).execute()), 404);
  }
}
