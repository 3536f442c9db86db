package dev.fairlead.model.value;

import java.util.Objects;

/**
 * What an object is, as its apiVersion and kind fields say.
 *
 * @param group for example {@code apps}; empty for the core group
 * @param version for example {@code v1}
 * @param kind for example {@code Deployment}
 */
public record GroupVersionKind(String group, String version, String kind) {

  public GroupVersionKind {
    Objects.requireNonNull(group, "group");
    Objects.requireNonNull(version, "version");
    Objects.requireNonNull(kind, "kind");
  }

  /**
   * The two fields of an object.
   *
   * @throws MalformedTextException if apiVersion has more than one slash
   */
  public static GroupVersionKind of(String apiVersion, String kind) {
    return GroupVersion.parse(apiVersion).withKind(kind);
  }

  /** The text of the apiVersion field: {@code apps/v1}, {@code v1}. */
  public String apiVersion() {
    return groupVersion().apiVersion();
  }

  /** Group and version. */
  public GroupVersion groupVersion() {
    return new GroupVersion(group, version);
  }

  /** For messages, as Go prints it: {@code apps/v1, Kind=Deployment}. */
  @Override
  public String toString() {
    return group + "/" + version + ", Kind=" + kind;
  }
}
