package dev.fairlead.client.error;

/** 405: the resource doesn't serve this verb. */
public final class MethodNotAllowedException extends ApiException {
  private static final long serialVersionUID = 1L;

  MethodNotAllowedException(Failure failure) {
    super(failure);
  }
}
