package dev.fairlead.model.value;

import java.util.Objects;

/**
 * A version of an API group: {@code apps/v1}, or {@code v1} for the core group, whose name is
 * empty.
 *
 * @param group for example {@code apps}; empty for the core group
 * @param version for example {@code v1}
 */
public record GroupVersion(String group, String version) {

  public GroupVersion {
    Objects.requireNonNull(group, "group");
    Objects.requireNonNull(version, "version");
  }

  /**
   * Reads the text of an apiVersion field. An empty text and {@code /} give the empty version, as
   * in Go.
   *
   * @throws MalformedTextException if there is more than one slash
   */
  public static GroupVersion parse(String apiVersion) {
    if (apiVersion.isEmpty() || apiVersion.equals("/")) {
      return new GroupVersion("", "");
    }
    int slash = apiVersion.indexOf('/');
    if (slash < 0) {
      return new GroupVersion("", apiVersion);
    }
    int second = apiVersion.indexOf('/', slash + 1);
    if (second >= 0) {
      throw new MalformedTextException(
          "apiVersion",
          apiVersion,
          second,
          "unexpected GroupVersion string",
          "Write group/version, for example apps/v1, or v1 for the core group.");
    }
    return new GroupVersion(apiVersion.substring(0, slash), apiVersion.substring(slash + 1));
  }

  /** The text of an apiVersion field: {@code apps/v1}, {@code v1}. */
  public String apiVersion() {
    return group.isEmpty() ? version : group + "/" + version;
  }

  /** A kind of this version. */
  public GroupVersionKind withKind(String kind) {
    return new GroupVersionKind(group, version, kind);
  }

  /** A resource of this version. */
  public GroupVersionResource withResource(String resource) {
    return new GroupVersionResource(group, version, resource);
  }

  /** The same as {@link #apiVersion()}. */
  @Override
  public String toString() {
    return apiVersion();
  }
}
