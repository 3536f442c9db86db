package dev.fairlead.apiserver.authentication;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.fairlead.apiserver.admission.StoredObjects;
import dev.fairlead.apiserver.authorization.Rbac;
import dev.fairlead.apiserver.request.Request;
import dev.fairlead.apiserver.request.RequestInfo;
import dev.fairlead.apiserver.request.User;
import dev.fairlead.apiserver.status.StatusException;
import dev.fairlead.model.authentication.v1.TokenRequest;
import dev.fairlead.model.authentication.v1.TokenReview;
import dev.fairlead.model.core.v1.Secret;
import dev.fairlead.model.core.v1.ServiceAccount;
import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.cert.X509Certificate;
import java.time.Duration;
import java.time.Instant;
import java.util.Base64;
import java.util.Date;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.bouncycastle.asn1.x500.X500Name;
import org.bouncycastle.asn1.x509.BasicConstraints;
import org.bouncycastle.asn1.x509.ExtendedKeyUsage;
import org.bouncycastle.asn1.x509.Extension;
import org.bouncycastle.asn1.x509.KeyPurposeId;
import org.bouncycastle.cert.jcajce.JcaX509CertificateConverter;
import org.bouncycastle.cert.jcajce.JcaX509v3CertificateBuilder;
import org.bouncycastle.operator.jcajce.JcaContentSignerBuilder;
import org.jspecify.annotations.Nullable;

/** Keys, tokens and a clock to authenticate with, and how tests ask. */
abstract class AuthenticationFixture {
  static final Instant START = Instant.parse("2026-11-24T11:15:00Z");
  static final String ISSUER = "https://kubernetes.default.svc";
  static final KeyPair RSA = keys("RSA");
  static final KeyPair EC = keys("EC");

  final StoredObjects stored =
      new StoredObjects(
          ServiceAccount.of(a -> a.metadata(m -> m.name("s").namespace("shop").uid("u-s"))),
          Secret.of(s -> s.metadata(m -> m.name("sec").namespace("shop").uid("u-sec"))));
  private final Impersonation impersonation = new Impersonation(new Rbac(stored));
  Instant now = START;

  User impersonate(User sender, Map<String, List<String>> headers) {
    RequestInfo info = new RequestInfo(true, "", "list", "", "v1", "", "nodes", "", "");
    return impersonation.apply(request("/api", headers), info, sender);
  }

  void assertImpersonation(Map<String, List<String>> headers, String message) {
    assertThatThrownBy(() -> impersonate(User.of("joe"), headers)).hasMessage(message);
  }

  void assertTokenRequest(TokenRequest request, String message) {
    assertThatThrownBy(() -> requests(RSA).create(request, "shop", "s")).hasMessage(message);
  }

  String boundToken() {
    return token(requests(RSA).create(bound("v1", "Secret", "sec", null), "shop", "s"));
  }

  static TokenRequest bound(String version, String kind, String name, @Nullable String uid) {
    return TokenRequest.of(r ->
        r.spec(s -> s.boundObjectRef(b -> b.apiVersion(version).kind(kind).name(name).uid(uid))));
  }

  static String token(TokenRequest request) {
    return request.status().token();
  }

  @Nullable String review(String token, List<String> audiences) {
    TokenReview review = TokenReview.of(r -> r.spec(s -> s.token(token).audiences(audiences)));
    return new UserReviews(tokens(accounts(RSA)), () -> now).create(review).status().error();
  }

  TokenRequests requests(KeyPair keys) {
    TokenIssuer issuer = new TokenIssuer(ISSUER, keys, new Random(1));
    return new TokenRequests(issuer, List.of(ISSUER), stored, () -> now);
  }

  ServiceAccountTokens accounts(KeyPair keys) {
    return new ServiceAccountTokens(
        ISSUER, List.of(keys.getPublic()), List.of(ISSUER), stored, () -> now);
  }

  static BearerTokens tokens(TokenAuthenticator kind) {
    return new BearerTokens(List.of(kind), List.of(ISSUER));
  }

  static Authentication authentication(List<Authenticator> authenticators) {
    return new Authentication(authenticators, Authentication::forProbes);
  }

  static void assertUnauthorized(Authentication authentication, Request request) {
    assertThatThrownBy(() -> authentication.authenticate(request))
        .isInstanceOfSatisfying(
            StatusException.class,
            e -> {
              assertThat(e.status().code()).isEqualTo(401);
              assertThat(e.status().reason()).isEqualTo("Unauthorized");
              assertThat(e).hasMessage("Unauthorized");
            });
  }

  static String decoded(String base64) {
    return new String(Base64.getUrlDecoder().decode(base64), StandardCharsets.UTF_8);
  }

  static String credentialId(User user) {
    return user.extra()
        .getOrDefault("authentication.kubernetes.io/credential-id", List.of("none"))
        .getFirst();
  }

  static Request bearer(String token) {
    return request("/api/v1/pods", Map.of("authorization", List.of("Bearer " + token)));
  }

  static Request request(String path, Map<String, List<String>> headers) {
    return new Request("GET", path, Map.of(), headers, new byte[0], List.of());
  }

  static Request certified(X509Certificate certificate) {
    return new Request("GET", "/api", Map.of(), Map.of(), new byte[0], List.of(certificate));
  }

  static KeyPair keys(String algorithm) {
    try {
      KeyPairGenerator generator = KeyPairGenerator.getInstance(algorithm);
      generator.initialize(algorithm.equals("RSA") ? 2048 : 256);
      return generator.generateKeyPair();
    } catch (java.security.GeneralSecurityException e) {
      throw new IllegalStateException(e);
    }
  }

  static X509Certificate certificate(
      String subject, KeyPair keys, String issuer, KeyPair signer, @Nullable KeyPurposeId usage)
      throws Exception {
    JcaX509v3CertificateBuilder builder =
        new JcaX509v3CertificateBuilder(
            new X500Name(issuer),
            BigInteger.ONE,
            Date.from(START.minus(Duration.ofDays(1))),
            Date.from(START.plus(Duration.ofDays(365))),
            new X500Name(subject),
            keys.getPublic());
    if (usage == null) {
      builder.addExtension(Extension.basicConstraints, true, new BasicConstraints(true));
    } else {
      builder.addExtension(Extension.extendedKeyUsage, false, new ExtendedKeyUsage(usage));
    }
    String algorithm = signer == RSA ? "SHA256withRSA" : "SHA256withECDSA";
    return new JcaX509CertificateConverter()
        .getCertificate(
            builder.build(new JcaContentSignerBuilder(algorithm).build(signer.getPrivate())));
  }
}
