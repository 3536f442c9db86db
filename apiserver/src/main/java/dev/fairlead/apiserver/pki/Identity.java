package dev.fairlead.apiserver.pki;

import java.io.IOException;
import java.security.PrivateKey;
import java.security.cert.X509Certificate;
import java.security.interfaces.ECPrivateKey;
import org.bouncycastle.asn1.ASN1Encoding;
import org.bouncycastle.asn1.pkcs.PrivateKeyInfo;
import org.bouncycastle.asn1.x509.SubjectPublicKeyInfo;

/** A certificate with its key. */
public record Identity(X509Certificate certificate, PrivateKey key) {

  public String certificatePem() {
    return Pem.of(certificate);
  }

  /**
   * In the form of RFC 5915 if it is of an elliptic curve, as PKCS#8 otherwise. Secret.
   *
   * <p>fabric8 takes every key for one of RSA whose block isn't labelled EC PRIVATE KEY, and the
   * official Java client wants the public key in there, too.
   */
  public String keyPem() {
    return key instanceof ECPrivateKey ? Pem.block("EC PRIVATE KEY", ellipticDer()) : Pem.of(key);
  }

  private byte[] ellipticDer() {
    try {
      PrivateKeyInfo info = PrivateKeyInfo.getInstance(key.getEncoded());
      ECPrivateKey elliptic = (ECPrivateKey) key;
      return new org.bouncycastle.asn1.sec.ECPrivateKey(
              elliptic.getParams().getOrder().bitLength(),
              elliptic.getS(),
              SubjectPublicKeyInfo.getInstance(certificate.getPublicKey().getEncoded())
                  .getPublicKeyData(),
              info.getPrivateKeyAlgorithm().getParameters())
          .getEncoded(ASN1Encoding.DER);
    } catch (IOException e) {
      throw new IllegalStateException("a key that can't be encoded", e);
    }
  }

  /** Never the key. */
  @Override
  public String toString() {
    return "Identity[" + certificate.getSubjectX500Principal() + "]";
  }
}
