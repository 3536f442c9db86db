package dev.fairlead.apiserver.kind;

import dev.fairlead.model.value.Bytes;
import dev.fairlead.model.value.GoQuote;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.StringReader;
import java.security.cert.CertificateException;
import java.security.cert.CertificateFactory;
import org.bouncycastle.operator.OperatorCreationException;
import org.bouncycastle.operator.jcajce.JcaContentVerifierProviderBuilder;
import org.bouncycastle.pkcs.PKCS10CertificationRequest;
import org.bouncycastle.pkcs.PKCSException;
import org.bouncycastle.util.io.pem.PemObject;
import org.bouncycastle.util.io.pem.PemReader;
import org.jspecify.annotations.Nullable;

/** Reads PEM of requests for certificates, and of certificates. */
final class SigningRequestPem {
  private SigningRequestPem() {}

  /** What is wrong with a request of PKCS 10, its signature included; null if nothing is. */
  static @Nullable String requestProblem(Bytes pem) {
    try (PemReader reader = new PemReader(new StringReader(pem.utf8()))) {
      PemObject block = reader.readPemObject();
      if (block == null || !block.getType().equals("CERTIFICATE REQUEST")) {
        return "PEM block type must be CERTIFICATE REQUEST";
      }
      PKCS10CertificationRequest request = new PKCS10CertificationRequest(block.getContent());
      boolean signed =
          request.isSignatureValid(
              new JcaContentVerifierProviderBuilder().build(request.getSubjectPublicKeyInfo()));
      return signed ? null : "x509: signature verification failed";
    } catch (IOException | OperatorCreationException | PKCSException e) {
      return "asn1: structure error: " + e.getMessage();
    }
  }

  /** What is wrong with a chain of certificates; null if nothing is, or if there is no text. */
  static @Nullable String certificateProblem(Bytes pem) {
    if (pem.isEmpty()) {
      return null;
    }
    try (PemReader reader = new PemReader(new StringReader(pem.utf8()))) {
      CertificateFactory certificates = CertificateFactory.getInstance("X.509");
      int blocks = 0;
      for (PemObject block = reader.readPemObject();
          block != null;
          block = reader.readPemObject()) {
        if (!block.getType().equals("CERTIFICATE")) {
          return "only CERTIFICATE PEM blocks are allowed, found "
              + GoQuote.quote(block.getType());
        }
        if (!block.getHeaders().isEmpty()) {
          return "no PEM block headers are permitted";
        }
        blocks++;
        certificates.generateCertificate(new ByteArrayInputStream(block.getContent()));
      }
      return blocks == 0 ? "must contain at least one CERTIFICATE PEM block" : null;
    } catch (IOException | CertificateException e) {
      return "x509: malformed certificate";
    }
  }
}
