package dev.fairlead.client.error;

import org.jspecify.annotations.Nullable;

/**
 * An answer that no Kubernetes API server gives: a redirect, a success that isn't the object asked
 * for. The {@link #status} is made up from the HTTP answer.
 */
public final class UnexpectedAnswerException extends ApiException {
  private static final long serialVersionUID = 1L;

  UnexpectedAnswerException(Failure failure, @Nullable Throwable cause) {
    super(failure, cause);
  }

  /** For who has read the answer. */
  public static UnexpectedAnswerException of(Failure failure, @Nullable Throwable cause) {
    return new UnexpectedAnswerException(failure, cause);
  }
}
