package dev.fairlead.up;

import dev.fairlead.cli.command.Arguments;
import dev.fairlead.cli.command.Command;
import dev.fairlead.cli.command.ConnectionOptions;
import dev.fairlead.cli.command.Option;
import dev.fairlead.cli.command.StandardStreams;
import dev.fairlead.client.Kubernetes;
import dev.fairlead.client.config.Environment;
import java.io.IOException;
import java.util.List;
import java.util.Locale;

/** {@code fairlead demo}. */
final class DemoCommand implements Command {
  private static final double NANOS_PER_SECOND = 1e9;

  private final StandardStreams streams;
  private final Environment environment;

  DemoCommand(StandardStreams streams, Environment environment) {
    this.streams = streams;
    this.environment = environment;
  }

  @Override
  public String name() {
    return "demo";
  }

  @Override
  public List<Option> options() {
    return List.of(ConnectionOptions.CONTEXT, ConnectionOptions.KUBECONFIG);
  }

  @Override
  public String help() {
    return """
    Shows what a Kubernetes API and Fairlead's client do, step by step, in a few seconds.
    Usage: fairlead demo [--kubeconfig FILE] [--context NAME]

    Without options it starts an API in its own process. With one it runs on that cluster, in a namespace
    of its own that it deletes at the end.

          --context NAME      the context of the kubeconfig to use instead of its current one
          --kubeconfig FILE   the cluster to run on
          --debug             add the stack trace to a failure
      -h, --help              this text

    Examples:
      fairlead demo
      fairlead demo --kubeconfig kubeconfig      on the API that "fairlead up" has started
    """;
  }

  @Override
  public void run(Arguments arguments) throws IOException {
    long start = System.nanoTime();
    boolean elsewhere =
        arguments.has(ConnectionOptions.KUBECONFIG) || arguments.has(ConnectionOptions.CONTEXT);
    try (DemoCluster cluster =
            elsewhere
                ? DemoCluster.at(ConnectionOptions.config(arguments, environment))
                : DemoCluster.embedded();
        Kubernetes k8s = cluster.administrator()) {
      streams.print("A Kubernetes API, " + cluster.place() + ".\n");
      new Demo(cluster, k8s, new Narrator(streams)).run();
    }
    double seconds = (System.nanoTime() - start) / NANOS_PER_SECOND;
    streams.print(String.format(Locale.ROOT, "\nAll that took %.1f s. ", seconds));
    streams.print(
        "To try it yourself: ./fairlead up. The code:"
            + " up/src/main/java/dev/fairlead/up/Demo.java\n");
  }
}
