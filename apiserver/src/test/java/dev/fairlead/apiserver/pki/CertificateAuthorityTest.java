package dev.fairlead.apiserver.pki;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.security.InvalidKeyException;
import java.security.SecureRandom;
import java.security.SignatureException;
import java.security.interfaces.ECPrivateKey;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Date;
import java.util.List;
import org.junit.jupiter.api.Test;

class CertificateAuthorityTest {
  private static final Instant NOW = Instant.parse("2026-11-24T10:00:00Z");

  private final CertificateAuthority authority = newAuthority();

  @Test
  void a_client_is_its_common_name_and_its_organizations() throws Exception {
    Identity admin =
        authority.client("admin", List.of("system:masters", "team"), Duration.ofHours(1));

    assertThat(admin.certificate().getSubjectX500Principal().getName())
        .isEqualTo("CN=admin,O=team,O=system:masters");
    assertThat(admin.certificate().getExtendedKeyUsage()).containsExactly("1.3.6.1.5.5.7.3.2");
    assertThat(admin.certificate().getNotBefore())
        .isEqualTo(Date.from(NOW.minus(Duration.ofMinutes(5))));
    assertThat(admin.certificate().getNotAfter())
        .isEqualTo(Date.from(NOW.plus(Duration.ofHours(1))));
    admin.certificate().verify(authority.certificate().getPublicKey());
  }

  @Test
  void a_server_has_its_names_and_addresses() throws Exception {
    Identity server =
        authority.server("kube-apiserver", List.of("localhost"), List.of("127.0.0.1", "::1"));

    assertThat(server.certificate().getSubjectAlternativeNames())
        .containsExactly(
            List.of(2, "localhost"), List.of(7, "127.0.0.1"), List.of(7, "0:0:0:0:0:0:0:1"));
    assertThat(server.certificate().getExtendedKeyUsage()).containsExactly("1.3.6.1.5.5.7.3.1");
    assertThat(server.certificate().getBasicConstraints()).isEqualTo(-1);
  }

  @Test
  void another_authority_of_the_same_name_did_not_sign_it() {
    Identity admin = newAuthority().client("admin", List.of(), Duration.ofHours(1));

    assertThatThrownBy(() -> admin.certificate().verify(authority.certificate().getPublicKey()))
        .isInstanceOfAny(SignatureException.class, InvalidKeyException.class);
  }

  @Test
  void pem_can_be_read_back_and_no_text_shows_a_key() {
    Identity admin = authority.client("admin", List.of(), Duration.ofHours(1));

    byte[] der = Pem.decode("EC PRIVATE KEY", admin.keyPem());
    assertThat(org.bouncycastle.asn1.sec.ECPrivateKey.getInstance(der).getKey())
        .isEqualTo(((ECPrivateKey) admin.key()).getS());
    assertThat(admin.certificatePem())
        .startsWith("-----BEGIN CERTIFICATE-----\n")
        .endsWith("-----\n");
    assertThat(admin.toString()).isEqualTo("Identity[CN=admin]");
    assertThatThrownBy(() -> Pem.decode("CERTIFICATE", admin.keyPem()))
        .hasMessage("no PEM block of type CERTIFICATE");
  }

  private static CertificateAuthority newAuthority() {
    return CertificateAuthority.create("ca", new SecureRandom(), Clock.fixed(NOW, ZoneOffset.UTC));
  }
}
