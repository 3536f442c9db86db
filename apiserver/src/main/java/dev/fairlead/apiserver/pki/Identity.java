package dev.fairlead.apiserver.pki;

import java.security.PrivateKey;
import java.security.cert.X509Certificate;

/** A certificate with its key. */
public record Identity(X509Certificate certificate, PrivateKey key) {

  public String certificatePem() {
    return Pem.of(certificate);
  }

  /** As PKCS#8. Secret. */
  public String keyPem() {
    return Pem.of(key);
  }

  /** Never the key. */
  @Override
  public String toString() {
    return "Identity[" + certificate.getSubjectX500Principal() + "]";
  }
}
