package dev.fairlead.up;

import dev.fairlead.cli.command.Program;
import dev.fairlead.cli.command.StandardStreams;
import dev.fairlead.client.config.Environment;
import java.util.List;

/** The program behind {@code ./fairlead up} and {@code ./fairlead demo}. */
public final class Up {
  private static final String OVERVIEW =
      """
      Fairlead's Kubernetes API. Commands; more with --help:

        up     a Kubernetes API on this machine, until it is stopped
        demo   a first look at what the API and the client do, step by step
      """;

  private Up() {}

  public static void main(String[] arguments) {
    System.exit(program(StandardStreams.ofProcess(), Environment.system()).run(arguments));
  }

  static Program program(StandardStreams streams, Environment environment) {
    return new Program(
        streams,
        environment,
        OVERVIEW,
        List.of(
            new UpCommand(streams, environment, Stop.ofProcess()),
            new DemoCommand(streams, environment),
            new WarmUpCommand(environment)));
  }
}
