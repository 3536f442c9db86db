package dev.fairlead.client.discovery;

import dev.fairlead.client.discovery.ApiCatalog.Version;
import dev.fairlead.model.codec.Codec;
import dev.fairlead.model.codec.DecodeException;
import dev.fairlead.model.meta.v1.APIGroup;
import dev.fairlead.model.meta.v1.APIResource;
import dev.fairlead.model.meta.v1.APIResourceList;
import dev.fairlead.model.tree.JsonArray;
import dev.fairlead.model.tree.JsonObject;
import dev.fairlead.model.tree.JsonString;
import dev.fairlead.model.tree.JsonValue;
import dev.fairlead.model.value.GroupVersion;
import dev.fairlead.model.value.GroupVersionKind;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Reads and writes the documents from before aggregated discovery: versions and groups, and the
 * resources of each version. They are also what kubectl keeps on the disk.
 */
final class OldDocuments {
  private OldDocuments() {}

  /** Group and versions by name, preferred first, of an APIVersions or an APIGroupList. */
  static Map<String, List<String>> versions(JsonObject document) {
    Map<String, List<String>> versions = new LinkedHashMap<>();
    if (document.get("versions") instanceof JsonArray core) {
      versions.put(
          "", core.items().stream().map(OldDocuments::text).filter(Names::isVersion).toList());
    }
    if (document.get("groups") instanceof JsonArray groups) {
      for (JsonValue group : groups.items()) {
        addVersions(group, versions);
      }
    }
    return versions;
  }

  private static String text(JsonValue value) {
    return value instanceof JsonString(String text) ? text : "";
  }

  private static void addVersions(JsonValue item, Map<String, List<String>> versions) {
    APIGroup group;
    try {
      group = Codec.fromTree(APIGroup.TYPE, item);
    } catch (DecodeException e) {
      return; // a group without a readable name has no versions to ask for
    }
    if (!Names.isGroup(group.name())) {
      return;
    }
    Set<String> names = new LinkedHashSet<>();
    names.add(group.preferredVersion().version());
    group.versions().forEach(version -> names.add(version.version()));
    versions.put(group.name(), names.stream().filter(Names::isVersion).toList());
  }

  /**
   * The resources of a version, from an APIResourceList.
   *
   * @throws DecodeException if it is none
   */
  static Version resources(GroupVersion at, JsonValue document) {
    Map<String, ApiResource> resources = new LinkedHashMap<>();
    Map<String, List<ApiResource.Subresource>> parts = new LinkedHashMap<>();
    for (APIResource resource : Codec.fromTree(APIResourceList.TYPE, document).resources()) {
      int slash = resource.name().indexOf('/');
      if (resource.kind().isEmpty()) {
        continue;
      }
      if (slash >= 0) {
        parts
            .computeIfAbsent(resource.name().substring(0, slash), n -> new ArrayList<>())
            .add(
                new ApiResource.Subresource(
                    resource.name().substring(slash + 1), kind(at, resource), resource.verbs()));
      } else if (Names.isPlural(resource.name())) {
        resources.put(resource.name(), resource(at, resource));
      }
    }
    List<ApiResource> whole = new ArrayList<>();
    resources.forEach((name, r) ->
        whole.add(
            new ApiResource(
                r.name(),
                r.kind(),
                r.namespaced(),
                r.singular(),
                r.shortNames(),
                r.categories(),
                r.verbs(),
                parts.getOrDefault(name, List.of()))));
    return new Version(at.version(), whole);
  }

  private static ApiResource resource(GroupVersion at, APIResource r) {
    return new ApiResource(
        at.withResource(r.name()),
        kind(at, r),
        r.namespaced(),
        r.singularName(),
        r.shortNames(),
        r.categories(),
        r.verbs(),
        List.of());
  }

  private static GroupVersionKind kind(GroupVersion at, APIResource resource) {
    String version = resource.version();
    if (version == null || version.isEmpty()) {
      return at.withKind(resource.kind());
    }
    String group = resource.group();
    return new GroupVersionKind(group == null ? "" : group, version, resource.kind());
  }

  /** The groups as an APIGroupList, in which the core group counts as one. */
  static JsonObject groupList(ApiCatalog catalog) {
    List<JsonValue> groups = new ArrayList<>();
    for (ApiCatalog.Group group : catalog.groups()) {
      List<JsonValue> versions =
          group.versions().stream().<JsonValue>map(v -> version(group, v)).toList();
      groups.add(
          JsonObject.builder()
              .put("name", group.name())
              .put("versions", new JsonArray(versions))
              .put("preferredVersion", versions.get(0))
              .build());
    }
    return JsonObject.builder()
        .put("kind", "APIGroupList")
        .put("apiVersion", "v1")
        .put("groups", new JsonArray(groups))
        .build();
  }

  private static JsonObject version(ApiCatalog.Group group, Version version) {
    return JsonObject.builder()
        .put("groupVersion", new GroupVersion(group.name(), version.name()).apiVersion())
        .put("version", version.name())
        .build();
  }

  /** The resources of a version as an APIResourceList, subresources beside what they are of. */
  static JsonObject resourceList(GroupVersion at, Version version) {
    List<JsonValue> entries = new ArrayList<>();
    for (ApiResource r : version.resources()) {
      JsonObject.Builder entry = entry(r, r.plural(), r.kind(), r.verbs());
      put(entry, "shortNames", r.shortNames());
      put(entry, "categories", r.categories());
      entries.add(entry.build());
      for (ApiResource.Subresource part : r.subresources()) {
        entries.add(entry(r, r.plural() + "/" + part.name(), part.kind(), part.verbs()).build());
      }
    }
    return JsonObject.builder()
        .put("kind", "APIResourceList")
        .put("apiVersion", "v1")
        .put("groupVersion", at.apiVersion())
        .put("resources", new JsonArray(entries))
        .build();
  }

  private static JsonObject.Builder entry(
      ApiResource of, String name, GroupVersionKind kind, List<String> verbs) {
    JsonObject.Builder entry =
        JsonObject.builder()
            .put("name", name)
            .put("singularName", of.singular())
            .put("namespaced", of.namespaced())
            .put("group", kind.group())
            .put("version", kind.version())
            .put("kind", kind.kind());
    return entry.put("verbs", JsonValue.of(verbs));
  }

  private static void put(JsonObject.Builder entry, String name, List<String> values) {
    if (!values.isEmpty()) {
      entry.put(name, JsonValue.of(values));
    }
  }
}
