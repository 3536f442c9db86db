package dev.fairlead.client.error;

import java.util.Optional;

/** 410: the resource version, or the continue token that stands for one, is too old. */
public final class ExpiredException extends ApiException {
  private static final long serialVersionUID = 1L;

  ExpiredException(Failure failure) {
    super(failure);
  }

  /**
   * A token with which a list in pages can go on from the same place, but at the newest resource
   * version; the server gives one if it was a continue token that expired.
   */
  public Optional<String> continueToken() {
    return Optional.ofNullable(status().metadata().continueToken())
        .filter(token -> !token.isEmpty());
  }
}
