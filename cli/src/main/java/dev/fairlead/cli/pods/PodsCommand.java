package dev.fairlead.cli.pods;

import dev.fairlead.cli.command.CommandFailure;
import dev.fairlead.cli.command.ConnectionOptions;
import dev.fairlead.cli.command.StandardStreams;
import dev.fairlead.client.Kubernetes;
import dev.fairlead.client.Listable;
import dev.fairlead.client.config.Config;
import dev.fairlead.client.config.Environment;
import dev.fairlead.model.core.v1.Pod;
import dev.fairlead.model.core.v1.PodList;
import java.io.IOException;
import java.time.Instant;
import java.util.Iterator;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code fairlead pods}. */
@Command(
    name = "pods",
    header = "Lists Pods: namespace, name, phase, node and age.",
    description = {
      "",
      "Pods are printed as their pages arrive, so the columns may widen further down.",
      ""
    },
    footer = {
      "",
      "Examples:",
      "  fairlead pods                          those of the context's namespace",
      "  fairlead pods -n shop -l app=web       those of namespace shop with that label",
      "  fairlead pods -A --context staging     all of another cluster"
    })
public final class PodsCommand implements Callable<Integer> {
  private final StandardStreams streams;

  @Mixin private final ConnectionOptions connection;

  @Option(
      names = {"-A", "--all-namespaces"},
      description = "all namespaces; then -n counts for nothing")
  private boolean allNamespaces;

  @Option(
      names = {"-n", "--namespace"},
      paramLabel = "NAME",
      description = "one namespace; without it that of the context, or else \"default\"")
  private @Nullable String namespace;

  @Option(
      names = {"-l", "--selector"},
      paramLabel = "SELECTOR",
      description = "only Pods with these labels, as in app=web,tier!=cache")
  private String selector = "";

  public PodsCommand(StandardStreams streams, Environment environment) {
    this.streams = streams;
    this.connection = new ConnectionOptions(environment);
  }

  @Override
  public Integer call() throws IOException {
    Config config = connection.config();
    String one = namespace == null || namespace.isEmpty() ? config.namespace() : namespace;
    try (Kubernetes k8s = Kubernetes.connect(config)) {
      boolean any = print(allNamespaces ? k8s.coreV1().pods() : podsOf(k8s, one));
      if (!any) {
        streams
            .err()
            .println("No resources found" + (allNamespaces ? "" : " in " + one + " namespace."));
      }
    }
    return 0;
  }

  private static Listable<Pod, PodList> podsOf(Kubernetes k8s, String namespace) {
    try {
      return k8s.coreV1().pods(namespace);
    } catch (IllegalArgumentException e) {
      throw new CommandFailure(e.getMessage() + ": correct --namespace or the context's", e);
    }
  }

  /** Prints page by page; false if there was no Pod. */
  private boolean print(Listable<Pod, PodList> pods) throws IOException {
    PodTable table = new PodTable(Instant.now());
    Iterator<PodList> pages = pods.pages(o -> o.labelSelector(selector)).iterator();
    while (pages.hasNext()) {
      streams.print(table.page(pages.next().items()));
      streams.out().flush();
    }
    return !table.isEmpty();
  }
}
