package dev.fairlead.client.error;

/** 415: the server doesn't take the format of the body. */
public final class UnsupportedMediaTypeException extends ApiException {
  private static final long serialVersionUID = 1L;

  UnsupportedMediaTypeException(Failure failure) {
    super(failure);
  }
}
