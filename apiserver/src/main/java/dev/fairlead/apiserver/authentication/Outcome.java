package dev.fairlead.apiserver.authentication;

import dev.fairlead.apiserver.request.User;
import java.util.List;

/** What one authenticator makes of a request or a token. */
public sealed interface Outcome {
  /** The authenticator finds nothing that it knows; the next one may. */
  Outcome UNKNOWN = new Unknown();

  /** Nothing that this authenticator knows. */
  record Unknown() implements Outcome {}

  /** Credentials that this authenticator is responsible for, and that are not good. */
  record Rejected(String reason) implements Outcome {}

  /**
   * The user.
   *
   * @param audiences for which the credentials are good, among those asked for; empty if the kind
   *     of credentials knows no audiences
   */
  record Authenticated(User user, List<String> audiences) implements Outcome {
    public Authenticated(User user) {
      this(user, List.of());
    }
  }
}
