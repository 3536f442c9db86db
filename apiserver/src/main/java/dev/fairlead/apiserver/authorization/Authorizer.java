package dev.fairlead.apiserver.authorization;

import dev.fairlead.apiserver.request.RequestInfo;
import dev.fairlead.apiserver.request.User;
import dev.fairlead.apiserver.status.StatusException;

/** Decides what a user may do. */
@FunctionalInterface
public interface Authorizer {
  Decision authorize(User user, RequestInfo request);

  /**
   * Passes what is allowed.
   *
   * @throws StatusException 403 with Kubernetes' words
   */
  default void check(User user, RequestInfo request) {
    Decision decision = authorize(user, request);
    if (!decision.allowed()) {
      throw Forbidden.because(user, request, decision.reason());
    }
  }
}
