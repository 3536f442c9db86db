package dev.fairlead.client.config;

import java.security.GeneralSecurityException;
import java.security.PrivateKey;
import java.security.PublicKey;
import java.security.Signature;
import java.security.cert.X509Certificate;
import java.security.interfaces.ECPublicKey;
import java.security.interfaces.RSAKey;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A certificate and the key that belongs to it.
 *
 * @param chain the client's certificate, then perhaps those between it and its authority
 */
record ClientCertificate(List<X509Certificate> chain, PrivateKey key) {

  ClientCertificate {
    chain = List.copyOf(chain);
  }

  /** Null, and at least one problem, if either can't be read or they don't belong together. */
  static @Nullable ClientCertificate read(
      byte[] certificatePem, String certificateAt, byte[] keyPem, String keyAt, Problems problems) {
    List<X509Certificate> chain = Certificates.read(certificatePem, certificateAt, problems);
    PrivateKey key = PrivateKeys.read(keyPem, keyAt, problems);
    if (chain.isEmpty() || key == null) {
      return null;
    }
    X509Certificate certificate = chain.get(0);
    if (!belong(certificate.getPublicKey(), key)) {
      problems.add(
          keyAt,
          "the key does not belong to the client certificate (%s): take the two that were made"
                  .formatted(certificate.getSubjectX500Principal().getName())
              + " together");
      return null;
    }
    return new ClientCertificate(chain, key);
  }

  String subject() {
    return chain.get(0).getSubjectX500Principal().getName();
  }

  Instant notAfter() {
    return chain.get(0).getNotAfter().toInstant();
  }

  private static boolean belong(PublicKey publicKey, PrivateKey key) {
    if (publicKey instanceof RSAKey one && key instanceof RSAKey other) {
      return one.getModulus().equals(other.getModulus());
    }
    if (!publicKey.getAlgorithm().equals(key.getAlgorithm())) {
      return false;
    }
    if (publicKey instanceof ECPublicKey ec && endsWithPointOf(ec, key.getEncoded())) {
      return true;
    }
    String algorithm = key.getAlgorithm().equals("EC") ? "SHA256withECDSA" : key.getAlgorithm();
    byte[] probe = {1};
    try {
      Signature signer = Signature.getInstance(algorithm);
      signer.initSign(key);
      signer.update(probe);
      byte[] signature = signer.sign();
      signer.initVerify(publicKey);
      signer.update(probe);
      return signer.verify(signature);
    } catch (GeneralSecurityException e) { // such as: different curves
      return false;
    }
  }

  /**
   * Whether an EC key has the public point of the certificate at its end, where SEC 1 puts it.
   * Nearly all have it, and then the first signature of the process, which takes tens of
   * milliseconds, is left to the handshake.
   */
  private static boolean endsWithPointOf(ECPublicKey publicKey, byte @Nullable [] key) {
    byte[] encoded = publicKey.getEncoded();
    int fieldBytes = (publicKey.getParams().getCurve().getField().getFieldSize() + 7) / Byte.SIZE;
    int pointBytes = 1 + 2 * fieldBytes; // uncompressed: 4, x, y
    return key != null
        && key.length > pointBytes
        && Arrays.equals(
            encoded,
            encoded.length - pointBytes,
            encoded.length,
            key,
            key.length - pointBytes,
            key.length);
  }

  @Override
  public String toString() {
    return "ClientCertificate[" + subject() + "]"; // never the key
  }
}
