package dev.fairlead.model.value;

import java.util.Objects;

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

  /** For messages, as Go prints it: {@code apps/v1, Resource=deployments}. */
  @Override
  public String toString() {
    return group + "/" + version + ", Resource=" + resource;
  }
}
