package dev.fairlead.cli.get;

import dev.fairlead.cli.cluster.Session;
import dev.fairlead.cli.cluster.Target;
import dev.fairlead.cli.output.ObjectFormat;
import dev.fairlead.client.ObjectList;
import dev.fairlead.client.RetryWatch;
import dev.fairlead.client.WatchEvent;
import dev.fairlead.client.Watchable;
import dev.fairlead.client.error.ApiException;
import dev.fairlead.client.error.NotFoundException;
import dev.fairlead.model.DynamicObject;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;

/** The objects themselves, as YAML, JSON, names, or what a template makes of them. */
final class WholeObjects {
  private final Session session;
  private final Selection selection;
  private final ObjectFormat format;
  private final boolean managedFields;
  private final List<DynamicObject> found = new ArrayList<>();
  private String version = "";

  WholeObjects(Session session, Selection selection, ObjectFormat format, boolean managedFields) {
    this.session = session;
    this.selection = selection;
    this.format = format;
    this.managedFields = managedFields;
  }

  void print(List<Target> targets, boolean watch) throws IOException {
    boolean failed = false;
    for (Target target : targets) {
      try {
        collect(target);
      } catch (NotFoundException e) {
        if (!selection.ignoreNotFound()) {
          session.failed(e);
          failed = true;
        }
      } catch (ApiException e) {
        session.failed(e);
        failed = true;
      }
    }
    boolean one = targets.size() == 1 && targets.get(0).names().size() == 1;
    if (!one && !(failed && found.isEmpty())) {
      session.streams().print(format.printAll(found));
    } else if (!found.isEmpty()) {
      session.streams().print(format.print(found.get(0)));
    }
    session.streams().out().flush();
    if (watch && !failed) {
      watch(targets.get(0));
    }
  }

  private void collect(Target target) throws IOException {
    if (target.names().isEmpty()) {
      ObjectList<DynamicObject> list =
          selection.everywhere()
              ? target.everywhere().list(selection::fill)
              : target.in(session).list(selection::fill);
      version = Objects.requireNonNullElse(list.metadata().resourceVersion(), "");
      list.items().forEach(object -> found.add(shown(object)));
      return;
    }
    for (String name : target.names()) {
      try {
        DynamicObject object = target.in(session).get(name);
        version = Objects.requireNonNullElse(object.metadata().resourceVersion(), "");
        found.add(shown(object));
      } catch (NotFoundException e) {
        if (!selection.ignoreNotFound()) {
          session.failed(e);
        }
      }
    }
  }

  private DynamicObject shown(DynamicObject object) {
    return managedFields ? object : object.without("metadata.managedFields");
  }

  private void watch(Target target) throws IOException {
    Watchable<DynamicObject> objects =
        selection.everywhere() ? target.everywhere() : target.in(session);
    try (RetryWatch<DynamicObject> events =
        objects.retryWatch(o ->
            o.labelSelector(selection.labels())
                .fieldSelector(selection.watchedFields(target))
                .resourceVersion(version))) {
      for (WatchEvent<DynamicObject> event : events) {
        if (!(event instanceof WatchEvent.Bookmark)) {
          session.streams().print(format.print(shown(event.object())));
          session.streams().out().flush();
        }
      }
    }
  }
}
