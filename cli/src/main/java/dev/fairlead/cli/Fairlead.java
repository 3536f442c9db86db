package dev.fairlead.cli;

import dev.fairlead.cli.command.CommandFailure;
import dev.fairlead.cli.command.StandardStreams;
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
import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.ScopeType;
import picocli.CommandLine.UnmatchedArgumentException;

/** The program {@code fairlead}. Bare, it lists its commands with an example of each. */
@Command(name = "fairlead")
public final class Fairlead {
  static final int SUCCESS = 0;
  static final int FAILURE = 1;
  static final int USAGE = 2;

  /** Set to 1, shows stack traces as {@code --debug} does. */
  static final String DEBUG_VARIABLE = "FAIRLEAD_DEBUG";

  private static final int HELP_COLUMNS = 100;

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

  @Option(
      names = {"-h", "--help"},
      usageHelp = true,
      scope = ScopeType.INHERIT,
      description = "this text")
  @SuppressWarnings("UnusedVariable") // picocli reads what it means from the annotation
  private boolean help;

  @Option(
      names = "--debug",
      scope = ScopeType.INHERIT,
      description = "add the stack trace to a failure")
  private boolean debug;

  Fairlead(StandardStreams streams, Environment environment) {
    this.streams = streams;
    this.environment = environment;
  }

  public static void main(String[] arguments) {
    System.exit(new Fairlead(StandardStreams.ofProcess(), Environment.system()).run(arguments));
  }

  /** Runs one command and returns the exit code. */
  int run(String... arguments) {
    try {
      if (arguments.length == 0 || List.of("-h", "--help", "help").contains(arguments[0])) {
        streams.print(OVERVIEW);
        streams.out().flush();
        return SUCCESS;
      }
      if (arguments[0].equals("--version")) {
        arguments[0] = "version";
      }
      int exitCode = commandLine().execute(arguments);
      streams.out().flush(); // help is printed by picocli, to which a full disk is nothing
      return exitCode;
    } catch (IOException e) {
      return failure(e);
    } catch (OutOfMemoryError e) {
      return failure(
          new CommandFailure("out of memory: allow more with FAIRLEAD_JAVA_OPTIONS=-Xmx4g", e));
    }
  }

  private byte @Nullable [] runSilently(byte[] input, String... arguments) {
    var out = new ByteArrayOutputStream();
    var nobody = new PrintStream(OutputStream.nullOutputStream(), true, StandardCharsets.UTF_8);
    var silent = new StandardStreams(new ByteArrayInputStream(input), out, nobody);
    return new Fairlead(silent, environment).run(arguments) == SUCCESS ? out.toByteArray() : null;
  }

  CommandLine commandLine() {
    return new CommandLine(this)
        .addSubcommand(new PodsCommand(streams, environment))
        .addSubcommand(new ConvertCommand(streams))
        .addSubcommand(new VersionCommand(streams, environment))
        .addSubcommand(new WarmUpCommand(this::runSilently))
        .setExpandAtFiles(false)
        .setUsageHelpWidth(HELP_COLUMNS)
        .setColorScheme(CommandLine.Help.defaultColorScheme(CommandLine.Help.Ansi.OFF))
        .setOut(new PrintWriter(streams.out(), true, StandardCharsets.UTF_8))
        .setParameterExceptionHandler((e, given) -> usageFailure(e))
        .setExecutionExceptionHandler((e, command, parsed) -> failure(e));
  }

  private int usageFailure(ParameterException e) {
    CommandLine command = e.getCommandLine();
    String name = command.getCommandSpec().qualifiedName();
    streams
        .err()
        .println(
            name + ": " + usageProblem(command, e) + "\nTo see what it takes: " + name + " --help");
    return USAGE;
  }

  /** A word that isn't known comes first: what is missing is often what it was meant to be. */
  private static String usageProblem(CommandLine command, ParameterException e) {
    List<String> unknown = command.getUnmatchedArguments();
    if (unknown.isEmpty()) {
      return String.valueOf(e.getMessage());
    }
    String word = unknown.get(0);
    String problem = "there is no option '" + word + "'";
    if (!word.startsWith("-")) {
      problem =
          command.getParent() == null
              ? "there is no command '" + word + "'"
              : "there is no place for '" + word + "'";
    }
    if (command.getCommand() instanceof ConvertCommand && !word.startsWith("-")) {
      problem += ": it reads standard input, as in <" + word;
    }
    List<String> similar = new UnmatchedArgumentException(command, unknown).getSuggestions();
    return problem + (similar.isEmpty() ? "" : "; similar: " + String.join(", ", similar));
  }

  private int failure(Exception e) {
    if (streams.readerLeft()) {
      return SUCCESS;
    }
    streams.err().println("fairlead: " + words(e));
    if (debug || "1".equals(environment.variables().get(DEBUG_VARIABLE))) {
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
