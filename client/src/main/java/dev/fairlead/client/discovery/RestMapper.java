package dev.fairlead.client.discovery;

import dev.fairlead.model.value.GroupVersionKind;
import dev.fairlead.model.value.GroupVersionResource;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * From kinds and names to resources and back, for one catalog. Immutable.
 *
 * <p>Everything here was said by the server: a resource whose singular it didn't tell is not found
 * by its singular. Where a group has several versions, the first that serves it is the preferred.
 */
public final class RestMapper {
  /** Of so many parts the second is a version: deployments.v1.apps. */
  private static final int WITH_VERSION = 3;

  private final ApiCatalog catalog;
  private final Map<GroupVersionKind, ApiResource> byKind = new LinkedHashMap<>();
  private final Map<GroupVersionResource, ApiResource> byName = new LinkedHashMap<>();

  /** Plurals, singulars and kinds, in lower case, to what has them. */
  private final Map<String, List<ApiResource>> byWord = new LinkedHashMap<>();

  private final Map<String, List<ApiResource>> byShortName = new LinkedHashMap<>();

  public RestMapper(ApiCatalog catalog) {
    this.catalog = catalog;
    catalog.resources().forEach(this::add);
  }

  private void add(ApiResource resource) {
    byKind.putIfAbsent(resource.kind(), resource);
    byName.putIfAbsent(resource.name(), resource);
    Stream.of(resource.plural(), resource.singular(), resource.kind().kind())
        .map(word -> word.toLowerCase(Locale.ROOT))
        .filter(word -> !word.isEmpty())
        .distinct()
        .forEach(word -> byWord.computeIfAbsent(word, w -> new ArrayList<>()).add(resource));
    for (String name : resource.shortNames()) {
      byShortName
          .computeIfAbsent(name.toLowerCase(Locale.ROOT), n -> new ArrayList<>())
          .add(resource);
    }
  }

  public ApiCatalog catalog() {
    return catalog;
  }

  /**
   * The resource whose objects are of this kind.
   *
   * @throws UnknownKindException if there is none
   */
  public ApiResource resource(GroupVersionKind kind) {
    return find(kind)
        .orElseThrow(() -> unknown(kind.apiVersion() + " " + kind.kind(), kind.kind()));
  }

  /** As {@link #resource(GroupVersionKind)}; empty if there is none. */
  public Optional<ApiResource> find(GroupVersionKind kind) {
    return Optional.ofNullable(byKind.get(kind));
  }

  /**
   * The resource at this place, which tells its kind and scope.
   *
   * @throws UnknownKindException if there is none
   */
  public ApiResource resource(GroupVersionResource name) {
    return find(name)
        .orElseThrow(() -> unknown(name.resource() + " of " + name.apiVersion(), name.resource()));
  }

  /** As {@link #resource(GroupVersionResource)}; empty if there is none. */
  public Optional<ApiResource> find(GroupVersionResource name) {
    return Optional.ofNullable(byName.get(name));
  }

  /**
   * The resource that kubectl would take for this name: a plural, singular, kind or short name, in
   * any case, alone or as {@code deployments.apps} or {@code deployments.v1.apps}. Without a
   * version it is the preferred one. Of what several groups serve, the core group's is meant, as in
   * {@code events}; full names go before short names.
   *
   * @throws AmbiguousKindException if several groups serve it, but not the core group; kubectl
   *     would take the first
   * @throws UnknownKindException if nothing is called so
   */
  public ApiResource resource(String name) {
    return find(name).orElseThrow(() -> unknown(quoted(name), name));
  }

  /** As {@link #resource(String)}; empty if nothing is called so. */
  public Optional<ApiResource> find(String name) {
    String[] parts = name.toLowerCase(Locale.ROOT).split("\\.", WITH_VERSION);
    List<ApiResource> found = List.of();
    if (parts.length == WITH_VERSION) {
      found = named(parts[0], parts[2], parts[1]);
    }
    if (found.isEmpty() && parts.length > 1) {
      String group = name.toLowerCase(Locale.ROOT).substring(parts[0].length() + 1);
      found = named(parts[0], group, null);
    }
    if (found.isEmpty() && parts.length == 2) { // pods.v1, as there is no group to name
      found = named(parts[0], "", parts[1]);
    }
    if (found.isEmpty() && parts.length == 1) {
      found = named(name.toLowerCase(Locale.ROOT), null, null);
    }
    return one(name, found);
  }

  /** In preferred versions, one of each group. */
  private List<ApiResource> named(String word, @Nullable String group, @Nullable String version) {
    List<ApiResource> full = matching(byWord.get(word), group, version);
    return full.isEmpty() ? matching(byShortName.get(word), group, version) : full;
  }

  private static List<ApiResource> matching(
      @Nullable List<ApiResource> all, @Nullable String group, @Nullable String version) {
    Map<String, ApiResource> first = new LinkedHashMap<>();
    for (ApiResource resource : all == null ? List.<ApiResource>of() : all) {
      boolean fits =
          (group == null || group.equals(resource.group()))
              && (version == null || version.equals(resource.version()));
      if (fits) {
        first.putIfAbsent(resource.group(), resource);
      }
    }
    return List.copyOf(first.values());
  }

  private static Optional<ApiResource> one(String asked, List<ApiResource> found) {
    Optional<ApiResource> core = found.stream().filter(r -> r.group().isEmpty()).findFirst();
    if (core.isPresent() || found.size() < 2) {
      return core.or(() -> found.stream().findFirst());
    }
    throw new AmbiguousKindException(quoted(asked), found);
  }

  /** The preferred version's resource of this kind, whatever version an object says. */
  public Optional<ApiResource> preferred(String group, String kind) {
    return versions(group, kind).stream().findFirst();
  }

  /** The resources of this kind in all versions, the preferred first; none if there is no such. */
  public List<ApiResource> versions(String group, String kind) {
    return byKind.values().stream()
        .filter(r -> r.kind().group().equals(group) && r.kind().kind().equals(kind))
        .toList();
  }

  /** The resource in another version of its group. */
  public Optional<ApiResource> inVersion(ApiResource resource, String version) {
    return find(new GroupVersionResource(resource.group(), version, resource.plural()));
  }

  /**
   * The resources of a category, such as all, in their preferred versions, in the server's order.
   */
  public List<ApiResource> category(String category) {
    Map<String, ApiResource> first = new LinkedHashMap<>();
    catalog
        .resources()
        .filter(r -> r.categories().contains(category))
        .forEach(r -> first.putIfAbsent(r.qualifiedName(), r));
    return List.copyOf(first.values());
  }

  private static String quoted(String name) {
    return "\"" + Names.shown(name) + "\"";
  }

  private UnknownKindException unknown(String asked, String word) {
    int dot = word.indexOf('.');
    String first = dot < 0 ? word : word.substring(0, dot);
    return new UnknownKindException(
        asked, Suggestions.of(first, catalog.resources()), catalog.problems());
  }
}
