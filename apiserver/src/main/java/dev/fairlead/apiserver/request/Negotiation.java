package dev.fairlead.apiserver.request;

import dev.fairlead.apiserver.status.Failures;
import dev.fairlead.apiserver.status.StatusException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Which format an answer has and in which form the object is shown, from the request's Accept
 * header; and which format a body has, from its Content-Type.
 *
 * @param as the form that the client asked for, or null for the object itself
 * @param pretty whether JSON is printed for people, in lines
 * @param profile of discovery, such as {@code nopeer}; empty if the client named none
 */
public record Negotiation(Format format, @Nullable As as, boolean pretty, String profile) {

  /** Another form of the object: a Table, its metadata alone, a list of these. */
  public record As(String kind, String group, String version) {
    private static final String META_GROUP = "meta.k8s.io";
    private static final Set<String> META_VERSIONS = Set.of("v1", "v1beta1");

    public boolean isTable() {
      return isMeta() && kind.equals("Table");
    }

    public boolean isPartialObject() {
      return isMeta() && kind.equals("PartialObjectMetadata");
    }

    public boolean isPartialObjectList() {
      return isMeta() && kind.equals("PartialObjectMetadataList");
    }

    private boolean isMeta() {
      return group.equals(META_GROUP) && META_VERSIONS.contains(version);
    }
  }

  /** Which forms an endpoint has in a format; null is the object itself. */
  @FunctionalInterface
  public interface Forms {
    boolean allows(Format format, @Nullable As as);
  }

  /** What resources show: themselves, tables (not as protobuf), and their metadata. */
  public static final Forms RESOURCE =
      (format, as) ->
          as == null
              || as.isPartialObject()
              || as.isPartialObjectList()
              || (as.isTable() && format != Format.PROTOBUF);

  /** What resources without columns show: themselves and their metadata. */
  public static final Forms WITHOUT_TABLE =
      (format, as) -> as == null || as.isPartialObject() || as.isPartialObjectList();

  /** What most other endpoints show. */
  public static final Forms PLAIN = (format, as) -> as == null;

  /** Every format, the most preferred first. */
  public static final List<Format> ALL = List.of(Format.values());

  private static final List<String> STREAMS =
      ALL.stream().filter(Format::streams).map(f -> f.mediaType() + ";stream=watch").toList();

  /** For one object, or the answer to a write. */
  public static Negotiation ofObject(Request request) {
    checkRoute(request, mediaTypes(ALL));
    return of(request, ALL, RESOURCE);
  }

  /** For the answer to a write of what has no columns, such as a review. */
  public static Negotiation ofReview(Request request) {
    checkRoute(request, mediaTypes(ALL));
    return of(request, ALL, WITHOUT_TABLE);
  }

  /** For a list. */
  public static Negotiation ofList(Request request) {
    checkRoute(request, listTypes());
    return of(request, ALL, RESOURCE);
  }

  /** For a watch. */
  public static Negotiation ofWatch(Request request) {
    checkRoute(request, listTypes());
    Negotiation chosen = choose(request, ALL, RESOURCE);
    if (chosen == null || !chosen.format.streams()) {
      throw notAcceptable(chosen == null ? mediaTypes(ALL) : STREAMS);
    }
    return chosen;
  }

  /**
   * For an endpoint with formats and forms of its own.
   *
   * @param formats in the order of the server's preference
   */
  public static Negotiation of(Request request, List<Format> formats, Forms forms) {
    return find(request, formats, forms).orElseThrow(() -> notAcceptable(mediaTypes(formats)));
  }

  /** As {@link #of}, but empty if the client accepts none of it. */
  public static Optional<Negotiation> find(Request request, List<Format> formats, Forms forms) {
    return Optional.ofNullable(choose(request, formats, forms));
  }

  /** Whether the client takes that media type, parameters aside. */
  public static boolean accepts(Request request, String type, String subtype) {
    String header = request.header("accept");
    return header == null
        || header.isEmpty()
        || AcceptClause.parse(header).stream().anyMatch(c -> c.matches(type, subtype));
  }

  /** For an endpoint outside of resources that shows objects: discovery above all. */
  public static Negotiation ofPlain(Request request) {
    checkRoute(request, mediaTypes(ALL));
    return of(request, ALL, PLAIN);
  }

  /** The object, or the tree, in the format; JSON with a line break at its end, as Go writes it. */
  public byte[] encode(Object object) {
    byte[] bytes = format.codec().encode(object);
    if (format != Format.JSON) {
      return bytes;
    }
    return pretty ? PrettyJson.indent(bytes) : withLineBreak(bytes);
  }

