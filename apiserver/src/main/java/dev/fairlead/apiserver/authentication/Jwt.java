package dev.fairlead.apiserver.authentication;

import dev.fairlead.model.codec.Codec;
import dev.fairlead.model.codec.DecodeException;
import dev.fairlead.model.tree.JsonObject;
import dev.fairlead.model.value.Bytes;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.Key;
import java.security.MessageDigest;
import java.security.PrivateKey;
import java.security.PublicKey;
import java.security.Signature;
import java.security.interfaces.ECKey;
import java.security.interfaces.RSAKey;
import java.util.Base64;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * A JSON web token in compact form, RFC 7519.
 *
 * @param signed the text over which the signature is
 */
record Jwt(JsonObject header, JsonObject claims, String signed, Bytes signature) {
  private static final Base64.Encoder ENCODER = Base64.getUrlEncoder().withoutPadding();
  private static final Base64.Decoder DECODER = Base64.getUrlDecoder();

  /** The token, unless the text isn't one. */
  static Optional<Jwt> parse(String token) {
    String[] parts = token.split("\\.", -1);
    if (parts.length != 3) {
      return Optional.empty();
    }
    try {
      return object(parts[0])
          .flatMap(header ->
              object(parts[1])
                  .map(claims ->
                      new Jwt(
                          header,
                          claims,
                          parts[0] + "." + parts[1],
                          Bytes.of(DECODER.decode(parts[2])))));
    } catch (IllegalArgumentException | DecodeException e) {
      return Optional.empty(); // neither base64url nor JSON: some other kind of token
    }
  }

  private static Optional<JsonObject> object(String base64) {
    String json = new String(DECODER.decode(base64), StandardCharsets.UTF_8);
    return Codec.json().decodeTree(json) instanceof JsonObject object
        ? Optional.of(object)
        : Optional.empty();
  }

  static String sign(JsonObject claims, PrivateKey key, String keyId) {
    String algorithm = algorithm(key);
    if (algorithm == null) {
      throw unusable(key);
    }
    JsonObject header = JsonObject.builder().put("alg", algorithm).put("kid", keyId).build();
    String signed = encode(header) + "." + encode(claims);
    try {
      Signature signature = signature(algorithm);
      signature.initSign(key);
      signature.update(signed.getBytes(StandardCharsets.US_ASCII));
      return signed + "." + ENCODER.encodeToString(signature.sign());
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("signing a token failed: " + e.getMessage(), e);
    }
  }

  private static String encode(JsonObject part) {
    return ENCODER.encodeToString(part.toString().getBytes(StandardCharsets.UTF_8));
  }

  /** Whether the key's own algorithm made the signature; the header can't choose another. */
  boolean verifies(PublicKey key) {
    String algorithm = algorithm(key);
    if (algorithm == null || !algorithm.equals(header.string("alg"))) {
      return false;
    }
    try {
      Signature check = signature(algorithm);
      check.initVerify(key);
      check.update(signed.getBytes(StandardCharsets.US_ASCII));
      return check.verify(signature.toByteArray());
    } catch (GeneralSecurityException e) {
      return false; // such as a signature of the wrong length
    }
  }

  /** Names a key as Kubernetes does: the SHA-256 of its DER form. */
  static String keyId(PublicKey key) {
    try {
      byte[] hash = MessageDigest.getInstance("SHA-256").digest(key.getEncoded());
      return ENCODER.encodeToString(hash);
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("this JVM has no SHA-256, which every JVM must have", e);
    }
  }

  /** The algorithm for which a key is used. */
  static String algorithmOf(PublicKey key) {
    String algorithm = algorithm(key);
    if (algorithm == null) {
      throw unusable(key);
    }
    return algorithm;
  }

  private static IllegalArgumentException unusable(Key key) {
    return new IllegalArgumentException(
        "tokens can't be signed with a key of "
            + key.getAlgorithm()
            + ": give an RSA key, or an EC key of P-256, P-384 or P-521");
  }

  private static @Nullable String algorithm(Key key) {
    return switch (key) {
      case RSAKey rsa -> "RS256";
      case ECKey ec ->
          switch (ec.getParams().getCurve().getField().getFieldSize()) {
            case 256 -> "ES256";
            case 384 -> "ES384";
            case 521 -> "ES512";
            default -> null;
          };
      default -> null;
    };
  }

  private static Signature signature(String algorithm) throws GeneralSecurityException {
    String hash = "SHA" + algorithm.substring(2);
    return algorithm.startsWith("RS")
        ? Signature.getInstance(hash + "withRSA")
        : Signature.getInstance(hash + "withECDSAinP1363Format");
  }
}
