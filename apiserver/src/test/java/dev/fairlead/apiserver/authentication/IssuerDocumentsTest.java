package dev.fairlead.apiserver.authentication;

import static org.assertj.core.api.Assertions.assertThat;

import dev.fairlead.apiserver.request.Response;
import dev.fairlead.model.codec.Codec;
import dev.fairlead.model.tree.JsonArray;
import dev.fairlead.model.tree.JsonObject;
import dev.fairlead.model.tree.JsonValue;
import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.security.AlgorithmParameters;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.KeyPairGenerator;
import java.security.PublicKey;
import java.security.spec.ECGenParameterSpec;
import java.security.spec.ECParameterSpec;
import java.security.spec.ECPoint;
import java.security.spec.ECPublicKeySpec;
import java.security.spec.RSAPublicKeySpec;
import java.util.Base64;
import java.util.Map;
import java.util.Objects;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class IssuerDocumentsTest {
  @Test
  void namesTheKeysAddress() throws GeneralSecurityException {
    Map<String, Response> documents = documents(newKey("EC", "secp256r1"));

    assertThat(text(documents, "/.well-known/openid-configuration"))
        .isEqualTo(
            "{\"issuer\":\"https://kubernetes.default.svc\","
                + "\"jwks_uri\":\"https://192.0.2.1:6443/openid/v1/jwks\","
                + "\"response_types_supported\":[\"id_token\"],"
                + "\"subject_types_supported\":[\"public\"],"
                + "\"id_token_signing_alg_values_supported\":[\"ES256\"]}");
  }

  /** Every 256th coordinate has a zero in front, which has to stay. */
  @RepeatedTest(20)
  void tellsKeysOfCurvesInFullLength() throws GeneralSecurityException {
    JsonObject json = key(newKey("EC", "secp256r1"));

    assertThat(json.string("x")).hasSize(43);
    assertThat(json.string("y")).hasSize(43);
  }

  @ParameterizedTest
  @CsvSource({"secp256r1, P-256, ES256", "secp384r1, P-384, ES384", "secp521r1, P-521, ES512"})
  void tellsKeysOfCurves(String curve, String name, String algorithm)
      throws GeneralSecurityException {
    PublicKey key = newKey("EC", curve);
    JsonObject json = key(key);

    AlgorithmParameters parameters = AlgorithmParameters.getInstance("EC");
    parameters.init(new ECGenParameterSpec(curve));
    ECPublicKeySpec spec =
        new ECPublicKeySpec(
            new ECPoint(number(json, "x"), number(json, "y")),
            parameters.getParameterSpec(ECParameterSpec.class));
    assertThat(KeyFactory.getInstance("EC").generatePublic(spec)).isEqualTo(key);
    assertThat(json.members().keySet())
        .containsExactly("use", "kty", "kid", "crv", "alg", "x", "y");
    assertThat(json.string("crv")).isEqualTo(name);
    assertThat(json.string("alg")).isEqualTo(algorithm);
  }

  @Test
  void tellsRsaKeys() throws GeneralSecurityException {
    PublicKey key = newKey("RSA", "");
    JsonObject json = key(key);

    RSAPublicKeySpec spec = new RSAPublicKeySpec(number(json, "n"), number(json, "e"));
    assertThat(KeyFactory.getInstance("RSA").generatePublic(spec)).isEqualTo(key);
    assertThat(json.members().keySet()).containsExactly("use", "kty", "kid", "alg", "n", "e");
    assertThat(json.string("e")).isEqualTo("AQAB");
  }

  private static PublicKey newKey(String algorithm, String curve) throws GeneralSecurityException {
    KeyPairGenerator generator = KeyPairGenerator.getInstance(algorithm);
    if (curve.isEmpty()) {
      generator.initialize(2048);
    } else {
      generator.initialize(new ECGenParameterSpec(curve));
    }
    return generator.generateKeyPair().getPublic();
  }

  private static Map<String, Response> documents(PublicKey key) {
    return IssuerDocuments.of("https://kubernetes.default.svc", "192.0.2.1:6443", key);
  }

  private static JsonObject key(PublicKey key) {
    JsonValue set = Codec.json().decodeTree(text(documents(key), "/openid/v1/jwks"));
    JsonArray keys = (JsonArray) Objects.requireNonNull(((JsonObject) set).get("keys"));
    return (JsonObject) keys.get(0);
  }

  private static BigInteger number(JsonObject json, String name) {
    return new BigInteger(
        1, Base64.getUrlDecoder().decode(Objects.requireNonNull(json.string(name))));
  }

  private static String text(Map<String, Response> documents, String path) {
    Response document = Objects.requireNonNull(documents.get(path));
    return new String(
        ((Response.Content.Bytes) document.content()).bytes(), StandardCharsets.UTF_8);
  }
}
