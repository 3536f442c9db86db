package dev.fairlead.client.discovery;

import dev.fairlead.model.value.GroupVersion;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Small catalogs for tests. */
final class Catalogs {
  private Catalogs() {}

  /** A namespaced resource of a kind; the short names follow. */
  static ApiResource resource(
      String apiVersion, String plural, String singular, String kind, String... shortNames) {
    GroupVersion at = GroupVersion.parse(apiVersion);
    return new ApiResource(
        at.withResource(plural),
        at.withKind(kind),
        true,
        singular,
        List.of(shortNames),
        kind.equals("Pod") || kind.equals("Deployment") ? List.of("all") : List.of(),
        List.of("delete", "get", "list"),
        kind.equals("Deployment")
            ? List.of(
                new ApiResource.Subresource(
                    "scale",
                    GroupVersion.parse("autoscaling/v1").withKind("Scale"),
                    List.of("get")))
            : List.of());
  }

  /** Groups and versions are in the order in which they come first. */
  static ApiCatalog of(ApiResource... resources) {
    Map<String, Map<String, List<ApiResource>>> groups = new LinkedHashMap<>();
    for (ApiResource resource : resources) {
      groups
          .computeIfAbsent(resource.group(), g -> new LinkedHashMap<>())
          .computeIfAbsent(resource.version(), v -> new ArrayList<>())
          .add(resource);
    }
    return new ApiCatalog(
        groups.entrySet().stream()
            .map(group ->
                new ApiCatalog.Group(
                    group.getKey(),
                    group.getValue().entrySet().stream()
                        .map(v -> new ApiCatalog.Version(v.getKey(), v.getValue()))
                        .toList()))
            .toList(),
        List.of());
  }

  static final ApiResource PODS = resource("v1", "pods", "pod", "Pod", "po");
  static final ApiResource DEPLOYMENTS =
      resource("apps/v1", "deployments", "deployment", "Deployment", "deploy");

  static ApiCatalog small() {
    return of(
        PODS,
        resource("v1", "events", "event", "Event", "ev"),
        resource("events.k8s.io/v1", "events", "event", "Event", "ev"),
        DEPLOYMENTS,
        resource(
            "autoscaling/v2", "horizontalpodautoscalers", "", "HorizontalPodAutoscaler", "hpa"),
        resource(
            "autoscaling/v1", "horizontalpodautoscalers", "", "HorizontalPodAutoscaler", "hpa"),
        resource("cluster.x-k8s.io/v1", "clusters", "cluster", "Cluster", "cl"),
        resource("postgresql.cnpg.io/v1", "clusters", "cluster", "Cluster"),
        resource("metrics.k8s.io/v1beta1", "pods", "pod", "PodMetrics"));
  }
}
