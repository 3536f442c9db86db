package dev.fairlead.client.error;

/** 500: the server can't answer now, and says when to try again. */
public final class ServerTimeoutException extends ApiException {
  private static final long serialVersionUID = 1L;

  ServerTimeoutException(Failure failure) {
    super(failure);
  }
}
