package dev.fairlead.client.error;

/** 504: the server didn't finish in its own time. What was asked may still happen. */
public final class TimeoutException extends ApiException {
  private static final long serialVersionUID = 1L;

  TimeoutException(Failure failure) {
    super(failure);
  }
}
