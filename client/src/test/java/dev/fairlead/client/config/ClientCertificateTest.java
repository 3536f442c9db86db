package dev.fairlead.client.config;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.security.PrivateKey;
import java.security.interfaces.ECPrivateKey;
import java.util.Arrays;
import java.util.Base64;
import java.util.HexFormat;
import java.util.List;
import java.util.Objects;
import java.util.Random;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

@DisplayName("A client certificate")
class ClientCertificateTest {
  private static final String NO_KEY =
      "key: the key needs a passphrase, which can't be given here: write it without one, with"
          + " 'openssl pkey -in old.pem -out new.pem'";

  private final Problems problems = new Problems();

  @ParameterizedTest(name = "{1}")
  @CsvSource({
    "rsa.crt, rsa.key, RSA",
    "rsa.crt, rsa.pkcs1.key, RSA",
    "p256.crt, p256.key, EC",
    "p256.crt, p256.sec1.key, EC",
    "p384.crt, p384.key, EC",
    "p384.crt, p384.sec1.key, EC",
    "p521.crt, p521.key, EC",
    "p521.crt, p521.sec1.key, EC",
    "ed25519.crt, ed25519.key, EdDSA"
  })
  @DisplayName("goes with its key in every format that Kubernetes tools write")
  void readsEveryFormat(String certificate, String key, String algorithm) {
    ClientCertificate read = read(TestFiles.bytes(certificate), TestFiles.bytes(key));

    problems.throwIfAny();
    assertThat(Objects.requireNonNull(read).key().getAlgorithm()).isEqualTo(algorithm);
    assertThat(read.chain()).hasSize(1);
  }

  @ParameterizedTest
  @CsvSource({
    "rsa.crt, p256.key",
    "p256.crt, rsa.key",
    "p256.crt, p384.key",
    "p256.crt, server.key",
    "ed25519.crt, p256.key"
  })
  @DisplayName("does not go with another's key")
  void refusesAnothersKey(String certificate, String key) {
    assertThat(read(TestFiles.bytes(certificate), TestFiles.bytes(key))).isNull();
    assertThat(problems.exception())
        .hasMessage(
            "key: the key does not belong to the client certificate (CN=%s,O=fairlead): take the"
                + " two that were made together",
            certificate.replace(".crt", ""));
  }

  @Test
  @DisplayName("may stand in one file with its key, its chain, and text between them")
  void readsOneFileWithAll() {
    byte[] all =
        ("Bag Attributes: none\n"
                + TestFiles.text("p256.key")
                + "subject=p256\r\n"
                + TestFiles.text("p256.crt").replace("\n", "\r\n")
                + TestFiles.text("authority.crt"))
            .getBytes(StandardCharsets.UTF_8);

    ClientCertificate read = read(all, all);

    problems.throwIfAny();
    assertThat(Objects.requireNonNull(read).chain())
        .extracting(c -> c.getSubjectX500Principal().getName())
        .containsExactly("CN=p256,O=fairlead", "CN=authority");
  }

  @Test
  @DisplayName("has a key whose format is told by its structure and not by a wrong label")
  void ignoresWrongLabels() {
    String mislabelled = TestFiles.text("rsa.pkcs1.key").replace("RSA PRIVATE", "PRIVATE");

    read(TestFiles.bytes("rsa.crt"), mislabelled.getBytes(StandardCharsets.UTF_8));

    problems.throwIfAny();
  }

  @Test
  @DisplayName("finds the curve of a SEC 1 key in the block before it if the key doesn't say")
  void readsTheCurveBefore() {
    String p256 = "06082a8648ce3d030107";
    byte[] scalar = ((ECPrivateKey) key(TestFiles.bytes("p256.key"))).getS().toByteArray();
    byte[] fixed = new byte[32]; // toByteArray may have a sign byte or lack leading zeros
    int length = Math.min(32, scalar.length);
    System.arraycopy(scalar, scalar.length - length, fixed, 32 - length, length);
    byte[] der =
        Der.encode(
            Der.SEQUENCE,
            Der.encode(Der.INTEGER, new byte[] {1}),
            Der.encode(Der.OCTET_STRING, fixed));
    String parameters = pem("EC PARAMETERS", HexFormat.of().parseHex(p256));
    String key = pem("EC PRIVATE KEY", der);

    assertThat(((ECPrivateKey) key(bytes(parameters + key))).getS())
        .isEqualTo(((ECPrivateKey) key(TestFiles.bytes("p256.key"))).getS());
    assertThat(read(TestFiles.bytes("p256.crt"), bytes(parameters + key))).isNotNull();
    assertThat(read(TestFiles.bytes("server.crt"), bytes(parameters + key))).isNull();
    Problems found = new Problems();
    assertThat(PrivateKeys.read(bytes(key), "key", found)).isNull();
    assertThat(found.exception())
        .hasMessage(
            "key: is a key that Java can't use: take RSA, EC with P-256, P-384 or P-521, or"
                + " Ed25519");
  }

