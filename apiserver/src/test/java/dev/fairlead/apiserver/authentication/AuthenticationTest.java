package dev.fairlead.apiserver.authentication;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.fairlead.apiserver.request.Request;
import dev.fairlead.apiserver.request.User;
import dev.fairlead.model.authentication.v1.TokenRequest;
import dev.fairlead.model.core.v1.Secret;
import java.nio.charset.StandardCharsets;
import java.security.KeyPair;
import java.security.cert.X509Certificate;
import java.time.Duration;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import org.bouncycastle.asn1.x509.KeyPurposeId;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class AuthenticationTest extends AuthenticationFixture {
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
    assertThat(credentialId(user)).matches("X509SHA256=[0-9a-f]{64}");
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
    assertThat(credentialId(user))
        .matches("JTI=[0-9a-f]{8}-[0-9a-f]{4}-4[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}");
  }

  @Test
  void theClaimsAreThoseOfKubernetes() {
    String[] parts = boundToken().split("\\.", -1);
    String id = decoded(parts[1]).replaceAll(".*\"jti\":\"([^\"]*)\".*", "$1");
    assertThat(decoded(parts[0]))
        .isEqualTo("{\"alg\":\"RS256\",\"kid\":\"" + Jwt.keyId(RSA.getPublic()) + "\"}");
    assertThat(decoded(parts[1]))
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
    String[] parts = boundToken().split("\\.", -1);
    String none =
        Base64.getUrlEncoder()
            .withoutPadding()
            .encodeToString("{\"alg\":\"none\"}".getBytes(StandardCharsets.UTF_8));
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
}
