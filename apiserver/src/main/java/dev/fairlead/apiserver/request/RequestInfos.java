package dev.fairlead.apiserver.request;

import dev.fairlead.model.selector.Fields;
import dev.fairlead.model.value.MalformedTextException;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/** Reads what a request asks for from its method, path and query; Go: RequestInfoFactory. */
public final class RequestInfos {
  private static final Set<String> NAMESPACE_SUBRESOURCES = Set.of("status", "finalize");

  private static final String WATCH = "watch";

  private RequestInfos() {}

  public static RequestInfo of(Request request) {
    String path = request.path();
    List<String> parts = new ArrayList<>(List.of(path.split("/", -1)));
    parts.removeIf(String::isEmpty);
    boolean core = parts.size() >= 3 && parts.get(0).equals("api");
    boolean group = parts.size() >= 4 && parts.get(0).equals("apis");
    if (!core && !group) {
      return new RequestInfo(
          false, path, request.method().toLowerCase(java.util.Locale.ROOT), "", "", "", "", "", "");
    }
    List<String> rest = parts.subList(core ? 2 : 3, parts.size());
    String groupName = core ? "" : parts.get(1);
    String version = parts.get(core ? 1 : 2);
    if (rest.get(0).equals(WATCH) && rest.size() > 1) { // the old way to ask for a watch
      return resource(request, WATCH, groupName, version, rest.subList(1, rest.size()));
    }
    return resource(request, "", groupName, version, rest);
  }

  /** The same with the one name that a list or watch selects: who may only use that one, may. */
  public static RequestInfo withSelectedName(RequestInfo info, Request request) {
    boolean selects =
        switch (info.verb()) {
          case "list", WATCH, "deletecollection" -> info.isResource() && info.name().isEmpty();
          default -> false;
        };
    String name = selects ? selectedName(request) : "";
    return name.isEmpty()
        ? info
        : new RequestInfo(
            true,
            info.path(),
            info.verb(),
            info.group(),
            info.version(),
            info.namespace(),
            info.resource(),
            info.subresource(),
            name);
  }

  private static String selectedName(Request request) {
    String selector = request.parameter("fieldSelector");
    if (selector == null) {
      return "";
    }
    try {
      String name = Fields.parse(selector).requiredValue("metadata.name");
      return name == null || name.contains("/") || name.contains("%") || name.matches("\\.{1,2}")
          ? ""
          : name;
    } catch (MalformedTextException e) {
      return ""; // it is refused later
    }
  }

  private static RequestInfo resource(
      Request request, String special, String group, String version, List<String> parts) {
    String namespace = "";
    List<String> rest = parts;
    if (rest.get(0).equals("namespaces") && rest.size() > 1) {
      namespace = rest.get(1);
      if (rest.size() > 2 && !NAMESPACE_SUBRESOURCES.contains(rest.get(2))) {
        rest = rest.subList(2, rest.size());
      }
    }
    String name = rest.size() > 1 ? rest.get(1) : "";
    String subresource = rest.size() > 2 ? rest.get(2) : "";
    return new RequestInfo(
        true,
        request.path(),
        special.isEmpty() ? verb(request, name) : special,
        group,
        version,
        namespace,
        rest.get(0),
        subresource,
        name);
  }

  private static String verb(Request request, String name) {
    return switch (request.method()) {
      case "GET", "HEAD" -> {
        if (!name.isEmpty()) {
          yield "get"; // whatever else it asks for
        }
        yield isTrue(request.parameter("watch")) ? "watch" : "list";
      }
      case "POST" -> "create";
      case "PUT" -> "update";
      case "PATCH" -> "patch";
      case "DELETE" -> name.isEmpty() ? "deletecollection" : "delete";
      default -> "";
    };
  }

  /** As Go's conversion of query values reads a flag: anything but false and 0 is true. */
  static boolean isTrue(@org.jspecify.annotations.Nullable String value) {
    return value != null && !value.equalsIgnoreCase("false") && !value.equals("0");
  }
}
