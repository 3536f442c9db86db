package dev.fairlead.client.config;

import java.io.ByteArrayInputStream;
import java.nio.charset.StandardCharsets;
import java.security.cert.CertificateEncodingException;
import java.security.cert.CertificateException;
import java.security.cert.CertificateFactory;
import java.security.cert.X509Certificate;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;

/** Reads the certificates in PEM; blocks of other kinds (a key in the same file) are skipped. */
final class Certificates {
  private static final String LABEL = "CERTIFICATE";

  /** Lines of 64, as RFC 7468 has them. */
  private static final Base64.Encoder MIME = Base64.getMimeEncoder(64, new byte[] {'\n'});

  private Certificates() {}

  /** At least one, or a problem. */
  static List<X509Certificate> read(byte[] pem, String where, Problems problems) {
    List<X509Certificate> certificates = new ArrayList<>();
    List<Pem.Block> blocks = Pem.blocks(pem, LABEL, where, problems);
    int number = 0;
    for (Pem.Block block : blocks) {
      if (!block.label().equals(LABEL)) {
        continue;
      }
      number++;
      try {
        certificates.add(
            (X509Certificate)
                CertificateFactory.getInstance("X.509")
                    .generateCertificate(new ByteArrayInputStream(block.der())));
      } catch (CertificateException e) {
        problems.add(
            where,
            "certificate %d is not an X.509 certificate that Java can read: replace it"
                .formatted(number));
      }
    }
    if (number == 0 && !blocks.isEmpty()) {
      problems.add(
          where,
          "has no certificate, only a block %s: it must have a block -----BEGIN %s-----"
              .formatted(blocks.get(0).label(), LABEL));
    }
    return List.copyOf(certificates);
  }

  static byte[] write(List<X509Certificate> certificates) {
    StringBuilder pem = new StringBuilder();
    try {
      for (X509Certificate certificate : certificates) {
        pem.append("-----BEGIN ").append(LABEL).append("-----\n");
        pem.append(MIME.encodeToString(certificate.getEncoded()));
        pem.append("\n-----END ").append(LABEL).append("-----\n");
      }
    } catch (CertificateEncodingException e) {
      throw new IllegalStateException("a certificate that was read has no encoding", e);
    }
    return pem.toString().getBytes(StandardCharsets.US_ASCII);
  }
}
