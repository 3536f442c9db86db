package dev.fairlead.client;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.fairlead.client.error.ConflictException;
import dev.fairlead.client.error.NotFoundException;
import dev.fairlead.client.error.TooManyRequestsException;
import dev.fairlead.client.error.WaitTimeoutException;
import dev.fairlead.model.apps.v1.Deployment;
import dev.fairlead.model.authentication.v1.TokenRequestStatus;
import dev.fairlead.model.core.v1.ConfigMap;
import dev.fairlead.model.core.v1.ConfigMapList;
import dev.fairlead.model.core.v1.Pod;
import dev.fairlead.model.core.v1.ServiceAccount;
import dev.fairlead.model.patch.Patch;
import dev.fairlead.model.policy.v1.Eviction;
import dev.fairlead.model.policy.v1.PodDisruptionBudget;
import dev.fairlead.model.tree.JsonObject;
import java.time.Duration;
import java.util.Iterator;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@DisplayName("On a real cluster, a client's operations")
@Timeout(120)
class OperationsRealClusterTest {
  private static final Duration LONG = Duration.ofSeconds(60);

  private final Kubernetes k8s = Kubernetes.connect(RealCluster.config());
  private final RealCluster.Shop shop = RealCluster.shop(k8s, "operations");
  private final Resource<ConfigMap, ConfigMapList> maps = k8s.coreV1().configMaps(shop.name());
  private final Pods pods = k8s.coreV1().pods(shop.name());

  @AfterEach
  void close() {
    shop.close();
    k8s.close();
  }

  private static ConfigMap map(String name) {
    return ConfigMap.of(c -> c.metadata(m -> m.name(name)).data("a", "1"));
  }

  /** Nobody schedules it. */
  private Pod pod(String name) {
    return pods.create(
        Pod.of(p ->
            p.metadata(m -> m.name(name).label("app", "web"))
                .spec(s ->
                    s.schedulerName("nobody").container(c -> c.name("web").image("nginx:1.29")))));
  }

  private void ready(String name) {
    pods.status()
        .edit(
            name,
            p ->
                p.with(x ->
                    x.status(
                        s -> s.phase("Running").condition(c -> c.type("Ready").status("True")))));
  }

  @Test
  void edit_loses_no_update_of_many_at_once() {
    maps.create(map("counter"));

    IntStream.range(0, 4)
        .mapToObj(i ->
            Thread.ofVirtual()
                .start(() -> maps.edit("counter", m -> m.with(x -> x.data("writer-" + i, "done")))))
        .toList()
        .forEach(OperationsRealClusterTest::join);

    assertThat(maps.get("counter").data().keySet())
        .containsExactly("a", "writer-0", "writer-1", "writer-2", "writer-3");
  }

  private static void join(Thread thread) {
    try {
      thread.join();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException(e);
    }
  }

  @Test
  void edit_gives_up_when_somebody_is_always_faster() {
    maps.create(map("busy"));
    AtomicInteger tries = new AtomicInteger();

    assertThatThrownBy(() ->
            maps.edit(
                "busy",
                m -> {
                  String turn = "" + tries.incrementAndGet();
                  maps.patch("busy", Patch.merge("data: {other: '" + turn + "'}"));
                  return m.with(x -> x.data("mine", "1"));
                }))
        .isInstanceOf(ConflictException.class);
    assertThat(tries).hasValue(5);
    assertThat(maps.get("busy").data()).doesNotContainKey("mine");
  }

  @Test
  void edit_that_changes_nothing_writes_nothing() {
    ConfigMap created = maps.create(map("still"));

    ConfigMap edited = maps.edit("still", m -> m);

    assertThat(edited.metadata().resourceVersion())
        .isEqualTo(created.metadata().resourceVersion())
        .isEqualTo(maps.get("still").metadata().resourceVersion());
  }

  @Test
  void edit_of_a_list_keeps_its_other_items() {
    var deployments = k8s.appsV1().deployments(shop.name());
    deployments.create(deployment());

    Deployment edited =
        deployments.edit(
            "web",
            d ->
                d.with(x ->
                    x.spec(s ->
                        s.template(t ->
                            t.spec(p -> p.container(c -> c.name("log").image("busybox:1")))))));

    assertThat(edited.spec().template().spec().containers())
        .extracting(c -> c.name())
        .containsExactly("web", "log");
    assertThat(deployments.restart("web").spec().template().metadata().annotations())
        .containsKey(Deployments.RESTARTED_AT);
  }

  private static Deployment deployment() {
    return Deployment.of(d ->
        d.metadata(m -> m.name("web"))
            .spec(s ->
                s.replicas(1)
                    .selector(l -> l.matchLabel("app", "web"))
                    .template(t ->
                        t.metadata(m -> m.label("app", "web"))
                            .spec(p -> p.container(c -> c.name("web").image("nginx:1.29"))))));
  }

  @Test
  void waits_for_a_condition_of_a_pod_that_comes_later() {
    CountDownLatch begun = new CountDownLatch(1);
    Thread other =
        Thread.ofVirtual()
            .start(() -> {
              pod("web-0");
              begun.countDown();
              ready("web-0");
            });

    Pod found = pods.waitFor("web-0", Pods::ready, LONG);

    assertThat(found.status()).isNotNull();
    assertThat(begun.getCount()).isZero();
    join(other);
  }

