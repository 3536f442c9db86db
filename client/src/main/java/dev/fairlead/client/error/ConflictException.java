package dev.fairlead.client.error;

/** 409: the object has changed since it was read, or a precondition doesn't hold. */
public final class ConflictException extends ApiException {
  private static final long serialVersionUID = 1L;

  ConflictException(Failure failure) {
    super(failure);
  }
}
