package dev.fairlead.model.value;

import java.util.Objects;
import org.jspecify.annotations.Nullable;

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

  // Keys of maps that every request and every object looks into: plain code takes half the time of
  // what a record has by itself, until the JVM has compiled that at its highest level.

  @Override
  public boolean equals(@Nullable Object other) {
    return other instanceof GroupVersionKind that
        && kind.equals(that.kind)
        && version.equals(that.version)
        && group.equals(that.group);
  }

  @Override
  public int hashCode() {
    return (31 * group.hashCode() + version.hashCode()) * 31 + kind.hashCode();
  }

  /** For messages, as Go prints it: {@code apps/v1, Kind=Deployment}. */
  @Override
  public String toString() {
    return group + "/" + version + ", Kind=" + kind;
  }
}