  @ParameterizedTest(name = "{0}")
  @CsvSource({"encrypted.pkcs1.key", "encrypted.pkcs8.key"})
  @DisplayName("can't be used with an encrypted key")
  void refusesEncryptedKeys(String key) {
    assertThat(read(TestFiles.bytes("p256.crt"), TestFiles.bytes(key))).isNull();
    assertThat(problems.exception()).hasMessage(NO_KEY);
  }

  @ParameterizedTest(name = "{0}")
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          secp256k1.key        | is a key that Java can't use: take RSA, EC with P-256, P-384 or \
          P-521, or Ed25519
          p256.crt             | has no key, only a block CERTIFICATE: it must have a block \
          -----BEGIN PRIVATE KEY-----
          make-certificates.sh | is not PEM: it must have a block -----BEGIN PRIVATE KEY-----
          """)
  @DisplayName("can't be used with something else as its key")
  void refusesOtherThings(String file, String problem) {
    assertThat(PrivateKeys.read(TestFiles.bytes(file), "key", problems)).isNull();
    assertThat(problems.exception()).hasMessage("key: " + problem);
  }

  @Test
  @DisplayName("tells damage in PEM by block")
  void tellsDamage() {
    String good = TestFiles.text("authority.crt");
    Certificates.read(new byte[0], "empty", problems);
    Certificates.read(Base64.getMimeDecoder().decode(good.replaceAll("-.*-", "")), "der", problems);
    Certificates.read(bytes(good + good.substring(0, 200)), "cut", problems);
    Certificates.read(bytes(good.replace("\nMII", "\nM*II")), "base64", problems);
    Certificates.read(bytes(pem("CERTIFICATE", new byte[] {1, 2, 3})), "garbage", problems);
    Certificates.read(bytes("-----BEGIN CERT"), "line", problems);

    assertThat(problems.exception().problems())
        .containsExactly(
            "empty: is empty: it must have a block -----BEGIN CERTIFICATE-----",
            "der: is not PEM (it seems to be DER: convert it): it must have a block -----BEGIN"
                + " CERTIFICATE-----",
            "cut: block 2 has no line -----END CERTIFICATE-----: it was cut off, copy it again",
            "base64: block 1 (CERTIFICATE) is not base64: copy it again",
            "garbage: certificate 1 is not an X.509 certificate that Java can read: replace it",
            "line: the BEGIN line of block 1 is cut off: copy it again");
  }

  @Test
  @DisplayName("whose key has any byte changed gives a key or a problem, and nothing else")
  void survivesDamagedKeys() {
    Random random = new Random(4711);
    for (String name : List.of("rsa.pkcs1.key", "p256.sec1.key", "p384.key", "ed25519.key")) {
      List<Pem.Block> blocks = Pem.blocks(TestFiles.bytes(name), "", "", problems);
      byte[] der = blocks.get(blocks.size() - 1).der();
      for (int i = 0; i < 300; i++) {
        byte[] damaged = Arrays.copyOf(der, i % 3 == 0 ? random.nextInt(der.length) : der.length);
        if (damaged.length > 0) {
          damaged[random.nextInt(Math.min(damaged.length, 40))] = (byte) random.nextInt();
        }
        Problems found = new Problems();
        PrivateKey key = PrivateKeys.read(bytes(pem("PRIVATE KEY", damaged)), "key", found);
        assertThat(key == null).isEqualTo(!found.isEmpty());
      }
    }
  }

  private @Nullable ClientCertificate read(byte[] certificate, byte[] key) {
    return ClientCertificate.read(certificate, "certificate", key, "key", problems);
  }

  private PrivateKey key(byte[] pem) {
    return Objects.requireNonNull(PrivateKeys.read(pem, "key", problems));
  }

  private static byte[] bytes(String text) {
    return text.getBytes(StandardCharsets.UTF_8);
  }

  private static String pem(String label, byte[] der) {
    return "-----BEGIN %1$s-----\n%2$s\n-----END %1$s-----\n"
        .formatted(label, Base64.getMimeEncoder().encodeToString(der));
  }
}
