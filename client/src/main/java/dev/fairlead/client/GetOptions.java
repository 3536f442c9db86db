package dev.fairlead.client;

import java.time.Duration;
import org.jspecify.annotations.Nullable;

/** How fresh an object to get. Filled in by a lambda; not for keeping. */
public final class GetOptions {
  private String resourceVersion = "";
  private @Nullable Duration timeout;

  GetOptions() {}

  /**
   * "0" for what the server has in its cache, a version for one at least as new. Default: newest.
   */
  public GetOptions resourceVersion(String version) {
    this.resourceVersion = version;
    return this;
  }

  /** For the whole call. Default: the Config's. */
  public GetOptions timeout(Duration timeout) {
    this.timeout = timeout;
    return this;
  }

  String resourceVersion() {
    return resourceVersion;
  }

  @Nullable Duration timeout() {
    return timeout;
  }
}
