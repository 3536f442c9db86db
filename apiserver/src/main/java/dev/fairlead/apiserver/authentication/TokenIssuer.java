package dev.fairlead.apiserver.authentication;

import dev.fairlead.model.core.v1.ServiceAccount;
import dev.fairlead.model.meta.v1.ObjectMeta;
import dev.fairlead.model.tree.JsonArray;
import dev.fairlead.model.tree.JsonObject;
import dev.fairlead.model.tree.JsonString;
import java.security.KeyPair;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import java.util.random.RandomGenerator;
import org.jspecify.annotations.Nullable;

/** Signs tokens for ServiceAccounts. */
public final class TokenIssuer {
  private final String issuer;
  private final KeyPair keys;
  private final String keyId;
  private final RandomGenerator random;

  /**
   * An issuer.
   *
   * @param issuer the URL that goes into the tokens; --service-account-issuer
   * @param keys of RSA, or of EC with P-256, P-384 or P-521
   * @param random for the tokens' ids, which needn't be secret
   */
  public TokenIssuer(String issuer, KeyPair keys, RandomGenerator random) {
    this.issuer = issuer;
    this.keys = keys;
    this.keyId = Jwt.keyId(keys.getPublic());
    this.random = random;
  }

  /**
   * What a token tells beyond its ServiceAccount.
   *
   * @param warnAfterSeconds after which use of the token is stale; 0 for never
   */
  record Terms(
      List<String> audiences,
      long validSeconds,
      long warnAfterSeconds,
      @Nullable ObjectMeta pod,
      @Nullable ObjectMeta secret,
      @Nullable ObjectMeta node) {}

  /** A token that is good from now on; members are in the order of kube-apiserver's. */
  String issue(ServiceAccount account, Terms terms, Instant now) {
    long seconds = now.getEpochSecond();
    ObjectMeta metadata = account.metadata();
    List<JsonString> audiences = terms.audiences.stream().map(JsonString::new).toList();
    JsonObject claims =
        JsonObject.builder()
            .put("aud", new JsonArray(List.copyOf(audiences)))
            .put("exp", seconds + terms.validSeconds)
            .put("iat", seconds)
            .put("iss", issuer)
            .put("jti", uuid().toString())
            .put(ServiceAccountTokens.PRIVATE_CLAIMS, privateClaims(metadata, terms, seconds))
            .put("nbf", seconds)
            .put("sub", ServiceAccounts.userName(text(metadata.namespace()), text(metadata.name())))
            .build();
    return Jwt.sign(claims, keys.getPrivate(), keyId);
  }

  private static JsonObject privateClaims(ObjectMeta account, Terms terms, long now) {
    JsonObject.Builder claims = JsonObject.builder().put("namespace", text(account.namespace()));
    if (terms.node != null) {
      claims.put("node", reference(terms.node));
    }
    if (terms.pod != null) {
      claims.put("pod", reference(terms.pod));
    }
    if (terms.secret != null) {
      claims.put("secret", reference(terms.secret));
    }
    claims.put("serviceaccount", reference(account));
    if (terms.warnAfterSeconds != 0) {
      claims.put("warnafter", now + terms.warnAfterSeconds);
    }
    return claims.build();
  }

  private static JsonObject reference(ObjectMeta object) {
    JsonObject.Builder reference = JsonObject.builder().put("name", text(object.name()));
    return object.uid() == null
        ? reference.build()
        : reference.put("uid", text(object.uid())).build();
  }

  /** A random UUID, version 4. */
  private UUID uuid() {
    long high = (random.nextLong() & 0xFFFF_FFFF_FFFF_0FFFL) | 0x4000L;
    long low = (random.nextLong() & 0x3FFF_FFFF_FFFF_FFFFL) | 0x8000_0000_0000_0000L;
    return new UUID(high, low);
  }

  private static String text(@Nullable String value) {
    return value == null ? "" : value;
  }
}
