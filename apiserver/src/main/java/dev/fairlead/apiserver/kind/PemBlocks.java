package dev.fairlead.apiserver.kind;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.StringReader;
import java.security.cert.CertificateException;
import java.security.cert.CertificateFactory;
import java.security.cert.X509Certificate;
import java.util.ArrayList;
import java.util.List;
import org.bouncycastle.util.io.pem.PemObject;
import org.bouncycastle.util.io.pem.PemReader;
import org.jspecify.annotations.Nullable;

/** Reads texts of PEM blocks. */
final class PemBlocks {
  private PemBlocks() {}

  /** All blocks up to the first that is none. */
  static List<PemObject> of(String pem) {
    List<PemObject> blocks = new ArrayList<>();
    try (PemReader reader = new PemReader(new StringReader(pem))) {
      for (PemObject block = reader.readPemObject();
          block != null;
          block = reader.readPemObject()) {
        blocks.add(block);
      }
    } catch (IOException | RuntimeException malformed) {
      return blocks; // what comes after a broken block doesn't count
    }
    return blocks;
  }

  /** The certificate in a block; null if it is none. */
  static @Nullable X509Certificate certificate(PemObject block) {
    try {
      return (X509Certificate)
          CertificateFactory.getInstance("X.509")
              .generateCertificate(new ByteArrayInputStream(block.getContent()));
    } catch (CertificateException e) {
      return null;
    }
  }
}
