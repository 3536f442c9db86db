package dev.fairlead.apiserver.authentication;

import dev.fairlead.apiserver.request.Negotiation;
import dev.fairlead.apiserver.request.Request;
import dev.fairlead.apiserver.request.Response;
import dev.fairlead.apiserver.status.Failures;
import dev.fairlead.model.tree.JsonObject;
import dev.fairlead.model.tree.JsonString;
import dev.fairlead.model.tree.JsonValue;
import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.security.PublicKey;
import java.security.interfaces.ECPublicKey;
import java.security.interfaces.RSAPublicKey;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * How others can check the tokens of ServiceAccounts: the issuer's OpenID configuration and its
 * public key.
 */
public final class IssuerDocuments {
  private static final String CONFIGURATION = "/.well-known/openid-configuration";
  private static final String KEYS = "/openid/v1/jwks";

  /** The paths of the documents. */
  public static final List<String> PATHS = List.of(CONFIGURATION, KEYS);

  private static final Base64.Encoder ENCODER = Base64.getUrlEncoder().withoutPadding();

  private final byte[] configuration;
  private final byte[] keys;

  /**
   * The documents of an issuer.
   *
   * @param issuer the URL that stands in the tokens
   * @param address host and port under which clients reach the server
   * @param key the one that checks the tokens
   */
  public IssuerDocuments(String issuer, String address, PublicKey key) {
    configuration =
        bytes(
            JsonObject.builder()
                .put("issuer", issuer)
                .put("jwks_uri", "https://" + address + KEYS)
                .put("response_types_supported", texts("id_token"))
                .put("subject_types_supported", texts("public"))
                .put("id_token_signing_alg_values_supported", texts(Jwt.algorithmOf(key)))
                .build());
    keys = bytes(JsonObject.builder().put("keys", JsonValue.of(List.of(described(key)))).build());
  }

  private static JsonValue texts(String only) {
    return JsonValue.of(List.of(new JsonString(only)));
  }

  private static byte[] bytes(JsonObject document) {
    return document.toString().getBytes(StandardCharsets.UTF_8);
  }

  /** The key as RFC 7517 writes it, members in the order of kube-apiserver's. */
  private static JsonObject described(PublicKey key) {
    JsonObject.Builder json = JsonObject.builder().put("use", "sig");
    String algorithm = Jwt.algorithmOf(key);
    String id = Jwt.keyId(key);
    switch (key) {
      case RSAPublicKey rsa ->
          json.put("kty", "RSA")
              .put("kid", id)
              .put("alg", algorithm)
              .put("n", encoded(rsa.getModulus(), 0))
              .put("e", encoded(rsa.getPublicExponent(), 0));
      case ECPublicKey ec -> {
        int bits = ec.getParams().getCurve().getField().getFieldSize();
        int length = (bits + Byte.SIZE - 1) / Byte.SIZE;
        json.put("kty", "EC")
            .put("kid", id)
            .put("crv", "P-" + bits)
            .put("alg", algorithm)
            .put("x", encoded(ec.getW().getAffineX(), length))
            .put("y", encoded(ec.getW().getAffineY(), length));
      }
      default -> throw new IllegalArgumentException("no tokens are signed with a key of " + key);
    }
    return json.build();
  }

  /** The number's bytes, highest first, with zeros in front up to the length. */
  private static String encoded(BigInteger number, int length) {
    byte[] signed = number.toByteArray();
    int from = signed.length > 1 && signed[0] == 0 ? 1 : 0;
    byte[] bytes = Arrays.copyOfRange(signed, from, signed.length);
    byte[] padded = new byte[Math.max(bytes.length, length)];
    System.arraycopy(bytes, 0, padded, padded.length - bytes.length, bytes.length);
    return ENCODER.encodeToString(padded);
  }

  /**
   * The answer to a request for one of the documents; empty for other paths.
   *
   * @throws dev.fairlead.apiserver.status.StatusException for a request that can't be answered
   */
  public Optional<Response> answer(Request request) {
    String path = request.path();
    if (isAt(CONFIGURATION, path)) {
      return Optional.of(document(request, CONFIGURATION, "application/json", configuration));
    }
    return isAt(KEYS, path)
        ? Optional.of(document(request, KEYS, "application/jwk-set+json", keys))
        : Optional.empty();
  }

  private static boolean isAt(String document, String path) {
    return path.equals(document) || path.startsWith(document + "/");
  }

  private static Response document(Request request, String path, String mediaType, byte[] body) {
    if (request.path().length() > path.length() + 1) {
      throw Failures.failure(
          404, "NotFound", "the server could not find the requested resource", details -> {});
    }
    if (!request.method().equals("GET")) {
      throw Failures.failure(
          405,
          "MethodNotAllowed",
          "the server does not allow this method on the requested resource",
          details -> {});
    }
    Negotiation.checkRoute(request, List.of(mediaType));
    return new Response(
        200,
        Map.of(
            "Cache-Control", List.of("public, max-age=3600"), "Content-Type", List.of(mediaType)),
        new Response.Content.Bytes(body));
  }
}
