package dev.fairlead.apiserver.authentication;

import java.util.List;

/** Recognizes one kind of bearer tokens. */
@FunctionalInterface
public interface TokenAuthenticator {
  /**
   * Whose token it is.
   *
   * @param audiences one of which the token must be for; never empty
   */
  Outcome authenticate(String token, List<String> audiences);
}
