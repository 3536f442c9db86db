package dev.fairlead.client.error;

/** 500, and every other 5xx without a reason of its own: something behind the server failed. */
public final class InternalErrorException extends ApiException {
  private static final long serialVersionUID = 1L;

  InternalErrorException(Failure failure) {
    super(failure);
  }
}
