package dev.fairlead.client.error;

import dev.fairlead.model.meta.v1.Status;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What an {@link ApiException} is made from.
 *
 * @param method of HTTP
 * @param path without the query, which may hold tokens a kilobyte long
 * @param server scheme, host and port
 * @param status what came back
 * @param advice what to do, if that is not what the reason alone suggests; else empty
 * @param retryAfter how long the server asks to wait
 * @param earlierAttempts what came of those before the last
 */
public record Failure(
    String method,
    String path,
    URI server,
    Status status,
    String advice,
    @Nullable Duration retryAfter,
    List<String> earlierAttempts) {

  public Failure {
    earlierAttempts = List.copyOf(earlierAttempts);
  }
}
