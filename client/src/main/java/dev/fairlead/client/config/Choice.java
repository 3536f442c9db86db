package dev.fairlead.client.config;

import dev.fairlead.client.config.KubeconfigEntries.Cluster;
import dev.fairlead.client.config.KubeconfigEntries.Context;
import dev.fairlead.client.config.KubeconfigEntries.Origin;
import dev.fairlead.client.config.KubeconfigEntries.User;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * Which entries of a kubeconfig count. Null is for those that could not be found, which is a
 * problem, except for the user: without one, requests are anonymous.
 */
record Choice(@Nullable Context context, @Nullable Cluster cluster, @Nullable User user) {

  /** How many names a message lists. */
  private static final int MAX_NAMES = 10;

  static Choice of(Kubeconfig kubeconfig, LoadOptions options, Problems problems) {
    Context context = context(kubeconfig, options, problems);
    return context == null
        ? new Choice(null, null, null)
        : new Choice(
            context,
            atServer(cluster(kubeconfig, context, options, problems), kubeconfig.origin(), options),
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
      problems.add(
          where, "there is no context " + Problems.quote(name) + ": " + oneOf(known, "contexts"));
    } else if (options.cluster() != null || options.server() != null) {
      return new Context(kubeconfig.origin(), "", "", "", "");
    } else if (known.isEmpty()) {
      problems.add(
          kubeconfig.files(),
          "has no context: name another file, or add one with 'kubectl config set-context'");
    } else {
      problems.add(
          kubeconfig.files(),
          "no context is chosen: set current-context, or ask for one; " + oneOf(known, "contexts"));
    }
    return null;
  }

  private static @Nullable Cluster cluster(
      Kubeconfig kubeconfig, Context context, LoadOptions options, Problems problems) {
    String asked = options.cluster();
    String name = asked != null ? asked : context.cluster();
    if (name.isEmpty() && options.server() != null) {
      return null;
    }
    Cluster cluster = kubeconfig.clusterEntries().get(name);
    if (cluster == null) {
      Set<String> known = kubeconfig.clusterEntries().keySet();
      if (asked != null) {
        problems.add(
            kubeconfig.files(),
            "there is no cluster " + Problems.quote(name) + ": " + oneOf(known, "clusters"));
      } else {
        problems.add(
            context.where() + ": cluster",
            (name.isEmpty()
                    ? "it names no cluster: "
                    : "there is no cluster " + Problems.quote(name) + ": ")
                + oneOf(known, "clusters"));
      }
    }
    return cluster;
  }

  /** The cluster with the address and name that were asked for, if they were. */
  private static @Nullable Cluster atServer(
      @Nullable Cluster cluster, Origin origin, LoadOptions options) {
    String server = options.server();
    String name = options.tlsServerName();
    if (cluster == null) {
      return server == null ? null : Cluster.at(origin, server, name == null ? "" : name);
    }
    return server == null && name == null
        ? cluster
        : cluster.with(
            server == null ? cluster.server() : server,
            name == null ? (server == null ? cluster.tlsServerName() : "") : name);
  }

  /** Null for none, which is anonymous. */
  private static @Nullable User user(
      Kubeconfig kubeconfig, Context context, @Nullable String asked, Problems problems) {
    String name = asked != null ? asked : context.user();
    User user = kubeconfig.userEntries().get(name);
    if (user == null && !name.isEmpty()) {
      problems.add(
          asked != null ? kubeconfig.files() : context.where() + ": user",
          "there is no user "
              + Problems.quote(name)
              + ": "
              + oneOf(kubeconfig.userEntries().keySet(), "users"));
    }
    return user;
  }

  private static String oneOf(Set<String> names, String list) {
    if (names.isEmpty()) {
      return "add it to " + list + ", which is empty";
    }
    String some =
        names.stream()
            .limit(MAX_NAMES)
            .map(Problems::quote)
            .collect(Collectors.joining(", ", "take one of " + list + " ", ""));
    return names.size() <= MAX_NAMES
        ? some
        : some + " and " + (names.size() - MAX_NAMES) + " others";
  }
}
