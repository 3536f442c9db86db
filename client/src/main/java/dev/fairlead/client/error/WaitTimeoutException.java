package dev.fairlead.client.error;

import dev.fairlead.model.KubernetesObject;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** What was waited for didn't happen in time. The message tells how far it was. */
public final class WaitTimeoutException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  private final transient @Nullable KubernetesObject last;

  /** For who has waited; {@code last} is the object as it was at last, null if it wasn't there. */
  public WaitTimeoutException(String message, @Nullable KubernetesObject last) {
    super(message);
    this.last = last;
  }

  /** The object as it was at last; empty if it wasn't there. */
  public Optional<KubernetesObject> last() {
    return Optional.ofNullable(last);
  }
}
