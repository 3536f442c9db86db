package dev.fairlead.cli.get;

import dev.fairlead.cli.output.TableText;
import dev.fairlead.model.meta.v1.Table;
import dev.fairlead.model.meta.v1.TableColumnDefinition;
import dev.fairlead.model.meta.v1.TableRow;
import dev.fairlead.model.tree.JsonObject;
import dev.fairlead.model.tree.JsonString;
import dev.fairlead.model.tree.JsonValue;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** The server's rows as those that are printed: which columns, and those that are added. */
final class Rows {
  private static final String NONE = "<none>";

  private final Tables.Style style;
  private final boolean namespaces;
  private final String kind;
  private List<TableColumnDefinition> columns = List.of();

  Rows(Tables.Style style, boolean namespaces, String kind) {
    this.style = style;
    this.namespaces = namespaces;
    this.kind = kind;
  }

  /** Remembers the columns, if the table has some: later pages and events have none. */
  void columns(Table table) {
    if (!table.columnDefinitions().isEmpty()) {
      columns = table.columnDefinitions();
    }
  }

  List<String> header() {
    List<String> line = new ArrayList<>();
    if (namespaces) {
      line.add("NAMESPACE");
    }
    for (TableColumnDefinition column : columns) {
      if (isShown(column)) {
        line.add(String.valueOf(column.name()).toUpperCase(Locale.ROOT));
      }
    }
    if (style.labels()) {
      line.add("LABELS");
    }
    return line;
  }

  private boolean isShown(TableColumnDefinition column) {
    return style.wide() || column.priority() == 0;
  }

  List<List<String>> of(Table table) {
    List<List<String>> lines = new ArrayList<>();
    for (TableRow row : table.rows()) {
      lines.add(line(row));
    }
    return lines;
  }

  private List<String> line(TableRow row) {
    List<String> line = new ArrayList<>();
    if (namespaces) {
      line.add(metadata(row, "namespace") instanceof JsonString(String name) ? name : NONE);
    }
    for (int i = 0; i < Math.min(columns.size(), row.cells().size()); i++) {
      TableColumnDefinition column = columns.get(i);
      if (isShown(column)) {
        String cell = TableText.cell(row.cells().get(i));
        boolean prefixed = style.kinds() && "name".equals(column.format());
        line.add(prefixed ? kind + "/" + cell : cell);
      }
    }
    if (style.labels()) {
      line.add(labels(row));
    }
    return line;
  }

  private static String labels(TableRow row) {
    if (!(metadata(row, "labels") instanceof JsonObject labels) || labels.isEmpty()) {
      return NONE;
    }
    List<String> pairs = new ArrayList<>();
    for (Map.Entry<String, JsonValue> label : new TreeMap<>(labels.members()).entrySet()) {
      pairs.add(label.getKey() + "=" + TableText.cell(label.getValue()));
    }
    return String.join(",", pairs);
  }

  private static @Nullable JsonValue metadata(TableRow row, String name) {
    return row.object() instanceof JsonObject object
            && object.get("metadata") instanceof JsonObject metadata
        ? metadata.get(name)
        : null;
  }
}
