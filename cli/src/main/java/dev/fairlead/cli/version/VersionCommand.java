package dev.fairlead.cli.version;

import dev.fairlead.cli.command.ConnectionOptions;
import dev.fairlead.cli.command.StandardStreams;
import dev.fairlead.client.Kubernetes;
import dev.fairlead.client.config.Config;
import dev.fairlead.client.config.Environment;
import java.io.IOException;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code fairlead version}. */
@Command(
    name = "version",
    header = "Prints the version of Fairlead and, with --server, of the cluster.",
    footer = {"", "Example:", "  fairlead version --server"})
public final class VersionCommand implements Callable<Integer> {
  private final StandardStreams streams;

  @Mixin private final ConnectionOptions connection;

  @Option(names = "--server", description = "ask the cluster for its version, too")
  private boolean server;

  public VersionCommand(StandardStreams streams, Environment environment) {
    this.streams = streams;
    this.connection = new ConnectionOptions(environment);
  }

  @Override
  public Integer call() throws IOException {
    streams.print("fairlead " + ownVersion() + " (Java " + Runtime.version() + ")\n");
    if (server) {
      streams.out().flush();
      Config config = connection.config();
      try (Kubernetes k8s = Kubernetes.connect(config)) {
        streams.print("server " + k8s.version().gitVersion() + " (" + config.server() + ")\n");
      }
    }
    streams.out().flush();
    return 0;
  }

  private static String ownVersion() {
    var module = VersionCommand.class.getModule().getDescriptor();
    return module == null ? "unknown" : module.rawVersion().orElse("unknown");
  }
}
