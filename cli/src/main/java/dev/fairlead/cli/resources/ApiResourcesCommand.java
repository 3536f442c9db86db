package dev.fairlead.cli.resources;

import dev.fairlead.cli.cluster.ClusterCommand;
import dev.fairlead.cli.cluster.Session;
import dev.fairlead.cli.command.Arguments;
import dev.fairlead.cli.command.Option;
import dev.fairlead.cli.command.StandardStreams;
import dev.fairlead.cli.command.UsageException;
import dev.fairlead.cli.output.TableText;
import dev.fairlead.client.config.Environment;
import dev.fairlead.client.discovery.ApiCatalog;
import dev.fairlead.client.discovery.ApiResource;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** {@code fairlead api-resources}. */
public final class ApiResourcesCommand extends ClusterCommand {
  private static final Option GROUP = new Option(null, "--api-group", "GROUP");
  private static final Option NAMESPACED = new Option(null, "--namespaced", null);
  private static final Option OUTPUT = new Option("-o", "--output", "FORMAT");
  private static final Option NO_HEADERS = new Option(null, "--no-headers", null);

  public ApiResourcesCommand(StandardStreams streams, Environment environment) {
    super(streams, environment);
  }

  @Override
  public String name() {
    return "api-resources";
  }

  @Override
  public int maxWords() {
    return 0;
  }

  @Override
  protected List<Option> ownOptions() {
    return List.of(GROUP, NAMESPACED, OUTPUT, NO_HEADERS);
  }

  @Override
  protected String about() {
    return """
    Lists the resources that the server serves, in their preferred versions.
    Usage: fairlead api-resources [--api-group GROUP] [--namespaced[=false]] [-o FORMAT] ...

          --api-group GROUP     only this group; "" is the core group
          --namespaced          only what is in namespaces; --namespaced=false what isn't
      -o, --output FORMAT       wide, with verbs and categories; or name
          --no-headers          a table without its first line
    """;
  }

  @Override
  protected String examples() {
    return """
    fairlead api-resources --api-group apps
    fairlead api-resources --namespaced=false -o name
    """;
  }

  @Override
  protected void run(Arguments arguments, Session session) throws IOException {
    String output = String.valueOf(arguments.value(OUTPUT));
    if (arguments.has(OUTPUT) && !output.equals("wide") && !output.equals("name")) {
      throw new UsageException("-o is wide or name, not '" + output + "'");
    }
    ApiCatalog catalog = session.k8s().discovery().catalog();
    List<ApiResource> resources =
        preferred(catalog).stream()
            .filter(r -> !arguments.has(GROUP) || r.group().equals(arguments.value(GROUP)))
            .filter(r -> !arguments.has(NAMESPACED) || r.namespaced())
            .filter(r -> !arguments.isOff(NAMESPACED) || !r.namespaced())
            .sorted(Comparator.comparing(ApiResource::group).thenComparing(ApiResource::plural))
            .toList();
    if (output.equals("name")) {
      for (ApiResource resource : resources) {
        session.streams().print(resource.qualifiedName() + "\n");
      }
    } else {
      session
          .streams()
          .print(
              new TableText()
                  .lines(lines(resources, output.equals("wide"), arguments.has(NO_HEADERS))));
    }
    for (ApiCatalog.Problem problem : catalog.problems()) {
      session.failed(new IllegalStateException(problem.toString()));
    }
  }

  private static List<ApiResource> preferred(ApiCatalog catalog) {
    Map<String, ApiResource> first = new LinkedHashMap<>();
    catalog.resources().forEach(r -> first.putIfAbsent(r.qualifiedName(), r));
    return List.copyOf(first.values());
  }

  private static List<List<String>> lines(
      List<ApiResource> resources, boolean wide, boolean noHeaders) {
    List<List<String>> lines = new ArrayList<>();
    if (!noHeaders) {
      List<String> header =
          new ArrayList<>(List.of("NAME", "SHORTNAMES", "APIVERSION", "NAMESPACED", "KIND"));
      if (wide) {
        header.addAll(List.of("VERBS", "CATEGORIES"));
      }
      lines.add(header);
    }
    for (ApiResource resource : resources) {
      List<String> line = new ArrayList<>();
      line.add(resource.plural());
      line.add(String.join(",", resource.shortNames()));
      line.add(resource.name().apiVersion());
      line.add(String.valueOf(resource.namespaced()));
      line.add(resource.kind().kind());
      if (wide) {
        line.add(String.join(",", resource.verbs()));
        line.add(String.join(",", resource.categories()));
      }
      lines.add(line);
    }
    return lines;
  }
}
