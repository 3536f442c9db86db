package dev.fairlead.apiserver.openapi;

import dev.fairlead.apiserver.catalog.Catalog;
import dev.fairlead.apiserver.catalog.Catalog.Group;
import dev.fairlead.apiserver.catalog.Catalog.GroupVersion;
import dev.fairlead.model.tree.JsonObject;
import dev.fairlead.model.tree.JsonString;
import dev.fairlead.schema.ApiResource;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * The OpenAPI 3 documents of one catalog, by their names in the index: {@code api/v1}, {@code
 * apis/apps/v1}, and small ones for the paths above these. Each call makes a new one.
 */
final class Documents {
  private static final String META = "io.k8s.apimachinery.pkg.apis.meta.v1.";

  private final Catalog catalog;
  private final Map<String, Supplier<JsonObject>> byName = new TreeMap<>();
  private volatile @Nullable Sources sources;

  /** What every document needs, made with the first of them. */
  private record Sources(Descriptions texts, Components components) {}

  Documents(Catalog catalog) {
    this.catalog = catalog;
    root("api", "core", "get available API versions", "getCoreAPIVersions", "APIVersions");
    root("apis", "apis", "get available API versions", "getAPIVersions", "APIGroupList");
    byName.put("version", () -> document(catalog.core().versions().getFirst(), version()));
    byName.put(
        ".well-known/openid-configuration",
        () ->
            plain(
                "/.well-known/openid-configuration/",
                "WellKnown",
                "get service account issuer OpenID configuration, also known as the 'OIDC"
                    + " discovery doc'",
                "getServiceAccountIssuerOpenIDConfiguration",
                "application/json"));
    byName.put(
        "openid/v1/jwks",
        () ->
            plain(
                "/openid/v1/jwks/",
                "openid",
                "get service account issuer OpenID JSON Web Key Set (contains public token"
                    + " verification keys)",
                "getServiceAccountIssuerOpenIDKeyset",
                "application/jwk-set+json"));
    for (Group group : catalog.groups()) {
      Names names = new Names(group.name(), "");
      if (!group.name().isEmpty()) {
        root(
            "apis/" + group.name(),
            names.groupWord(),
            "get information of a group",
            "get" + names.capital() + "APIGroup",
            "APIGroup");
      }
      for (GroupVersion version : group.versions()) {
        byName.put(version.path().substring(1), () -> document(version, paths(version)));
      }
    }
  }

  /** In the order of the names. */
  Set<String> names() {
    return byName.keySet();
  }

  /** The document of a name that is one of {@link #names}. */
  JsonObject document(String name) {
    Supplier<JsonObject> document = byName.get(name);
    if (document == null) {
      throw new IllegalArgumentException("no OpenAPI document is called " + name);
    }
    return document.get();
  }

  private void root(String name, String tag, String text, String id, String schema) {
    Operation get = get(tag, id, text, MediaTypes.OBJECT, META + schema);
    GroupVersion core = catalog.core().versions().getFirst();
    byName.put(name, () -> document(core, paths("/" + name + "/", get)));
  }

  /** A path that gives what no schema describes. */
  private JsonObject plain(String path, String tag, String text, String id, String mediaType) {
    JsonObject string = JsonObject.of("type", new JsonString("string"));
    Operation get = get(tag, id, text, List.of(mediaType), string);
    return head()
        .put("paths", paths(path, get))
        .put("components", JsonObject.of("securitySchemes", security()))
        .build();
  }

  private static JsonObject version() {
    return paths(
        "/version/",
        get(
            "version",
            "getCodeVersion",
            "get the version information for this server",
            List.of("application/json"),
            "io.k8s.apimachinery.pkg.version.Info"));
  }

  private static JsonObject paths(String path, Operation get) {
    return JsonObject.of(path, Operation.path(List.of(get)));
  }

  private JsonObject paths(GroupVersion version) {
    Names names = new Names(version.group(), version.version());
    Map<String, List<Operation>> operations = new TreeMap<>();
    operations.put(
        version.path() + "/",
        List.of(
            get(
                names.tag(),
                "get" + names.capital() + "APIResources",
                "get available resources",
                MediaTypes.OBJECT,
                META + "APIResourceList")));
    Descriptions texts = sources().texts();
    for (ApiResource resource : version.resources()) {
      operations.putAll(
          new ResourceOperations(catalog.api(), texts, resource, version.path()).paths());
    }
    JsonObject.Builder paths = JsonObject.builder();
    operations.forEach((path, list) -> paths.put(path, Operation.path(list)));
    return paths.build();
  }

  private JsonObject document(GroupVersion version, JsonObject paths) {
    return head()
        .put("paths", paths)
        .put(
            "components",
            JsonObject.builder()
                .put("schemas", sources().components().reachable(paths, version))
                .put("securitySchemes", security())
                .build())
        .build();
  }

  private JsonObject.Builder head() {
    return JsonObject.builder().put("openapi", "3.0.0").put("info", info());
  }

  JsonObject info() {
    String version = catalog.api().version();
    return JsonObject.builder()
        .put("title", "Kubernetes")
        .put("version", version.substring(0, version.lastIndexOf('.'))) // 1.37.2 is 1.37 here
        .build();
  }

  static JsonObject security() {
    return JsonObject.of(
        "BearerToken",
        JsonObject.builder()
            .put("type", "apiKey")
            .put("description", "Bearer Token authentication")
            .put("name", "authorization")
            .put("in", "header")
            .build());
  }

  private static Operation get(
      String tag, String id, String text, List<String> mediaTypes, String schema) {
    return get(tag, id, text, mediaTypes, Operation.reference(schema));
  }

  private static Operation get(
      String tag, String id, String text, List<String> mediaTypes, JsonObject schema) {
    return new Operation(
        "get",
        tag,
        id,
        text,
        null,
        null,
        List.of(),
        Map.of(),
        false,
        Operation.content(mediaTypes, schema),
        List.of(200));
  }

  /** Two threads may read them at once; either's are good. */
  private Sources sources() {
    Sources made = sources;
    if (made == null) {
      Descriptions texts = Descriptions.load();
      made = new Sources(texts, new Components(catalog, texts));
      sources = made;
    }
    return made;
  }
}
