package dev.fairlead.apiserver.catalog;

import dev.fairlead.schema.ApiResource;
import dev.fairlead.schema.KubernetesApi;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Everything that a server serves. Immutable: when CustomResourceDefinitions change, a new catalog
 * takes its place.
 *
 * @param groups in the order of discovery; built-in ones first, then the others by name
 * @param customResources what stands in {@code groups} besides the built-in resources
 */
public record Catalog(KubernetesApi api, List<Group> groups, List<CustomResource> customResources) {

  /**
   * An API group, empty name for the core group.
   *
   * @param versions the preferred one first
   */
  public record Group(String name, List<GroupVersion> versions) {}

  /** A version of a group, with its resources in the order of discovery. */
  public record GroupVersion(String group, String version, List<ApiResource> resources) {
    /** As in apiVersion: {@code v1}, {@code apps/v1}. */
    @Override
    public String toString() {
      return group.isEmpty() ? version : group + "/" + version;
    }

    /** Where its resources are: {@code /api/v1}, {@code /apis/apps/v1}. */
    public String path() {
      return (group.isEmpty() ? "/api/" : "/apis/") + this;
    }
  }

  /** What a server without any CustomResourceDefinition serves. */
  public static Catalog of(KubernetesApi api) {
    return new Catalog(api, groups(api.resources()), List.of());
  }

  /** The same server with exactly these custom resources. */
  public Catalog withCustomResources(List<CustomResource> custom) {
    List<ApiResource> all = new ArrayList<>(api.resources());
    custom.stream()
        .map(CustomResource::resource)
        .sorted(
            Comparator.comparing(ApiResource::group)
                .thenComparing(ApiResource::version, new VersionOrder())
                .thenComparing(ApiResource::resource))
        .forEach(all::add);
    return new Catalog(api, groups(all), List.copyOf(custom));
  }

  /** The core group. */
  public Group core() {
    return group("").orElseThrow();
  }

  /** All groups but the core group. */
  public List<Group> namedGroups() {
    return groups.stream().filter(g -> !g.name().isEmpty()).toList();
  }

  public Optional<Group> group(String name) {
    return groups.stream().filter(g -> g.name().equals(name)).findFirst();
  }

  public Optional<GroupVersion> version(String group, String version) {
    return group(group).stream()
        .flatMap(g -> g.versions().stream())
        .filter(v -> v.version().equals(version))
        .findFirst();
  }

  private static List<Group> groups(List<ApiResource> resources) {
    Map<String, Map<String, List<ApiResource>>> byGroup = new LinkedHashMap<>();
    for (ApiResource resource : resources) {
      byGroup
          .computeIfAbsent(resource.group(), group -> new LinkedHashMap<>())
          .computeIfAbsent(resource.version(), version -> new ArrayList<>())
          .add(resource);
    }
    List<Group> groups = new ArrayList<>();
    byGroup.forEach((group, versions) -> {
      List<GroupVersion> served = new ArrayList<>();
      versions.forEach(
          (version, list) -> served.add(new GroupVersion(group, version, List.copyOf(list))));
      groups.add(new Group(group, List.copyOf(served)));
    });
    return List.copyOf(groups);
  }
}
