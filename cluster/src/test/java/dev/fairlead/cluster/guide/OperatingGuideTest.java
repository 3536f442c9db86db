package dev.fairlead.cluster.guide;

import static org.assertj.core.api.Assertions.assertThat;

import dev.fairlead.client.ApplyConfiguration;
import dev.fairlead.client.Kubernetes;
import dev.fairlead.client.Pods;
import dev.fairlead.client.WatchEvent;
import dev.fairlead.cluster.Cluster;
import dev.fairlead.model.core.v1.Namespace;
import dev.fairlead.model.core.v1.Pod;
import dev.fairlead.model.core.v1.ServiceAccount;
import dev.fairlead.model.tree.JsonObject;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** The samples of docs/guide/operating.md do what it says. */
@Timeout(120)
class OperatingGuideTest {
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

  private void pod(String name) {
    pods.create(
        Pod.of(p ->
            p.metadata(m -> m.name(name))
                .spec(s -> s.container(c -> c.name("web").image("nginx:1.29")))));
    pods.status()
        .edit(
            name,
            p -> p.with(x -> x.status(s -> s.condition(c -> c.type("Ready").status("True")))));
  }

  @Test
  void appliesAndEdits() {
    JsonObject mine = Operating.applyTyped(k8s);
    assertThat(mine)
        .isEqualTo(
            ApplyConfiguration.extract(
                k8s.appsV1().deployments("shop").get("web"), "shop-operator"));
    assertThat(mine.has("spec")).isTrue();
    Operating.edit(k8s);
    assertThat(k8s.appsV1().deployments("shop").get("web").spec().replicas()).isEqualTo(5);
  }

  @Test
  void waits() {
    Operating.applyTyped(k8s);
    k8s.appsV1()
        .deployments("shop")
        .status()
        .edit(
            "web",
            d -> d.with(x -> x.status(s -> s.condition(c -> c.type("Available").status("True")))));
    pod("web-0");
    assertThat(Operating.waitForPods(k8s).metadata().name()).isEqualTo("web-0");
    assertThat(pods.find("web-0")).isEmpty();
  }

  @Test
  void watchesOn() throws InterruptedException {
    BlockingQueue<WatchEvent<Pod>> events = new LinkedBlockingQueue<>();
    Kubernetes another = cluster.connect();
    Thread watching = Thread.ofVirtual().start(() -> Operating.watchOn(another, events::add));
    while (events.isEmpty()) { // the watch may begin after the first Pods
      pod("web-" + System.nanoTime());
    }
    another.close();
    watching.join();
    assertThat(events.take().object().metadata().name()).startsWith("web-");
  }

  @Test
  void operates() {
    Operating.applyTyped(k8s);
    k8s.coreV1()
        .serviceAccounts("shop")
        .create(ServiceAccount.of(a -> a.metadata(m -> m.name("robot"))));
    pod("web-1");
    Operating.operate(k8s);
    assertThat(k8s.appsV1().deployments("shop").get("web").spec().replicas()).isZero();
    assertThat(pods.find("web-1")).isEmpty();
  }

  @Test
  void listens() {
    assertThat(Operating.listen(cluster.config()).sum()).isEqualTo(1);
  }
}
