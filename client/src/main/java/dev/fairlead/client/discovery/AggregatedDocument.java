package dev.fairlead.client.discovery;

import dev.fairlead.client.discovery.ApiCatalog.Group;
import dev.fairlead.client.discovery.ApiCatalog.Problem;
import dev.fairlead.client.discovery.ApiCatalog.Version;
import dev.fairlead.model.apidiscovery.v2.APIGroupDiscovery;
import dev.fairlead.model.apidiscovery.v2.APIResourceDiscovery;
import dev.fairlead.model.apidiscovery.v2.APISubresourceDiscovery;
import dev.fairlead.model.apidiscovery.v2.APIVersionDiscovery;
import dev.fairlead.model.codec.Codec;
import dev.fairlead.model.codec.DecodeException;
import dev.fairlead.model.tree.JsonArray;
import dev.fairlead.model.tree.JsonObject;
import dev.fairlead.model.tree.JsonValue;
import dev.fairlead.model.value.GroupVersion;
import dev.fairlead.model.value.GroupVersionKind;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Reads an APIGroupDiscoveryList: everything in one document. What is wrong in it is left out. */
final class AggregatedDocument {
  private static final String GROUP = "apidiscovery.k8s.io/";
  private static final String STALE = "Stale";
  private static final String NAMESPACED = "Namespaced";

  private final List<Group> groups = new ArrayList<>();
  private final List<Problem> problems = new ArrayList<>();

  private AggregatedDocument() {}

  static boolean isOne(JsonObject document) {
    String apiVersion = document.string("apiVersion");
    return "APIGroupDiscoveryList".equals(document.string("kind"))
        && apiVersion != null
        && apiVersion.startsWith(GROUP);
  }

  static ApiCatalog read(JsonObject document) {
    AggregatedDocument reading = new AggregatedDocument();
    if (document.get("items") instanceof JsonArray items) {
      items.items().forEach(reading::readGroup);
    }
    return new ApiCatalog(reading.groups, reading.problems);
  }

  /** Each group for itself, so that a wrong one costs no other. Version 2 or 2beta1 are alike. */
  private void readGroup(JsonValue item) {
    APIGroupDiscovery group;
    try {
      JsonValue unnamed =
          item instanceof JsonObject object ? object.without("apiVersion").without("kind") : item;
      group = Codec.fromTree(APIGroupDiscovery.TYPE, unnamed);
    } catch (DecodeException e) {
      problems.add(new Problem(ApiCatalog.SOME_GROUP, String.valueOf(e.getMessage())));
      return;
    }
    String name = group.metadata().name() == null ? "" : group.metadata().name();
    List<Version> versions = new ArrayList<>();
    for (APIVersionDiscovery version : group.versions()) {
      GroupVersion groupVersion = new GroupVersion(name, version.version());
      if (!Names.isGroup(name) || !Names.isVersion(version.version())) {
        problems.add(
            new Problem(Names.shown(groupVersion.apiVersion()), "is no name of a version"));
      } else if (STALE.equals(version.freshness())) {
        problems.add(
            new Problem(
                groupVersion.apiVersion(), "the server that serves it can't be reached (stale)"));
      } else {
        versions.add(new Version(version.version(), resources(groupVersion, version)));
      }
    }
    if (!versions.isEmpty()) {
      groups.add(new Group(name, versions));
    }
  }

  private List<ApiResource> resources(GroupVersion at, APIVersionDiscovery version) {
    List<ApiResource> resources = new ArrayList<>();
    for (APIResourceDiscovery resource : version.resources()) {
      GroupVersionKind kind = kind(at, resource.responseKind());
      if (kind == null || !Names.isPlural(resource.resource())) {
        // One without a kind is only there for its subresources, which can't be found by names.
        continue;
      }
      resources.add(
          new ApiResource(
              at.withResource(resource.resource()),
              kind,
              NAMESPACED.equals(resource.scope()),
              resource.singularResource(),
              resource.shortNames(),
              resource.categories(),
              resource.verbs(),
              subresources(at, resource)));
    }
    return resources;
  }

  private static List<ApiResource.Subresource> subresources(
      GroupVersion at, APIResourceDiscovery resource) {
    List<ApiResource.Subresource> parts = new ArrayList<>();
    for (APISubresourceDiscovery part : resource.subresources()) {
      GroupVersionKind kind = kind(at, part.responseKind());
      if (kind != null) {
        parts.add(new ApiResource.Subresource(part.subresource(), kind, part.verbs()));
      }
    }
    return parts;
  }

  /** Group and version are those of the resource unless the server says others. */
  private static @Nullable GroupVersionKind kind(
      GroupVersion at, dev.fairlead.model.meta.v1.@Nullable GroupVersionKind said) {
    if (said == null || said.kind().isEmpty()) {
      return null;
    }
    return said.version().isEmpty()
        ? at.withKind(said.kind())
        : new GroupVersionKind(said.group(), said.version(), said.kind());
  }
}
