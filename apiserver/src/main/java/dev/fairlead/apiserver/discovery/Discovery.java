package dev.fairlead.apiserver.discovery;

import dev.fairlead.apiserver.catalog.Catalog;
import dev.fairlead.apiserver.catalog.Catalog.Group;
import dev.fairlead.apiserver.catalog.Catalog.GroupVersion;
import dev.fairlead.apiserver.health.Health;
import dev.fairlead.apiserver.metrics.Metrics;
import dev.fairlead.apiserver.openapi.OpenApi;
import dev.fairlead.apiserver.request.Format;
import dev.fairlead.apiserver.request.Negotiation;
import dev.fairlead.apiserver.request.PrettyJson;
import dev.fairlead.apiserver.request.Request;
import dev.fairlead.apiserver.request.Response;
import dev.fairlead.apiserver.status.Failures;
import dev.fairlead.apiserver.status.StatusException;
import dev.fairlead.model.codec.Codec;
import dev.fairlead.model.tree.JsonObject;
import dev.fairlead.model.tree.JsonValue;
import dev.fairlead.model.version.Info;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * Answers every request that is for no resource: discovery, OpenAPI, health, metrics, the version,
 * the index of paths, and a 404 for whatever isn't there.
 *
 * <p>Any thread may ask. Documents are made when they are first asked for, and again when the
 * catalog is another one.
 */
public final class Discovery {
  private static final String AGGREGATED = ";g=apidiscovery.k8s.io;v=v2;as=APIGroupDiscoveryList";
  private static final Negotiation.Forms AGGREGATED_FORM =
      (format, as) ->
          as != null
              && as.kind().equals("APIGroupDiscoveryList")
              && as.group().equals("apidiscovery.k8s.io")
              && as.version().equals("v2"); // 1.37 has no v2beta1 any more
  private static final String TEXT = "text/plain; charset=utf-8";

  private final Supplier<Catalog> catalog;
  private final String address;
  private final Info version;
  private final Health health;
  private final Metrics metrics;
  private final List<String> otherPaths;
  private volatile @Nullable Documents documents;

  /** What is made of one catalog. */
  private record Documents(
      Catalog catalog,
      GroupDocuments groups,
      AggregatedDocument core,
      AggregatedDocument named,
      OpenApi openApi) {}

  /**
   * An endpoint for every path outside of resources.
   *
   * @param catalog what is served now; the same object until that changes
   * @param address host and port under which clients outside of the cluster find the server
   * @param otherPaths that somebody else answers, for the index
   */
  public Discovery(
      Supplier<Catalog> catalog,
      String address,
      Info version,
      Health health,
      Metrics metrics,
      List<String> otherPaths) {
    this.catalog = catalog;
    this.address = address;
    this.version = version;
    this.health = health;
    this.metrics = metrics;
    this.otherPaths = List.copyOf(otherPaths);
  }

  /**
   * The answer, or empty if the path is inside of a served group version and so for a resource.
   *
   * @throws StatusException if the answer is a failure that has a Status
   */
  public Optional<Response> answer(Request request) {
    Documents now = documents();
    List<String> path = split(request.path());
    if (isResource(now.catalog(), path)) {
      return Optional.empty();
    }
    return Optional.of(
        switch (path.getFirst()) {
          case "" -> index(now);
          case "api" -> api(request, path, now);
          case "apis" -> apis(request, path, now);
          case "openapi" -> now.openApi().answer(request).orElseGet(Discovery::notFound);
          case "version" -> path.size() == 1 ? version(request) : notFound();
          case "metrics" -> path.size() == 1 ? metrics() : notFound();
          default -> health.answer(request).orElseGet(Discovery::notFound);
        });
  }

  /** The path's parts without the first slash; one slash at the end is no part. */
  private static List<String> split(String path) {
    String inner = path.startsWith("/") ? path.substring(1) : path;
    boolean mayEndInSlash =
        inner.startsWith("api/") || inner.startsWith("apis/") || inner.equals("version/");
    String end =
        mayEndInSlash && inner.endsWith("/") ? inner.substring(0, inner.length() - 1) : inner;
    return List.of(end.split("/", -1));
  }

  private static boolean isResource(Catalog catalog, List<String> path) {
    return switch (path.getFirst()) {
      case "api" -> path.size() > 2 && catalog.version("", path.get(1)).isPresent();
      case "apis" -> path.size() > 3 && catalog.version(path.get(1), path.get(2)).isPresent();
      default -> false;
    };
  }

  private Response api(Request request, List<String> path, Documents now) {
    if (path.size() == 1) {
      return root(request, now.core(), () -> now.groups().versions(address));
    }
    Optional<GroupVersion> wanted = now.catalog().version("", path.get(1));
    if (wanted.isEmpty()) {
      throw pathNotFound();
    }
    return document(request, now.groups().resources(wanted.get()), true);
  }

