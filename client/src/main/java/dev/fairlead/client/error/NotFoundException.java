package dev.fairlead.client.error;

/** 404: there is no such object, or no such resource. */
public final class NotFoundException extends ApiException {
  private static final long serialVersionUID = 1L;

  NotFoundException(Failure failure) {
    super(failure);
  }
}
