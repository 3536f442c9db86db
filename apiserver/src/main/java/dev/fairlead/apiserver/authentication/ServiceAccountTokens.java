package dev.fairlead.apiserver.authentication;

import dev.fairlead.apiserver.request.User;
import dev.fairlead.apiserver.storage.Lister;
import dev.fairlead.model.KubernetesObject;
import dev.fairlead.model.core.v1.Node;
import dev.fairlead.model.core.v1.Pod;
import dev.fairlead.model.core.v1.Secret;
import dev.fairlead.model.core.v1.ServiceAccount;
import dev.fairlead.model.meta.v1.ObjectMeta;
import dev.fairlead.model.tree.JsonArray;
import dev.fairlead.model.tree.JsonNumber;
import dev.fairlead.model.tree.JsonObject;
import dev.fairlead.model.tree.JsonString;
import dev.fairlead.model.type.Type;
import dev.fairlead.model.value.GoQuote;
import dev.fairlead.model.value.Time;
import java.security.PublicKey;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * Tokens of ServiceAccounts that this server's {@link TokenIssuer} signed: the signature must fit,
 * and the ServiceAccount and the object to which the token is bound must still be the same.
 */
public final class ServiceAccountTokens implements TokenAuthenticator {
  static final String PRIVATE_CLAIMS = "kubernetes.io";

  /** How far clocks may differ; Go: jwt.DefaultLeeway. */
  private static final Duration LEEWAY = Duration.ofMinutes(1);

  private static final String EXTRA = "authentication.kubernetes.io/";
  private static final String INVALIDATED = "service account token has been invalidated";

  private final String issuer;
  private final Map<String, PublicKey> keys;
  private final List<String> audiences;
  private final Lister lister;
  private final InstantSource clock;

  /**
   * Takes tokens of this issuer.
   *
   * @param audiences of this server, which a token without audiences is good for
   */
  public ServiceAccountTokens(
      String issuer,
      Collection<PublicKey> keys,
      List<String> audiences,
      Lister lister,
      InstantSource clock) {
    this.issuer = issuer;
    this.keys = keys.stream().collect(Collectors.toUnmodifiableMap(Jwt::keyId, key -> key));
    this.audiences = List.copyOf(audiences);
    this.lister = lister;
    this.clock = clock;
  }

  @Override
  public Outcome authenticate(String token, List<String> wantedAudiences) {
    Jwt jwt = Jwt.parse(token).orElse(null);
    if (jwt == null || !issuer.equals(jwt.claims().string("iss"))) {
      return Outcome.UNKNOWN;
    }
    try {
      checkSignature(jwt);
      List<String> found = audiences(jwt.claims(), wantedAudiences);
      checkTimes(jwt.claims());
      return new Outcome.Authenticated(user(jwt.claims()), found);
    } catch (BadToken e) {
      return new Outcome.Rejected(e.reason());
    }
  }

  private void checkSignature(Jwt jwt) {
    String keyId = jwt.header().string("kid");
    boolean named = keyId != null && !keyId.isEmpty();
    if (named && !keys.containsKey(keyId)) {
      throw new BadToken("invalid signature, no keys found");
    }
    boolean verified =
        keys.entrySet().stream()
            .filter(each -> !named || each.getKey().equals(keyId))
            .anyMatch(each -> jwt.verifies(each.getValue()));
    if (!verified) {
      throw new BadToken("go-jose/go-jose: error in cryptographic primitive");
    }
  }

  private List<String> audiences(JsonObject claims, List<String> wanted) {
    List<String> given =
        switch (claims.get("aud")) {
          case JsonArray many -> many.items().stream().map(ServiceAccountTokens::text).toList();
          case JsonString one -> List.of(one.value());
          case null, default -> audiences;
        };
    List<String> common = given.stream().filter(wanted::contains).toList();
    if (common.isEmpty()) {
      throw new BadToken(
          "token audiences "
              + quoted(given)
              + " is invalid for the target audiences "
              + quoted(wanted));
    }
    return common;
  }

  private static String quoted(List<String> texts) {
    return texts.stream().map(GoQuote::quote).collect(Collectors.joining(" ", "[", "]"));
  }

  private void checkTimes(JsonObject claims) {
    long now = clock.instant().getEpochSecond();
    long leeway = LEEWAY.toSeconds();
    if (seconds(claims, "nbf", Long.MIN_VALUE) > now + leeway) {
      throw new BadToken("service account token is not valid yet");
    }
    if (seconds(claims, "exp", Long.MAX_VALUE) < now - leeway) {
      throw new BadToken("service account token has expired");
    }
    if (seconds(claims, "iat", Long.MIN_VALUE) > now + leeway) {
      throw new BadToken("service account token is issued in the future");
    }
  }

