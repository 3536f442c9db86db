package dev.fairlead.client.discovery;

import dev.fairlead.model.value.GroupVersion;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * All that a server serves, as far as it could say so.
 *
 * @param groups in the server's order, the core group first
 * @param problems what could not be found out; the groups lack it
 */
public record ApiCatalog(List<Group> groups, List<Problem> problems) {
  /** Nothing. */
  public static final ApiCatalog EMPTY = new ApiCatalog(List.of(), List.of());

  /** Where a problem is that is a group's whose name can't be read. */
  static final String SOME_GROUP = "a group";

  /**
   * A group.
   *
   * @param name empty for the core group
   * @param versions the preferred one first
   */
  public record Group(String name, List<Version> versions) {
    public Group {
      versions = List.copyOf(versions);
    }
  }

  /** A version of a group. */
  public record Version(String name, List<ApiResource> resources) {
    public Version {
      resources = List.copyOf(resources);
    }
  }

  /**
   * Something that could not be found out.
   *
   * @param where a group and version, such as metrics.k8s.io/v1beta1, a group or a path
   * @param what why not
   */
  public record Problem(String where, String what) {
    @Override
    public String toString() {
      return where + ": " + what;
    }
  }

  public ApiCatalog {
    groups = List.copyOf(groups);
    problems = List.copyOf(problems);
  }

  public Optional<Group> group(String name) {
    return groups.stream().filter(g -> g.name().equals(name)).findFirst();
  }

  /** Every resource in every version. */
  public Stream<ApiResource> resources() {
    return groups.stream()
        .flatMap(group -> group.versions().stream())
        .flatMap(version -> version.resources().stream());
  }

  /** Whether this version may be served although it isn't here, for all that was found out. */
  public boolean isUncertain(GroupVersion version) {
    return problems.stream()
        .map(Problem::where)
        .anyMatch(where ->
            where.equals(version.apiVersion())
                || where.equals(SOME_GROUP)
                || where.startsWith("/"));
  }

  /** This one's groups and then the other's, with the problems of both. */
  public ApiCatalog plus(ApiCatalog other) {
    return new ApiCatalog(
        Stream.concat(groups.stream(), other.groups.stream()).toList(),
        Stream.concat(problems.stream(), other.problems.stream()).toList());
  }
}
