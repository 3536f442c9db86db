package dev.fairlead.apiserver.http;

import java.security.PrivateKey;
import java.security.cert.X509Certificate;

/**
 * What the server proves to clients, and whom it believes.
 *
 * @param certificate of the server, signed by an authority that clients know
 * @param key of the certificate
 * @param clientAuthority the only one whose certificates of clients are believed; others are
 *     refused
 */
public record Tls(X509Certificate certificate, PrivateKey key, X509Certificate clientAuthority) {

  /** Never the key. */
  @Override
  public String toString() {
    return "Tls[" + certificate.getSubjectX500Principal() + "]";
  }
}
