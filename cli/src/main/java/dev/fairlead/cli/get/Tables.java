package dev.fairlead.cli.get;

import dev.fairlead.cli.cluster.Session;
import dev.fairlead.cli.cluster.Target;
import dev.fairlead.cli.output.TableText;
import dev.fairlead.client.RetryWatch;
import dev.fairlead.client.TableResource;
import dev.fairlead.client.WatchEvent;
import dev.fairlead.client.error.ApiException;
import dev.fairlead.client.error.NotFoundException;
import dev.fairlead.model.DynamicObject;
import dev.fairlead.model.meta.v1.Table;
import java.io.IOException;
import java.util.Iterator;
import java.util.List;

/** The server's tables, one a target. */
final class Tables {
  /**
   * What of the tables to print.
   *
   * @param wide also the columns that aren't always wanted
   * @param labels a column of the labels
   * @param headers the line of the columns' names
   * @param kinds the kind before each name, as there are several
   */
  record Style(boolean wide, boolean labels, boolean headers, boolean kinds) {}

  private final Session session;
  private final Selection selection;
  private final Style style;
  private boolean printed;

  Tables(Session session, Selection selection, Style style) {
    this.session = session;
    this.selection = selection;
    this.style = style;
  }

  void print(List<Target> targets, boolean watch) throws IOException {
    boolean failed = false;
    for (Target target : targets) {
      OneTable table = new OneTable(target);
      try {
        table.print(watch);
      } catch (ApiException e) {
        session.failed(e);
        failed = true;
      }
      failed |= table.failed;
    }
    if (!printed && !failed && !selection.ignoreNotFound()) {
      boolean oneNamespace =
          !selection.everywhere() && targets.stream().anyMatch(t -> t.resource().namespaced());
      session
          .streams()
          .err()
          .println(
              "No resources found"
                  + (oneNamespace ? " in " + session.namespace() + " namespace." : ""));
    }
  }

  /** The table of one target. */
  private final class OneTable {
    private final Target target;
    private final TableText text = new TableText();
    private final Rows rows;
    private boolean started;
    private boolean failed;
    private String version = "";

    OneTable(Target target) {
      this.target = target;
      this.rows = new Rows(style, selection.showsNamespaces(target), target.kind());
    }

    void print(boolean watch) throws IOException {
      TableResource tables =
          selection.everywhere()
              ? target.type().tables()
              : target.type().tables(session.namespace());
      if (target.names().isEmpty()) {
        Iterator<Table> pages = tables.pages(selection::fill).iterator();
        while (pages.hasNext()) {
          add(pages.next());
        }
      } else {
        named(tables);
      }
      if (watch && !failed) {
        watch(tables);
      }
    }

    private void named(TableResource tables) throws IOException {
      for (String name : target.names()) {
        try {
          add(tables.get(name));
        } catch (NotFoundException e) {
          if (!selection.ignoreNotFound()) {
            session.failed(e);
            failed = true;
          }
        }
      }
    }

    private void add(Table table) throws IOException {
      String its = table.metadata().resourceVersion();
      version = version.isEmpty() && its != null ? its : version;
      rows.columns(table);
      List<List<String>> lines = rows.of(table);
      if (lines.isEmpty()) {
        return;
      }
      if (!started && style.headers()) {
        session.streams().print(printed ? "\n" : "");
        lines.add(0, rows.header());
      }
      started = true;
      printed = true;
      session.streams().print(text.lines(lines));
      session.streams().out().flush();
    }

    private void watch(TableResource tables) throws IOException {
      try (RetryWatch<DynamicObject> events =
          tables.retryWatch(o ->
              o.labelSelector(selection.labels())
                  .fieldSelector(selection.watchedFields(target))
                  .resourceVersion(version))) {
        for (WatchEvent<DynamicObject> event : events) {
          if (!(event instanceof WatchEvent.Bookmark)) {
            add(event.object().to(Table.TYPE));
          }
        }
      }
    }
  }
}
