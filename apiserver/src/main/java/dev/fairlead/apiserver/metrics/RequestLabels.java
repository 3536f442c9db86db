package dev.fairlead.apiserver.metrics;

import dev.fairlead.apiserver.request.RequestInfo;
import java.util.Locale;
import java.util.stream.IntStream;

/**
 * What kube-apiserver tells requests apart by.
 *
 * @param verb in capitals, as in GET, LIST, WATCH, POST, APPLY
 * @param subresource the path for requests that are for no resource
 * @param scope resource, namespace or cluster; empty for requests that are for no resource
 * @param component apiserver for resources, else empty
 */
public record RequestLabels(
    String verb,
    String group,
    String version,
    String resource,
    String subresource,
    String scope,
    String dryRun,
    String component) {

  /**
   * The labels of a request.
   *
   * @param apply whether it is a patch that applies
   * @param dryRun the value of the parameter, empty if it wasn't sent
   */
  public static RequestLabels of(RequestInfo info, boolean apply, String dryRun) {
    if (!info.isResource()) {
      String verb = info.verb().toUpperCase(Locale.ROOT);
      return new RequestLabels(verb, "", "", "", info.path(), "", dryRun, "");
    }
    return new RequestLabels(
        apply ? "APPLY" : verb(info.verb()),
        info.group(),
        info.version(),
        info.resource(),
        info.subresource(),
        scope(info),
        dryRun,
        "apiserver");
  }

  /** The length of the longest of them. */
  int longest() {
    return IntStream.of(
            verb.length(),
            group.length(),
            version.length(),
            resource.length(),
            subresource.length(),
            dryRun.length())
        .max()
        .orElseThrow();
  }

  private static String verb(String verb) {
    return switch (verb) {
      case "create" -> "POST";
      case "update" -> "PUT";
      default -> verb.toUpperCase(Locale.ROOT);
    };
  }

  private static String scope(RequestInfo info) {
    if (!info.name().isEmpty() || info.verb().equals("create")) {
      return "resource";
    }
    return info.namespace().isEmpty() ? "cluster" : "namespace";
  }
}
