package dev.fairlead.apiserver.discovery;

import dev.fairlead.apiserver.catalog.Catalog;
import java.util.List;
import java.util.TreeSet;

/** The list of paths that {@code /} shows. */
final class PathIndex {
  private PathIndex() {}

  static List<String> of(Catalog catalog, List<String> health, List<String> others) {
    TreeSet<String> paths = new TreeSet<>(health);
    paths.addAll(others);
    paths.addAll(
        List.of(
            "/api",
            "/apis",
            "/apis/",
            "/metrics",
            "/openapi/v2",
            "/openapi/v3",
            "/openapi/v3/",
            "/version"));
    for (Catalog.Group group : catalog.groups()) {
      group.versions().forEach(version -> paths.add(version.path()));
      if (!group.name().isEmpty()) {
        paths.add("/apis/" + group.name());
      }
    }
    return List.copyOf(paths);
  }
}