  private static long seconds(JsonObject claims, String name, long otherwise) {
    return claims.get(name) instanceof JsonNumber number ? (long) number.doubleValue() : otherwise;
  }

  private User user(JsonObject claims) {
    JsonObject about = child(claims, PRIVATE_CLAIMS);
    if (about == null) {
      throw new BadToken("service account token has no claims of Kubernetes");
    }
    String namespace = text(about.get("namespace"));
    JsonObject account = reference(about, "serviceaccount");
    checkAccount(namespace, account);
    Map<String, List<String>> extra = new LinkedHashMap<>();
    JsonObject secret = child(about, "secret");
    JsonObject pod = child(about, "pod");
    JsonObject node = child(about, "node");
    if (secret != null) {
      checkBound(Secret.TYPE, "secret UID", "secret ref", namespace, secret);
    }
    if (pod != null) {
      checkBound(Pod.TYPE, "pod UID", "pod ref", namespace, pod);
      extra.put(EXTRA + "pod-name", List.of(text(pod.get("name"))));
      extra.put(EXTRA + "pod-uid", List.of(text(pod.get("uid"))));
    } else if (node != null) {
      checkBound(Node.TYPE, "node UID", "node ref", "", node);
    }
    String id = text(claims.get("jti"));
    if (!id.isEmpty()) {
      extra.put(EXTRA + "credential-id", List.of("JTI=" + id));
    }
    if (node != null) {
      extra.put(EXTRA + "node-name", List.of(text(node.get("name"))));
      if (node.has("uid")) {
        extra.put(EXTRA + "node-uid", List.of(text(node.get("uid"))));
      }
    }
    String name = text(account.get("name"));
    return new User(
        ServiceAccounts.userName(namespace, name),
        text(account.get("uid")),
        ServiceAccounts.groups(namespace),
        extra);
  }

  private void checkAccount(String namespace, JsonObject claim) {
    String name = text(claim.get("name"));
    ObjectMeta account =
        lister
            .get(ServiceAccount.TYPE, namespace, name)
            .orElseThrow(
                () -> new BadToken("serviceaccounts " + GoQuote.quote(name) + " not found"))
            .metadata();
    String uid = text(account.uid());
    if (!uid.equals(text(claim.get("uid")))) {
      throw new BadToken(
          "service account UID ("
              + uid
              + ") does not match claim ("
              + text(claim.get("uid"))
              + ")");
    }
    if (isLongDeleted(account)) {
      throw new BadToken("service account " + namespace + "/" + name + " has been deleted");
    }
  }

  private <T extends KubernetesObject> void checkBound(
      Type<T> type, String what, String claimed, String namespace, JsonObject claim) {
    ObjectMeta object =
        lister
            .get(type, namespace, text(claim.get("name")))
            .orElseThrow(() -> new BadToken(INVALIDATED))
            .metadata();
    String uid = text(object.uid());
    if (!uid.equals(text(claim.get("uid")))) {
      throw new BadToken(
          what
              + " ("
              + uid
              + ") does not match service account "
              + claimed
              + " claim ("
              + text(claim.get("uid"))
              + ")");
    }
    if (isLongDeleted(object)) {
      throw new BadToken(INVALIDATED);
    }
  }

  private boolean isLongDeleted(ObjectMeta object) {
    Time deleted = object.deletionTimestamp();
    Instant limit = clock.instant().minus(LEEWAY);
    return deleted != null && deleted.instant().isBefore(limit);
  }

  private static JsonObject reference(JsonObject claims, String name) {
    JsonObject found = child(claims, name);
    return found == null ? JsonObject.EMPTY : found;
  }

  private static @Nullable JsonObject child(JsonObject claims, String name) {
    return claims.get(name) instanceof JsonObject object ? object : null;
  }

  private static String text(@Nullable Object value) {
    return switch (value) {
      case JsonString json -> json.value();
      case String text -> text;
      case null, default -> "";
    };
  }

  /** Leaves the checks at the first that fails. */
  private static final class BadToken extends RuntimeException {
    private final String reason;

    BadToken(String reason) {
      super(reason, null, false, false); // never leaves this class: no stack trace
      this.reason = reason;
    }

    String reason() {
      return reason;
    }
  }
}
