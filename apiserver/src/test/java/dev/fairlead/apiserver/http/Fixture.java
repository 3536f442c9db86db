package dev.fairlead.apiserver.http;

import dev.fairlead.apiserver.pki.CertificateAuthority;
import dev.fairlead.apiserver.pki.Identity;
import dev.fairlead.apiserver.request.Request;
import dev.fairlead.apiserver.request.Response;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.SecureRandom;
import java.security.cert.X509Certificate;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.function.Function;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;
import javax.net.ssl.TrustManagerFactory;
import org.jspecify.annotations.Nullable;

/** A server with its authority, and clients of it. */
final class Fixture implements AutoCloseable {
  static final Duration ADAY = Duration.ofDays(1);

  final CertificateAuthority authority =
      CertificateAuthority.create("ca", new SecureRandom(), Clock.systemUTC());
  final HttpServer server;

  Fixture(Limits limits, Function<Request, Response> core) throws IOException {
    Identity identity =
        authority.server("kube-apiserver", List.of("localhost"), List.of("127.0.0.1", "::1"));
    Tls tls = new Tls(identity.certificate(), identity.key(), authority.certificate());
    server = HttpServer.start(core, tls, 0, limits);
  }

  URI uri(String target) {
    return URI.create("https://localhost:" + server.port() + target);
  }

  HttpRequest.Builder request(String target) {
    return HttpRequest.newBuilder(uri(target));
  }

  HttpClient client(HttpClient.Version version) throws GeneralSecurityException, IOException {
    return HttpClient.newBuilder().version(version).sslContext(ssl(null)).build();
  }

  /** What a client with this identity, or without one, needs to call the server. */
  SSLContext ssl(@Nullable Identity identity) throws GeneralSecurityException, IOException {
    KeyStore trusted = KeyStore.getInstance("PKCS12");
    trusted.load(null, null);
    trusted.setCertificateEntry("ca", authority.certificate());
    TrustManagerFactory trust = TrustManagerFactory.getInstance("PKIX");
    trust.init(trusted);
    KeyStore own = KeyStore.getInstance("PKCS12");
    own.load(null, null);
    if (identity != null) {
      own.setKeyEntry(
          "me", identity.key(), new char[0], new X509Certificate[] {identity.certificate()});
    }
    KeyManagerFactory keys = KeyManagerFactory.getInstance("PKIX");
    keys.init(own, new char[0]);
    SSLContext context = SSLContext.getInstance("TLS");
    context.init(keys.getKeyManagers(), trust.getTrustManagers(), null);
    return context;
  }

  static Response text(String text) {
    return Response.of(200, "text/plain", text.getBytes(StandardCharsets.UTF_8));
  }

  @Override
  public void close() throws IOException {
    server.close();
  }
}
