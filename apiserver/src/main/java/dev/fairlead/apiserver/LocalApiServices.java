package dev.fairlead.apiserver;

import dev.fairlead.apiserver.catalog.Catalog;
import dev.fairlead.model.apiregistration.v1.APIService;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** The APIServices for what the server serves itself, one a version of a group. */
final class LocalApiServices {
  /** Go: pkg/controlplane/apiserver and cmd/kube-apiserver/app, the groups' priorities. */
  private static final Map<String, Integer> GROUPS =
      Map.ofEntries(
          Map.entry("", 18_000),
          Map.entry("apps", 17_800),
          Map.entry("events.k8s.io", 17_750),
          Map.entry("authentication.k8s.io", 17_700),
          Map.entry("authorization.k8s.io", 17_600),
          Map.entry("autoscaling", 17_500),
          Map.entry("batch", 17_400),
          Map.entry("certificates.k8s.io", 17_300),
          Map.entry("networking.k8s.io", 17_200),
          Map.entry("policy", 17_100),
          Map.entry("rbac.authorization.k8s.io", 17_000),
          Map.entry("storage.k8s.io", 16_800),
          Map.entry("admissionregistration.k8s.io", 16_700),
          Map.entry("apiextensions.k8s.io", 16_700),
          Map.entry("scheduling.k8s.io", 16_600),
          Map.entry("coordination.k8s.io", 16_500),
          Map.entry("node.k8s.io", 16_300),
          Map.entry("discovery.k8s.io", 16_200),
          Map.entry("resource.k8s.io", 16_200),
          Map.entry("flowcontrol.apiserver.k8s.io", 16_100),
          Map.entry("storagemigration.k8s.io", 15_800));

  /** Go: the same, the versions' priorities, where they aren't {@link #VERSION}. */
  private static final Map<String, Integer> VERSIONS =
      Map.of(
          "v1",
          1,
          "autoscaling/v2",
          30,
          "flowcontrol.apiserver.k8s.io/v1",
          21,
          "resource.k8s.io/v1",
          21);

  private static final int VERSION = 15;

  /** It is in no list: the server answers for it without being asked to aggregate it. */
  private static final String AGGREGATION = "apiregistration.k8s.io";

  private LocalApiServices() {}

  static List<APIService> of(Catalog catalog) {
    List<APIService> services = new ArrayList<>();
    for (Catalog.Group group : catalog.groups()) {
      if (!group.name().equals(AGGREGATION)) {
        group.versions().forEach(version -> services.add(service(version)));
      }
    }
    return services;
  }

  private static APIService service(Catalog.GroupVersion version) {
    Integer group = GROUPS.get(version.group());
    if (group == null) {
      throw new IllegalStateException("no priority is known for the group " + version.group());
    }
    return APIService.of(s ->
        s.metadata(m ->
                m.name(version.version() + "." + version.group())
                    .label("kube-aggregator.kubernetes.io/automanaged", "onstart"))
            .spec(d ->
                d.group(version.group().isEmpty() ? null : version.group())
                    .version(version.version())
                    .groupPriorityMinimum(group)
                    .versionPriority(VERSIONS.getOrDefault(version.toString(), VERSION))));
  }
}
