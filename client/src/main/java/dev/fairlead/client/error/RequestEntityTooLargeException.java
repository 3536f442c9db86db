package dev.fairlead.client.error;

/** 413: the object is larger than the server takes. */
public final class RequestEntityTooLargeException extends ApiException {
  private static final long serialVersionUID = 1L;

  RequestEntityTooLargeException(Failure failure) {
    super(failure);
  }
}
