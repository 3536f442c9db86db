package dev.fairlead.client.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

@DisplayName("A client certificate in files")
class ReloadedTest {
  @TempDir private Path folder;
  private Instant now = Instant.parse("2026-01-31T08:00:00Z");

  @BeforeEach
  void prepare() {
    certificate("rsa");
    key("rsa");
  }

  private void certificate(String name) {
    TestFiles.write(folder.resolve("tls.crt"), TestFiles.bytes(name + ".crt"));
  }

  private void key(String name) {
    TestFiles.write(folder.resolve("tls.key"), TestFiles.bytes(name + ".key"));
  }

  private Config config() {
    return Config.builder()
        .server("https://x")
        .clientCertificate(folder.resolve("tls.crt"), folder.resolve("tls.key"), () -> now)
        .build();
  }

  @Test
  @DisplayName("is read again after 50 seconds and not before")
  void isReadAgain() {
    Config config = config();
    certificate("p256");
    key("p256");

    now = now.plus(Duration.ofMillis(49_999));
    assertThat(config.tlsGeneration()).isZero();
    assertThat(config.toString()).contains("CN=rsa");
    now = now.plus(Duration.ofMillis(1));
    assertThat(config.tlsGeneration()).isEqualTo(1);
    assertThat(config.toString()).contains("CN=p256");
    now = now.plus(Duration.ofHours(1));
    assertThat(config.tlsGeneration()).isEqualTo(1);
  }

  @Test
  @DisplayName("stays as it was while only one of the files is new, and is tried 10 s later")
  void survivesHalfAChange() {
    Config config = config();
    certificate("p256");
    now = now.plus(Duration.ofSeconds(50));
    assertThat(config.tlsGeneration()).isZero();

    key("p256");
    now = now.plus(Duration.ofMillis(9_999));
    assertThat(config.tlsGeneration()).isZero();
    now = now.plus(Duration.ofMillis(1));
    assertThat(config.tlsGeneration()).isEqualTo(1);
  }

  @Test
  @DisplayName("stays as it was when its files are emptied or cut")
  void survivesGarbage() {
    Config config = config();
    for (String garbage : List.of("", "-----BEGIN CERTIFICATE-----\nMII")) {
      TestFiles.write(folder.resolve("tls.crt"), garbage);
      now = now.plus(Duration.ofMinutes(1));
      assertThat(config.tlsGeneration()).isZero();
      assertThat(config.renewClientCertificate(0)).isFalse();
    }
    assertThat(config.toString()).contains("CN=rsa");
  }

  @Test
  @DisplayName("is read at once when the server refuses it")
  void isReadWhenRefused() {
    Config config = config();
    assertThat(config.renewClientCertificate(config.tlsGeneration())).isFalse();
    certificate("p256");
    key("p256");

    assertThat(config.renewClientCertificate(0)).isTrue();
    assertThat(config.tlsGeneration()).isEqualTo(1);
    assertThat(config.renewClientCertificate(0)).isTrue(); // it was renewed meanwhile
    assertThat(config.renewClientCertificate(1)).isFalse();
  }

  @Test
  @DisplayName("must be there and whole when the Config is made")
  void mustBeGoodAtFirst() {
    key("p256");
    assertThatThrownBy(this::config)
        .hasMessage(
            "Config.builder(): clientCertificate: the key does not belong to the client certificate"
                + " (CN=rsa,O=fairlead): take the two that were made together");
  }

  @Test
  @DisplayName("can have authorities beside it that are read again too")
  void readsAuthorities() {
    Path file = folder.resolve("ca.crt");
    TestFiles.write(file, TestFiles.bytes("authority.crt"));
    Problems problems = new Problems();
    Renewed<List<java.security.cert.X509Certificate>> authorities =
        Objects.requireNonNull(
            Reloaded.read(
                List.of(new Reloaded.Part("ca", file, null)),
                (pem, wrong) -> Certificates.read(pem.get(0), "ca", wrong),
                () -> now,
                problems));
    TlsSource tls = new TlsSource(TlsMaterial.NONE, authorities, () -> null);
    long first = tls.generation();
    TestFiles.write(file, "");
    now = now.plus(Duration.ofMinutes(1));
    assertThat(tls.generation()).isEqualTo(first);

    TestFiles.write(file, TestFiles.bytes("stranger.crt"));
    now = now.plus(Duration.ofMinutes(1));
    assertThat(tls.generation()).isEqualTo(first + 1);
    assertThat(tls.known().authorities())
        .isEqualTo(Certificates.read(TestFiles.bytes("stranger.crt"), "", problems));
  }
}
