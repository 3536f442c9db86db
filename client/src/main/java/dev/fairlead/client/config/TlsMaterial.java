package dev.fairlead.client.config;

import java.io.IOException;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.cert.X509Certificate;
import java.util.ArrayList;
import java.util.List;
import javax.net.ssl.KeyManager;
import javax.net.ssl.SSLContext;
import javax.net.ssl.TrustManager;
import javax.net.ssl.TrustManagerFactory;
import javax.net.ssl.X509TrustManager;
import org.jspecify.annotations.Nullable;

/**
 * Who is trusted, and who we are, in TLS.
 *
 * @param authorities whose certificates are trusted; empty for those that the system trusts
 * @param andSystem whether those that the system trusts are trusted beside them
 * @param clientCertificate what to show to a server that asks
 * @param insecure whether any certificate will do, for any host
 * @param serverName the name that the certificate must have; null for the host's
 * @param own what a program made itself, in place of all but the name
 */
record TlsMaterial(
    List<X509Certificate> authorities,
    boolean andSystem,
    @Nullable ClientCertificate clientCertificate,
    boolean insecure,
    @Nullable String serverName,
    @Nullable SSLContext own) {

  /** Nothing asked for: the system's trust, no client certificate. */
  static final TlsMaterial NONE = new TlsMaterial(List.of(), false, null, false, null, null);

  TlsMaterial {
    authorities = List.copyOf(authorities);
  }

  /** Whether any of this was asked for, which makes https the default scheme, as in client-go. */
  boolean isSet() {
    return insecure || clientCertificate != null || !authorities.isEmpty() || own != null;
  }

  /** A copy with these. */
  TlsMaterial with(List<X509Certificate> others, @Nullable ClientCertificate certificate) {
    return new TlsMaterial(others, andSystem, certificate, insecure, serverName, own);
  }

  SSLContext sslContext() {
    if (own != null) {
      return new ClientContext(own, serverName);
    }
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

  TrustManager @Nullable [] trustManagers() throws GeneralSecurityException, IOException {
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
    if (andSystem) {
      int number = 0;
      for (X509Certificate certificate : systems()) {
        store.setCertificateEntry("system-" + number++, certificate);
      }
    }
    TrustManagerFactory factory = TrustManagerFactory.getInstance("PKIX");
    factory.init(store);
    return factory.getTrustManagers();
  }

  private static List<X509Certificate> systems() throws GeneralSecurityException {
    TrustManagerFactory factory = TrustManagerFactory.getInstance("PKIX");
    factory.init((KeyStore) null);
    List<X509Certificate> systems = new ArrayList<>();
    for (TrustManager manager : factory.getTrustManagers()) {
      if (manager instanceof X509TrustManager trust) {
        systems.addAll(List.of(trust.getAcceptedIssuers()));
      }
    }
    return systems;
  }
}
