package dev.fairlead.apiserver.openapi;

import dev.fairlead.apiserver.discovery.Catalog;
import dev.fairlead.apiserver.discovery.Catalog.GroupVersion;
import dev.fairlead.apiserver.request.Negotiation;
import dev.fairlead.apiserver.request.Request;
import dev.fairlead.apiserver.request.Response;
import dev.fairlead.model.codec.Codec;
import dev.fairlead.model.tree.JsonObject;
import dev.fairlead.model.tree.JsonString;
import dev.fairlead.schema.ApiResource;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/**
 * Answers {@code /openapi/v3}: the index, and a document for every group version, for one catalog.
 *
 * <p>Any thread may ask; each document is made once, when it is first asked for.
 */
public final class OpenApi {
  private static final String ROOT = "/openapi/v3";

  /**
   * To be raised when the documents of one catalog change: clients keep a document as long as its
   * hash stays, and the hash is that of the catalog, so that the index needs no document.
   */
  private static final String FORM = "1";

  private final Catalog catalog;
  private final String fingerprint;
  private final Map<String, GroupVersion> versions = new TreeMap<>();
  private final Map<String, byte[]> documents = new ConcurrentHashMap<>();
  private final Map<String, String> hashes = new ConcurrentHashMap<>();
  private volatile @Nullable Sources sources;

  /** What every document needs, made with the first of them. */
  private record Sources(Descriptions texts, Components components) {}

  public OpenApi(Catalog catalog) {
    this.catalog = catalog;
    this.fingerprint = FORM + " " + catalog.api().version() + " " + catalog.customResources();
    catalog.groups().stream()
        .flatMap(group -> group.versions().stream())
        .forEach(version -> versions.put(version.path().substring(1), version));
  }

  /** The answer, or empty if there is nothing at the path. */
  public Optional<Response> answer(Request request) {
    if (request.path().equals(ROOT)) {
      return Optional.of(Response.of(200, "application/json", index()));
    }
    if (!request.path().startsWith(ROOT + "/")) {
      return Optional.empty();
    }
    String name = request.path().substring(ROOT.length() + 1);
    GroupVersion version = versions.get(name);
    if (version == null) {
      return Optional.of(new Response(404, Map.of(), new Response.Content.Bytes(new byte[0])));
    }
    return Optional.of(document(request, name, version));
  }

  /** The index: where the documents are, with the hash of each. */
  private byte[] index() {
    JsonObject.Builder paths = JsonObject.builder();
    versions
        .keySet()
        .forEach(
            name ->
            paths.put(
                name,
                JsonObject.of("serverRelativeURL", new JsonString(address(name)))));
    return Codec.json().encode(JsonObject.of("paths", paths.build()));
  }

  private String address(String name) {
    return ROOT + "/" + name + "?hash=" + hash(name);
  }

  private String hash(String name) {
    return hashes.computeIfAbsent(
        name, n -> hash((fingerprint + " " + n).getBytes(StandardCharsets.UTF_8)));
  }

  private Response document(Request request, String name, GroupVersion version) {
    Map<String, List<String>> headers = new LinkedHashMap<>();
    headers.put("Vary", List.of("Accept"));
    if (!Negotiation.accepts(request, "application", "json")) {
      return new Response(406, headers, new Response.Content.Bytes(new byte[0]));
    }
    String etag = '"' + hash(name) + '"';
    headers.put("Content-Type", List.of("application/json"));
    headers.put("ETag", List.of(etag));
    String hash = request.parameter("hash");
    if (hash != null && !hash.isEmpty()) {
      if (!hash.equals(hash(name))) {
        headers.put("Location", List.of(address(name)));
        return new Response(301, headers, new Response.Content.Bytes(new byte[0]));
      }
      headers.put("Cache-Control", List.of("public, immutable"));
    }
    if (etag.equals(request.header("if-none-match"))) {
      headers.remove("Content-Type");
      return new Response(304, headers, new Response.Content.Bytes(new byte[0]));
    }
    return new Response(200, headers, new Response.Content.Bytes(made(name, version)));
  }

  private byte[] made(String name, GroupVersion version) {
    return documents.computeIfAbsent(name, n -> Codec.json().encode(tree(version)));
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

  private JsonObject tree(GroupVersion version) {
    Sources from = sources();
    Names names = new Names(version.group(), version.version());
    Map<String, List<Operation>> operations = new TreeMap<>();
    operations.put(version.path() + "/", List.of(discovery(names)));
    for (ApiResource resource : version.resources()) {
      operations.putAll(
          new ResourceOperations(catalog.api(), from.texts(), resource, version.path()).paths());
    }
    JsonObject.Builder paths = JsonObject.builder();
    operations.forEach((path, list) -> paths.put(path, Operation.path(list)));
    JsonObject built = paths.build();
    return JsonObject.builder()
        .put("openapi", "3.0.0")
        .put(
            "info",
            JsonObject.builder()
                .put("title", "Kubernetes")
                .put("version", minor(catalog.api().version()))
                .build())
        .put("paths", built)
        .put(
            "components",
            JsonObject.builder()
                .put("schemas", from.components().reachable(built, version))
                .put("securitySchemes", security())
                .build())
        .build();
  }

  private static Operation discovery(Names names) {
    return new Operation(
        "get",
        names.tag(),
        "get" + names.capital() + "APIResources",
        "get available resources",
        null,
        null,
        List.of(),
        Map.of(),
        false,
        Operation.content(
            ResourceOperations.OBJECT_TYPES,
            Operation.reference("io.k8s.apimachinery.pkg.apis.meta.v1.APIResourceList")),
        List.of(200));
  }

  private static JsonObject security() {
    return JsonObject.of(
        "BearerToken",
        JsonObject.builder()
            .put("type", "apiKey")
            .put("description", "Bearer Token authentication")
            .put("name", "authorization")
            .put("in", "header")
            .build());
  }

  /** 1.37.2 is 1.37 here. */
  private static String minor(String version) {
    return version.substring(0, version.lastIndexOf('.'));
  }

  private static String hash(byte[] bytes) {
    try {
      byte[] digest = MessageDigest.getInstance("SHA-512").digest(bytes);
      return HexFormat.of().withUpperCase().formatHex(digest);
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java has SHA-512", e);
    }
  }
}
