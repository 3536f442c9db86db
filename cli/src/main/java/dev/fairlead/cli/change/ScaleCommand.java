package dev.fairlead.cli.change;

import dev.fairlead.cli.cluster.ClusterCommand;
import dev.fairlead.cli.cluster.Session;
import dev.fairlead.cli.cluster.Target;
import dev.fairlead.cli.command.Arguments;
import dev.fairlead.cli.command.Option;
import dev.fairlead.cli.command.StandardStreams;
import dev.fairlead.cli.command.UsageException;
import dev.fairlead.client.config.Environment;
import dev.fairlead.client.error.ApiException;
import dev.fairlead.model.autoscaling.v1.Scale;
import dev.fairlead.model.patch.Patch;
import java.io.IOException;
import java.util.List;

/** {@code fairlead scale}. */
public final class ScaleCommand extends ClusterCommand {
  private static final Option REPLICAS = new Option(null, "--replicas", "NUMBER");
  private static final Option CURRENT = new Option(null, "--current-replicas", "NUMBER");

  public ScaleCommand(StandardStreams streams, Environment environment) {
    super(streams, environment);
  }

  @Override
  public String name() {
    return "scale";
  }

  @Override
  protected List<Option> ownOptions() {
    return List.of(REPLICAS, CURRENT, DryRun.OPTION);
  }

  @Override
  protected String about() {
    return """
    Changes how many Pods there are to be, of whatever kind scales.
    Usage: fairlead scale TYPE NAME... | TYPE/NAME... --replicas NUMBER

          --replicas NUMBER     how many
          --current-replicas NUMBER   only if there are to be so many now
          --dry-run server      have the server do everything but store
    """;
  }

  @Override
  protected String examples() {
    return """
    fairlead scale deploy/web --replicas=3
    fairlead scale deploy web db --replicas=0 -n shop
    """;
  }

  @Override
  protected void run(Arguments arguments, Session session) throws IOException {
    boolean dryRun = DryRun.wanted(arguments);
    long replicas = number(REPLICAS, arguments.required(REPLICAS));
    String current = arguments.value(CURRENT);
    long expected = current == null ? -1 : number(CURRENT, current);
    for (Target target : Target.named(session, arguments.words())) {
      for (String name : target.names()) {
        try {
          scale(session, target, name, replicas, expected, dryRun);
        } catch (ApiException e) {
          session.failed(e);
        }
      }
    }
  }

  /** With an expectation, the patch holds only for the version that met it. */
  private static void scale(
      Session session, Target target, String name, long replicas, long expected, boolean dryRun)
      throws IOException {
    var scales = target.in(session).scale();
    Patch patch = Patch.merge("{\"spec\":{\"replicas\":" + replicas + "}}");
    if (expected >= 0) {
      Scale now = scales.get(name);
      Integer there = now.spec().replicas();
      if ((there == null ? 0 : there) != expected) {
        session.failed(
            new IllegalStateException(
                "expected replicas to be " + expected + ", was " + (there == null ? 0 : there)));
        return;
      }
      patch = patch.guardedBy(String.valueOf(now.metadata().resourceVersion()));
    }
    Scale unused =
        scales.patch(
            name,
            patch,
            o -> {
              o.fieldManager("fairlead");
              if (dryRun) {
                o.dryRun();
              }
            });
    session.line(target.shown(name) + " scaled" + DryRun.suffix(dryRun));
  }

  private static long number(Option option, String text) {
    try {
      int number = Integer.parseInt(text);
      if (number >= 0) {
        return number;
      }
    } catch (NumberFormatException e) {
      throw wrong(option, text);
    }
    throw wrong(option, text);
  }

  private static UsageException wrong(Option option, String text) {
    return new UsageException(option.name() + " is a number from 0 on, not '" + text + "'");
  }
}
