package dev.fairlead.client;

import dev.fairlead.model.certificates.v1.CertificateSigningRequest;
import dev.fairlead.model.certificates.v1.CertificateSigningRequestList;

/** The certificate signing requests of the cluster, and what only they can. */
public interface CertificateSigningRequests
    extends Resource<CertificateSigningRequest, CertificateSigningRequestList> {

  /** Whether its certificate has been issued. */
  static boolean issued(CertificateSigningRequest request) {
    return request.status() != null && request.status().certificate() != null;
  }

  /**
   * Approves the request of that name, so that its signer signs it.
   *
   * @param reason in one word, such as AutoApproved
   */
  default CertificateSigningRequest approve(String name, String reason, String message) {
    return decide(name, "Approved", reason, message);
  }

  /** Denies the request of that name. */
  default CertificateSigningRequest deny(String name, String reason, String message) {
    return decide(name, "Denied", reason, message);
  }

  private CertificateSigningRequest decide(
      String name, String type, String reason, String message) {
    return subresource("approval", CertificateSigningRequest.TYPE)
        .edit(
            name,
            request ->
                Conditions.is(type).test(request)
                    ? request
                    : request.with(r ->
                        r.status(s ->
                            s.condition(c ->
                                c.type(type).status("True").reason(reason).message(message)))));
  }
}
