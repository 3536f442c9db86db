package dev.fairlead.cli.await;

import dev.fairlead.cli.cluster.ClusterCommand;
import dev.fairlead.cli.cluster.GoDuration;
import dev.fairlead.cli.cluster.Session;
import dev.fairlead.cli.cluster.Target;
import dev.fairlead.cli.command.Arguments;
import dev.fairlead.cli.command.Option;
import dev.fairlead.cli.command.StandardStreams;
import dev.fairlead.cli.command.UsageException;
import dev.fairlead.client.ObjectList;
import dev.fairlead.client.Resource;
import dev.fairlead.client.config.Environment;
import dev.fairlead.client.error.ApiException;
import dev.fairlead.client.error.WaitTimeoutException;
import dev.fairlead.model.DynamicObject;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/** {@code fairlead wait}. */
public final class WaitCommand extends ClusterCommand {
  private static final Option FOR = new Option(null, "--for", "WHAT");
  private static final Option TIMEOUT = new Option(null, "--timeout", "TIME");
  private static final Option SELECTOR = new Option("-l", "--selector", "SELECTOR");
  private static final Option ALL = new Option(null, "--all", null);

  /** kubectl's. */
  private static final Duration DEFAULT_TIMEOUT = Duration.ofSeconds(30);

  private static final String UNMET = "the condition doesn't hold: ";

  public WaitCommand(StandardStreams streams, Environment environment) {
    super(streams, environment);
  }

  @Override
  public String name() {
    return "wait";
  }

  @Override
  protected List<Option> ownOptions() {
    return List.of(FOR, TIMEOUT, SELECTOR, ALL);
  }

  @Override
  protected String about() {
    return """
    Waits until something holds of objects, by watches.
    Usage: fairlead wait --for WHAT TYPE NAME... | TYPE/NAME... | TYPE -l SELECTOR | TYPE --all

          --for WHAT            condition=NAME, condition=NAME=VALUE, create, delete,
                                jsonpath=PATH (something is there), or jsonpath=PATH=VALUE
          --timeout TIME        how long for all of them, such as 5m; 30s without it; 0 looks once
      -l, --selector SELECTOR   the objects with these labels, of those that are there
          --all                 all that are there
    """;
  }

  @Override
  protected String examples() {
    return """
    fairlead wait --for=condition=Available deploy/web --timeout=2m
    fairlead wait --for=delete pod -l app=web
    fairlead wait --for=jsonpath='{.status.phase}'=Running pod/web
    """;
  }

  @Override
  protected void run(Arguments arguments, Session session) throws IOException {
    Goal goal = Goal.parse(arguments.required(FOR));
    Duration timeout = GoDuration.of(TIMEOUT.name(), arguments.value(TIMEOUT), DEFAULT_TIMEOUT);
    String selector = arguments.value(SELECTOR);
    boolean several = selector != null || arguments.has(ALL);
    List<Target> targets =
        several ? Target.of(session, arguments.words()) : Target.named(session, arguments.words());
    long end = System.nanoTime() + timeout.toNanos();
    boolean any = false;
    for (Target target : targets) {
      if (several && !target.names().isEmpty()) {
        throw new UsageException("names go without -l and --all");
      }
      for (String name : target.names(session, Optional.ofNullable(selector))) {
        any = true;
        one(session, target, name, goal, Duration.ofNanos(Math.max(1, end - System.nanoTime())));
      }
    }
    if (!any && !goal.isDeletion()) {
      session.failed(new IllegalArgumentException("no matching resources found"));
    }
  }

  private static void one(Session session, Target target, String name, Goal goal, Duration timeout)
      throws IOException {
    try {
      boolean met =
          session.telling(
              "waiting for " + target.shown(name) + ": " + goal,
              () -> await(target.in(session), name, goal, timeout));
      if (met) {
        session.line(target.shown(name) + " condition met");
      }
    } catch (WaitTimeoutException e) {
      session.failed(
          new IllegalStateException(
              "timed out waiting for the condition on "
                  + target.resource().plural()
                  + "/"
                  + name
                  + reason(String.valueOf(e.getMessage())),
              e));
    } catch (ApiException e) {
      session.failed(e);
    }
  }

  /** False if it was to go and isn't there, of which kubectl says nothing. */
  private static boolean await(
      Resource<DynamicObject, ObjectList<DynamicObject>> objects,
      String name,
      Goal goal,
      Duration timeout) {
    if (goal.isDeletion()) {
      if (objects.find(name).isEmpty()) {
        return false;
      }
      objects.waitForDeletion(name, timeout);
      return true;
    }
    if (!goal.isCreation() && goal.test(objects.get(name))) { // as for kubectl, it has to be there
      return true;
    }
    DynamicObject unused = objects.waitFor(name, goal, timeout);
    return true;
  }

  /** What of the client's words tells more than kubectl's: the conditions that don't hold. */
  private static String reason(String message) {
    int at = message.indexOf(UNMET);
    return at < 0 ? "" : ": " + message.substring(at + UNMET.length());
  }
}
