package dev.fairlead.apiserver.pki;

import java.nio.charset.StandardCharsets;
import java.security.Key;
import java.security.cert.CertificateEncodingException;
import java.security.cert.X509Certificate;
import java.util.Base64;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Text around DER (RFC 7468). */
public final class Pem {
  /** Characters in a line of base64 (RFC 7468, section 2). */
  private static final int LINE = 64;

  private static final Pattern BLOCK =
      Pattern.compile("-----BEGIN ([A-Z0-9 ]+)-----([A-Za-z0-9+/=\\s]*)-----END \\1-----");

  private Pem() {}

  public static String of(X509Certificate certificate) {
    try {
      return block("CERTIFICATE", certificate.getEncoded());
    } catch (CertificateEncodingException e) {
      throw new IllegalArgumentException("a certificate that can't be encoded", e);
    }
  }

  /** A private key as PKCS#8, a public one as SubjectPublicKeyInfo. */
  public static String of(Key key) {
    String label = "PKCS#8".equals(key.getFormat()) ? "PRIVATE KEY" : "PUBLIC KEY";
    return block(label, key.getEncoded());
  }

  static String block(String label, byte[] der) {
    Base64.Encoder encoder = Base64.getMimeEncoder(LINE, new byte[] {'\n'});
    return "-----BEGIN "
        + label
        + "-----\n"
        + encoder.encodeToString(der)
        + "\n-----END "
        + label
        + "-----\n";
  }

  /**
   * The bytes of the first block with that label.
   *
   * @throws IllegalArgumentException if there is none
   */
  static byte[] decode(String label, String pem) {
    Matcher blocks = BLOCK.matcher(pem);
    while (blocks.find()) {
      if (blocks.group(1).equals(label)) {
        return Base64.getMimeDecoder().decode(blocks.group(2).getBytes(StandardCharsets.US_ASCII));
      }
    }
    throw new IllegalArgumentException("no PEM block of type " + label);
  }
}
