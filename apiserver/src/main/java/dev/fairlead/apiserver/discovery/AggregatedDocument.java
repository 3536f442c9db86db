package dev.fairlead.apiserver.discovery;

import dev.fairlead.apiserver.catalog.Catalog.Group;
import dev.fairlead.apiserver.catalog.Catalog.GroupVersion;
import dev.fairlead.model.apidiscovery.v2.APIGroupDiscovery;
import dev.fairlead.model.apidiscovery.v2.APIGroupDiscoveryList;
import dev.fairlead.model.apidiscovery.v2.APIResourceDiscovery;
import dev.fairlead.model.apidiscovery.v2.APISubresourceDiscovery;
import dev.fairlead.model.apidiscovery.v2.APIVersionDiscovery;
import dev.fairlead.model.codec.Codec;
import dev.fairlead.model.meta.v1.GroupVersionKind;
import dev.fairlead.model.tree.JsonObject;
import dev.fairlead.schema.ApiResource;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.List;

/**
 * Discovery of many groups in one document, as clients since 1.27 ask for it.
 *
 * @param etag the hash of its content, without quotes; the same as kube-apiserver's for the same
 *     content
 */
record AggregatedDocument(APIGroupDiscoveryList document, String etag) {
  private static final String CURRENT = "Current";

  static AggregatedDocument of(List<Group> groups) {
    APIGroupDiscoveryList document =
        APIGroupDiscoveryList.of(d -> groups.forEach(g -> d.item(group(g))));
    JsonObject content =
        ((JsonObject) Codec.toTree(document)).without("kind").without("apiVersion");
    return new AggregatedDocument(document, sha512(Codec.json().encode(content)));
  }

  private static APIGroupDiscovery group(Group group) {
    return APIGroupDiscovery.of(d -> {
      if (!group.name().isEmpty()) {
        d.metadata(m -> m.name(group.name()));
      }
      group.versions().forEach(v -> d.version(version(v)));
    });
  }

  private static APIVersionDiscovery version(GroupVersion version) {
    return APIVersionDiscovery.of(d -> {
      d.version(version.version()).freshness(CURRENT);
      version.resources().forEach(r -> d.resource(resource(r)));
    });
  }

  private static APIResourceDiscovery resource(ApiResource resource) {
    return APIResourceDiscovery.of(d -> {
      d.resource(resource.resource())
          .responseKind(kind("", "", resource.kind())) // empty: those of the version
          .scope(resource.namespaced() ? "Namespaced" : "Cluster")
          .singularResource(resource.singular())
          .verbs(resource.verbs())
          .shortNames(resource.shortNames())
          .categories(resource.categories());
      resource.subresources().forEach(s -> d.subresource(subresource(s)));
    });
  }

  private static APISubresourceDiscovery subresource(ApiResource.Subresource part) {
    return APISubresourceDiscovery.of(d ->
        d.subresource(part.name())
            .responseKind(kind(part.group(), part.version(), part.kind()))
            .verbs(part.verbs()));
  }

  private static GroupVersionKind kind(String group, String version, String kind) {
    return GroupVersionKind.of(d -> d.group(group).version(version).kind(kind));
  }

  private static String sha512(byte[] bytes) {
    try {
      byte[] digest = MessageDigest.getInstance("SHA-512").digest(bytes);
      return HexFormat.of().withUpperCase().formatHex(digest);
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java has SHA-512", e);
    }
  }
}
