package dev.fairlead.apiserver.authentication;

import dev.fairlead.apiserver.request.Request;

/** Recognizes one kind of credentials in a request. */
@FunctionalInterface
public interface Authenticator {
  Outcome authenticate(Request request);
}
