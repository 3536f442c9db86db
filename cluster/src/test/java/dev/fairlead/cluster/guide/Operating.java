package dev.fairlead.cluster.guide;

// docs: operating-imports
import static java.util.Objects.requireNonNull;

import dev.fairlead.client.ApplyConfiguration;
import dev.fairlead.client.CallListener;
import dev.fairlead.client.Conditions;
import dev.fairlead.client.Deployments;
import dev.fairlead.client.Kubernetes;
import dev.fairlead.client.Pods;
import dev.fairlead.client.RetryWatch;
import dev.fairlead.client.WatchEvent;
import dev.fairlead.client.config.Config;
import dev.fairlead.client.transport.ApiRequest;
import dev.fairlead.model.apps.v1.Deployment;
import dev.fairlead.model.core.v1.Pod;
import dev.fairlead.model.core.v1.PodList;
import dev.fairlead.model.tree.JsonObject;
import java.time.Duration;
import java.util.concurrent.atomic.LongAdder;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

// docs: end

/** The samples of docs/guide/operating.md. */
final class Operating {
  private Operating() {}

  static void edit(Kubernetes k8s) {
    // docs: edit
    Deployment web =
        k8s.appsV1()
            .deployments("shop")
            .edit("web", d -> d.with(x -> x.spec(s -> s.replicas(5).paused(true))));
    // docs: end
    requireNonNull(web);
  }

  static JsonObject applyTyped(Kubernetes k8s) {
    // docs: apply-typed
    Deployment wanted =
        Deployment.of(d ->
            d.metadata(m -> m.name("web"))
                .spec(s ->
                    s.replicas(3)
                        .selector(x -> x.matchLabel("app", "web"))
                        .template(t ->
                            t.metadata(m -> m.label("app", "web"))
                                .spec(p -> p.container(c -> c.name("web").image("nginx:1.29"))))));
    Deployment applied = k8s.appsV1().deployments("shop").apply(wanted, "shop-operator");

    JsonObject mine = ApplyConfiguration.extract(applied, "shop-operator");
    // docs: end
    return mine;
  }

  static Pod waitForPods(Kubernetes k8s) {
    // docs: wait
    Pods pods = k8s.coreV1().pods("shop");
    Pod ready = pods.waitFor("web-0", Pods::ready, Duration.ofMinutes(2));

    k8s.appsV1()
        .deployments("shop")
        .waitFor("web", Conditions.is("Available"), Duration.ofMinutes(2));

    pods.delete("web-0");
    pods.waitForDeletion("web-0", Duration.ofMinutes(2));
    // docs: end
    return ready;
  }

  static void watchOn(Kubernetes k8s, Consumer<WatchEvent<Pod>> reconcile) {
    // docs: retry-watch
    Pods pods = k8s.coreV1().pods("shop");
    PodList list = pods.list();
    String version = requireNonNull(list.metadata().resourceVersion());
    try (RetryWatch<Pod> watch = pods.retryWatch(o -> o.resourceVersion(version))) {
      for (WatchEvent<Pod> event : watch) {
        reconcile.accept(event);
      }
    }
    // docs: end
  }

  static void operate(Kubernetes k8s) {
    // docs: operations
    Deployments deployments = k8s.appsV1().deployments("shop");
    deployments.restart("web");
    deployments.scale().edit("web", s -> s.with(x -> x.spec(y -> y.replicas(0))));

    String token = k8s.coreV1().serviceAccounts("shop").createToken("robot").token();
    k8s.coreV1().pods("shop").evict("web-1");
    // docs: end
    requireNonNull(token);
  }

  static LongAdder listen(Config config) {
    // docs: listener
    LongAdder failures = new LongAdder();
    CallListener counting =
        new CallListener() {
          @Override
          public Attempt begins(ApiRequest request, int number) {
            return (int status, @Nullable Throwable failure) -> {
              if (failure != null) {
                failures.increment();
              }
            };
          }
        };
    try (Kubernetes k8s = Kubernetes.connect(config, counting)) {
      k8s.coreV1().pods("shop").find("no-such");
    }
    // docs: end
    return failures;
  }
}
