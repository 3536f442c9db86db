package dev.fairlead.apiserver.differential;

import dev.fairlead.apiserver.ApiServer;
import dev.fairlead.apiserver.ApiServerBuilder;
import dev.fairlead.apiserver.http.HttpServer;
import dev.fairlead.apiserver.http.Limits;
import dev.fairlead.apiserver.http.Tls;
import dev.fairlead.apiserver.pki.CertificateAuthority;
import dev.fairlead.apiserver.pki.Identity;
import dev.fairlead.apiserver.pki.Pem;
import java.io.IOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.random.RandomGenerator;

/** The embedded server of this JVM: the one place that knows how it is started. */
record EmbeddedServer(ApiServer api, HttpServer http, Endpoint endpoint) implements AutoCloseable {
  private static final Duration DAY = Duration.ofDays(1);

  static EmbeddedServer start() throws IOException, GeneralSecurityException {
    SecureRandom secure = new SecureRandom();
    InstantSource clock = InstantSource.system();
    CertificateAuthority authority = CertificateAuthority.create("fairlead-ca", secure, clock);
    Identity server =
        authority.server("kube-apiserver", List.of("localhost"), List.of("127.0.0.1"));
    Identity admin = authority.client("admin", List.of("system:masters"), DAY);
    ApiServer api =
        new ApiServerBuilder(clock, RandomGenerator.getDefault())
            .clientAuthority(authority.certificate())
            .serviceAccountKeys(CertificateAuthority.newKeys(secure))
            .build();
    Tls tls = new Tls(server.certificate(), server.key(), authority.certificate());
    HttpServer http = HttpServer.start(api::answer, tls, 0, Limits.DEFAULT);
    Endpoint endpoint =
        new Endpoint(
            URI.create("https://127.0.0.1:" + http.port()),
            Endpoint.tls(
                bytes(authority.certificatePem()),
                bytes(admin.certificatePem()),
                bytes(Pem.of(admin.key()))),
            null);
    return new EmbeddedServer(api, http, endpoint);
  }

  private static byte[] bytes(String pem) {
    return pem.getBytes(StandardCharsets.US_ASCII);
  }

  @Override
  public void close() throws IOException {
    api.close();
    http.close();
  }
}
