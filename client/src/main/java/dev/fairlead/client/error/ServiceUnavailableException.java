package dev.fairlead.client.error;

/** 503: the server, or what is behind it, isn't ready. */
public final class ServiceUnavailableException extends ApiException {
  private static final long serialVersionUID = 1L;

  ServiceUnavailableException(Failure failure) {
    super(failure);
  }
}
