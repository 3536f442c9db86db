package dev.fairlead.client.error;

/** 409: an object of this name is there already. */
public final class AlreadyExistsException extends ApiException {
  private static final long serialVersionUID = 1L;

  AlreadyExistsException(Failure failure) {
    super(failure);
  }
}
