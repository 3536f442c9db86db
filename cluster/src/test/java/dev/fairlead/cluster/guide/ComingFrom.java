package dev.fairlead.cluster.guide;

import dev.fairlead.client.CallListener;
import dev.fairlead.client.Conditions;
import dev.fairlead.client.Kubernetes;
import dev.fairlead.client.Pods;
import dev.fairlead.client.RetryWatch;
import dev.fairlead.client.Watch;
import dev.fairlead.client.WatchEvent;
import dev.fairlead.client.config.Config;
import dev.fairlead.client.config.Impersonation;
import dev.fairlead.client.config.LoadOptions;
import dev.fairlead.client.discovery.ApiResource;
import dev.fairlead.client.error.ConflictException;
import dev.fairlead.client.error.NotFoundException;
import dev.fairlead.model.apps.v1.Deployment;
import dev.fairlead.model.core.v1.Pod;
import dev.fairlead.model.core.v1.PodList;
import dev.fairlead.model.patch.JsonPatch;
import dev.fairlead.model.patch.MergePatch;
import dev.fairlead.model.patch.StrategicMergePatch;
import dev.fairlead.model.tree.JsonObject;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import java.util.stream.Stream;

/** The calls in the last column of docs/guide/coming-from.md, which a test looks for here. */
final class ComingFrom {
  private ComingFrom() {}

  static List<Config> connect(LoadOptions options, String server) {
    List<Config> configs = new ArrayList<>();
    try (Kubernetes k8s = Kubernetes.connect(Config.load(options))) {
      configs.add(k8s.config());
    }
    configs.add(Config.load(options.withContext("staging")));
    configs.add(Config.load(options.withImpersonation(Impersonation.of("ada"))));
    configs.add(Config.builder().server(server).qps(50).burst(100).build());
    configs.add(Config.builder().server(server).timeout(Duration.ofMinutes(1)).build());
    return configs;
  }

  static List<Object> read(Kubernetes k8s) {
    List<Object> found = new ArrayList<>();
    Pods pods = k8s.coreV1().pods("shop");
    found.add(pods.get("web-0"));
    found.add(pods.find("no-such"));
    found.add(pods.get("web-0", o -> o.timeout(Duration.ofSeconds(5))));
    found.addAll(pods.list(o -> o.labelSelector("app=web")).items());
    try (Stream<Pod> all = pods.listAll()) {
      all.forEach(found::add);
    }
    try (Stream<PodList> pages = pods.pages(o -> o.limit(100))) {
      pages.map(PodList::items).forEach(found::addAll);
    }
    found.addAll(k8s.metadata("pods").namespace("shop").list().items());
    return found;
  }

  static void watch(Kubernetes k8s, String version, Consumer<WatchEvent<Pod>> consumer) {
    Pods pods = k8s.coreV1().pods("shop");
    try (Watch<Pod> watch = pods.watch()) {
      consumer.accept(watch.iterator().next());
    }
    try (RetryWatch<Pod> watch = pods.retryWatch(o -> o.resourceVersion(version))) {
      consumer.accept(watch.iterator().next());
    }
  }

  static void await(Kubernetes k8s) {
    Pods pods = k8s.coreV1().pods("shop");
    var deployments = k8s.appsV1().deployments("shop");
    pods.waitFor("web-0", Pods::ready, Duration.ofMinutes(2));
    deployments.waitFor("web", Conditions.is("Available"), Duration.ofMinutes(2));
  }

  static void write(Kubernetes k8s, Deployment web) {
    var deployments = k8s.appsV1().deployments("shop");
    deployments.create(web);
    deployments.edit("web", d -> d.with(x -> x.spec(s -> s.replicas(5))));
    Deployment changed = deployments.get("web").with(x -> x.spec(s -> s.paused(true)));
    deployments.update(changed);
    deployments.scale().edit("web", s -> s.with(x -> x.spec(y -> y.replicas(3))));
    deployments.restart("web");
    deployments.apply(web, "me", o -> o.force());
    try {
      deployments.apply(web.with(d -> d.spec(s -> s.replicas(1))), "somebody else");
    } catch (ConflictException e) {
      System.out.println(e.getMessage());
    }
  }

  static void patch(Kubernetes k8s, JsonObject json, JsonObject strategic, JsonPatch operations) {
    var deployments = k8s.appsV1().deployments("shop");
    deployments.patch("web", MergePatch.parse(json));
    deployments.patch("web", StrategicMergePatch.parse(strategic));
    deployments.patch("web", operations);
  }

  static List<String> operate(Kubernetes k8s) {
    List<String> told = new ArrayList<>();
    Pods pods = k8s.coreV1().pods("shop");
    pods.status().edit("web-0", p -> p.with(x -> x.status(s -> s.phase("Running"))));
    pods.evict("web-0");
    pods.delete("web-1");
    told.add(k8s.coreV1().serviceAccounts("shop").createToken("robot").token());
    try {
      pods.get("web-0");
    } catch (NotFoundException e) {
      told.add(e.reason());
    }
    return told;
  }

  static ApiResource anyKind(Kubernetes k8s, Path folder) {
    k8s.apply(folder);
    k8s.dynamic("deploy").namespace("shop").get("web");
    k8s.delete(folder);
    return k8s.discovery().resource("deploy");
  }

  static Kubernetes listen(Config config, CallListener listener) {
    return Kubernetes.connect(config, listener);
  }
}
