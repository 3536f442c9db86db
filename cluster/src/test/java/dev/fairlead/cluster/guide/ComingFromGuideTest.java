package dev.fairlead.cluster.guide;

import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;

import dev.fairlead.client.CallListener;
import dev.fairlead.client.Conditions;
import dev.fairlead.client.Kubernetes;
import dev.fairlead.client.Pods;
import dev.fairlead.client.WatchEvent;
import dev.fairlead.client.config.Config;
import dev.fairlead.client.config.Impersonation;
import dev.fairlead.client.config.LoadOptions;
import dev.fairlead.client.transport.ApiRequest;
import dev.fairlead.cluster.Cluster;
import dev.fairlead.model.apps.v1.Deployment;
import dev.fairlead.model.apps.v1.DeploymentSpec;
import dev.fairlead.model.codec.Codec;
import dev.fairlead.model.core.v1.Namespace;
import dev.fairlead.model.core.v1.Pod;
import dev.fairlead.model.core.v1.ServiceAccount;
import dev.fairlead.model.patch.JsonPatch;
import dev.fairlead.model.patch.JsonPointer;
import dev.fairlead.model.tree.JsonObject;
import dev.fairlead.model.tree.JsonString;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** The calls that docs/guide/coming-from.md sets beside those of other clients do what they say. */
@Timeout(120)
class ComingFromGuideTest {
  private static final Deployment WEB =
      Deployment.of(d ->
          d.metadata(m -> m.name("web"))
              .spec(s ->
                  s.replicas(2)
                      .selector(x -> x.matchLabel("app", "web"))
                      .template(t ->
                          t.metadata(m -> m.label("app", "web"))
                              .spec(p -> p.container(c -> c.name("web").image("nginx:1.29"))))));

  private Cluster cluster;
  private Kubernetes k8s;
  private Pods pods;

  @BeforeEach
  void start() {
    cluster = Cluster.start();
    k8s = cluster.connect();
    pods = k8s.coreV1().pods("shop");
    k8s.coreV1().namespaces().create(Namespace.of(n -> n.metadata(m -> m.name("shop"))));
  }

  @AfterEach
  void stop() {
    k8s.close();
    cluster.close();
  }

  private Pod pod(String name) {
    return pods.create(
        Pod.of(p ->
            p.metadata(m -> m.name(name).label("app", "web"))
                .spec(s -> s.container(c -> c.name("web").image("nginx:1.29")))));
  }

  @Test
  void connects(@TempDir Path folder) throws IOException {
    Path kubeconfig = folder.resolve("kubeconfig");
    Files.writeString(
        kubeconfig,
        """
        apiVersion: v1
        kind: Config
        current-context: production
        clusters:
        - {name: production, cluster: {server: "http://production.test"}}
        - {name: staging, cluster: {server: "http://staging.test"}}
        contexts:
        - {name: production, context: {cluster: production}}
        - {name: staging, context: {cluster: staging}}
        """);
    LoadOptions options = LoadOptions.defaults().withKubeconfig(kubeconfig);
    List<Config> configs = ComingFrom.connect(options, "http://build.test");
    assertThat(configs)
        .extracting(c -> c.server().getHost())
        .containsExactly(
            "production.test", "staging.test", "production.test", "build.test", "build.test");
    assertThat(configs.get(2).impersonation()).contains(Impersonation.of("ada"));
    assertThat(configs.get(3).qps()).isEqualTo(50);
    assertThat(configs.get(4).timeout()).contains(Duration.ofMinutes(1));
  }

  @Test
  void reads() {
    pod("web-0");
    assertThat(ComingFrom.read(k8s)).hasSize(7);
  }

  @Test
  void watches() {
    pod("web-0");
    String version = requireNonNull(pods.list().metadata().resourceVersion());
    pod("web-1");
    List<WatchEvent<Pod>> events = new ArrayList<>();
    ComingFrom.watch(k8s, version, events::add);
    assertThat(events)
        .extracting(e -> e.object().metadata().name())
        .containsExactly("web-0", "web-1");
  }

  @Test
  void waits() {
    pod("web-0");
    pods.status()
        .edit(
            "web-0",
            p -> p.with(x -> x.status(s -> s.condition(c -> c.type("Ready").status("True")))));
    var deployments = k8s.appsV1().deployments("shop");
    deployments.create(WEB);
    deployments
        .status()
        .edit(
            "web",
            d -> d.with(x -> x.status(s -> s.condition(c -> c.type("Available").status("True")))));
    ComingFrom.await(k8s);
    assertThat(deployments.list().items()).allMatch(Conditions.is("Available"));
  }

  @Test
  void writesAndPatches() {
    ComingFrom.write(k8s, WEB);
    DeploymentSpec written = k8s.appsV1().deployments("shop").get("web").spec();
    assertThat(written.replicas()).isEqualTo(2); // as applied by force
    assertThat(written.paused()).isTrue();
    assertThat(written.template().metadata().annotations())
        .containsKey("kubectl.kubernetes.io/restartedAt");

    ComingFrom.patch(
        k8s,
        json("{\"spec\": {\"paused\": false}}"),
        json(
            "{\"spec\": {\"template\": {\"spec\": {\"containers\":"
                + " [{\"name\": \"log\", \"image\": \"busybox:1.37\"}]}}}}"),
        JsonPatch.of(
            new JsonPatch.Replace(
                JsonPointer.parse("/spec/template/spec/containers/1/image"),
                new JsonString("nginx:1.30"))));
    DeploymentSpec patched = k8s.appsV1().deployments("shop").get("web").spec();
    assertThat(patched.paused()).isFalse();
    assertThat(patched.template().spec().containers())
        .extracting(c -> c.image())
        .containsExactly("busybox:1.37", "nginx:1.30");
  }

  private static JsonObject json(String text) {
    return (JsonObject) Codec.json().decodeTree(text);
  }

  @Test
  void operates() {
    pod("web-0");
    pod("web-1");
    k8s.coreV1()
        .serviceAccounts("shop")
        .create(ServiceAccount.of(a -> a.metadata(m -> m.name("robot"))));
    List<String> told = ComingFrom.operate(k8s);
    assertThat(told.get(0)).startsWith("ey"); // a JSON Web Token
    assertThat(told.get(1)).isEqualTo("NotFound");
    assertThat(pods.list().items()).isEmpty();
  }

  @Test
  void worksWithAnyKind(@TempDir Path folder) throws IOException {
    Files.writeString(
        folder.resolve("web.json"),
        Codec.json().encodeToString(WEB.with(d -> d.metadata(m -> m.namespace("shop")))));
    assertThat(ComingFrom.anyKind(k8s, folder).kind().kind()).isEqualTo("Deployment");
    assertThat(k8s.appsV1().deployments("shop").list().items()).isEmpty();
  }

  @Test
  void listens() {
    List<String> paths = new ArrayList<>();
    CallListener listener =
        new CallListener() {
          @Override
          public Attempt begins(ApiRequest request, int number) {
            paths.add(request.path());
            return (status, failure) -> {};
          }
        };
    try (Kubernetes heard = ComingFrom.listen(cluster.config(), listener)) {
      heard.version();
    }
    assertThat(paths).containsExactly("/version");
  }
}
