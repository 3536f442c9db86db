package dev.fairlead.client.error;

/** 400: the server doesn't understand the request. */
public final class BadRequestException extends ApiException {
  private static final long serialVersionUID = 1L;

  BadRequestException(Failure failure) {
    super(failure);
  }
}
