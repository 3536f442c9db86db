package dev.fairlead.client.error;

/** 406: the server can't answer in a format that was asked for. */
public final class NotAcceptableException extends ApiException {
  private static final long serialVersionUID = 1L;

  NotAcceptableException(Failure failure) {
    super(failure);
  }
}
