package dev.fairlead.apiserver;

import dev.fairlead.apiserver.kind.CertificateSigningRequests;
import dev.fairlead.apiserver.kind.Namespaces;
import dev.fairlead.apiserver.kind.PodEphemeralContainers;
import dev.fairlead.apiserver.kind.PodResize;
import dev.fairlead.apiserver.registry.Rules;
import dev.fairlead.apiserver.validation.FieldErrors;
import dev.fairlead.model.certificates.v1.CertificateSigningRequest;
import dev.fairlead.model.core.v1.Namespace;
import dev.fairlead.model.core.v1.Pod;

/** Updates through subresources of one kind alone. */
final class SpecialRules {
  private SpecialRules() {}

  /** {@code namespaces/finalize}: only the finalizers of the spec change. */
  static Rules<Namespace> finalization() {
    return new Rules<>() {
      @Override
      public Namespace before(Namespace object, Namespace old) {
        return Namespaces.finalized(object, old);
      }

      @Override
      public void validate(Namespace object, Namespace old, FieldErrors errors) {
        Namespaces.validateFinalize(object, errors);
      }

      @Override
      public boolean isNewGeneration(Namespace object, Namespace old) {
        return false;
      }
    };
  }

  /** {@code pods/ephemeralcontainers}: containers to look into a running Pod. */
  static Rules<Pod> ephemeralContainers() {
    return new Rules<>() {
      @Override
      public Pod before(Pod object, Pod old) {
        return PodEphemeralContainers.beforeUpdate(object, old);
      }

      @Override
      public void validate(Pod object, Pod old, FieldErrors errors) {
        PodEphemeralContainers.validateUpdate(object, old, errors);
      }

      @Override
      public boolean isNewGeneration(Pod object, Pod old) {
        return !object.spec().equals(old.spec());
      }
    };
  }

  /** {@code pods/resize}: what the containers may use. */
  static Rules<Pod> resize() {
    return new Rules<>() {
      @Override
      public Pod before(Pod object, Pod old) {
        return PodResize.beforeUpdate(object, old);
      }

      @Override
      public void validate(Pod object, Pod old, FieldErrors errors) {
        PodResize.validateUpdate(object, old, errors);
      }

      @Override
      public boolean isNewGeneration(Pod object, Pod old) {
        return !object.spec().equals(old.spec());
      }
    };
  }

  /** {@code certificatesigningrequests/approval}: the conditions that approve or deny. */
  static Rules<CertificateSigningRequest> approval() {
    return new Rules<>() {
      @Override
      public CertificateSigningRequest before(
          CertificateSigningRequest object, CertificateSigningRequest old) {
        return CertificateSigningRequests.beforeApproval(object, old);
      }

      @Override
      public void validate(
          CertificateSigningRequest object, CertificateSigningRequest old, FieldErrors errors) {
        CertificateSigningRequests.validateApproval(object, old, errors);
      }

      @Override
      public boolean isNewGeneration(
          CertificateSigningRequest object, CertificateSigningRequest old) {
        return false;
      }
    };
  }
}
