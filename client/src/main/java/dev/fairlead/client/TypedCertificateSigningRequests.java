package dev.fairlead.client;

import dev.fairlead.model.certificates.v1.CertificateSigningRequest;
import dev.fairlead.model.certificates.v1.CertificateSigningRequestList;

/** Certificate signing requests as a typed resource. */
final class TypedCertificateSigningRequests
    extends TypedResource<CertificateSigningRequest, CertificateSigningRequestList>
    implements CertificateSigningRequests {
  TypedCertificateSigningRequests(
      Calls calls, ResourceType<CertificateSigningRequest, CertificateSigningRequestList> type) {
    super(calls, type, null);
  }
}
