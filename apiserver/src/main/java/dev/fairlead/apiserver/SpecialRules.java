package dev.fairlead.apiserver;

import dev.fairlead.apiserver.kind.CertificateSigningRequests;
import dev.fairlead.apiserver.kind.Namespaces;
import dev.fairlead.apiserver.kind.PodEphemeralContainers;
import dev.fairlead.apiserver.kind.PodResize;
import dev.fairlead.apiserver.registry.Rules;
import dev.fairlead.model.certificates.v1.CertificateSigningRequest;
import dev.fairlead.model.core.v1.Namespace;
import dev.fairlead.model.core.v1.Pod;

/** Updates through subresources of one kind alone. */
final class SpecialRules {
  private SpecialRules() {}

  /** {@code namespaces/finalize}: only the finalizers of the spec change. */
  static Rules<Namespace> finalization() {
    return Rules.silent(
        Namespaces::finalized,
        (object, old, errors) -> Namespaces.validateFinalize(object, errors),
        (object, old) -> false);
  }

  /** {@code pods/ephemeralcontainers}: containers to look into a running Pod. */
  static Rules<Pod> ephemeralContainers() {
    return Rules.silent(
        PodEphemeralContainers::beforeUpdate,
        PodEphemeralContainers::validateUpdate,
        SpecialRules::isOtherSpec);
  }

  /** {@code pods/resize}: what the containers may use. */
  static Rules<Pod> resize() {
    return Rules.silent(
        PodResize::beforeUpdate, PodResize::validateUpdate, SpecialRules::isOtherSpec);
  }

  private static boolean isOtherSpec(Pod pod, Pod old) {
    return !pod.spec().equals(old.spec());
  }

  /** {@code certificatesigningrequests/approval}: the conditions that approve or deny. */
  static Rules<CertificateSigningRequest> approval() {
    return Rules.silent(
        CertificateSigningRequests::beforeApproval,
        CertificateSigningRequests::validateApproval,
        (object, old) -> false);
  }
}
