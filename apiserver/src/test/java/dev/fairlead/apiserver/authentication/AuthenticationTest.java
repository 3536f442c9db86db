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
import dev.fairlead.model.rbac.v1.ClusterRole;
import dev.fairlead.model.rbac.v1.ClusterRoleBinding;
import java.math.BigInteger;
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
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class AuthenticationTest {
  private static final Instant START = Instant.parse("2026-11-24T11:15:00Z");
  private static final String ISSUER = "https://kubernetes.default.svc";
  private static final KeyPair RSA = keys("RSA");
  private static final KeyPair EC = keys("EC");

  private final StoredObjects stored =
      new StoredObjects(
          ServiceAccount.of(a -> a.metadata(m -> m.name("s").namespace("shop").uid("u-s"))),
          Secret.of(s -> s.metadata(m -> m.name("sec").namespace("shop").uid("u-sec"))));
  private Instant now = START;

  // --- requests ---

  @Test
  void withoutCredentialsOnlyProbesAreAnswered() {
    Authentication authentication = authentication(List.of());
    assertThat(authentication.authenticate(request("/livez/etcd", Map.of())))
        .isEqualTo(User.of("system:anonymous", "system:unauthenticated"));
    assertUnauthorized(authentication, request("/api/v1/pods", Map.of()));
    assertUnauthorized(authentication, request("/versions", Map.of()));
  }

  @Test
  void aStaticTokenIsItsUser() {
    Authentication authentication =
        authentication(List.of(tokens(new StaticTokens(Map.of("secret", User.of("bob", "dev"))))));
    assertThat(authentication.authenticate(bearer("secret")))
        .isEqualTo(User.of("bob", "dev", "system:authenticated"));
    assertUnauthorized(authentication, bearer("secrets"));
    Request probe = request("/livez", Map.of("authorization", List.of("Bearer wrong")));
    assertUnauthorized(authentication, probe);
  }

  @Test
  void aCertificateIsItsCommonNameInItsOrganizations() throws Exception {
    X509Certificate ca = certificate("CN=ca", RSA, "CN=ca", RSA, null);
    X509Certificate bob =
        certificate("O=dev,O=ops\\,eu,CN=bob", EC, "CN=ca", RSA, KeyPurposeId.id_kp_clientAuth);
    Authentication authentication =
        authentication(List.of(new ClientCertificates(List.of(ca), () -> now)));
    User user = authentication.authenticate(certified(bob));
    assertThat(user.name()).isEqualTo("bob");
    assertThat(user.groups()).containsExactly("dev", "ops,eu", "system:authenticated");
    assertThat(user.extra().get("authentication.kubernetes.io/credential-id").getFirst())
        .matches("X509SHA256=[0-9a-f]{64}");
    assertThat(authentication.authenticate(certified(bob))).isEqualTo(user);
    now = START.plus(Duration.ofDays(400));
    assertUnauthorized(authentication, certified(bob));
  }

  @Test
  void certificatesForServersAndOfOtherAuthoritiesAreRefused() throws Exception {
    X509Certificate ca = certificate("CN=ca", RSA, "CN=ca", RSA, null);
    Authentication authentication =
        authentication(List.of(new ClientCertificates(List.of(ca), () -> now)));
    assertUnauthorized(
        authentication,
        certified(certificate("CN=x", EC, "CN=ca", RSA, KeyPurposeId.id_kp_serverAuth)));
    assertUnauthorized(
        authentication,
        certified(certificate("CN=x", EC, "CN=ca", EC, KeyPurposeId.id_kp_clientAuth)));
  }

  // --- ServiceAccount tokens ---

  @ParameterizedTest
  @ValueSource(strings = {"RSA", "EC"})
  void aRequestedTokenIsItsServiceAccount(String algorithm) {
    KeyPair keys = algorithm.equals("RSA") ? RSA : EC;
    TokenRequest made = requests(keys).create(TokenRequest.of(r -> r.spec(s -> {})), "shop", "s");
    assertThat(made.spec().expirationSeconds()).isEqualTo(3600L);
    assertThat(made.spec().audiences()).containsExactly(ISSUER);
    assertThat(made.status().expirationTimestamp()).hasToString("2026-11-24T12:15:00Z");
    User user = authentication(List.of(tokens(accounts(keys)))).authenticate(bearer(token(made)));
    assertThat(user)
        .isEqualTo(
            new User(
                "system:serviceaccount:shop:s",
                "u-s",
                List.of(
                    "system:serviceaccounts",
                    "system:serviceaccounts:shop",
                    "system:authenticated"),
                user.extra()));
    assertThat(user.extra().get("authentication.kubernetes.io/credential-id").getFirst())
        .matches("JTI=[0-9a-f]{8}-[0-9a-f]{4}-4[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}");
  }

  @Test
  void theClaimsAreThoseOfKubernetes() {
    String[] parts = boundToken().split("\\.");
    String id =
        new String(Base64.getUrlDecoder().decode(parts[1]))
            .replaceAll(".*\"jti\":\"([^\"]*)\".*", "$1");
    assertThat(new String(Base64.getUrlDecoder().decode(parts[0])))
        .isEqualTo("{\"alg\":\"RS256\",\"kid\":\"" + Jwt.keyId(RSA.getPublic()) + "\"}");
    assertThat(new String(Base64.getUrlDecoder().decode(parts[1])))
        .isEqualTo(
            "{\"aud\":[\"https://kubernetes.default.svc\"],\"exp\":1795522500,\"iat\":1795518900,"
                + "\"iss\":\"https://kubernetes.default.svc\",\"jti\":\""
                + id
                + "\",\"kubernetes.io\":{\"namespace\":\"shop\",\"secret\":{\"name\":\"sec\","
                + "\"uid\":\"u-sec\"},\"serviceaccount\":{\"name\":\"s\",\"uid\":\"u-s\"}},"
                + "\"nbf\":1795518900,\"sub\":\"system:serviceaccount:shop:s\"}");
  }

  @Test
  void aTokenEndsWithItsTimeItsAudienceItsSignatureAndItsSecret() {
    String token = boundToken();
    assertThat(review(token, List.of("zzz")))
        .isEqualTo(
            "[invalid bearer token, token audiences [\"https://kubernetes.default.svc\"] is"
                + " invalid for the target audiences [\"zzz\"]]");
    assertThat(review(token + "x", List.of()))
        .isEqualTo("[invalid bearer token, go-jose/go-jose: error in cryptographic primitive]");
    assertThat(review("x", List.of())).isEqualTo("invalid bearer token");
    now = START.plusSeconds(3600 + 61);
    assertThat(review(token, List.of()))
        .isEqualTo("[invalid bearer token, service account token has expired]");
    now = START;
    assertThat(review(token, List.of())).isNull();
    stored.put(Secret.of(s -> s.metadata(m -> m.name("sec").namespace("shop").uid("u-2"))));
    assertThat(review(token, List.of()))
        .isEqualTo(
            "[invalid bearer token, secret UID (u-2) does not match service account secret ref"
                + " claim (u-sec)]");
    stored.remove(Secret.of(s -> s.metadata(m -> m.name("sec").namespace("shop"))));
    assertThat(review(token, List.of()))
        .isEqualTo("[invalid bearer token, service account token has been invalidated]");
  }

  @Test
  void aTokenOfAnotherKeyOrWithoutSignatureIsNobodys() {
    String foreign = token(requests(EC).create(TokenRequest.of(r -> {}), "shop", "s"));
    assertThat(review(foreign, List.of()))
        .isEqualTo("[invalid bearer token, invalid signature, no keys found]");
    String[] parts = boundToken().split("\\.");
    String none =
        Base64.getUrlEncoder().withoutPadding().encodeToString("{\"alg\":\"none\"}".getBytes());
    assertThat(review(none + "." + parts[1] + ".", List.of()))
        .isEqualTo("[invalid bearer token, go-jose/go-jose: error in cryptographic primitive]");
  }

  @Test
  void tokenRequestsAreCheckedInKubernetesWords() {
    assertTokenRequest(
        TokenRequest.of(r -> r.spec(s -> s.expirationSeconds(10L))),
        "TokenRequest.authentication.k8s.io \"\" is invalid: spec.expirationSeconds: Invalid"
            + " value: 10: may not specify a duration less than 10 minutes");
    assertTokenRequest(
        TokenRequest.of(r -> r.metadata(m -> m.name("t"))),
        "TokenRequest.authentication.k8s.io \"s\" is invalid: metadata.name: Invalid value:"
            + " \"t\": must match the service account name if specified");
    assertTokenRequest(bound("v1", "Pod", "p", null), "pods \"p\" not found");
    assertTokenRequest(
        bound("v1", "ConfigMap", "p", null),
        "cannot bind token to object of type /v1, Kind=ConfigMap");
    assertTokenRequest(
        bound("v1", "Secret", "sec", "1"),
        "Operation cannot be fulfilled on Secret \"sec\": the UID in the bound object reference"
            + " (1) does not match the UID in record. The object might have been deleted and then"
            + " recreated");
    assertThatThrownBy(() -> requests(RSA).create(TokenRequest.of(r -> {}), "shop", "nope"))
        .hasMessage("serviceaccounts \"nope\" not found");
  }

  // --- impersonation ---

  @Test
  void headersWithoutAUserAreABadRequest() {
    assertImpersonation(
        Map.of("impersonate-group", List.of("x")),
        "requested &user.DefaultInfo{Name:\"\", UID:\"\", Groups:[]string{\"x\"},"
            + " Extra:map[string][]string(nil)} without impersonating a user name");
    assertImpersonation(
        Map.of("impersonate-extra-a%2fb", List.of("x")),
        "requested &user.DefaultInfo{Name:\"\", UID:\"\", Groups:[]string(nil),"
            + " Extra:map[string][]string{\"a/b\":[]string{\"x\"}}} without impersonating a user"
            + " name");
  }

  @Test
  void whoMayNotImpersonateIsToldTheFirstWayThatFailed() {
    assertImpersonation(
        Map.of("impersonate-user", List.of("bob")),
        "nodes is forbidden: User \"joe\" cannot impersonate-on:user-info:list resource \"nodes\""
            + " in API group \"\" at the cluster scope");
    assertImpersonation(
        Map.of("impersonate-user", List.of("system:serviceaccount:a:b")),
        "nodes is forbidden: User \"joe\" cannot impersonate-on:serviceaccount:list resource"
            + " \"nodes\" in API group \"\" at the cluster scope");
    assertImpersonation(
        Map.of("impersonate-user", List.of("system:node:a")),
        "nodes is forbidden: User \"joe\" cannot impersonate-on:arbitrary-node:list resource"
            + " \"nodes\" in API group \"\" at the cluster scope");
  }

  @Test
  void impersonatedUsersHaveTheGroupsThatGoWithThem() {
    User admin = User.of("admin", User.MASTERS_GROUP);
    assertThat(impersonate(admin, Map.of())).isEqualTo(admin);
    Map<String, List<String>> headers =
        Map.of(
            "impersonate-user", List.of("system:serviceaccount:y:x"),
            "impersonate-uid", List.of("u"),
            "impersonate-extra-b%2fc", List.of("1", "2"));
    assertThat(impersonate(admin, headers))
        .isEqualTo(
            new User(
                "system:serviceaccount:y:x",
                "u",
                List.of(
                    "system:serviceaccounts", "system:serviceaccounts:y", "system:authenticated"),
                Map.of("b/c", List.of("1", "2"))));
    assertThat(impersonate(admin, Map.of("impersonate-user", List.of("system:anonymous"))))
        .isEqualTo(User.of("system:anonymous", "system:unauthenticated"));
  }

  @Test
  void theVerbImpersonateStillAllowsByItself() {
    stored
        .put(
            ClusterRole.of(r ->
                r.metadata(m -> m.name("imp"))
                    .rule(p ->
                        p.verbs("impersonate")
                            .apiGroups("")
                            .resources("users")
                            .resourceNames("bob"))))
        .put(
            ClusterRoleBinding.of(b ->
                b.metadata(m -> m.name("imp"))
                    .roleRef(f ->
                        f.apiGroup("rbac.authorization.k8s.io").kind("ClusterRole").name("imp"))
                    .subject(s -> s.kind("User").name("joe"))));
    assertThat(impersonate(User.of("joe"), Map.of("impersonate-user", List.of("bob"))))
        .isEqualTo(User.of("bob", "system:authenticated"));
  }

  // --- how the tests ask ---

  private User impersonate(User sender, Map<String, List<String>> headers) {
    RequestInfo info = new RequestInfo(true, "", "list", "", "v1", "", "nodes", "", "");
    return new Impersonation(new Rbac(stored)).apply(request("/api", headers), info, sender);
  }

  private void assertImpersonation(Map<String, List<String>> headers, String message) {
    assertThatThrownBy(() -> impersonate(User.of("joe"), headers)).hasMessage(message);
  }

  private void assertTokenRequest(TokenRequest request, String message) {
    assertThatThrownBy(() -> requests(RSA).create(request, "shop", "s")).hasMessage(message);
  }

  private String boundToken() {
    return token(requests(RSA).create(bound("v1", "Secret", "sec", null), "shop", "s"));
  }

  private static TokenRequest bound(String version, String kind, String name, String uid) {
    return TokenRequest.of(r ->
        r.spec(s -> s.boundObjectRef(b -> b.apiVersion(version).kind(kind).name(name).uid(uid))));
  }

  private static String token(TokenRequest request) {
    return request.status().token();
  }

  private String review(String token, List<String> audiences) {
    TokenReview review = TokenReview.of(r -> r.spec(s -> s.token(token).audiences(audiences)));
    return new UserReviews(tokens(accounts(RSA)), () -> now).create(review).status().error();
  }

  private TokenRequests requests(KeyPair keys) {
    TokenIssuer issuer = new TokenIssuer(ISSUER, keys, new Random(1));
    return new TokenRequests(issuer, List.of(ISSUER), stored, () -> now);
  }

  private ServiceAccountTokens accounts(KeyPair keys) {
    return new ServiceAccountTokens(
        ISSUER, List.of(keys.getPublic()), List.of(ISSUER), stored, () -> now);
  }

  private static BearerTokens tokens(TokenAuthenticator kind) {
    return new BearerTokens(List.of(kind), List.of(ISSUER));
  }

  private static Authentication authentication(List<Authenticator> authenticators) {
    return new Authentication(authenticators, Authentication::forProbes);
  }

  private static void assertUnauthorized(Authentication authentication, Request request) {
    assertThatThrownBy(() -> authentication.authenticate(request))
        .isInstanceOfSatisfying(
            StatusException.class,
            e -> {
              assertThat(e.status().code()).isEqualTo(401);
              assertThat(e.status().reason()).isEqualTo("Unauthorized");
              assertThat(e).hasMessage("Unauthorized");
            });
  }

  private static Request bearer(String token) {
    return request("/api/v1/pods", Map.of("authorization", List.of("Bearer " + token)));
  }

  private static Request request(String path, Map<String, List<String>> headers) {
    return new Request("GET", path, Map.of(), headers, new byte[0], List.of());
  }

  private static Request certified(X509Certificate certificate) {
    return new Request("GET", "/api", Map.of(), Map.of(), new byte[0], List.of(certificate));
  }

  private static KeyPair keys(String algorithm) {
    try {
      KeyPairGenerator generator = KeyPairGenerator.getInstance(algorithm);
      generator.initialize(algorithm.equals("RSA") ? 2048 : 256);
      return generator.generateKeyPair();
    } catch (java.security.GeneralSecurityException e) {
      throw new IllegalStateException(e);
    }
  }

  private static X509Certificate certificate(
      String subject, KeyPair keys, String issuer, KeyPair signer, KeyPurposeId usage)
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
