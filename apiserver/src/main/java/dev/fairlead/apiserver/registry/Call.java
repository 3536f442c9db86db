package dev.fairlead.apiserver.registry;

import dev.fairlead.apiserver.request.User;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/** Who asks, when, and what the answer should warn of. One for each request. */
public final class Call {
  private final User user;
  private final Instant now;
  private final List<String> warnings = new ArrayList<>();

  /**
   * A call.
   *
   * @param now the time of all that happens in it, to the second as Kubernetes keeps times
   */
  public Call(User user, Instant now) {
    this.user = user;
    this.now = now;
  }

  public User user() {
    return user;
  }

  public Instant now() {
    return now;
  }

  /** Adds a warning; each is told once. */
  public void warn(String warning) {
    if (!warnings.contains(warning)) {
      warnings.add(warning);
    }
  }

  public List<String> warnings() {
    return List.copyOf(warnings);
  }
}
