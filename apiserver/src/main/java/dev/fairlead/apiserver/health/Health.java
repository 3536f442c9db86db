package dev.fairlead.apiserver.health;

import dev.fairlead.apiserver.request.Request;
import dev.fairlead.apiserver.request.Response;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeSet;
import java.util.function.BooleanSupplier;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Answers the health endpoints; Go: k8s.io/apiserver/pkg/server/healthz.
 *
 * <p>Immutable; the checks themselves are called for every request.
 */
public final class Health {
  private static final String TEXT = "text/plain; charset=utf-8";

  /** What kube-apiserver 1.37.2 calls the steps of its start, which scripts may ask for by name. */
  private static final List<String> STEPS =
      List.of(
          "poststarthook/start-apiserver-admission-initializer",
          "poststarthook/generic-apiserver-start-informers",
          "poststarthook/priority-and-fairness-config-consumer",
          "poststarthook/priority-and-fairness-filter",
          "poststarthook/storage-object-count-tracker-hook",
          "poststarthook/start-apiextensions-informers",
          "poststarthook/start-apiextensions-controllers",
          "poststarthook/crd-informer-synced",
          "poststarthook/start-system-namespaces-controller",
          "poststarthook/peer-endpoint-reconciler-controller",
          "poststarthook/start-cluster-authentication-info-controller",
          "poststarthook/start-kube-apiserver-identity-lease-controller",
          "poststarthook/start-kube-apiserver-identity-lease-garbage-collector",
          "poststarthook/storage-readiness",
          "poststarthook/start-legacy-token-tracking-controller",
          "poststarthook/start-service-ip-repair-controllers",
          "poststarthook/rbac/bootstrap-roles",
          "poststarthook/scheduling/bootstrap-system-priority-classes",
          "poststarthook/priority-and-fairness-config-producer",
          "poststarthook/bootstrap-controller",
          "poststarthook/start-kubernetes-service-cidr-controller",
          "poststarthook/aggregator-reload-proxy-client-cert",
          "poststarthook/start-kube-aggregator-informers",
          "poststarthook/apiservice-status-local-available-controller",
          "poststarthook/apiservice-status-remote-available-controller",
          "poststarthook/apiservice-registration-controller",
          "poststarthook/apiservice-discovery-controller",
          "poststarthook/kube-apiserver-autoregistration",
          "autoregister-completion",
          "poststarthook/apiservice-openapi-controller",
          "poststarthook/apiservice-openapiv3-controller");

  private final Map<String, List<Check>> endpoints;

  /**
   * Endpoints with checks of their own.
   *
   * @param endpoints the checks by the endpoint's name, such as livez
   */
  public Health(Map<String, List<Check>> endpoints) {
    this.endpoints = new LinkedHashMap<>(endpoints);
  }

  /**
   * The three endpoints with the checks of kube-apiserver.
   *
   * @param storage whether the storage answers
   * @param started whether everything that the start does is done
   * @param stopping whether the server is shutting down
   */
  public static Health of(
      BooleanSupplier storage, BooleanSupplier started, BooleanSupplier stopping) {
    List<Check> steps = STEPS.stream().map(step -> new Check(step, started)).toList();
    Check ping = new Check("ping", () -> true);
    Check log = new Check("log", () -> true);
    Check etcd = new Check("etcd", storage);
    Check loopback = new Check("loopback-serving-certificate", () -> true);
    List<Check> live = join(List.of(ping, log, loopback, etcd), steps, List.of());
    List<Check> ready =
        join(
            List.of(
                ping,
                log,
                etcd,
                new Check("etcd-readiness", storage),
                new Check("informer-sync", started)),
            steps,
            List.of(new Check("shutdown", () -> !stopping.getAsBoolean())));
    Map<String, List<Check>> endpoints = new LinkedHashMap<>();
    endpoints.put("healthz", live);
    endpoints.put("livez", live);
    endpoints.put("readyz", ready);
    return new Health(endpoints);
  }

  /** The paths of all endpoints and checks. */
  public List<String> paths() {
    List<String> paths = new ArrayList<>();
    endpoints.forEach((name, checks) -> {
      paths.add("/" + name);
      checks.forEach(check -> paths.add("/" + name + "/" + check.name()));
    });
    return paths;
  }

  /** The answer, or empty if the path is none of an endpoint or a check. */
  public Optional<Response> answer(Request request) {
    for (Map.Entry<String, List<Check>> endpoint : endpoints.entrySet()) {
      String path = "/" + endpoint.getKey();
      if (request.path().equals(path)) {
        return Optional.of(all(endpoint.getKey(), endpoint.getValue(), request));
      }
      if (request.path().startsWith(path + "/")) {
        String name = request.path().substring(path.length() + 1);
        return endpoint.getValue().stream()
            .filter(check -> check.name().equals(name))
            .findFirst()
            .map(Health::one);
      }
    }
    return Optional.empty();
  }

  private static Response one(Check check) {
    return check.isWell().getAsBoolean()
        ? text(200, "ok")
        : text(500, "internal server error: " + check.name() + " is not well\n");
  }

  private static Response all(String endpoint, List<Check> checks, Request request) {
    TreeSet<String> excluded = new TreeSet<>(request.parameters("exclude"));
    StringBuilder report = new StringBuilder();
    boolean well = true;
    for (Check check : checks) {
      if (excluded.remove(check.name())) {
        report.append("[+]").append(check.name()).append(" excluded: ok\n");
      } else if (check.isWell().getAsBoolean()) {
        report.append("[+]").append(check.name()).append(" ok\n");
      } else {
        well = false;
        report.append("[-]").append(check.name()).append(" failed: reason withheld\n");
      }
    }
    if (!excluded.isEmpty()) {
      String unknown = excluded.stream().map(n -> '"' + n + '"').collect(Collectors.joining(","));
      report
          .append("warn: some health checks cannot be excluded: no matches for ")
          .append(unknown)
          .append('\n');
    }
    if (!well) {
      return text(500, report + endpoint + " check failed\n");
    }
    return request.query().containsKey("verbose")
        ? text(200, report + endpoint + " check passed\n")
        : text(200, "ok");
  }

  private static Response text(int status, String text) {
    return Response.of(status, TEXT, text.getBytes(StandardCharsets.UTF_8))
        .withHeader("X-Content-Type-Options", "nosniff");
  }

  private static List<Check> join(List<Check> first, List<Check> steps, List<Check> last) {
    return Stream.of(first, steps, last).flatMap(List::stream).toList();
  }
}
