package dev.fairlead.cli.pods;

import dev.fairlead.cli.command.Arguments;
import dev.fairlead.cli.command.Command;
import dev.fairlead.cli.command.CommandFailure;
import dev.fairlead.cli.command.ConnectionOptions;
import dev.fairlead.cli.command.Option;
import dev.fairlead.cli.command.StandardStreams;
import dev.fairlead.client.Kubernetes;
import dev.fairlead.client.Listable;
import dev.fairlead.client.config.Config;
import dev.fairlead.client.config.Environment;
import dev.fairlead.model.core.v1.Pod;
import dev.fairlead.model.core.v1.PodList;
import java.io.IOException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;

/** {@code fairlead pods}. */
public final class PodsCommand implements Command {
  private static final Option ALL_NAMESPACES = new Option("-A", "--all-namespaces", null);
  private static final Option NAMESPACE = new Option("-n", "--namespace", "NAME");
  private static final Option SELECTOR = new Option("-l", "--selector", "SELECTOR");

  private final StandardStreams streams;
  private final Environment environment;

  public PodsCommand(StandardStreams streams, Environment environment) {
    this.streams = streams;
    this.environment = environment;
  }

  @Override
  public String name() {
    return "pods";
  }

  @Override
  public List<Option> options() {
    List<Option> options = new ArrayList<>(List.of(ALL_NAMESPACES, NAMESPACE, SELECTOR));
    options.addAll(ConnectionOptions.all());
    return options;
  }

  @Override
  public String help() {
    return """
    Lists Pods: namespace, name, phase, node and age.
    Usage: fairlead pods [-A] [-n NAME] [-l SELECTOR] [--context NAME] [--kubeconfig FILE] ...

    Pods are printed as their pages arrive, so the columns may widen further down.

      -A, --all-namespaces      all namespaces; then -n counts for nothing
      -n, --namespace NAME      one namespace; without it that of the context, or else "default"
      -l, --selector SELECTOR   only Pods with these labels, as in app=web,tier!=cache
          --context NAME        the context of the kubeconfig to use instead of its current one
          --kubeconfig FILE     the only kubeconfig to read, instead of $KUBECONFIG or ~/.kube/config
          --cluster NAME        the cluster of the kubeconfig to use instead of the context's
          --user NAME           the user of the kubeconfig to use instead of the context's
          --as NAME             the user to act for
          --as-group NAMES      the groups to act for, with commas between them
          --as-uid UID          the UID to act for
          --debug               add the stack trace to a failure
      -h, --help                this text

    Examples:
      fairlead pods                          those of the context's namespace
      fairlead pods -n shop -l app=web       those of namespace shop with that label
      fairlead pods -A --context staging     all of another cluster
    """;
  }

  @Override
  public void run(Arguments arguments) throws IOException {
    Config config = ConnectionOptions.config(arguments, environment);
    String given = arguments.value(NAMESPACE);
    String namespace = given == null || given.isEmpty() ? config.namespace() : given;
    String selector = arguments.value(SELECTOR);
    boolean everywhere = arguments.has(ALL_NAMESPACES);
    try (Kubernetes k8s = Kubernetes.connect(config)) {
      var pods = everywhere ? k8s.coreV1().pods() : podsOf(k8s, namespace);
      if (!print(pods, selector == null ? "" : selector)) {
        String where = everywhere ? "" : " in " + namespace + " namespace.";
        streams.err().println("No resources found" + where);
      }
    }
  }

  private static Listable<Pod, PodList> podsOf(Kubernetes k8s, String namespace) {
    try {
      return k8s.coreV1().pods(namespace);
    } catch (IllegalArgumentException e) {
      throw new CommandFailure(e.getMessage() + ": correct --namespace or the context's", e);
    }
  }

  /** Prints page by page; false if there was no Pod. */
  private boolean print(Listable<Pod, PodList> pods, String selector) throws IOException {
    PodTable table = new PodTable(Instant.now());
    Iterator<PodList> pages = pods.pages(o -> o.labelSelector(selector)).iterator();
    while (pages.hasNext()) {
      streams.print(table.page(pages.next().items()));
      streams.out().flush();
    }
    return !table.isEmpty();
  }
}
