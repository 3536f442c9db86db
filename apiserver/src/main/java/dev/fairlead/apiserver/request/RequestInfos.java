package dev.fairlead.apiserver.request;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/** Reads what a request asks for from its method, path and query; Go: RequestInfoFactory. */
public final class RequestInfos {
  private static final Set<String> NAMESPACE_SUBRESOURCES = Set.of("status", "finalize");

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
    return resource(request, core ? "" : parts.get(1), parts.get(core ? 1 : 2), rest);
  }

  private static RequestInfo resource(
      Request request, String group, String version, List<String> parts) {
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
        verb(request, name),
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
        boolean watch = isTrue(request.parameter("watch"));
        yield watch ? "watch" : name.isEmpty() ? "list" : "get";
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
