package dev.fairlead.client.error;

/** 401: the server doesn't know who is asking. */
public final class UnauthorizedException extends ApiException {
  private static final long serialVersionUID = 1L;

  UnauthorizedException(Failure failure) {
    super(failure);
  }
}
