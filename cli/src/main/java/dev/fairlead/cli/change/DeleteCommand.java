package dev.fairlead.cli.change;

import dev.fairlead.cli.cluster.ClusterCommand;
import dev.fairlead.cli.cluster.GoDuration;
import dev.fairlead.cli.cluster.Session;
import dev.fairlead.cli.cluster.Target;
import dev.fairlead.cli.command.Arguments;
import dev.fairlead.cli.command.Option;
import dev.fairlead.cli.command.StandardStreams;
import dev.fairlead.cli.command.UsageException;
import dev.fairlead.client.DeleteOptions;
import dev.fairlead.client.config.Environment;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Consumer;

/** {@code fairlead delete}. */
public final class DeleteCommand extends ClusterCommand {
  private static final Option SELECTOR = new Option("-l", "--selector", "SELECTOR");
  private static final Option ALL = new Option(null, "--all", null);
  private static final Option CASCADE = new Option(null, "--cascade", "HOW");
  private static final Option GRACE = new Option(null, "--grace-period", "SECONDS");
  private static final Option WAIT = new Option(null, "--wait", null);
  private static final Option TIMEOUT = new Option(null, "--timeout", "TIME");
  private static final Option IGNORE = new Option(null, "--ignore-not-found", null);

  /** kubectl's for no timeout: a week. */
  private static final Duration FOREVER = Duration.ofDays(7);

  public DeleteCommand(StandardStreams streams, Environment environment) {
    super(streams, environment);
  }

  @Override
  public String name() {
    return "delete";
  }

  @Override
  protected List<Option> ownOptions() {
    return List.of(
        ManifestSource.OPTION, SELECTOR, ALL, CASCADE, GRACE, WAIT, TIMEOUT, IGNORE, DryRun.OPTION);
  }

  @Override
  protected String about() {
    return """
    Deletes objects, and waits until they are gone.
    Usage: fairlead delete TYPE NAME... | TYPE/NAME... | TYPE -l SELECTOR | TYPE --all
           fairlead delete -f FILE|FOLDER|-

      -f, --filename FILE       what is in a file of YAML or JSON, a folder of them, or - for
                                standard input; may be given several times
      -l, --selector SELECTOR   those with these labels
          --all                 all of the type in the namespace
          --cascade HOW         what becomes of objects that it owns: background (they are deleted
                                after it; the default), foreground (before it), or orphan (nothing)
          --grace-period SECONDS   instead of the object's own; 0 takes it away at once
          --wait                until they are gone, the default; --wait=false doesn't
          --timeout TIME        how long to wait for each, such as 30s or 5m
          --ignore-not-found    no failure if an object isn't there
          --dry-run server      have the server do everything but delete
    """;
  }

  @Override
  protected String examples() {
    return """
    fairlead delete deploy/web svc/web -n shop
    fairlead delete pods -l app=web --grace-period=5
    fairlead delete -f shop/ --ignore-not-found
    """;
  }

  @Override
  protected void run(Arguments arguments, Session session) throws IOException {
    boolean dryRun = DryRun.wanted(arguments);
    DeleteOptions.Propagation cascade = cascade(arguments);
    String grace = arguments.value(GRACE);
    long seconds = grace == null ? -1 : seconds(grace);
    Consumer<DeleteOptions> how =
        o -> {
          o.propagation(cascade);
          if (seconds >= 0) {
            o.gracePeriodSeconds(seconds);
          }
        };
    DeleteRun run = new DeleteRun(session, how, dryRun, arguments.has(IGNORE));
    Duration timeout = GoDuration.of(TIMEOUT.name(), arguments.value(TIMEOUT), FOREVER);
    if (arguments.has(ManifestSource.OPTION)) {
      if (!arguments.words().isEmpty() || arguments.has(SELECTOR) || arguments.has(ALL)) {
        throw new UsageException("-f goes without TYPE, -l and --all");
      }
      run.manifests(ManifestSource.read(arguments, session.streams()));
    } else {
      targets(arguments, session, run);
    }
    if (!arguments.isOff(WAIT) && !dryRun) {
      run.awaitEnd(timeout.isZero() ? FOREVER : timeout);
    }
  }

  private static void targets(Arguments arguments, Session session, DeleteRun run)
      throws IOException {
    String selector = arguments.value(SELECTOR);
    boolean several = selector != null || arguments.has(ALL);
    List<Target> targets =
        several ? Target.of(session, arguments.words()) : Target.named(session, arguments.words());
    for (Target target : targets) {
      if (several != target.names().isEmpty()) {
        throw new UsageException("names go without -l and --all");
      }
      run.target(target, Optional.ofNullable(selector));
    }
  }

  private static DeleteOptions.Propagation cascade(Arguments arguments) {
    String cascade = arguments.value(CASCADE);
    return switch (Objects.requireNonNullElse(cascade, "background")) {
      case "background" -> DeleteOptions.Propagation.BACKGROUND;
      case "foreground" -> DeleteOptions.Propagation.FOREGROUND;
      case "orphan" -> DeleteOptions.Propagation.ORPHAN;
      default ->
          throw new UsageException(
              "--cascade is background, foreground or orphan, not '" + cascade + "'");
    };
  }

  private static long seconds(String text) {
    try {
      return Math.max(0, Long.parseLong(text));
    } catch (NumberFormatException e) {
      throw new UsageException("--grace-period is a number of seconds, not '" + text + "'");
    }
  }
}
