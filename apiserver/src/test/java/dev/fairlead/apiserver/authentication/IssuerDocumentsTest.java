package dev.fairlead.apiserver.authentication;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.fairlead.apiserver.request.Request;
import dev.fairlead.apiserver.request.Response;
import dev.fairlead.model.codec.Codec;
import dev.fairlead.model.tree.JsonArray;
import dev.fairlead.model.tree.JsonObject;
import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.security.KeyFactory;
import java.security.KeyPair;
import java.security.interfaces.ECPublicKey;
import java.security.spec.ECPoint;
import java.security.spec.ECPublicKeySpec;
import java.security.spec.RSAPublicKeySpec;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.junit.jupiter.api.Test;

/** What others need to check tokens. */
class IssuerDocumentsTest extends AuthenticationFixture {
  private static final String KEYS = "/openid/v1/jwks";

  @Test
  void theConfigurationNamesTheIssuerAndTheKeys() {
    Response answer = answer(RSA, "GET", "/.well-known/openid-configuration", Map.of());
    assertThat(text(answer))
        .isEqualTo(
            "{\"issuer\":\"https://kubernetes.default.svc\",\"jwks_uri\":"
                + "\"https://10.0.0.1:6443/openid/v1/jwks\",\"response_types_supported\":"
                + "[\"id_token\"],\"subject_types_supported\":[\"public\"],"
                + "\"id_token_signing_alg_values_supported\":[\"RS256\"]}");
    assertThat(answer.headers())
        .containsEntry("Content-Type", List.of("application/json"))
        .containsEntry("Cache-Control", List.of("public, max-age=3600"));
  }

  @Test
  void theKeyIsTheOneThatChecksTokens() throws Exception {
    JsonObject rsa = key(RSA);
    assertThat(rsa.members().keySet()).containsExactly("use", "kty", "kid", "alg", "n", "e");
    assertThat(rsa.string("kid")).isEqualTo(Jwt.keyId(RSA.getPublic()));
    assertThat(
            KeyFactory.getInstance("RSA")
                .generatePublic(new RSAPublicKeySpec(number(rsa, "n"), number(rsa, "e"))))
        .isEqualTo(RSA.getPublic());

    JsonObject ec = key(EC);
    assertThat(ec.members().keySet()).containsExactly("use", "kty", "kid", "crv", "alg", "x", "y");
    assertThat(
            KeyFactory.getInstance("EC")
                .generatePublic(
                    new ECPublicKeySpec(
                        new ECPoint(number(ec, "x"), number(ec, "y")),
                        ((ECPublicKey) EC.getPublic()).getParams())))
        .isEqualTo(EC.getPublic());
  }

  @Test
  void othersAreRefusedInKubernetesWords() {
    assertThat(answer(RSA, "GET", KEYS + "/", Map.of()).status()).isEqualTo(200);
    assertThatThrownBy(() -> answer(RSA, "GET", KEYS + "/x", Map.of()))
        .hasMessage("the server could not find the requested resource");
    assertThatThrownBy(() -> answer(RSA, "POST", KEYS, Map.of()))
        .hasMessage("the server does not allow this method on the requested resource");
    assertThatThrownBy(() -> answer(RSA, "GET", KEYS, Map.of("accept", List.of("text/plain"))))
        .hasMessage("406: Not Acceptable\n\nAvailable representations: application/jwk-set+json");
    assertThat(documents(RSA).answer(request("GET", "/openid/v1", Map.of()))).isEmpty();
  }

  private static JsonObject key(KeyPair keys) {
    String text = text(answer(keys, "GET", KEYS, Map.of()));
    JsonObject set = (JsonObject) Codec.json().decodeTree(text);
    return (JsonObject) ((JsonArray) Objects.requireNonNull(set.get("keys"))).get(0);
  }

  private static BigInteger number(JsonObject key, String member) {
    String text = Objects.requireNonNull(key.string(member));
    return new BigInteger(1, Base64.getUrlDecoder().decode(text));
  }

  private static Response answer(
      KeyPair keys, String method, String path, Map<String, List<String>> headers) {
    return documents(keys).answer(request(method, path, headers)).orElseThrow();
  }

  private static IssuerDocuments documents(KeyPair keys) {
    return new IssuerDocuments(ISSUER, "10.0.0.1:6443", keys.getPublic());
  }

  private static Request request(String method, String path, Map<String, List<String>> headers) {
    return new Request(method, path, Map.of(), headers, new byte[0], List.of());
  }

  private static String text(Response answer) {
    return new String(((Response.Content.Bytes) answer.content()).bytes(), StandardCharsets.UTF_8);
  }
}
