package dev.fairlead.client.error;

/** 500: the server can't read the object from its store. */
public final class StoreReadException extends ApiException {
  private static final long serialVersionUID = 1L;

  StoreReadException(Failure failure) {
    super(failure);
  }
}
