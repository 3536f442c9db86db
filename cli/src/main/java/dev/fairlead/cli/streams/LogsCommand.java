package dev.fairlead.cli.streams;

import dev.fairlead.cli.cluster.ClusterCommand;
import dev.fairlead.cli.cluster.GoDuration;
import dev.fairlead.cli.cluster.Session;
import dev.fairlead.cli.command.Arguments;
import dev.fairlead.cli.command.Option;
import dev.fairlead.cli.command.StandardStreams;
import dev.fairlead.cli.command.UsageException;
import dev.fairlead.client.LogOptions;
import dev.fairlead.client.config.Environment;
import dev.fairlead.client.stream.PodLog;
import java.io.IOException;
import java.time.Duration;
import java.util.List;

/** {@code fairlead logs}. */
public final class LogsCommand extends ClusterCommand {
  private static final Option CONTAINER = new Option("-c", "--container", "NAME");
  private static final Option FOLLOW = new Option("-f", "--follow", null);
  private static final Option PREVIOUS = new Option("-p", "--previous", null);
  private static final Option TAIL = new Option(null, "--tail", "LINES");
  private static final Option SINCE = new Option(null, "--since", "TIME");
  private static final Option TIMESTAMPS = new Option(null, "--timestamps", null);

  public LogsCommand(StandardStreams streams, Environment environment) {
    super(streams, environment);
  }

  @Override
  public String name() {
    return "logs";
  }

  @Override
  public int maxWords() {
    return 1;
  }

  @Override
  public String adviceOnWords() {
    return ": it takes one POD, and the container after -c";
  }

  @Override
  protected List<Option> ownOptions() {
    return List.of(CONTAINER, FOLLOW, PREVIOUS, TAIL, SINCE, TIMESTAMPS);
  }

  @Override
  protected String about() {
    return """
    Prints what a container has written.
    Usage: fairlead logs POD [-c NAME] [-f] [--tail LINES] [--since TIME] ...

      -c, --container NAME      which; without it the Pod's default one, or its first
      -f, --follow              go on with what it writes, until it ends
      -p, --previous            of its run before this one
          --tail LINES          only the last so many lines; -1 for all
          --since TIME          only what is younger, such as 5m
          --timestamps          the time before each line
    """;
  }

  @Override
  protected String examples() {
    return """
    fairlead logs web-0 -f --tail=20
    fairlead logs web-0 -c proxy --since=10m
    """;
  }

  @Override
  protected void run(Arguments arguments, Session session) throws IOException {
    if (arguments.words().isEmpty()) {
      throw new UsageException("it needs the name of a POD");
    }
    String since = arguments.value(SINCE);
    Duration age = GoDuration.of(SINCE.name(), since, Duration.ZERO);
    long tail = lines(arguments);
    PodContainer from =
        PodContainer.of(session, arguments.words().get(0), arguments.value(CONTAINER));
    try (PodLog log =
        from.pods()
            .log(
                from.pod(),
                o -> {
                  o.container(from.container());
                  fill(o, arguments);
                  if (since != null) {
                    o.since(age);
                  }
                  if (tail >= 0) {
                    o.tailLines(tail);
                  }
                })) {
      Bytes.copy(log.input(), session.streams().out());
    }
  }

  private static void fill(LogOptions options, Arguments arguments) {
    if (arguments.has(FOLLOW)) {
      options.follow();
    }
    if (arguments.has(PREVIOUS)) {
      options.previous();
    }
    if (arguments.has(TIMESTAMPS)) {
      options.timestamps();
    }
  }

  private static long lines(Arguments arguments) {
    String text = arguments.value(TAIL);
    try {
      return text == null ? -1 : Long.parseLong(text);
    } catch (NumberFormatException e) {
      throw new UsageException("--tail is a number of lines, not '" + text + "'");
    }
  }
}
