package dev.fairlead.cli.streams;

import dev.fairlead.cli.cluster.ClusterCommand;
import dev.fairlead.cli.cluster.Session;
import dev.fairlead.cli.command.Arguments;
import dev.fairlead.cli.command.Option;
import dev.fairlead.cli.command.StandardStreams;
import dev.fairlead.cli.command.UsageException;
import dev.fairlead.client.Pods;
import dev.fairlead.client.config.Environment;
import dev.fairlead.client.stream.PortForward;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;

/** {@code fairlead port-forward}. */
public final class PortForwardCommand extends ClusterCommand {
  public PortForwardCommand(StandardStreams streams, Environment environment) {
    super(streams, environment);
  }

  @Override
  public String name() {
    return "port-forward";
  }

  @Override
  protected List<Option> ownOptions() {
    return List.of();
  }

  @Override
  protected String about() {
    return """
    Makes ports of a Pod ports of this machine, on its loopback address, until it is stopped.
    Usage: fairlead port-forward POD [LOCAL:]REMOTE...

    Without LOCAL it is the same number; :REMOTE takes a free port. A connection that fails is told
    and ends no other.

    """;
  }

  @Override
  protected String examples() {
    return """
    fairlead port-forward web-0 8080:80
    fairlead port-forward db-0 :5432 -n shop
    """;
  }

  /** A port here and one there; 0 is any that is free. */
  private record Ports(int local, int remote) {
    static Ports parse(String text) {
      int colon = text.indexOf(':');
      String local = colon < 0 ? text : text.substring(0, colon);
      String remote = text.substring(colon + 1);
      try {
        return new Ports(local.isEmpty() ? 0 : Integer.parseInt(local), Integer.parseInt(remote));
      } catch (NumberFormatException e) {
        throw new UsageException("'" + text + "' isn't [LOCAL:]REMOTE, two numbers of ports");
      }
    }
  }

  @Override
  protected void run(Arguments arguments, Session session) throws IOException {
    List<String> words = arguments.words();
    if (words.size() < 2) {
      throw new UsageException("it needs a POD and at least one port");
    }
    List<Ports> ports = words.stream().skip(1).map(Ports::parse).toList();
    String pod = PodContainer.podName(words.get(0));
    Pods pods = session.k8s().coreV1().pods(session.namespace());
    List<PortForward> open = new ArrayList<>();
    try {
      for (Ports each : ports) {
        PortForward forward = pods.portForward(pod, each.remote());
        open.add(forward);
        PortForward listening =
            forward.listen(
                each.local(), e -> session.streams().err().println("error: " + e.getMessage()));
        session.line("Forwarding from 127.0.0.1:" + listening.localPort() + " -> " + each.remote());
      }
      new CountDownLatch(1).await(); // until the process is stopped
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    } finally {
      open.forEach(PortForward::close);
    }
  }
}
