package dev.fairlead.client.config;

import java.io.IOException;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.cert.X509Certificate;
import java.util.List;
import javax.net.ssl.KeyManager;
import javax.net.ssl.SSLContext;
import javax.net.ssl.TrustManager;
import javax.net.ssl.TrustManagerFactory;
import org.jspecify.annotations.Nullable;

/**
 * Who is trusted, and who we are, in TLS.
 *
 * @param authorities whose certificates are trusted; empty for those that the system trusts
 * @param clientCertificate what to show to a server that asks
 * @param insecure whether any certificate will do, for any host
 * @param serverName the name that the certificate must have; null for the host's
 */
record TlsMaterial(
    List<X509Certificate> authorities,
    @Nullable ClientCertificate clientCertificate,
    boolean insecure,
    @Nullable String serverName) {

  /** Nothing asked for: the system's trust, no client certificate. */
  static final TlsMaterial NONE = new TlsMaterial(List.of(), null, false, null);

  TlsMaterial {
    authorities = List.copyOf(authorities);
  }

  /** Whether any of this was asked for, which makes https the default scheme, as in client-go. */
  boolean isSet() {
    return insecure || clientCertificate != null || !authorities.isEmpty();
  }

  SSLContext sslContext() {
    try {
      SSLContext context = SSLContext.getInstance("TLS");
      context.init(keyManagers(), trustManagers(), null);
      return new ClientContext(context, serverName);
    } catch (GeneralSecurityException | IOException e) {
      throw new IllegalStateException(
          "this Java can't do TLS with X.509 certificates: run on a JDK with its default security"
              + " providers",
          e);
    }
  }

  private KeyManager @Nullable [] keyManagers() {
    return clientCertificate == null
        ? null
        : new KeyManager[] {new SingleKeyManager(clientCertificate)};
  }

  private TrustManager @Nullable [] trustManagers() throws GeneralSecurityException, IOException {
    if (insecure) {
      return new TrustManager[] {new TrustAnyone()};
    }
    if (authorities.isEmpty()) {
      return null;
    }
    KeyStore store = KeyStore.getInstance("PKCS12");
    store.load(null, null);
    for (int i = 0; i < authorities.size(); i++) {
      store.setCertificateEntry("authority-" + i, authorities.get(i));
    }
    TrustManagerFactory factory = TrustManagerFactory.getInstance("PKIX");
    factory.init(store);
    return factory.getTrustManagers();
  }
}
