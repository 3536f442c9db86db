package dev.fairlead.up;

import dev.fairlead.client.Kubernetes;
import dev.fairlead.model.core.v1.Container;
import dev.fairlead.model.core.v1.Pod;
import dev.fairlead.model.value.IntOrString;
import dev.fairlead.model.value.Quantity;

/**
 * Pods that are created and become Running, over and over: from it the JVM learns, for its archive,
 * which code a server under load runs.
 */
final class WarmUpWrites {
  /** Enough for the JVM to find the code of a write hot; they take some seconds. */
  private static final int PODS = 500;

  private WarmUpWrites() {}

  static void run(Kubernetes k8s) {
    var pods = k8s.coreV1().pods("default");
    for (int i = 0; i < PODS; i++) {
      Pod created = pods.create(pod("warm-up-" + i));
      pods.status().update(running(created));
    }
  }

  private static Pod pod(String name) {
    return Pod.of(p ->
        p.metadata(m ->
                m.name(name)
                    .label("app", "warm-up")
                    .annotation("prometheus.io/scrape", "true")
                    .ownerReference(
                        o -> o.apiVersion("apps/v1").kind("ReplicaSet").name("warm-up").uid("1")))
            .spec(s ->
                s.nodeName("node-1")
                    .volume(v -> v.name("config").configMap(c -> c.name("warm-up")))
                    .volume(v -> v.name("tmp").emptyDir(e -> {}))
                    .container(WarmUpWrites::web)
                    .container(c -> c.name("proxy").image("proxy:2.3").arg("--verbose"))));
  }

  private static void web(Container.Builder container) {
    container
        .name("web")
        .image("nginx:1.29")
        .port(p -> p.name("http").containerPort(8080))
        .env(e -> e.name("LOG_LEVEL").value("info"))
        .env(e ->
            e.name("PASSWORD")
                .valueFrom(f -> f.secretKeyRef(k -> k.name("database").key("password"))))
        .resources(
            r -> r.request("cpu", Quantity.parse("250m")).limit("memory", Quantity.parse("512Mi")))
        .volumeMount(m -> m.name("config").mountPath("/etc/web").readOnly(true))
        .livenessProbe(l -> l.httpGet(g -> g.path("/").port(IntOrString.ofInt(8080))));
  }

  private static Pod running(Pod pod) {
    return pod.with(p ->
        p.status(s ->
            s.phase("Running")
                .condition(c -> c.type("Ready").status("True"))
                .containerStatus(c ->
                    c.name("web").image("nginx:1.29").imageID("").ready(true).restartCount(0))));
  }
}
