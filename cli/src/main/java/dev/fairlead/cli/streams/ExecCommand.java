package dev.fairlead.cli.streams;

import dev.fairlead.cli.cluster.ClusterCommand;
import dev.fairlead.cli.cluster.Session;
import dev.fairlead.cli.command.Arguments;
import dev.fairlead.cli.command.CommandFailure;
import dev.fairlead.cli.command.Option;
import dev.fairlead.cli.command.StandardStreams;
import dev.fairlead.cli.command.UsageException;
import dev.fairlead.client.config.Environment;
import dev.fairlead.client.stream.Exec;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.util.List;

/** {@code fairlead exec}. */
public final class ExecCommand extends ClusterCommand {
  private static final Option CONTAINER = new Option("-c", "--container", "NAME");
  private static final Option STDIN = new Option("-i", "--stdin", null);

  public ExecCommand(StandardStreams streams, Environment environment) {
    super(streams, environment);
  }

  @Override
  public String name() {
    return "exec";
  }

  @Override
  protected List<Option> ownOptions() {
    return List.of(CONTAINER, STDIN);
  }

  @Override
  protected String about() {
    return """
    Runs a command in a container, without a shell, and ends with its exit code.
    Usage: fairlead exec POD [-c NAME] [-i] -- COMMAND [ARGUMENT...]

    There is no terminal for it yet: what needs one (kubectl's -t) has to be run by kubectl.

      -c, --container NAME      which; without it the Pod's default one, or its first
      -i, --stdin               hand standard input through
    """;
  }

  @Override
  protected String examples() {
    return """
    fairlead exec web-0 -- ls -l /etc
    fairlead exec -i db-0 -- psql <dump.sql
    """;
  }

  @Override
  protected void run(Arguments arguments, Session session) throws IOException {
    List<String> words = arguments.words();
    if (words.size() < 2) {
      throw new UsageException("it needs a POD, two dashes and a command");
    }
    boolean stdin = arguments.has(STDIN);
    PodContainer in = PodContainer.of(session, words.get(0), arguments.value(CONTAINER));
    String[] command = words.subList(1, words.size()).toArray(String[]::new);
    try (Exec exec =
        in.pods()
            .exec(
                in.pod(),
                o -> {
                  o.container(in.container());
                  if (stdin) {
                    o.stdin();
                  }
                },
                command)) {
      if (stdin) {
        // a thread of the platform, as reading standard input can't be interrupted
        Thread.ofPlatform().daemon().start(() -> feed(session, exec));
      }
      int code = exchange(session, exec);
      if (code != 0) {
        session.streams().out().flush();
        session.streams().err().println("command terminated with exit code " + code);
        throw CommandFailure.silent(code);
      }
    }
  }

  private static int exchange(Session session, Exec exec) throws IOException {
    Thread errors =
        Thread.ofVirtual()
            .start(() -> {
              try {
                Bytes.copy(exec.stderr(), session.streams().err());
              } catch (IOException e) {
                throw new UncheckedIOException(e);
              }
            });
    Bytes.copy(exec.stdout(), session.streams().out());
    int code = exec.exitCode();
    try {
      errors.join();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
    return code;
  }

  /** The process may end without having read all: then the rest has no reader, and that is fine. */
  private static void feed(Session session, Exec exec) {
    try (OutputStream stdin = exec.stdin()) {
      Bytes.copy(session.streams().in(), stdin);
    } catch (IOException e) {
      if (exec.isAlive()) {
        session.streams().err().println("fairlead: standard input: " + e.getMessage());
      }
    }
  }
}
