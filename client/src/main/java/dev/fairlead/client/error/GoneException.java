package dev.fairlead.client.error;

/** 410: what is asked for was there once and isn't any more. */
public final class GoneException extends ApiException {
  private static final long serialVersionUID = 1L;

  GoneException(Failure failure) {
    super(failure);
  }
}