  private static byte[] withLineBreak(byte[] bytes) {
    byte[] more = Arrays.copyOf(bytes, bytes.length + 1);
    more[bytes.length] = '\n';
    return more;
  }

  /**
   * The format in which to show a failure: what the client accepts, else JSON in lines; the failure
   * must not be hidden by a second one.
   */
  public static Negotiation ofFailure(Request request) {
    Negotiation chosen = choose(request, ALL, PLAIN);
    return chosen == null ? new Negotiation(Format.JSON, null, true, "") : chosen;
  }

  /** The format of a body that is an object; JSON if the client doesn't say. */
  public static Format ofBody(Request request) {
    String header = request.header("content-type");
    String mediaType = header == null || header.isEmpty() ? "" : withoutParameters(header);
    if (mediaType.isEmpty()) {
      return Format.JSON;
    }
    for (Format format : ALL) {
      if (format.mediaType().equals(mediaType)) {
        return format;
      }
    }
    throw Failures.other(
        415,
        "UnsupportedMediaType",
        "the body of the request was in an unknown format - accepted media types include: "
            + String.join(", ", mediaTypes(ALL)));
  }

  /** The media type of a patch, one of those that the resource takes. */
  public static String ofPatch(Request request, Set<String> taken) {
    String header = request.header("content-type");
    String mediaType = header == null ? "" : withoutParameters(header);
    if (!taken.contains(mediaType)) {
      throw Failures.failure(
          415, "UnsupportedMediaType", "415: Unsupported Media Type", details -> {});
    }
    return mediaType;
  }

  /**
   * Refuses a request whose Accept names nothing that the path can show at all. This comes before
   * anything else is looked at, and has words of its own.
   */
  public static void checkRoute(Request request, List<String> produced) {
    String header = request.header("accept");
    if (header == null || header.isEmpty()) {
      return;
    }
    for (String part : header.split(",", -1)) {
      int end = part.indexOf(';');
      String mediaType = (end < 0 ? part : part.substring(0, end)).strip();
      if (mediaType.equals("*/*") || produced.contains(mediaType)) {
        return;
      }
    }
    throw Failures.failure(
        406,
        "NotAcceptable",
        "406: Not Acceptable\n\nAvailable representations: " + String.join(", ", produced),
        details -> {});
  }

  private static @Nullable Negotiation choose(Request request, List<Format> formats, Forms forms) {
    String header = request.header("accept");
    if (header == null || header.isEmpty()) {
      return new Negotiation(formats.getFirst(), null, isPretty(request), "");
    }
    for (AcceptClause clause : AcceptClause.parse(header)) {
      for (Format format : formats) {
        if (clause.matches(Format.TYPE, format.subtype())) {
          Map<String, String> wanted = clause.parameters();
          As as = as(wanted);
          String stream = wanted.getOrDefault("stream", "");
          boolean canStream = stream.isEmpty() || (format.streams() && stream.equals("watch"));
          if (canStream && wanted.getOrDefault("sv", "").isEmpty() && forms.allows(format, as)) {
            boolean pretty = "1".equals(wanted.get("pretty")) || isPretty(request);
            return new Negotiation(format, as, pretty, wanted.getOrDefault("profile", ""));
          }
        }
      }
    }
    return null;
  }

  private static @Nullable As as(Map<String, String> wanted) {
    if (!wanted.containsKey("as") && !wanted.containsKey("g") && !wanted.containsKey("v")) {
      return null;
    }
    return new As(
        wanted.getOrDefault("as", ""), wanted.getOrDefault("g", ""), wanted.getOrDefault("v", ""));
  }

  /** By the parameter, else for the programs with which people look at answers. */
  static boolean isPretty(Request request) {
    String parameter = request.parameter("pretty");
    if (parameter != null && !parameter.isEmpty()) {
      return Set.of("1", "t", "T", "true", "TRUE", "True").contains(parameter);
    }
    String agent = request.header("user-agent");
    return agent != null
        && (agent.startsWith("curl")
            || agent.startsWith("Wget")
            || agent.startsWith("Mozilla/5.0"));
  }

  private static StatusException notAcceptable(List<String> accepted) {
    return Failures.other(
        406,
        "NotAcceptable",
        "only the following media types are accepted: " + String.join(", ", accepted));
  }

  private static List<String> mediaTypes(List<Format> formats) {
    return formats.stream().map(Format::mediaType).toList();
  }

  private static List<String> listTypes() {
    List<String> types = new ArrayList<>(mediaTypes(ALL));
    types.addAll(STREAMS);
    return types;
  }

  private static String withoutParameters(String header) {
    int end = header.indexOf(';');
    return (end < 0 ? header : header.substring(0, end)).strip().toLowerCase(Locale.ROOT);
  }
}
