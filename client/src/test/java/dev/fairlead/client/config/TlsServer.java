package dev.fairlead.client.config;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.net.InetAddress;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.cert.X509Certificate;
import javax.net.ssl.ExtendedSSLSession;
import javax.net.ssl.KeyManager;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLPeerUnverifiedException;
import javax.net.ssl.SSLServerSocket;
import javax.net.ssl.SSLSocket;
import javax.net.ssl.TrustManagerFactory;
import javax.net.ssl.X509ExtendedKeyManager;

/**
 * A small HTTPS server with one of the test certificates. It answers every request with the server
 * name and the client certificate that it was sent.
 */
public final class TlsServer implements AutoCloseable {
  private final SSLServerSocket listener;

  private TlsServer(SSLServerSocket listener) {
    this.listener = listener;
  }

  static TlsServer start(String certificate) throws IOException, GeneralSecurityException {
    SSLServerSocket listener = listen(certificate, certificate);
    listener.setWantClientAuth(true);
    TlsServer server = new TlsServer(listener);
    Thread.ofVirtual().start(server::serve);
    return server;
  }

  /** A socket for TLS on the loopback address, with the certificate and key of those names. */
  public static SSLServerSocket listen(String certificate, String key)
      throws IOException, GeneralSecurityException {
    return (SSLServerSocket)
        context(certificate, key)
            .getServerSocketFactory()
            .createServerSocket(0, 0, InetAddress.getLoopbackAddress());
  }

  /** A server's, with the certificate and key of those names. */
  static SSLContext context(String certificate, String key)
      throws IOException, GeneralSecurityException {
    Problems problems = new Problems();
    ClientCertificate own =
        ClientCertificate.read(
            TestFiles.bytes(certificate + ".crt"), "", TestFiles.bytes(key + ".key"), "", problems);
    if (own == null) {
      throw problems.exception();
    }
    KeyStore clients = KeyStore.getInstance("PKCS12");
    clients.load(null, null);
    clients.setCertificateEntry(
        "authority", Certificates.read(authority("authority"), "", problems).get(0));
    TrustManagerFactory trust = TrustManagerFactory.getInstance("PKIX");
    trust.init(clients);
    SSLContext context = SSLContext.getInstance("TLS");
    context.init(new KeyManager[] {keys(own)}, trust.getTrustManagers(), null);
    return context;
  }

  /** An authority's certificate in PEM: "authority", which signed the others, or "stranger". */
  public static byte[] authority(String name) {
    return TestFiles.bytes(name + ".crt");
  }

  /** The server's own key, by the manager that JSSE makes of a KeyStore. */
  private static X509ExtendedKeyManager keys(ClientCertificate own)
      throws GeneralSecurityException, IOException {
    char[] none = new char[0];
    KeyStore store = KeyStore.getInstance("PKCS12");
    store.load(null, null);
    store.setKeyEntry("server", own.key(), none, own.chain().toArray(new X509Certificate[0]));
    var factory = KeyManagerFactory.getInstance("PKIX");
    factory.init(store, none);
    return (X509ExtendedKeyManager) factory.getKeyManagers()[0];
  }

  int port() {
    return listener.getLocalPort();
  }

  private void serve() {
    while (!listener.isClosed()) {
      try {
        SSLSocket socket = (SSLSocket) listener.accept();
        Thread.ofVirtual().start(() -> answer(socket));
      } catch (IOException e) {
        return; // closed
      }
    }
  }

  private static void answer(SSLSocket socket) {
    try (socket) {
      var in =
          new BufferedReader(
              new InputStreamReader(socket.getInputStream(), StandardCharsets.US_ASCII));
      for (String line = in.readLine(); line != null && !line.isEmpty(); line = in.readLine()) {}
      String body = describe((ExtendedSSLSession) socket.getSession());
      String answer = "HTTP/1.1 200 OK\r\nContent-Length: " + body.length() + "\r\n\r\n" + body;
      socket.getOutputStream().write(answer.getBytes(StandardCharsets.US_ASCII));
    } catch (IOException e) {
      // The client refused this server, which is what some tests are about.
    }
  }

  private static String describe(ExtendedSSLSession session) {
    String client = "nobody";
    try {
      client = session.getPeerPrincipal().getName();
    } catch (SSLPeerUnverifiedException e) {
      // it has shown no certificate
    }
    return session.getRequestedServerNames() + " " + client;
  }

  @Override
  public void close() throws IOException {
    listener.close();
  }
}
