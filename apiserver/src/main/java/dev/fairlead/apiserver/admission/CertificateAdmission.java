package dev.fairlead.apiserver.admission;

import dev.fairlead.apiserver.authorization.Authorizer;
import dev.fairlead.apiserver.request.RequestInfo;
import dev.fairlead.model.certificates.v1.CertificateSigningRequest;
import dev.fairlead.model.value.Bytes;
import dev.fairlead.model.value.GoQuote;
import java.io.IOException;
import java.io.StringReader;
import java.util.Objects;
import org.bouncycastle.asn1.ASN1String;
import org.bouncycastle.asn1.x500.AttributeTypeAndValue;
import org.bouncycastle.asn1.x500.RDN;
import org.bouncycastle.asn1.x500.style.BCStyle;
import org.bouncycastle.openssl.PEMParser;
import org.bouncycastle.pkcs.PKCS10CertificationRequest;

/**
 * CertificateApproval, CertificateSigning and CertificateSubjectRestriction: who may approve and
 * sign for a signer, and that nobody gets a client certificate of system:masters.
 */
final class CertificateAdmission implements Plugin {
  private static final String GROUP = "certificates.k8s.io";
  private static final String CLIENT_SIGNER = "kubernetes.io/kube-apiserver-client";
  private static final String MASTERS = "system:masters";

  private final Authorizer authorizer;

  CertificateAdmission(Authorizer authorizer) {
    this.authorizer = authorizer;
  }

  @Override
  public void validate(AdmissionRequest request) {
    if (!request.resource().group().equals(GROUP)
        || !request.resource().resource().equals("certificatesigningrequests")) {
      return;
    }
    if (request.updates() && request.oldObject() instanceof CertificateSigningRequest old) {
      if (request.subresource().equals("approval")) {
        check(request, "approve", old.spec().signerName());
      }
      if (request.subresource().equals("status")
          && request.object() instanceof CertificateSigningRequest changed
          && (!Objects.equals(old.status().certificate(), changed.status().certificate())
              || !old.status().conditions().equals(changed.status().conditions()))) {
        check(request, "sign", old.spec().signerName());
      }
    }
    if (request.creates()
        && request.subresource().isEmpty()
        && request.object() instanceof CertificateSigningRequest created
        && created.spec().signerName().equals(CLIENT_SIGNER)) {
      checkSubject(request, created);
    }
  }

  private void check(AdmissionRequest request, String verb, String signer) {
    String domain = signer.split("/", 2)[0];
    if (!isAllowed(request, verb, signer) && !isAllowed(request, verb, domain + "/*")) {
      throw request.forbidden(
          "user not permitted to " + verb + " requests with signerName " + GoQuote.quote(signer));
    }
  }

  private boolean isAllowed(AdmissionRequest request, String verb, String name) {
    RequestInfo info = new RequestInfo(true, "", verb, GROUP, "*", "", "signers", "", name);
    return authorizer.authorize(request.user(), info).allowed();
  }

  private static void checkSubject(AdmissionRequest request, CertificateSigningRequest created) {
    Bytes pem = created.spec().request();
    try (PEMParser parser = new PEMParser(new StringReader(pem == null ? "" : pem.utf8()))) {
      if (!(parser.readObject() instanceof PKCS10CertificationRequest parsed)) {
        throw request.forbidden("failed to parse CSR: PEM block type must be CERTIFICATE REQUEST");
      }
      for (RDN part : parsed.getSubject().getRDNs(BCStyle.O)) {
        for (AttributeTypeAndValue each : part.getTypesAndValues()) {
          if (each.getValue() instanceof ASN1String text && text.getString().equals(MASTERS)) {
            throw request.forbidden(
                "use of " + CLIENT_SIGNER + " signer with system:masters group is not allowed");
          }
        }
      }
    } catch (IOException e) {
      throw request.forbidden("failed to parse CSR: " + e.getMessage());
    }
  }
}
