package dev.fairlead.apiserver.authentication;

import dev.fairlead.apiserver.request.Request;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** Finds a bearer token in a request, and asks each kind of token whether it is one of its own. */
public final class BearerTokens implements Authenticator {
  static final String INVALID = "invalid bearer token";

  /** What browsers, which can't set headers, send among the protocols of a WebSocket. */
  private static final String WEBSOCKET_PREFIX = "base64url.bearer.authorization.k8s.io.";

  private final List<TokenAuthenticator> kinds;
  private final List<String> audiences;

  /**
   * Asks these kinds in turn.
   *
   * @param audiences of this server, for one of which a token must be good
   */
  public BearerTokens(List<TokenAuthenticator> kinds, List<String> audiences) {
    this.kinds = List.copyOf(kinds);
    this.audiences = List.copyOf(audiences);
  }

  @Override
  public Outcome authenticate(Request request) {
    String token = token(request);
    return token == null ? Outcome.UNKNOWN : authenticate(token, audiences);
  }

  /**
   * Whose token it is; never {@link Outcome.Unknown}, since no one else knows tokens. A kind that
   * knows no audiences is good for those of this server.
   */
  Outcome authenticate(String token, List<String> wantedAudiences) {
    List<String> reasons = new ArrayList<>(List.of(INVALID));
    for (TokenAuthenticator kind : kinds) {
      switch (kind.authenticate(token, wantedAudiences)) {
        case Outcome.Authenticated found -> {
          List<String> good = found.audiences().isEmpty() ? audiences : found.audiences();
          List<String> common = wantedAudiences.stream().filter(good::contains).toList();
          if (!common.isEmpty()) {
            return new Outcome.Authenticated(found.user(), common);
          }
        }
        case Outcome.Rejected rejected -> reasons.add(rejected.reason());
        case Outcome.Unknown unknown -> {}
      }
    }
    return new Outcome.Rejected(reasons.size() == 1 ? INVALID : reasons.toString());
  }

  List<String> audiences() {
    return audiences;
  }

  private static @Nullable String token(Request request) {
    String header = request.header("authorization");
    if (header != null) {
      String[] parts = header.strip().split(" ", 3);
      if (parts.length >= 2
          && parts[0].toLowerCase(Locale.ROOT).equals("bearer")
          && !parts[1].isEmpty()) {
        return parts[1];
      }
    }
    return request.headers("sec-websocket-protocol").stream()
        .flatMap(value -> List.of(value.split(",", -1)).stream())
        .map(String::strip)
        .filter(protocol -> protocol.startsWith(WEBSOCKET_PREFIX))
        .map(protocol -> decoded(protocol.substring(WEBSOCKET_PREFIX.length())))
        .filter(token -> !token.isEmpty())
        .findFirst()
        .orElse(null);
  }

  /** Empty if it isn't base64url: then there is no token, as for any other protocol name. */
  private static String decoded(String base64) {
    try {
      return new String(Base64.getUrlDecoder().decode(base64), StandardCharsets.UTF_8);
    } catch (IllegalArgumentException e) {
      return "";
    }
  }
}
