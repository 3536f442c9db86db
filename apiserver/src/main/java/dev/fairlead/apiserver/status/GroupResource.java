package dev.fairlead.apiserver.status;

/** A resource, or a kind, and its group: {@code deployments.apps}; the core group has no suffix. */
public record GroupResource(String group, String resource) {
  @Override
  public String toString() {
    return group.isEmpty() ? resource : resource + "." + group;
  }
}
