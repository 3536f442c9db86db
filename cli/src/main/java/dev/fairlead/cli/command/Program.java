package dev.fairlead.cli.command;

import dev.fairlead.client.config.ConfigException;
import dev.fairlead.client.config.Environment;
import dev.fairlead.client.error.ApiException;
import java.io.IOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.NoSuchFileException;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Commands, of which one run takes one: it is found, run, and ends in an exit code. */
public final class Program {
  public static final int SUCCESS = 0;
  public static final int FAILURE = 1;
  public static final int USAGE = 2;

  /** Set to 1, shows stack traces as {@code --debug} does. */
  public static final String DEBUG_VARIABLE = "FAIRLEAD_DEBUG";

  private static final List<String> HELP = List.of("-h", "--help", "help");

  private final StandardStreams streams;
  private final Environment environment;
  private final String overview;
  private final Map<String, Command> commands = new LinkedHashMap<>();

  /**
   * A program of these commands.
   *
   * @param overview what it prints when it is called without one
   */
  public Program(
      StandardStreams streams, Environment environment, String overview, List<Command> commands) {
    this.streams = streams;
    this.environment = environment;
    this.overview = overview;
    commands.forEach(command -> this.commands.put(command.name(), command));
  }

  /** Runs one command and returns the exit code. */
  public int run(String... line) {
    boolean debug = "1".equals(environment.variables().get(DEBUG_VARIABLE));
    try {
      if (line.length > 1 && HELP.contains(line[0])) {
        return run(line[1], "--help");
      }
      if (line.length == 0 || HELP.contains(line[0])) {
        streams.print(overview);
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

  public Collection<Command> commands() {
    return commands.values();
  }

  /**
   * The command of that name.
   *
   * @throws UsageException if there is none
   */
  public Command command(String name) {
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

  /** Reads a command line, the command's name included. */
  public Arguments parse(Command command, String... line) {
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

  private int failure(Exception e, boolean debug) {
    if (streams.readerLeft()) {
      return SUCCESS;
    }
    String words = words(e);
    if (!words.isEmpty()) {
      streams.err().println(words);
    }
    if (debug) {
      e.printStackTrace(streams.err());
    }
    return e instanceof CommandFailure failure ? failure.exitCode() : FAILURE;
  }

  private static String words(Exception e) {
    if (e instanceof CommandFailure failure) {
      return failure.words();
    }
    return "fairlead: "
        + switch (e) {
          case ApiException failure -> String.valueOf(failure.getMessage());
          case ConfigException failure -> String.valueOf(failure.getMessage());
          case NoSuchFileException failure -> failure.getFile() + " isn't there";
          case AccessDeniedException failure ->
              failure.getFile() + " can't be used by this user: its permissions forbid it";
          case IOException failure -> String.valueOf(failure.getMessage());
          default -> "a defect of Fairlead, please report it with what --debug adds: " + e;
        };
  }
}
