package dev.fairlead.cli.change;

import dev.fairlead.cli.cluster.ClusterCommand;
import dev.fairlead.cli.cluster.Session;
import dev.fairlead.cli.cluster.Target;
import dev.fairlead.cli.command.Arguments;
import dev.fairlead.cli.command.Option;
import dev.fairlead.cli.command.StandardStreams;
import dev.fairlead.cli.command.UsageException;
import dev.fairlead.client.WriteOptions;
import dev.fairlead.client.config.Environment;
import dev.fairlead.client.error.ApiException;
import dev.fairlead.model.DynamicObject;
import dev.fairlead.model.codec.Codec;
import dev.fairlead.model.codec.DecodeException;
import dev.fairlead.model.patch.JsonPatch;
import dev.fairlead.model.patch.MergePatch;
import dev.fairlead.model.patch.Patch;
import dev.fairlead.model.patch.PatchException;
import dev.fairlead.model.patch.StrategicMergePatch;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Objects;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** {@code fairlead patch}. */
public final class PatchCommand extends ClusterCommand {
  private static final Option PATCH = new Option("-p", "--patch", "PATCH");
  private static final Option FILE = new Option(null, "--patch-file", "FILE");
  private static final Option TYPE = new Option(null, "--type", "TYPE");
  private static final Option SUBRESOURCE = new Option(null, "--subresource", "NAME");

  public PatchCommand(StandardStreams streams, Environment environment) {
    super(streams, environment);
  }

  @Override
  public String name() {
    return "patch";
  }

  @Override
  protected List<Option> ownOptions() {
    return List.of(PATCH, FILE, TYPE, SUBRESOURCE, DryRun.OPTION);
  }

  @Override
  protected String about() {
    return """
    Changes fields of objects.
    Usage: fairlead patch TYPE NAME... | TYPE/NAME... -p PATCH [--type TYPE] [--subresource NAME]

      -p, --patch PATCH         the change, in JSON or YAML
          --patch-file FILE     the file in which it stands
          --type TYPE           strategic (lists are merged by their keys; the default; not for
                                custom resources), merge (lists are replaced), or json (operations)
          --subresource NAME    change this part of the object, such as status
          --dry-run server      have the server do everything but store
    """;
  }

  @Override
  protected String examples() {
    return """
    fairlead patch deploy web -p '{"spec":{"paused":true}}'
    fairlead patch widget/one --type merge -p 'spec: {size: 3}'
    fairlead patch pod web --type json -p '[{"op":"remove","path":"/metadata/labels/old"}]'
    """;
  }

  @Override
  protected void run(Arguments arguments, Session session) throws IOException {
    boolean dryRun = DryRun.wanted(arguments);
    Patch patch = patch(arguments);
    Consumer<WriteOptions> options =
        o -> {
          o.fieldManager("fairlead");
          if (dryRun) {
            o.dryRun();
          }
        };
    for (Target target : Target.named(session, arguments.words())) {
      for (String name : target.names()) {
        try {
          one(session, target, name, patch, arguments.value(SUBRESOURCE), options, dryRun);
        } catch (ApiException e) {
          session.failed(e);
        }
      }
    }
  }

  private static void one(
      Session session,
      Target target,
      String name,
      Patch patch,
      @Nullable String part,
      Consumer<WriteOptions> options,
      boolean dryRun)
      throws IOException {
    var objects = target.in(session);
    if (part != null) {
      var parts = objects.subresource(part, DynamicObject.TYPE);
      DynamicObject before = parts.get(name);
      report(session, target, name, before, parts.patch(name, patch, options), dryRun);
    } else {
      DynamicObject before = objects.get(name);
      report(session, target, name, before, objects.patch(name, patch, options), dryRun);
    }
  }

  /** A dry run has no new version, but what changes in it shows all the same. */
  private static void report(
      Session session,
      Target target,
      String name,
      DynamicObject before,
      DynamicObject after,
      boolean dryRun)
      throws IOException {
    boolean same =
        dryRun
            ? bare(before).equals(bare(after))
            : Objects.equals(
                before.metadata().resourceVersion(), after.metadata().resourceVersion());
    session.line(
        target.shown(name) + " patched" + (same ? " (no change)" : "") + DryRun.suffix(dryRun));
  }

  private static DynamicObject bare(DynamicObject object) {
    return object.without("metadata.managedFields").without("metadata.generation");
  }

  private static Patch patch(Arguments arguments) throws IOException {
    if (arguments.has(PATCH) == arguments.has(FILE)) {
      throw new UsageException("it needs -p PATCH or --patch-file FILE, one of them");
    }
    String file = arguments.value(FILE);
    String text = file == null ? arguments.required(PATCH) : Files.readString(Path.of(file));
    try {
      return Patch.parse(mediaType(arguments.value(TYPE)), Codec.yaml().decodeTree(text));
    } catch (DecodeException | PatchException e) {
      throw new UsageException(
          "the patch can't be read: " + e.getMessage() + "; see --type for what it may be");
    }
  }

  private static String mediaType(@Nullable String type) {
    return switch (Objects.requireNonNullElse(type, "strategic")) {
      case "strategic" -> StrategicMergePatch.MEDIA_TYPE;
      case "merge" -> MergePatch.MEDIA_TYPE;
      case "json" -> JsonPatch.MEDIA_TYPE;
      default -> throw new UsageException("--type is strategic, merge or json, not '" + type + "'");
    };
  }
}