  /** The failure below a group that is served; other paths are answered with a plain text. */
  private static StatusException pathNotFound() {
    return Failures.failure(
        404, "NotFound", "the server could not find the requested resource", details -> {});
  }

  private Response apis(Request request, List<String> path, Documents now) {
    if (path.size() == 1) {
      return root(request, now.named(), () -> now.groups().groups());
    }
    Optional<Group> group = now.catalog().group(path.get(1)).filter(g -> !g.name().isEmpty());
    if (path.size() == 2 && group.isPresent()) {
      return document(request, now.groups().group(group.get()), false);
    }
    Optional<GroupVersion> wanted =
        path.size() == 3 ? now.catalog().version(path.get(1), path.get(2)) : Optional.empty();
    if (group.isPresent() && wanted.isEmpty()) {
      throw pathNotFound();
    }
    return wanted
        .filter(v -> !v.group().isEmpty())
        .map(v -> document(request, now.groups().resources(v), false))
        .orElseGet(Discovery::notFound);
  }

  /** {@code /api} or {@code /apis}: the aggregated document for those who want it. */
  private static Response root(
      Request request, AggregatedDocument aggregated, Supplier<Object> plain) {
    requireGet(request);
    Optional<Negotiation> wanted = Negotiation.find(request, Negotiation.ALL, AGGREGATED_FORM);
    if (wanted.isEmpty() || request.header("accept") == null) {
      Object document = plain.get();
      return document(request, document, !request.path().startsWith("/apis"));
    }
    Map<String, List<String>> headers = new LinkedHashMap<>();
    String etag = '"' + aggregated.etag() + '"';
    headers.put("Cache-Control", List.of("public"));
    headers.put("ETag", List.of(etag));
    headers.put("Vary", List.of("Accept"));
    if (etag.equals(request.header("if-none-match"))) {
      return new Response(304, headers, new Response.Content.Bytes(new byte[0]));
    }
    Negotiation form = wanted.get();
    headers.put("Content-Type", List.of(form.format().mediaType() + AGGREGATED));
    byte[] body = form.encode(aggregated.document());
    return new Response(200, headers, new Response.Content.Bytes(body));
  }

  /**
   * A document in the client's format.
   *
   * @param legacy whether it is one of the two of the core group that have no apiVersion
   */
  private static Response document(Request request, Object document, boolean legacy) {
    requireGet(request);
    Negotiation form = Negotiation.ofPlain(request);
    Object shown =
        legacy && form.format() != Format.PROTOBUF
            ? ((JsonObject) Codec.toTree(document)).without("apiVersion")
            : document;
    return Response.of(200, form.format().mediaType(), form.encode(shown));
  }

  private Response version(Request request) {
    requireGet(request);
    Negotiation.checkRoute(request, List.of(Format.JSON.mediaType()));
    return json(Codec.json().encode(version));
  }

  private Response index(Documents now) {
    List<JsonValue> paths =
        PathIndex.of(now.catalog(), health.paths(), otherPaths).stream()
            .map((String path) -> JsonValue.of(path))
            .toList();
    return json(Codec.json().encode(JsonValue.of(Map.of("paths", paths))));
  }

  private Response metrics() {
    byte[] text = metrics.text().getBytes(StandardCharsets.UTF_8);
    return Response.of(200, Metrics.MEDIA_TYPE, text);
  }

  /** What Go's server says where nothing is. */
  private static Response notFound() {
    byte[] text = "404 page not found\n".getBytes(StandardCharsets.UTF_8);
    return Response.of(404, TEXT, text).withHeader("X-Content-Type-Options", "nosniff");
  }

  /** These two are in lines for every client. */
  private static Response json(byte[] compact) {
    return Response.of(200, Format.JSON.mediaType(), PrettyJson.indent(compact));
  }

  private static void requireGet(Request request) {
    if (!request.method().equals("GET")) {
      throw Failures.failure(
          405,
          "MethodNotAllowed",
          "the server does not allow this method on the requested resource",
          details -> {});
    }
  }

  /** Two threads may make the same documents at once; the later ones stay. */
  @SuppressWarnings("ReferenceEquality") // a catalog that is made anew is another one
  private Documents documents() {
    Catalog current = catalog.get();
    Documents made = documents;
    if (made == null || made.catalog() != current) {
      made =
          new Documents(
              current,
              new GroupDocuments(current),
              AggregatedDocument.of(List.of(current.core())),
              AggregatedDocument.of(current.namedGroups()),
              new OpenApi(current));
      documents = made;
    }
    return made;
  }
}
