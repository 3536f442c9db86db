package dev.fairlead.client.config;

import dev.fairlead.client.config.KubeconfigEntries.AuthProvider;
import dev.fairlead.client.config.KubeconfigEntries.User;
import dev.fairlead.model.tree.JsonObject;
import dev.fairlead.model.tree.JsonString;
import java.lang.System.Logger.Level;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * A user's ID token of OpenID Connect, renewed with the refresh token when it is about to expire or
 * the server refuses it. New tokens are written into the kubeconfig that the old ones are from; if
 * somebody else has put a fresh one there meanwhile, it is taken. (client-go's auth-provider {@code
 * oidc}; kubelogin, as a credential plugin, can log in too.)
 *
 * <p>One lock: tokens are renewed under it, so that it happens once.
 */
final class OidcCredential implements Credential {
  static final String NAME = "oidc";

  /** How much earlier a token counts as expired: clocks differ. client-go's. */
  static final Duration LEEWAY = Duration.ofSeconds(10);

  /** Between renewals of what the server refuses, or what the issuer gives expired already. */
  static final Duration REFUSAL_PAUSE = Duration.ofSeconds(10);

  /** For so long a failure is that of all who have waited for the renewal. */
  static final Duration SHARED_FAILURE = Duration.ofSeconds(1);

  private static final String ID_TOKEN = "id-token";
  private static final String REFRESH_TOKEN = "refresh-token";
  private static final System.Logger LOG = System.getLogger("dev.fairlead.client.config");

  private final String where;
  private final String user;
  private final @Nullable Path file;
  private final OidcIssuer issuer;
  private final InstantSource clock;

  private final OneAtATime lock = new OneAtATime();

  /** Changed under the lock only, as are those below. */
  private volatile String idToken;

  private String refreshToken;
  private Instant refusedAt = Instant.MIN;
  private Instant renewedAt = Instant.MIN;
  private Instant failedAt = Instant.MIN;
  private @Nullable ConfigException failure;

  private OidcCredential(
      User user, String where, AuthProvider provider, OidcIssuer issuer, InstantSource clock) {
    this.where = where;
    this.user = user.name();
    this.file = user.origin().path();
    this.issuer = issuer;
    this.clock = clock;
    this.idToken = provider.config().getOrDefault(ID_TOKEN, "");
    this.refreshToken = provider.config().getOrDefault(REFRESH_TOKEN, "");
  }

  /** Null, and a problem, if something is missing. */
  static @Nullable OidcCredential of(
      User user,
      AuthProvider provider,
      Environment environment,
      InstantSource clock,
      Problems problems) {
    String where = user.where() + ": auth-provider";
    OidcIssuer issuer = OidcIssuer.of(user, provider, where, environment, problems);
    return issuer == null ? null : new OidcCredential(user, where, provider, issuer, clock);
  }

  @Override
  public Optional<String> bearerToken() {
    String token = idToken;
    return Optional.of(isFresh(token) ? token : lock.of(where, this::freshOrRenewed));
  }

  private String freshOrRenewed() throws InterruptedException {
    boolean justRenewed = clock.instant().isBefore(renewedAt.plus(REFUSAL_PAUSE));
    return justRenewed || isFresh(idToken) ? idToken : renewed();
  }

  @Override
  public Optional<String> authorizationInsteadOf(String refused) {
    String token = idToken;
    if (refused.equals("Bearer " + token)) {
      token = lock.of(where, () -> insteadOf(refused));
    }
    return Optional.of("Bearer " + token).filter(header -> !header.equals(refused));
  }

  private String insteadOf(String refused) throws InterruptedException {
    Instant now = clock.instant();
    boolean same = refused.equals("Bearer " + idToken);
    if (!same || refreshToken.isEmpty() || now.isBefore(refusedAt.plus(REFUSAL_PAUSE))) {
      return idToken;
    }
    refusedAt = now;
    try {
      return renewed();
    } catch (ConfigException e) {
      LOG.log(Level.WARNING, "{0} (the server refused the ID token)", e.getMessage());
      return idToken;
    }
  }

  private String renewed() throws InterruptedException {
    ConfigException last = failure;
    if (last != null && clock.instant().isBefore(failedAt.plus(SHARED_FAILURE))) {
      throw new ConfigException(last.problems());
    }
    try {
      if (!takeFromFile()) {
        renew();
      }
      renewedAt = clock.instant();
      failure = null;
      return idToken;
    } catch (ConfigException e) {
      failedAt = clock.instant();
      failure = e;
      throw e;
    }
  }

  private void renew() throws InterruptedException {
    if (refreshToken.isEmpty()) {
      throw new ConfigException(
          where
              + ": "
              + (idToken.isEmpty() ? "there is no id-token" : "the id-token has expired")
              + ", and no refresh-token to get one with: log in again");
    }
    OidcIssuer.Tokens tokens = issuer.renew(refreshToken);
    Problems problems = new Problems();
    Credential.checkedToken(tokens.idToken(), where + ": the new id-token", problems);
    problems.throwIfAny();
    idToken = tokens.idToken();
    refreshToken = tokens.refreshToken().isEmpty() ? refreshToken : tokens.refreshToken();
    save();
  }

  /** Whether somebody else has renewed the token there. */
  private boolean takeFromFile() {
    if (file == null) {
      return false;
    }
    Map<String, String> there;
    try {
      User now = KubeconfigFiles.read(file).userEntries().get(user);
      AuthProvider provider = now == null ? null : now.authProvider();
      there = provider == null ? Map.of() : provider.config();
    } catch (ConfigException e) {
      return false; // it is told when the new tokens can't be written there
    }
    String other = there.getOrDefault(ID_TOKEN, "");
    String refresh = there.getOrDefault(REFRESH_TOKEN, "");
    refreshToken = refresh.isEmpty() ? refreshToken : refresh;
    if (other.equals(idToken) || !isFresh(other)) {
      return false;
    }
    idToken = other;
    return true;
  }

  /** If it fails, the tokens serve this process all the same. */
  private void save() {
    if (file == null) {
      return;
    }
    Map<String, String> tokens = new LinkedHashMap<>();
    tokens.put(ID_TOKEN, idToken);
    tokens.put(REFRESH_TOKEN, refreshToken);
    try {
      KubeconfigEdit.of(List.of(file), edit -> put(edit, tokens));
    } catch (ConfigException e) {
      LOG.log(Level.WARNING, "{0}: the new tokens are not kept there: {1}", where, e.getMessage());
    }
  }

  private void put(KubeconfigEdit edit, Map<String, String> tokens) {
    JsonObject entry = edit.user(user).orElse(JsonObject.EMPTY);
    if (entry.get("auth-provider") instanceof JsonObject provider
        && provider.get("config") instanceof JsonObject config) {
      JsonObject changed = config;
      for (Map.Entry<String, String> token : tokens.entrySet()) {
        changed = changed.with(token.getKey(), new JsonString(token.getValue()));
      }
      edit.putUser(user, entry.with("auth-provider", provider.with("config", changed)));
    }
  }

  private boolean isFresh(String token) {
    if (token.isEmpty()) {
      return false;
    }
    Instant end = OidcIssuer.endOf(token);
    if (end == null) {
      throw new ConfigException(
          where + ": the id-token is no JSON Web Token with a time at which it ends: log in again");
    }
    return clock.instant().plus(LEEWAY).isBefore(end);
  }

  @Override
  public String toString() {
    return "an ID token of " + issuer;
  }
}
