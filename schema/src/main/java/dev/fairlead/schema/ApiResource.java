package dev.fairlead.schema;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * A resource as discovery shows it.
 *
 * @param resource the plural in paths, such as pods
 * @param namespaced whether its objects live in namespaces
 */
public record ApiResource(
    String group,
    String version,
    String resource,
    String kind,
    String singular,
    boolean namespaced,
    List<String> shortNames,
    List<String> categories,
    List<String> verbs,
    List<Subresource> subresources,
    List<Column> columns) {

  /** A subresource; group and version are those of its kind, empty for those of the resource. */
  public record Subresource(
      String name, String group, String version, String kind, List<String> verbs) {}

  /** A column of the resource's Table; priority 0 shows always, others with wide output. */
  public record Column(String name, String type, String format, long priority) {}

  static ApiResource read(Map<?, ?> raw) {
    Map<String, Object> json = JsonFacts.asObject(raw);
    List<Subresource> subresources = new ArrayList<>();
    for (Object each : JsonFacts.list(json, "subresources")) {
      Map<String, Object> subresource = JsonFacts.asObject(each);
      Map<String, Object> kind = JsonFacts.object(subresource, "kind");
      subresources.add(
          new Subresource(
              JsonFacts.string(subresource, "subresource"),
              JsonFacts.string(kind, "group"),
              JsonFacts.string(kind, "version"),
              JsonFacts.string(kind, "kind"),
              JsonFacts.strings(subresource, "verbs")));
    }
    List<Column> columns = new ArrayList<>();
    for (Object each : JsonFacts.list(json, "columns")) {
      Map<String, Object> column = JsonFacts.asObject(each);
      columns.add(
          new Column(
              JsonFacts.string(column, "name"),
              JsonFacts.string(column, "type"),
              JsonFacts.string(column, "format"),
              ((Number) column.getOrDefault("priority", 0L)).longValue()));
    }
    return new ApiResource(
        JsonFacts.string(json, "group"),
        JsonFacts.string(json, "version"),
        JsonFacts.string(json, "resource"),
        JsonFacts.string(json, "kind"),
        JsonFacts.string(json, "singular"),
        JsonFacts.string(json, "scope").equals("Namespaced"),
        JsonFacts.strings(json, "shortNames"),
        JsonFacts.strings(json, "categories"),
        JsonFacts.strings(json, "verbs"),
        List.copyOf(subresources),
        List.copyOf(columns));
  }
}