  @Test
  void tells_why_a_condition_did_not_hold_in_time() {
    pod("web-0");
    pods.status()
        .edit(
            "web-0",
            p ->
                p.with(x ->
                    x.status(s ->
                        s.condition(c ->
                            c.type("Ready")
                                .status("False")
                                .reason("ImagePullBackOff")
                                .message("no such image")))));

    assertThatThrownBy(() -> pods.waitFor("web-0", Pods::ready, Duration.ofMillis(1500)))
        .isInstanceOf(WaitTimeoutException.class)
        .hasMessage(
            "waiting for web-0 of pods at /api/v1/namespaces/%s/pods of %s: not within 1.5 s: the"
                    .formatted(shop.name(), k8s.config().server())
                + " condition doesn't hold: Ready=False (ImagePullBackOff: no such image)");
    assertThatThrownBy(() -> pods.waitFor("web-1", Pods::ready, Duration.ofMillis(300)))
        .isInstanceOf(WaitTimeoutException.class)
        .hasMessageEndingWith(": not within 0.3 s: there is none of that name");
  }

  @Test
  void waits_for_a_deletion_even_if_another_takes_the_name() {
    maps.create(map("old").with(m -> m.metadata(x -> x.finalizers(List.of("test/hold")))));
    maps.delete("old");
    Thread waiting = Thread.ofVirtual().start(() -> maps.waitForDeletion("old", LONG));

    assertThatThrownBy(() -> maps.waitForDeletion("old", Duration.ofMillis(300)))
        .isInstanceOf(WaitTimeoutException.class)
        .hasMessageContaining("it is still there");
    maps.edit("old", m -> m.with(x -> x.metadata(y -> y.finalizers(List.of()))));
    maps.create(map("old"));

    join(waiting);
    maps.waitForDeletion("never-there", LONG);
  }

  @Test
  void a_retry_watch_goes_on_over_many_watches() {
    String version = Objects.requireNonNull(maps.list().metadata().resourceVersion());
    try (RetryWatch<ConfigMap> watch =
        maps.retryWatch(o -> o.resourceVersion(version).serverTimeout(Duration.ofSeconds(1)))) {
      Iterator<WatchEvent<ConfigMap>> events = watch.iterator();
      for (int i = 0; i < 4; i++) {
        maps.create(map("map-" + i));
        assertThat(nextObject(events)).isEqualTo("map-" + i);
        if (i == 1) { // longer than one watch
          assertThatThrownBy(() -> maps.waitFor("map-9", m -> true, Duration.ofMillis(1500)))
              .isInstanceOf(WaitTimeoutException.class);
        }
      }
    }
  }

  private static String nextObject(Iterator<WatchEvent<ConfigMap>> events) {
    while (true) {
      WatchEvent<ConfigMap> event = events.next();
      String name = event.object().metadata().name();
      if (!(event instanceof WatchEvent.Bookmark<ConfigMap>)
          && name != null
          && name.startsWith("map-")) {
        return name;
      }
    }
  }

  @Test
  void evicts_unless_a_budget_forbids() {
    pod("web-0");
    pods.bind("web-0", "no-such-node");
    assertThat(pods.get("web-0").spec().nodeName()).isEqualTo("no-such-node");
    ready("web-0");
    var budgets = k8s.policyV1().podDisruptionBudgets(shop.name());
    budgets.create(
        PodDisruptionBudget.of(b ->
            b.metadata(m -> m.name("web"))
                .spec(s -> s.minAvailable(1).selector(l -> l.matchLabel("app", "web")))));

    Eviction eviction = Eviction.of(e -> e.metadata(m -> m.name("web-0")));
    assertThatThrownBy(() ->
            pods.subresource("eviction", Eviction.TYPE)
                .create("web-0", eviction, o -> o.timeout(Duration.ofSeconds(2))))
        .isInstanceOf(TooManyRequestsException.class);
    budgets.delete("web");
    pods.evict("web-0", e -> e.deleteOptions(d -> d.gracePeriodSeconds(0L)));

    pods.waitForDeletion("web-0", LONG);
    assertThatThrownBy(() -> pods.evict("web-0")).isInstanceOf(NotFoundException.class);
  }

  @Test
  void a_service_account_gets_a_token() {
    var accounts = k8s.coreV1().serviceAccounts(shop.name());
    accounts.create(ServiceAccount.of(a -> a.metadata(m -> m.name("robot"))));

    TokenRequestStatus token = accounts.createToken("robot", s -> s.expirationSeconds(1200));

    assertThat(token.token().split("\\.")).hasSize(3);
    assertThat(token.expirationTimestamp()).isNotNull();
  }

  @Test
  void applies_typed_configurations_and_extracts_them() {
    var deployments = k8s.appsV1().deployments(shop.name());

    Deployment applied = deployments.apply(deployment(), "shop");
    JsonObject mine = ApplyConfiguration.extract(applied, "shop");

    assertThat(mine.without("metadata"))
        .isEqualTo(ApplyConfiguration.of(deployment()).without("metadata"));
    assertThat(ApplyConfiguration.extract(applied, "nobody").members().keySet())
        .containsExactly("apiVersion", "kind", "metadata");
    deployments.edit("web", d -> d.with(x -> x.spec(s -> s.replicas(3))));
    assertThatThrownBy(() -> deployments.apply(deployment(), "shop"))
        .isInstanceOf(ConflictException.class)
        .hasMessageContaining(".spec.replicas");
    Deployment forced = deployments.apply(deployment(), "shop", o -> o.force());
    assertThat(forced.spec().replicas()).isEqualTo(1);
  }
}
