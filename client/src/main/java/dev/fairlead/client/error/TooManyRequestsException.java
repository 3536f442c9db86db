package dev.fairlead.client.error;

/** 429: the server, or a disruption budget, asks to wait; see {@link #retryAfter}. */
public final class TooManyRequestsException extends ApiException {
  private static final long serialVersionUID = 1L;

  TooManyRequestsException(Failure failure) {
    super(failure);
  }
}
