package dev.fairlead.model.value;

import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * Where objects are served, as a request path says.
 *
 * @param group for example {@code apps}; empty for the core group
 * @param version for example {@code v1}
 * @param resource the plural in lower case, for example {@code deployments}
 */
public record GroupVersionResource(String group, String version, String resource) {

  public GroupVersionResource {
    Objects.requireNonNull(group, "group");
    Objects.requireNonNull(version, "version");
    Objects.requireNonNull(resource, "resource");
  }

  /**
   * A resource by the text of its apiVersion.
   *
   * @throws MalformedTextException if apiVersion has more than one slash
   */
  public static GroupVersionResource of(String apiVersion, String resource) {
    return GroupVersion.parse(apiVersion).withResource(resource);
  }

  /** The text of the apiVersion field: {@code apps/v1}, {@code v1}. */
  public String apiVersion() {
    return groupVersion().apiVersion();
  }

  /** Group and version. */
  public GroupVersion groupVersion() {
    return new GroupVersion(group, version);
  }

  // Keys of maps that every request and every object looks into: plain code takes half the time of
  // what a record has by itself, until the JVM has compiled that at its highest level.

  @Override
  public boolean equals(@Nullable Object other) {
    return other instanceof GroupVersionResource that
        && resource.equals(that.resource)
        && version.equals(that.version)
        && group.equals(that.group);
  }

  @Override
  public int hashCode() {
    return (31 * group.hashCode() + version.hashCode()) * 31 + resource.hashCode();
  }

  /** For messages, as Go prints it: {@code apps/v1, Resource=deployments}. */
  @Override
  public String toString() {
    return group + "/" + version + ", Resource=" + resource;
  }
}
