package dev.fairlead.client.error;

import dev.fairlead.model.meta.v1.Status;
import org.jspecify.annotations.Nullable;

/**
 * No answer, or only a part of one. The request may have been carried out all the same, unless the
 * {@link #problem} says that it was never sent.
 */
public final class ConnectionException extends ApiException {
  private static final long serialVersionUID = 1L;

  /** What went wrong. */
  public enum Problem {
    /** Nothing listens there. Never sent. */
    REFUSED,
    /** The host's name has no address. Never sent. */
    UNKNOWN_HOST,
    /** No route to the host. Never sent. */
    UNREACHABLE,
    /** No connection in time. Never sent. */
    CONNECT_TIMEOUT,
    /** The server's certificate comes from nobody who is trusted. Never sent. */
    CERTIFICATE_NOT_TRUSTED,
    /** The server's certificate is for another host. Never sent. */
    CERTIFICATE_OF_ANOTHER_HOST,
    /** The server's certificate isn't valid now. Never sent. */
    CERTIFICATE_EXPIRED,
    /** TLS failed otherwise. */
    TLS,
    /** The call's time has passed, or the server has been silent for too long. */
    TIMEOUT,
    /** The connection ended before an answer. */
    RESET,
    /** The connection ended in the middle of the answer. */
    CUT
  }

  private final Problem problem;

  private ConnectionException(Problem problem, Failure failure, @Nullable Throwable cause) {
    super(failure, cause);
    this.problem = problem;
  }

  /** For who has sent the request; {@code failure} has a Status of code 0. */
  public static ConnectionException of(
      Problem problem, Failure failure, @Nullable Throwable cause) {
    return new ConnectionException(problem, failure, cause);
  }

  /** The Status that stands for no answer. */
  public static Status status(String message) {
    return Status.of(s -> s.status("Failure").message(message));
  }

  public Problem problem() {
    return problem;
  }
}
