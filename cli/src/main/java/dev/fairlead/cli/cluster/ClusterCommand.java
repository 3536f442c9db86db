package dev.fairlead.cli.cluster;

import dev.fairlead.cli.command.Arguments;
import dev.fairlead.cli.command.Command;
import dev.fairlead.cli.command.ConnectionOptions;
import dev.fairlead.cli.command.Option;
import dev.fairlead.cli.command.StandardStreams;
import dev.fairlead.client.config.Environment;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;

/** A command that works on a cluster, in a namespace. */
public abstract class ClusterCommand implements Command {
  private static final Option NAMESPACE = new Option("-n", "--namespace", "NAME");

  private static final String SHARED_HELP =
      """
        -n, --namespace NAME    instead of the namespace of the context, or else "default"
            --context NAME      the context of the kubeconfig to use instead of its current one
            --kubeconfig FILE   the only kubeconfig to read, instead of $KUBECONFIG or ~/.kube/config
            --cluster NAME      the cluster of the kubeconfig to use instead of the context's
            --user NAME         the user of the kubeconfig to use instead of the context's
            --as NAME           the user to act for
            --as-group NAMES    the groups to act for, with commas between them
            --as-uid UID        the UID to act for
            --debug             add the stack trace to a failure
        -h, --help              this text
      """;

  private final StandardStreams streams;
  private final Environment environment;

  protected ClusterCommand(StandardStreams streams, Environment environment) {
    this.streams = streams;
    this.environment = environment;
  }

  /** What it takes besides the namespace and the way to the cluster. */
  protected abstract List<Option> ownOptions();

  /** What it does, its usage, and its own options; each line of these ends with a line end. */
  protected abstract String about();

  /** After the options. */
  protected abstract String examples();

  /**
   * Does it.
   *
   * @throws IOException if an output or a file fails
   */
  protected abstract void run(Arguments arguments, Session session) throws IOException;

  @Override
  public final List<Option> options() {
    List<Option> options = new ArrayList<>(ownOptions());
    options.add(NAMESPACE);
    options.addAll(ConnectionOptions.all());
    return options;
  }

  /** Any number of them; the commands say themselves what is wrong with them. */
  @Override
  public int maxWords() {
    return Integer.MAX_VALUE;
  }

  @Override
  public final String help() {
    return about() + SHARED_HELP + "\nExamples:\n" + examples().indent(2);
  }

  @Override
  public final void run(Arguments arguments) throws IOException {
    try (Session session =
        new Session(streams, environment, arguments, arguments.value(NAMESPACE))) {
      run(arguments, session);
      session.failIfAnythingFailed();
    } catch (RuntimeException e) {
      throw ServerWords.failure(e);
    }
  }
}
