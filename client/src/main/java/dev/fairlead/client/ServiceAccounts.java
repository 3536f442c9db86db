package dev.fairlead.client;

import dev.fairlead.model.authentication.v1.TokenRequest;
import dev.fairlead.model.authentication.v1.TokenRequestSpec;
import dev.fairlead.model.authentication.v1.TokenRequestStatus;
import dev.fairlead.model.core.v1.ServiceAccount;
import dev.fairlead.model.core.v1.ServiceAccountList;
import java.util.Objects;
import java.util.function.Consumer;

/** The service accounts of one namespace, and what only they can. */
public interface ServiceAccounts extends Resource<ServiceAccount, ServiceAccountList> {

  /** A token of the account of that name, for an hour. As kubectl create token. */
  default TokenRequestStatus createToken(String name) {
    return createToken(name, s -> {});
  }

  /**
   * As {@link #createToken(String)}, with audiences, another time to live (the server may give
   * less) or an object with which the token ends.
   */
  default TokenRequestStatus createToken(String name, Consumer<TokenRequestSpec.Builder> spec) {
    TokenRequest request = TokenRequest.of(r -> r.spec(spec));
    TokenRequest answer = subresource("token", TokenRequest.TYPE).create(name, request);
    return Objects.requireNonNull(answer.status(), "the server sent no token");
  }
}
