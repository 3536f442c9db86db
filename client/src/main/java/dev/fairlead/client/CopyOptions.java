package dev.fairlead.client;

/** Which container to copy to or from. Filled in by a lambda; not for keeping. */
public final class CopyOptions {
  private String container = "";

  CopyOptions() {}

  /** One of several containers. Default: the only one, or the one that an annotation names. */
  public CopyOptions container(String name) {
    this.container = name;
    return this;
  }

  String container() {
    return container;
  }
}
