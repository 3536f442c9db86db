package dev.fairlead.client;

import dev.fairlead.client.error.ApiException;
import dev.fairlead.client.error.ConnectionException;
import dev.fairlead.client.error.ConnectionException.Problem;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * Decides whether a failed call is repeated, and when.
 *
 * <ul>
 *   <li>429 or 503 with Retry-After: yes, whatever the verb, after that time, unless it is more
 *       than a minute. The server says that it did nothing.
 *   <li>Any other 5xx but 501, and a connection that broke: only if the call is repeatable, that
 *       is, if doing it twice leaves what doing it once does: get and list, starting a watch, an
 *       update that names the resource version, a delete that names the UID. After 0.1 s, and twice
 *       as long each time.
 *   <li>All else: no. In particular not a server that can't be connected to, since it seldom comes
 *       back within seconds, and whoever mistyped its address waits.
 * </ul>
 *
 * A repeated update or delete may meet its own first attempt, and then fails with a conflict or not
 * found although it was carried out: the message tells of the earlier attempt.
 */
final class Repetition {
  /** When the server asks for it. client-go's number. */
  static final int MAX_ASKED = 10;

  /** When nobody asks for it: 0.1, 0.2, 0.4 and 0.8 s, so a call fails within two seconds. */
  static final int MAX_UNASKED = 4;

  static final Duration FIRST_PAUSE = Duration.ofMillis(100);

  /**
   * Who asks for a longer pause gets none: the caller decides. A busy kube-apiserver asks for at
   * most 32 s (droppedRequestsTracker, maxRetryAfter).
   */
  static final Duration MAX_PAUSE = Duration.ofMinutes(1);

  private Repetition() {}

  /**
   * How long to wait before the call is repeated; null if it isn't.
   *
   * @param made how many attempts were made
   * @param left the time that the call has left; null for no limit
   */
  static @Nullable Duration after(
      ApiException failure, boolean repeatable, int made, @Nullable Duration left) {
    Duration asked = asked(failure);
    Duration pause = null;
    if (asked != null) {
      pause = made <= MAX_ASKED && asked.compareTo(MAX_PAUSE) <= 0 ? asked : null;
    } else if (repeatable && mayPass(failure) && made <= MAX_UNASKED) {
      pause = FIRST_PAUSE.multipliedBy(1L << (made - 1));
    }
    return pause != null && left != null && pause.compareTo(left) >= 0 ? null : pause;
  }

  private static @Nullable Duration asked(ApiException failure) {
    boolean refused = failure.code() == 429 || failure.code() == 503;
    return refused ? failure.retryAfter().orElse(null) : null;
  }

  private static boolean mayPass(ApiException failure) {
    if (failure instanceof ConnectionException broken) {
      return broken.problem() == Problem.RESET || broken.problem() == Problem.CUT;
    }
    return failure.code() >= 500 && failure.code() <= 599 && failure.code() != 501;
  }
}
