package dev.fairlead.client.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.security.KeyStore;
import java.util.Objects;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLEngine;
import javax.net.ssl.SSLHandshakeException;
import javax.net.ssl.TrustManager;
import javax.net.ssl.TrustManagerFactory;
import javax.net.ssl.X509TrustManager;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** With Java's own HTTP client and a real server, because it is their interplay that counts. */
@DisplayName("A TLS connection")
class TlsTest {
  private static final String NAMED = "kubernetes.fairlead.test"; // the name in named.crt

  private final HttpClient.Builder http = HttpClient.newBuilder();
  private TlsServer server = start("server");

  private static TlsServer start(String certificate) {
    try {
      return TlsServer.start(certificate);
    } catch (Exception e) {
      throw new IllegalStateException(e);
    }
  }

  @AfterEach
  void stop() throws IOException {
    server.close();
  }

  @ParameterizedTest
  @ValueSource(strings = {"localhost", "127.0.0.1"})
  @DisplayName("to a server whose certificate is from the given authority is made")
  void trustsTheAuthority(String host) throws Exception {
    assertThat(get(builder(host).certificateAuthority(pem("authority")))).endsWith("] nobody");
  }

  @Test
  @DisplayName("to a server whose certificate is from another authority is refused")
  void trustsNoOther() {
    assertRefused(builder("localhost").certificateAuthority(pem("stranger")));
    assertRefused(builder("localhost"));
  }

  @Test
  @DisplayName("to a server whose certificate has another name is refused")
  void checksTheHost() throws IOException {
    restart("named");

    assertRefused(builder("localhost").certificateAuthority(pem("authority")));
  }

  @ParameterizedTest
  @ValueSource(strings = {"localhost", "127.0.0.1"})
  @DisplayName("to a server of the given name is made, and asks for that name")
  void usesTheServerName(String host) throws Exception {
    restart("named");
    ConfigBuilder config =
        builder(host).certificateAuthority(pem("authority")).tlsServerName(NAMED);

    assertThat(get(config)).isEqualTo("[type=host_name (0), value=" + NAMED + "] nobody");
  }

  @Test
  @DisplayName("to a server that has its host's name but not the given one is refused")
  void insistsOnTheServerName() {
    assertRefused(builder("localhost").certificateAuthority(pem("authority")).tlsServerName(NAMED));
  }

  @Test
  @DisplayName("can have an address as the given name, which is checked but not sent")
  void usesAnAddressAsServerName() throws Exception {
    ConfigBuilder config = builder("localhost").certificateAuthority(pem("authority"));

    assertThat(get(config.tlsServerName("127.0.0.1"))).isEqualTo("[] nobody");
    assertRefused(config.tlsServerName("127.0.0.2"));
  }

  @ParameterizedTest
  @ValueSource(strings = {"localhost", "127.0.0.1"})
  @DisplayName("that skips verification is made whatever certificate and name the server has")
  void skipsVerification(String host) throws Exception {
    restart("named");

    assertThat(get(builder(host).insecureSkipTlsVerify(true))).endsWith(" nobody");
    assertThat(get(builder(host).insecureSkipTlsVerify(true).tlsServerName("other.test")))
        .isEqualTo("[type=host_name (0), value=other.test] nobody");
  }

  @Test
  @DisplayName("may trust an authority beside the system's, which stay")
  void trustsAnotherToo() throws Exception {
    ConfigBuilder both = builder("localhost").additionalCertificateAuthority(pem("authority"));
    assertThat(get(both)).endsWith("] nobody");
    assertRefused(builder("localhost").additionalCertificateAuthority(pem("stranger")));

    TrustManagerFactory system = TrustManagerFactory.getInstance("PKIX");
    system.init((KeyStore) null);
    int systems = ((X509TrustManager) system.getTrustManagers()[0]).getAcceptedIssuers().length;
    TlsMaterial material =
        TlsMaterial.NONE.with(Certificates.read(pem("authority"), "", new Problems()), null);
    assertThat(accepted(material)).isEqualTo(1);
    assertThat(accepted(besideTheSystems(material))).isEqualTo(systems + 1);
  }

  private static TlsMaterial besideTheSystems(TlsMaterial from) {
    return new TlsMaterial(from.authorities(), true, null, false, null, null);
  }

  private static int accepted(TlsMaterial material) throws Exception {
    TrustManager[] managers = Objects.requireNonNull(material.trustManagers());
    return ((X509TrustManager) managers[0]).getAcceptedIssuers().length;
  }

  @Test
  @DisplayName("may be made by hand, for keys that no file has, and is checked all the same")
  void isMadeByHand() throws Exception {
    SSLContext own = TlsServer.context("rsa", "rsa"); // trusts the authority
    assertThat(get(builder("localhost").sslContext(own))).endsWith(",O=fairlead");
    restart("named");
    assertThat(get(builder("localhost").sslContext(own).tlsServerName(NAMED))).contains(NAMED);
    assertRefused(builder("localhost").sslContext(own));
    assertThatThrownBy(builder("localhost").sslContext(own).insecureSkipTlsVerify(true)::build)
        .hasMessage(
            "Config.builder(): sslContext excludes certificateAuthority, clientCertificate and"
                + " insecureSkipTlsVerify: drop it or them");
  }

  @ParameterizedTest
  @ValueSource(strings = {"rsa", "p256", "p384", "p521", "ed25519"})
  @DisplayName("shows the client certificate")
  void showsTheClientCertificate(String name) throws Exception {
    ConfigBuilder config =
        builder("localhost")
            .certificateAuthority(pem("authority"))
            .clientCertificate(pem(name), TestFiles.bytes(name + ".key"));

    assertThat(get(config)).endsWith("CN=" + name + ",O=fairlead");
  }

  @Test
  @DisplayName("speaks TLS 1.2 and 1.3 and nothing older")
  void speaksNewProtocols() {
    SSLEngine engine = builder("localhost").build().sslContext().createSSLEngine("localhost", 443);

    assertThat(engine.getEnabledProtocols()).containsExactlyInAnyOrder("TLSv1.2", "TLSv1.3");
  }

  @Test
  @DisplayName("by a socket is not offered, since sockets don't check the name")
  void hasNoSockets() {
    assertThatThrownBy(() -> builder("localhost").build().sslContext().getSocketFactory())
        .hasMessage(
            "this SSLContext is for a client with SSLEngine, such as java.net.http's: use"
                + " createSSLEngine");
  }

  private static byte[] pem(String name) {
    return TestFiles.bytes(name + ".crt");
  }

  private void restart(String certificate) throws IOException {
    server.close();
    server = start(certificate);
  }

  private ConfigBuilder builder(String host) {
    return Config.builder().server("https://" + host + ":" + server.port());
  }

  private String get(ConfigBuilder builder) throws IOException, InterruptedException {
    Config config = builder.build();
    try (HttpClient client = http.sslContext(config.sslContext()).build()) {
      return client
          .send(HttpRequest.newBuilder(config.server()).build(), BodyHandlers.ofString())
          .body();
    }
  }

  private void assertRefused(ConfigBuilder config) {
    assertThatThrownBy(() -> get(config)).isInstanceOf(SSLHandshakeException.class);
  }
}
