package dev.fairlead.apiserver.authentication;

import dev.fairlead.apiserver.request.Response;
import dev.fairlead.model.tree.JsonArray;
import dev.fairlead.model.tree.JsonObject;
import dev.fairlead.model.tree.JsonString;
import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.security.PublicKey;
import java.security.interfaces.ECPublicKey;
import java.security.interfaces.RSAPublicKey;
import java.util.Arrays;
import java.util.Base64;
import java.util.Map;

/**
 * What others need to check the tokens of ServiceAccounts by themselves: OpenID Connect discovery,
 * and the key as a set of JSON web keys (RFC 7517).
 */
public final class IssuerDocuments {
  private static final String CONFIGURATION = "/.well-known/openid-configuration";
  private static final String KEYS = "/openid/v1/jwks";

  /** Go: pkg/serviceaccount, for keys that come from files. */
  private static final String CACHE_CONTROL = "public, max-age=3600";

  private static final Base64.Encoder BASE64 = Base64.getUrlEncoder().withoutPadding();

  private IssuerDocuments() {}

  /**
   * The documents by their paths.
   *
   * @param issuer the URL that the tokens name
   * @param address host and port under which clients reach the server
   * @param key the one that the tokens' signatures are of
   */
  public static Map<String, Response> of(String issuer, String address, PublicKey key) {
    String algorithm = Jwt.algorithm(key);
    if (algorithm == null) {
      throw new IllegalArgumentException(
          "no token is signed with a key of "
              + key.getAlgorithm()
              + ": give an RSA key, or an EC key of P-256, P-384 or P-521");
    }
    JsonObject configuration =
        JsonObject.builder()
            .put("issuer", issuer)
            .put("jwks_uri", "https://" + address + KEYS)
            .put("response_types_supported", texts("id_token"))
            .put("subject_types_supported", texts("public"))
            .put("id_token_signing_alg_values_supported", texts(algorithm))
            .build();
    JsonObject keys = JsonObject.of("keys", JsonArray.of(key(key, algorithm)));
    return Map.of(
        CONFIGURATION, document("application/json", configuration),
        KEYS, document("application/jwk-set+json", keys));
  }

  private static Response document(String mediaType, JsonObject json) {
    byte[] bytes = json.toString().getBytes(StandardCharsets.UTF_8);
    return Response.of(200, mediaType, bytes).withHeader("Cache-Control", CACHE_CONTROL);
  }

  private static JsonObject key(PublicKey key, String algorithm) {
    JsonObject.Builder json =
        JsonObject.builder()
            .put("use", "sig")
            .put("kty", key.getAlgorithm())
            .put("kid", Jwt.keyId(key));
    switch (key) {
      case RSAPublicKey rsa ->
          json.put("alg", algorithm)
              .put("n", number(rsa.getModulus(), bytes(rsa.getModulus().bitLength())))
              .put(
                  "e", number(rsa.getPublicExponent(), bytes(rsa.getPublicExponent().bitLength())));
      case ECPublicKey ec -> {
        int bits = ec.getParams().getCurve().getField().getFieldSize();
        json.put("crv", "P-" + bits)
            .put("alg", algorithm)
            .put("x", number(ec.getW().getAffineX(), bytes(bits)))
            .put("y", number(ec.getW().getAffineY(), bytes(bits)));
      }
      default -> throw new IllegalArgumentException("no public key of RSA or EC: " + key);
    }
    return json.build();
  }

  private static int bytes(int bits) {
    return (bits + Byte.SIZE - 1) / Byte.SIZE;
  }

  /** A positive number with the most significant byte first, in as many bytes. */
  private static String number(BigInteger value, int length) {
    byte[] signed = value.toByteArray(); // maybe with a zero before it, maybe shorter
    byte[] bytes = new byte[length];
    int significant = Math.min(signed.length, length);
    byte[] last = Arrays.copyOfRange(signed, signed.length - significant, signed.length);
    System.arraycopy(last, 0, bytes, length - significant, significant);
    return BASE64.encodeToString(bytes);
  }

  private static JsonArray texts(String text) {
    return JsonArray.of(new JsonString(text));
  }
}
