package dev.fairlead.cli.change;

import dev.fairlead.cli.cluster.ClusterCommand;
import dev.fairlead.cli.cluster.Session;
import dev.fairlead.cli.command.Arguments;
import dev.fairlead.cli.command.Option;
import dev.fairlead.cli.command.StandardStreams;
import dev.fairlead.cli.command.UsageException;
import dev.fairlead.cli.output.ObjectFormat;
import dev.fairlead.client.ManifestOptions;
import dev.fairlead.client.ManifestResult;
import dev.fairlead.client.Manifests;
import dev.fairlead.client.ManifestsFailedException;
import dev.fairlead.client.config.Environment;
import java.io.IOException;
import java.util.List;
import java.util.Locale;

/** {@code fairlead apply}. */
public final class ApplyCommand extends ClusterCommand {
  private static final Option MANAGER = new Option(null, "--field-manager", "NAME");
  private static final Option FORCE = new Option(null, "--force-conflicts", null);
  private static final Option PRUNE = new Option(null, "--prune", null);
  private static final Option SELECTOR = new Option("-l", "--selector", "SELECTOR");
  private static final Option PRUNE_TYPES = new Option(null, "--prune-types", "TYPES");

  /** Taken by kubectl's users as a matter of course; there is no other way here. */
  private static final Option SERVER_SIDE = new Option(null, "--server-side", null);

  /**
   * Of kubectl's those of namespaces whose objects carry labels of their own: what a controller
   * labels like its owner, but doesn't mark as owned (Endpoints, PersistentVolumeClaims), would go.
   */
  private static final String DEFAULT_PRUNE_TYPES =
      "configmaps,secrets,services,deployments.apps,statefulsets.apps,daemonsets.apps,"
          + "jobs.batch,cronjobs.batch,ingresses.networking.k8s.io";

  public ApplyCommand(StandardStreams streams, Environment environment) {
    super(streams, environment);
  }

  @Override
  public String name() {
    return "apply";
  }

  @Override
  public int maxWords() {
    return 0;
  }

  @Override
  protected List<Option> ownOptions() {
    return List.of(
        ManifestSource.OPTION,
        FORCE,
        MANAGER,
        DryRun.OPTION,
        PRUNE,
        SELECTOR,
        PRUNE_TYPES,
        SERVER_SIDE);
  }

  @Override
  protected String about() {
    return """
    Makes objects as files say, by server-side apply: creates what isn't there.
    Usage: fairlead apply -f FILE|FOLDER|- [--force-conflicts] [--prune -l SELECTOR] ...

    Namespaces and definitions of custom resources come first, webhooks last. If an object is
    refused, the others are applied nevertheless.

      -f, --filename FILE       a file of YAML or JSON, a folder of them, or - for standard input;
                                may be given several times
          --force-conflicts     take over fields that others have set differently
          --field-manager NAME   who the fields belong to, instead of "fairlead"
          --dry-run server      have the server do everything but store
          --prune               afterwards delete what has the labels of -l and isn't in the files
      -l, --selector SELECTOR   the labels of what may be pruned
          --prune-types TYPES   what may be pruned, with commas between them; without it
                                ConfigMaps, Secrets, Services, Ingresses and all that runs Pods
          --server-side         how it is done anyhow
    """;
  }

  @Override
  protected String examples() {
    return """
    fairlead apply -f shop/ -n shop
    fairlead apply -f web.yaml --dry-run=server
    fairlead apply -f shop/ --prune -l part-of=shop
    """;
  }

  @Override
  protected void run(Arguments arguments, Session session) throws IOException {
    if (!arguments.has(ManifestSource.OPTION)) {
      throw new UsageException("it needs -f FILE");
    }
    if (arguments.has(PRUNE) != arguments.has(SELECTOR)) {
      throw new UsageException("--prune and -l SELECTOR go together");
    }
    boolean dryRun = DryRun.wanted(arguments);
    Manifests manifests = ManifestSource.read(arguments, session.streams());
    List<ManifestResult> results;
    try {
      results =
          session.telling(
              "applying " + manifests,
              () -> session.k8s().apply(manifests, o -> fill(o, arguments, session, dryRun)));
    } catch (ManifestsFailedException e) {
      print(e.results(), dryRun, session);
      for (ManifestsFailedException.Failure failure : e.failures()) {
        session.failed(failure.cause());
      }
      return;
    }
    print(results, dryRun, session);
  }

  private static void fill(
      ManifestOptions options, Arguments arguments, Session session, boolean dryRun) {
    options.defaultNamespace(session.namespace());
    String manager = arguments.value(MANAGER);
    if (manager != null) {
      options.fieldManager(manager);
    }
    if (dryRun) {
      options.dryRun();
    }
    if (arguments.has(FORCE)) {
      options.force();
    }
    if (arguments.has(PRUNE)) {
      String given = arguments.value(PRUNE_TYPES);
      String types = given == null ? DEFAULT_PRUNE_TYPES : given;
      options.prune(arguments.required(SELECTOR), types.split(",", -1));
    }
  }

  private static void print(List<ManifestResult> results, boolean dryRun, Session session)
      throws IOException {
    for (ManifestResult result : results) {
      session.line(
          ObjectFormat.kind(result.object().kind())
              + "/"
              + result.object().metadata().name()
              + " "
              + result.outcome().name().toLowerCase(Locale.ROOT).replace('_', ' ')
              + DryRun.suffix(dryRun));
    }
  }
}
