package dev.fairlead.apiserver.discovery;

import dev.fairlead.apiserver.catalog.Catalog;
import dev.fairlead.apiserver.catalog.Catalog.Group;
import dev.fairlead.apiserver.catalog.Catalog.GroupVersion;
import dev.fairlead.model.meta.v1.APIGroup;
import dev.fairlead.model.meta.v1.APIGroupList;
import dev.fairlead.model.meta.v1.APIResource;
import dev.fairlead.model.meta.v1.APIResourceList;
import dev.fairlead.model.meta.v1.APIVersions;
import dev.fairlead.model.meta.v1.GroupVersionForDiscovery;
import dev.fairlead.schema.ApiResource;
import java.util.ArrayList;
import java.util.List;

/** The documents of discovery that every version of Kubernetes has: one a path. */
final class GroupDocuments {
  private static final String EVERY_CLIENT = "0.0.0.0/0";

  private final Catalog catalog;
  private final StorageVersions storageVersions;

  GroupDocuments(Catalog catalog) {
    this.catalog = catalog;
    this.storageVersions = new StorageVersions(catalog);
  }

  /** {@code /api}; {@code address} is where clients outside of the cluster find the server. */
  APIVersions versions(String address) {
    return APIVersions.of(d -> {
      catalog.core().versions().forEach(v -> d.version(v.version()));
      d.serverAddressByClientCIDR(s -> s.clientCIDR(EVERY_CLIENT).serverAddress(address));
    });
  }

  /** {@code /apis}. */
  APIGroupList groups() {
    return APIGroupList.of(d -> catalog.namedGroups().forEach(g -> d.group(group(g))));
  }

  /** {@code /apis/GROUP}. */
  APIGroup group(Group group) {
    List<GroupVersionForDiscovery> versions =
        group.versions().stream()
            .map((GroupVersion v) ->
                GroupVersionForDiscovery.of(x -> x.groupVersion(v.toString()).version(v.version())))
            .toList();
    return APIGroup.of(
        d -> d.name(group.name()).versions(versions).preferredVersion(versions.getFirst()));
  }

  /** {@code /apis/GROUP/VERSION}. */
  APIResourceList resources(GroupVersion version) {
    List<APIResource> resources = new ArrayList<>();
    for (ApiResource resource : version.resources()) {
      resources.add(resource(resource));
      resource.subresources().forEach(s -> resources.add(subresource(resource, s)));
    }
    return APIResourceList.of(d -> d.groupVersion(version.toString()).resources(resources));
  }

  private APIResource resource(ApiResource resource) {
    String hash = storageVersions.hash(resource);
    return APIResource.of(d ->
        d.name(resource.resource())
            .singularName(resource.singular())
            .namespaced(resource.namespaced())
            .kind(resource.kind())
            .verbs(resource.verbs())
            .shortNames(resource.shortNames())
            .categories(resource.categories())
            .storageVersionHash(hash.isEmpty() ? null : hash));
  }

  private static APIResource subresource(ApiResource resource, ApiResource.Subresource part) {
    return APIResource.of(d ->
        d.name(resource.resource() + "/" + part.name())
            .singularName("")
            .namespaced(resource.namespaced())
            .group(part.group().isEmpty() ? null : part.group())
            .version(part.version().isEmpty() ? null : part.version())
            .kind(part.kind())
            .verbs(part.verbs()));
  }
}
