package dev.fairlead.cli.get;

import dev.fairlead.cli.cluster.Target;
import dev.fairlead.cli.command.UsageException;
import dev.fairlead.client.ListOptions;
import java.util.List;

/**
 * Which objects of the targets are meant.
 *
 * @param everywhere those of all namespaces
 * @param labels a selector, or empty
 * @param fields a selector, or empty
 * @param ignoreNotFound whether it is no failure if a named one isn't there
 */
record Selection(boolean everywhere, String labels, String fields, boolean ignoreNotFound) {

  /** Names say all: they go with no selector and with one namespace. */
  void check(List<Target> targets) {
    boolean named = targets.stream().anyMatch(target -> !target.names().isEmpty());
    if (named && everywhere) {
      throw new UsageException(
          "names are of one namespace: give -n in place of -A, or no names and"
              + " --field-selector metadata.name=NAME");
    }
    if (named && !(labels.isEmpty() && fields.isEmpty())) {
      throw new UsageException("selectors and names don't go together: leave out one of them");
    }
  }

  void fill(ListOptions options) {
    options.labelSelector(labels).fieldSelector(fields);
  }

  /** The fields to watch: of one object if it has a name. */
  String watchedFields(Target target) {
    return target.names().isEmpty() ? fields : "metadata.name=" + target.names().get(0);
  }

  /** Whether the objects are of different namespaces, which the output has to tell. */
  boolean showsNamespaces(Target target) {
    return everywhere && target.resource().namespaced();
  }
}
