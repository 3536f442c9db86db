package dev.fairlead.client.config;

import dev.fairlead.client.config.KubeconfigEntries.Cluster;
import dev.fairlead.client.config.KubeconfigEntries.Context;
import dev.fairlead.client.config.KubeconfigEntries.User;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Which entries of a kubeconfig count. Null is for those that could not be found, which is a
 * problem, except for the user: without one, requests are anonymous.
 */
record Choice(@Nullable Context context, @Nullable Cluster cluster, @Nullable User user) {

  static Choice of(Kubeconfig kubeconfig, LoadOptions options, Problems problems) {
    Context context = context(kubeconfig, options, problems);
    return context == null
        ? new Choice(null, null, null)
        : new Choice(
            context,
            cluster(kubeconfig, context, options.cluster(), problems),
            user(kubeconfig, context, options.user(), problems));
  }

  private static @Nullable Context context(
      Kubeconfig kubeconfig, LoadOptions options, Problems problems) {
    String asked = options.context();
    String name = asked != null ? asked : kubeconfig.currentContext().orElse("");
    Context context = kubeconfig.contextEntries().get(name);
    if (context != null) {
      return context;
    }
    Set<String> known = kubeconfig.contextEntries().keySet();
    if (!name.isEmpty()) {
      String where =
          asked != null
              ? kubeconfig.files()
              : kubeconfig.currentContextFile() + ": current-context";
      problems.add(where, "there is no context \"" + name + "\": " + oneOf(known, "contexts"));
    } else if (options.cluster() != null) {
      return new Context(kubeconfig.origin(), "", "", "", "");
    } else {
      problems.add(
          kubeconfig.files(),
          "no context is chosen: set current-context, or ask for one; " + oneOf(known, "contexts"));
    }
    return null;
  }

  private static @Nullable Cluster cluster(
      Kubeconfig kubeconfig, Context context, @Nullable String asked, Problems problems) {
    String name = asked != null ? asked : context.cluster();
    Cluster cluster = kubeconfig.clusterEntries().get(name);
    if (cluster == null) {
      Set<String> known = kubeconfig.clusterEntries().keySet();
      if (asked != null) {
        problems.add(
            kubeconfig.files(),
            "there is no cluster \"" + name + "\": " + oneOf(known, "clusters"));
      } else {
        problems.add(
            context.where() + ": cluster",
            (name.isEmpty() ? "it names no cluster: " : "there is no cluster \"" + name + "\": ")
                + oneOf(known, "clusters"));
      }
    }
    return cluster;
  }

  /** Null for none, which is anonymous. */
  private static @Nullable User user(
      Kubeconfig kubeconfig, Context context, @Nullable String asked, Problems problems) {
    String name = asked != null ? asked : context.user();
    User user = kubeconfig.userEntries().get(name);
    if (user == null && !name.isEmpty()) {
      problems.add(
          asked != null ? kubeconfig.files() : context.where() + ": user",
          "there is no user \""
              + name
              + "\": "
              + oneOf(kubeconfig.userEntries().keySet(), "users"));
    }
    return user;
  }

  private static String oneOf(Set<String> names, String list) {
    return names.isEmpty()
        ? "add it to " + list + ", which is empty"
        : "take one of " + list + " \"" + String.join("\", \"", names) + '"';
  }
}
