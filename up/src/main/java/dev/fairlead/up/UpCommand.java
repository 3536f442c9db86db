package dev.fairlead.up;

import dev.fairlead.cli.command.Arguments;
import dev.fairlead.cli.command.Command;
import dev.fairlead.cli.command.CommandFailure;
import dev.fairlead.cli.command.Option;
import dev.fairlead.cli.command.StandardStreams;
import dev.fairlead.cli.command.UsageException;
import dev.fairlead.client.Kubernetes;
import dev.fairlead.client.config.Environment;
import dev.fairlead.cluster.Cluster;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.BindException;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;

/** {@code fairlead up}. */
final class UpCommand implements Command {
  /** kube-apiserver's own. */
  private static final int DEFAULT_PORT = 6443;

  private static final int MAX_PORT = 65_535;
  private static final double NANOS_PER_SECOND = 1e9;

  private static final Option PORT = new Option(null, "--port", "N");
  private static final Option KUBECONFIG = new Option(null, "--kubeconfig", "FILE");
  private static final Option MERGE = new Option(null, "--merge", null);
  private static final Option MANIFESTS = new Option("-f", "--filename", "MANIFESTS");

  private final StandardStreams streams;
  private final Environment environment;
  private final Stop stop;

  UpCommand(StandardStreams streams, Environment environment, Stop stop) {
    this.streams = streams;
    this.environment = environment;
    this.stop = stop;
  }

  @Override
  public String name() {
    return "up";
  }

  @Override
  public List<Option> options() {
    return List.of(PORT, KUBECONFIG, MERGE, MANIFESTS);
  }

  @Override
  public String adviceOnWords() {
    return ": manifests go after -f";
  }

  @Override
  public String help() {
    return """
    Starts a Kubernetes API on this machine, and serves until Ctrl-C.
    Usage: fairlead up [--port N] [--kubeconfig FILE] [--merge] [-f MANIFESTS]

    It listens on 127.0.0.1 only, has an authority and an administrator of its own, and keeps everything
    in memory. Nothing runs the Pods and no controllers act; see docs/guide/embedded.md.

          --port N               where to listen, default 6443; 0 for any port that is free
          --kubeconfig FILE      where to write the kubeconfig, default ./kubeconfig; removed at the end.
                                 A file that "up" didn't write, or that leads to a server that is running,
                                 is never written over
          --merge                add a context "fairlead" to the kubeconfig that kubectl uses ($KUBECONFIG or
                                 ~/.kube/config), until the end; all else in it stays
      -f, --filename MANIFESTS   a file of objects to create (YAML or JSON, several documents), or a
                                 folder of such files
          --debug                add the stack trace to a failure
      -h, --help                 this text

    Examples:
      fairlead up
      fairlead up --port 0 --kubeconfig shop.kubeconfig -f manifests/
      fairlead up --merge                    then: kubectl --context fairlead get namespaces
    """;
  }

  @Override
  public void run(Arguments arguments) throws IOException {
    long start = System.nanoTime();
    int port = port(arguments);
    String filename = arguments.value(MANIFESTS);
    List<Manifest> manifests =
        filename == null ? List.of() : Manifests.read(Path.of(filename)); // before anything starts
    KubeconfigPlace place = place(arguments);
    place.check();
    Cluster cluster = start(port);
    try {
      create(cluster, manifests);
      place.write(cluster);
      streams.print(
          "A Kubernetes API at "
              + cluster.server()
              + ", ready after "
              + seconds(System.nanoTime() - start)
              + " s.\n"
              + place.told()
              + "Try, in another terminal:\n\n"
              + place.threeCommands()
              + "\nCtrl-C stops it, and then everything in it is gone.\n");
      streams.out().flush();
      stop.await(() -> end(cluster, place));
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      end(cluster, place);
    } catch (IOException | RuntimeException e) {
      end(cluster, place);
      throw e;
    }
  }

  private static int port(Arguments arguments) {
    String given = arguments.value(PORT);
    if (given == null) {
      return DEFAULT_PORT;
    }
    try {
      int port = Integer.parseInt(given);
      if (port >= 0 && port <= MAX_PORT) {
        return port;
      }
    } catch (NumberFormatException e) {
      throw notAPort(given, e);
    }
    throw notAPort(given, null);
  }

  private static UsageException notAPort(
      String given, @org.jspecify.annotations.Nullable Exception cause) {
    UsageException failure =
        new UsageException("--port is a number from 0 to " + MAX_PORT + ", not '" + given + "'");
    if (cause != null) {
      failure.initCause(cause);
    }
    return failure;
  }

  private KubeconfigPlace place(Arguments arguments) {
    String file = arguments.value(KUBECONFIG);
    if (arguments.has(MERGE)) {
      if (file != null) {
        throw new UsageException(
            "--merge and --kubeconfig say two places for one thing: give one of them");
      }
      return MergedKubeconfig.of(environment);
    }
    return new OwnKubeconfig(Path.of(file == null ? "kubeconfig" : file));
  }

  private static Cluster start(int port) {
    try {
      return Cluster.start(port);
    } catch (UncheckedIOException e) {
      for (Throwable cause = e; cause != null; cause = cause.getCause()) {
        if (cause instanceof BindException) {
          throw new CommandFailure(
              "port "
                  + port
                  + " of 127.0.0.1 is taken, perhaps by another Kubernetes: stop that, or choose"
                  + " another port with --port (0 is any that is free)",
              e);
        }
      }
      throw e;
    }
  }

  private void create(Cluster cluster, List<Manifest> manifests) throws IOException {
    if (manifests.isEmpty()) {
      return;
    }
    try (Kubernetes k8s = cluster.connect()) {
      for (String line : Manifests.create(k8s, manifests)) {
        streams.print(line + "\n");
      }
    }
  }

  private static String seconds(long nanos) {
    return String.format(Locale.ROOT, "%.1f", nanos / NANOS_PER_SECOND);
  }

  private void end(Cluster cluster, KubeconfigPlace place) {
    try {
      place.remove();
    } catch (IOException e) {
      streams.err().println("fairlead: the kubeconfig is left behind: " + e.getMessage());
    }
    cluster.close();
  }
}
