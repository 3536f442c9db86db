package dev.fairlead.cli;

import dev.fairlead.cli.command.Arguments;
import dev.fairlead.cli.command.Command;
import dev.fairlead.cli.command.CommandFailure;
import dev.fairlead.cli.command.Option;
import dev.fairlead.cli.command.Similar;
import dev.fairlead.cli.command.StandardStreams;
import dev.fairlead.cli.command.UsageException;
import dev.fairlead.cli.convert.ConvertCommand;
import dev.fairlead.cli.pods.PodsCommand;
import dev.fairlead.cli.version.VersionCommand;
import dev.fairlead.cli.warmup.WarmUpCommand;
import dev.fairlead.client.config.ConfigException;
import dev.fairlead.client.config.Environment;
import dev.fairlead.client.error.ApiException;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The program {@code fairlead}. Bare, it lists its commands with an example of each. */
public final class Fairlead {
  static final int SUCCESS = 0;
  static final int FAILURE = 1;
  static final int USAGE = 2;

  /** Set to 1, shows stack traces as {@code --debug} does. */
  static final String DEBUG_VARIABLE = "FAIRLEAD_DEBUG";

  private static final List<String> HELP = List.of("-h", "--help", "help");

  private static final String OVERVIEW =
      """
      Fairlead, Kubernetes for Java developers. Commands, each with an example; more with --help:

        pods      fairlead pods -n shop -l app=web
                  the Pods of a namespace, or with -A of all: phase, node, age
        convert   fairlead convert --from yaml --to json <web.yaml
                  Kubernetes objects from one format to another: JSON, YAML, protobuf
        version   fairlead version --server
                  of Fairlead and, with --server, of the cluster

      In the source tree:

        demo      ./fairlead demo
                  a first look: deploys to a real Kubernetes, watches and lists its Pods
        test      ./fairlead test
                  every test but those that need a real Kubernetes; those with --real
        bench     ./fairlead bench list
                  Fairlead and the other clients on one workload
        build     ./fairlead build
                  the jars
        format    ./fairlead format
                  writes the format that the build checks
        clean     ./fairlead clean
                  deletes what was built

      Exit codes: 0 success, 1 failure, 2 a command line that can't be understood.
      --debug, or FAIRLEAD_DEBUG=1, adds stack traces to failures.
      """;

  private final StandardStreams streams;
  private final Environment environment;

  private final Map<String, Command> commands = new LinkedHashMap<>();

  Fairlead(StandardStreams streams, Environment environment) {
    this.streams = streams;
    this.environment = environment;
    add(new PodsCommand(streams, environment));
    add(new ConvertCommand(streams));
    add(new VersionCommand(streams, environment));
    add(new WarmUpCommand(this::runSilently));
  }

  private void add(Command command) {
    commands.put(command.name(), command);
  }

  public static void main(String[] arguments) {
    System.exit(new Fairlead(StandardStreams.ofProcess(), Environment.system()).run(arguments));
  }

  /** Runs one command and returns the exit code. */
  int run(String... line) {
    boolean debug = "1".equals(environment.variables().get(DEBUG_VARIABLE));
    try {
      if (line.length > 1 && HELP.contains(line[0])) {
        return run(line[1], "--help");
      }
      if (line.length == 0 || HELP.contains(line[0])) {
        streams.print(OVERVIEW);
      } else {
        Command command = command(line[0]);
        Arguments arguments = parse(command, line);
        debug |= arguments.has(Option.DEBUG);
        run(command, arguments);
      }
      streams.out().flush();
      return SUCCESS;
    } catch (UsageException e) {
      streams.err().println(e.getMessage());
      return USAGE;
    } catch (IOException | RuntimeException e) {
      return failure(e, debug);
    } catch (OutOfMemoryError e) {
      return failure(
          new CommandFailure("out of memory: allow more with FAIRLEAD_JAVA_OPTIONS=-Xmx4g", e),
          debug);
    }
  }

  Collection<Command> commands() {
    return commands.values();
  }

  Command command(String name) {
    Command command = commands.get(name.equals("--version") ? "version" : name);
    if (command == null) {
      String problem =
          name.startsWith("-")
              ? "a command comes first, not '" + name + "'"
              : "there is no command '" + name + "'" + Similar.to(name, commands.keySet());
      throw new UsageException("fairlead: " + problem + "\nTo see what there is: fairlead --help");
    }
    return command;
  }

  Arguments parse(Command command, String... line) {
    try {
      return Arguments.parse(command, List.of(line).subList(1, line.length));
    } catch (UsageException e) {
      throw inPlace(command, e);
    }
  }

  private void run(Command command, Arguments arguments) throws IOException {
    if (arguments.has(Option.HELP)) {
      streams.print(command.help());
      return;
    }
    try {
      command.run(arguments);
    } catch (UsageException e) {
      throw inPlace(command, e);
    }
  }

  private static UsageException inPlace(Command command, UsageException e) {
    String name = "fairlead " + command.name();
    return new UsageException(
        name + ": " + e.getMessage() + "\nTo see what it takes: " + name + " --help");
  }

  private byte @Nullable [] runSilently(byte[] input, String... arguments) {
    var out = new ByteArrayOutputStream();
    var nobody = new PrintStream(OutputStream.nullOutputStream(), true, StandardCharsets.UTF_8);
    var silent = new StandardStreams(new ByteArrayInputStream(input), out, nobody);
    return new Fairlead(silent, environment).run(arguments) == SUCCESS ? out.toByteArray() : null;
  }

  private int failure(Exception e, boolean debug) {
    if (streams.readerLeft()) {
      return SUCCESS;
    }
    streams.err().println("fairlead: " + words(e));
    if (debug) {
      e.printStackTrace(streams.err());
    }
    return FAILURE;
  }

  private static String words(Exception e) {
    return switch (e) {
      case CommandFailure failure -> String.valueOf(failure.getMessage());
      case ApiException failure -> String.valueOf(failure.getMessage());
      case ConfigException failure -> String.valueOf(failure.getMessage());
      case IOException failure -> String.valueOf(failure.getMessage());
      default -> "a defect of Fairlead, please report it with what --debug adds: " + e;
    };
  }
}
