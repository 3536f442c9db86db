package dev.fairlead.cli.version;

import dev.fairlead.cli.command.Arguments;
import dev.fairlead.cli.command.Command;
import dev.fairlead.cli.command.ConnectionOptions;
import dev.fairlead.cli.command.Option;
import dev.fairlead.cli.command.StandardStreams;
import dev.fairlead.client.Kubernetes;
import dev.fairlead.client.config.Config;
import dev.fairlead.client.config.Environment;
import java.io.IOException;
import java.util.List;

/** {@code fairlead version}. */
public final class VersionCommand implements Command {
  private static final Option SERVER = new Option(null, "--server", null);

  private final StandardStreams streams;
  private final Environment environment;

  public VersionCommand(StandardStreams streams, Environment environment) {
    this.streams = streams;
    this.environment = environment;
  }

  @Override
  public String name() {
    return "version";
  }

  @Override
  public List<Option> options() {
    return List.of(SERVER, ConnectionOptions.CONTEXT, ConnectionOptions.KUBECONFIG);
  }

  @Override
  public String help() {
    return """
    Prints the version of Fairlead and, with --server, of the cluster.
    Usage: fairlead version [--server] [--context NAME] [--kubeconfig FILE]

          --server            ask the cluster for its version, too
          --context NAME      the context of the kubeconfig to use instead of its current one
          --kubeconfig FILE   the only kubeconfig to read, instead of $KUBECONFIG or ~/.kube/config
          --debug             add the stack trace to a failure
      -h, --help              this text

    Example:
      fairlead version --server
    """;
  }

  @Override
  public void run(Arguments arguments) throws IOException {
    streams.print("fairlead " + ownVersion() + " (Java " + Runtime.version() + ")\n");
    if (arguments.has(SERVER)) {
      streams.out().flush();
      Config config = ConnectionOptions.config(arguments, environment);
      try (Kubernetes k8s = Kubernetes.connect(config)) {
        streams.print("server " + k8s.version().gitVersion() + " (" + config.server() + ")\n");
      }
    }
  }

  private static String ownVersion() {
    var module = VersionCommand.class.getModule().getDescriptor();
    return module == null ? "unknown" : module.rawVersion().orElse("unknown");
  }
}
