package dev.fairlead.cli.get;

import dev.fairlead.cli.cluster.ClusterCommand;
import dev.fairlead.cli.cluster.Session;
import dev.fairlead.cli.cluster.Target;
import dev.fairlead.cli.command.Arguments;
import dev.fairlead.cli.command.Option;
import dev.fairlead.cli.command.StandardStreams;
import dev.fairlead.cli.command.UsageException;
import dev.fairlead.cli.output.ObjectFormat;
import dev.fairlead.client.config.Environment;
import java.io.IOException;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** {@code fairlead get}. */
public final class GetCommand extends ClusterCommand {
  private static final Option ALL_NAMESPACES = new Option("-A", "--all-namespaces", null);
  private static final Option SELECTOR = new Option("-l", "--selector", "SELECTOR");
  private static final Option FIELDS = new Option(null, "--field-selector", "SELECTOR");
  private static final Option OUTPUT = new Option("-o", "--output", "FORMAT");
  private static final Option WATCH = new Option("-w", "--watch", null);
  private static final Option SHOW_LABELS = new Option(null, "--show-labels", null);
  private static final Option NO_HEADERS = new Option(null, "--no-headers", null);
  private static final Option IGNORE = new Option(null, "--ignore-not-found", null);
  private static final Option MANAGED = new Option(null, "--show-managed-fields", null);

  public GetCommand(StandardStreams streams, Environment environment) {
    super(streams, environment);
  }

  @Override
  public String name() {
    return "get";
  }

  @Override
  protected List<Option> ownOptions() {
    return List.of(
        ALL_NAMESPACES, SELECTOR, FIELDS, OUTPUT, WATCH, SHOW_LABELS, NO_HEADERS, IGNORE, MANAGED);
  }

  @Override
  protected String about() {
    return """
    Shows objects of any kind.
    Usage: fairlead get TYPE[,TYPE...] [NAME...] [-o FORMAT] [-l SELECTOR] ...
           fairlead get TYPE/NAME... [-o FORMAT] ...

    A TYPE is a plural, singular, kind or short name, alone or as deployments.apps or
    deployments.v1.apps; or all. Tables are the server's and printed as their pages arrive, so the
    columns may widen further down.

      -A, --all-namespaces      all namespaces; then -n counts for nothing
      -l, --selector SELECTOR   only objects with these labels, as in app=web,tier!=cache
          --field-selector SELECTOR   only objects with these fields, as in status.phase=Running
      -o, --output FORMAT       wide, yaml, json, name or jsonpath=TEMPLATE; without it a table
      -w, --watch               go on with what happens to them, until it is stopped
          --show-labels         a column of the labels
          --no-headers          a table without its first line
          --ignore-not-found    no failure if an object isn't there
          --show-managed-fields   keep metadata.managedFields in YAML and JSON
    """;
  }

  @Override
  protected String examples() {
    return """
    fairlead get deploy,svc -n shop           both kinds
    fairlead get pod/web-0 -o yaml            one object, all of it
    fairlead get pods -A -o jsonpath='{range .items[*]}{.metadata.name}{"\\n"}{end}'
    """;
  }

  @Override
  protected void run(Arguments arguments, Session session) throws IOException {
    Selection selection =
        new Selection(
            arguments.has(ALL_NAMESPACES),
            text(arguments.value(SELECTOR)),
            text(arguments.value(FIELDS)),
            arguments.has(IGNORE));
    String output = text(arguments.value(OUTPUT));
    boolean table = output.isEmpty() || output.equals("wide");
    ObjectFormat format = table ? null : ObjectFormat.of(output);
    List<Target> targets = Target.of(session, arguments.words());
    selection.check(targets);
    boolean watch = arguments.has(WATCH);
    if (watch && (targets.size() > 1 || targets.get(0).names().size() > 1)) {
      throw new UsageException("-w takes one TYPE, and one NAME at most");
    }
    if (format == null) {
      Tables tables =
          new Tables(
              session,
              selection,
              new Tables.Style(
                  output.equals("wide"),
                  arguments.has(SHOW_LABELS),
                  !arguments.has(NO_HEADERS),
                  targets.size() > 1));
      tables.print(targets, watch);
    } else {
      boolean managed = arguments.has(MANAGED) || format.wantsAll();
      new WholeObjects(session, selection, format, managed).print(targets, watch);
    }
  }

  private static String text(@Nullable String value) {
    return Objects.requireNonNullElse(value, "");
  }
}
