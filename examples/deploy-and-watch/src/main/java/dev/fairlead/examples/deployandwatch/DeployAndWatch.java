package dev.fairlead.examples.deployandwatch;

import dev.fairlead.client.Kubernetes;
import dev.fairlead.client.Watch;
import dev.fairlead.client.WatchEvent;
import dev.fairlead.examples.listpods.ListPods;
import dev.fairlead.model.apps.v1.Deployment;
import dev.fairlead.model.core.v1.Namespace;
import dev.fairlead.model.core.v1.Pod;
import java.time.Duration;
import java.util.Set;
import java.util.TreeSet;

/** Deploys a web server, watches its Pods become Running, lists them, and cleans up. */
final class DeployAndWatch {
  private static final String NAMESPACE = "fairlead-demo";
  private static final int REPLICAS = 3;

  /** Far more than it takes: on a cluster of virtual nodes about a second. */
  private static final Duration PATIENCE = Duration.ofMinutes(2);

  private final Kubernetes k8s;

  private DeployAndWatch(Kubernetes k8s) {
    this.k8s = k8s;
  }

  public static void main(String[] args) {
    try (Kubernetes k8s = Kubernetes.connect()) {
      System.out.println("Kubernetes " + k8s.version().gitVersion());
      new DeployAndWatch(k8s).run();
    }
  }

  private void run() {
    k8s.coreV1().namespaces().create(Namespace.of(n -> n.metadata(m -> m.name(NAMESPACE))));
    System.out.println("created namespace " + NAMESPACE);
    try {
      deploy();
      watchUntilAllRun();
      System.out.println("all run; listed by examples/list-pods:");
      ListPods.main(new String[0]);
    } finally {
      k8s.coreV1().namespaces().delete(NAMESPACE);
      System.out.println("deleted namespace " + NAMESPACE);
    }
  }

  private void deploy() {
    // docs: deploy
    Deployment web =
        Deployment.of(d ->
            d.metadata(m -> m.name("web").label("app", "web"))
                .spec(s ->
                    s.replicas(REPLICAS)
                        .selector(x -> x.matchLabel("app", "web"))
                        .template(t ->
                            t.metadata(m -> m.label("app", "web"))
                                .spec(p -> p.container(c -> c.name("web").image("nginx:1.29"))))));
    Deployment stored = k8s.appsV1().deployments(NAMESPACE).create(web);
    // docs: end
    System.out.println("created " + stored + " with " + stored.spec().replicas() + " replicas");
  }

  private void watchUntilAllRun() {
    Set<String> running = new TreeSet<>();
    // docs: watch
    try (Watch<Pod> watch =
        k8s.coreV1()
            .pods(NAMESPACE)
            .watch(o -> o.labelSelector("app=web").bookmarks(false).serverTimeout(PATIENCE))) {
      for (WatchEvent<Pod> event : watch) {
        Pod pod = event.object();
        System.out.println(pod + " is " + pod.status().phase());
        if ("Running".equals(pod.status().phase())) {
          running.add(pod.metadata().name());
        }
        if (running.size() == REPLICAS) {
          return;
        }
      }
    }
    // docs: end
    throw new IllegalStateException(
        "after " + PATIENCE.toSeconds() + " s only " + running + " of " + REPLICAS + " Pods run");
  }
}
