package dev.fairlead.apiserver.kind;

import static dev.fairlead.apiserver.kind.Workloads.SPEC;
import static dev.fairlead.apiserver.kind.Workloads.STATUS;

import dev.fairlead.apiserver.validation.FieldErrors;
import dev.fairlead.apiserver.validation.Path;
import dev.fairlead.model.certificates.v1.CertificateSigningRequest;
import dev.fairlead.model.certificates.v1.CertificateSigningRequestCondition;
import dev.fairlead.model.certificates.v1.CertificateSigningRequestSpec;
import dev.fairlead.model.value.Bytes;
import dev.fairlead.model.value.GoQuote;
import java.util.HashSet;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** What is wrong with a request for a certificate, or with a change of one. */
final class SigningRequestRules {
  private static final Path CONDITIONS = STATUS.child("conditions");
  private static final String LEGACY_SIGNER = "kubernetes.io/legacy-unknown";
  private static final List<String> STATUSES = List.of("False", "True", "Unknown");
  private static final List<String> ALWAYS_TRUE =
      List.of(
          CertificateSigningRequests.APPROVED,
          CertificateSigningRequests.DENIED,
          CertificateSigningRequests.FAILED);

  /** Seconds. */
  private static final int MIN_EXPIRATION = 600;

  private static final List<String> USAGES =
      List.of(
          "any",
          "cert sign",
          "client auth",
          "code signing",
          "content commitment",
          "crl sign",
          "data encipherment",
          "decipher only",
          "digital signature",
          "email protection",
          "encipher only",
          "ipsec end system",
          "ipsec tunnel",
          "ipsec user",
          "key agreement",
          "key encipherment",
          "microsoft sgc",
          "netscape sgc",
          "ocsp signing",
          "s/mime",
          "server auth",
          "signing",
          "timestamping");

  private SigningRequestRules() {}

  static void validate(
      CertificateSigningRequest request,
      @Nullable CertificateSigningRequest old,
      FieldErrors errors) {
    CertificateSigningRequestSpec spec = request.spec();
    Bytes pem = Objects.requireNonNullElse(spec.request(), Bytes.EMPTY);
    String problem = SigningRequestPem.requestProblem(pem);
    if (problem != null) {
      errors.invalid(
          SPEC.child("request"), spec.request() == null ? null : pem.toBase64(), problem);
    }
    validateUsages(spec.usages(), old == null ? List.of() : old.spec().usages(), errors);
    Path signer = SPEC.child("signerName");
    boolean wasLegacy = old != null && old.spec().signerName().equals(LEGACY_SIGNER);
    if (spec.signerName().equals(LEGACY_SIGNER) && !wasLegacy) {
      errors.invalid(
          signer, spec.signerName(), "the legacy signerName is not allowed via this API version");
    } else {
      SignerNames.validate(spec.signerName(), signer, errors);
    }
    Integer expiration = spec.expirationSeconds();
    if (expiration != null && expiration < MIN_EXPIRATION) {
      errors.invalid(
          SPEC.child("expirationSeconds"),
          expiration,
          "may not specify a duration less than 600 seconds (10 minutes)");
    }
    validateConditions(
        request.status().conditions(), old == null ? List.of() : old.status().conditions(), errors);
    validateCertificate(request, old, errors);
  }

  /** Go prints bytes as a list of numbers. */
  private static void validateUsages(List<String> usages, List<String> old, FieldErrors errors) {
    Path path = SPEC.child("usages");
    if (usages.isEmpty()) {
      errors.required(path, "");
    }
    boolean anyUsage = !USAGES.containsAll(old);
    for (int i = 0; i < usages.size() && !anyUsage; i++) {
      if (!USAGES.contains(usages.get(i))) {
        errors.notSupported(path.index(i), usages.get(i), USAGES);
      }
    }
    boolean repeatedBefore = new HashSet<>(old).size() < old.size();
    Set<String> seen = new HashSet<>();
    for (int i = 0; i < usages.size() && !repeatedBefore; i++) {
      if (!seen.add(usages.get(i))) {
        errors.duplicate(path.index(i), usages.get(i));
      }
    }
  }

  private static void validateConditions(
      List<CertificateSigningRequestCondition> conditions,
      List<CertificateSigningRequestCondition> old,
      FieldErrors errors) {
    boolean bothBefore =
        has(old, CertificateSigningRequests.APPROVED)
            && has(old, CertificateSigningRequests.DENIED);
    boolean repeatedBefore =
        old.stream().map(CertificateSigningRequestCondition::type).distinct().count() < old.size();
    boolean untypedBefore = has(old, "");
    Set<String> seen = new HashSet<>();
    for (int i = 0; i < conditions.size(); i++) {
      CertificateSigningRequestCondition condition = conditions.get(i);
      Path path = CONDITIONS.index(i);
      if (condition.type().isEmpty() && !untypedBefore) {
        errors.required(path.child("type"), "");
      }
      List<String> statuses = ALWAYS_TRUE.contains(condition.type()) ? List.of("True") : STATUSES;
      if (condition.status().isEmpty()) {
        errors.required(path.child("status"), "");
      } else if (!statuses.contains(condition.status())) {
        errors.notSupported(path.child("status"), condition.status(), statuses);
      }
      if (!bothBefore && excluded(condition.type(), seen)) {
        errors.invalid(
            CONDITIONS, condition.type(), "Approved and Denied conditions are mutually exclusive");
      }
      if (!seen.add(condition.type()) && !repeatedBefore) {
        errors.duplicate(path.child("type"), condition.type());
      }
    }
  }

  private static boolean excluded(String type, Set<String> seen) {
    return switch (type) {
      case CertificateSigningRequests.APPROVED -> seen.contains(CertificateSigningRequests.DENIED);
      case CertificateSigningRequests.DENIED -> seen.contains(CertificateSigningRequests.APPROVED);
      default -> false;
    };
  }

  private static boolean has(List<CertificateSigningRequestCondition> conditions, String type) {
    return conditions.stream().anyMatch(condition -> condition.type().equals(type));
  }

  private static Bytes certificate(CertificateSigningRequest request) {
    return Objects.requireNonNullElse(request.status().certificate(), Bytes.EMPTY);
  }

  private static void validateCertificate(
      CertificateSigningRequest request,
      @Nullable CertificateSigningRequest old,
      FieldErrors errors) {
    boolean any =
        old != null
            && (certificate(request).equals(certificate(old))
                || SigningRequestPem.certificateProblem(certificate(old)) != null);
    String problem = any ? null : SigningRequestPem.certificateProblem(certificate(request));
    if (problem != null) {
      errors.invalid(STATUS.child("certificate"), "<certificate data>", problem);
    }
  }

  static void validateUpdate(
      CertificateSigningRequest request,
      CertificateSigningRequest old,
      boolean mayIssue,
      boolean mayApprove,
      FieldErrors errors) {
    validate(request, old, errors);
    for (String type : ALWAYS_TRUE) {
      if (conditions(request, type).size() < conditions(old, type).size()) {
        errors.forbidden(
            CONDITIONS, "updates may not remove a condition of type " + GoQuote.quote(type));
      }
    }
    List<String> approvals = mayApprove ? List.of() : ALWAYS_TRUE.subList(0, 2);
    for (String type : approvals) {
      int now = conditions(request, type).size();
      int before = conditions(old, type).size();
      if (now > before) {
        errors.forbidden(
            CONDITIONS, "updates may not add a condition of type " + GoQuote.quote(type));
      } else if (now == before && !conditions(request, type).equals(conditions(old, type))) {
        errors.forbidden(
            CONDITIONS, "updates may not modify a condition of type " + GoQuote.quote(type));
      }
    }
    if (!certificate(request).equals(certificate(old))) {
      if (!mayIssue) {
        errors.forbidden(STATUS.child("certificate"), "updates may not set certificate content");
      } else if (!certificate(old).isEmpty()) {
        errors.forbidden(
            STATUS.child("certificate"), "updates may not modify existing certificate content");
      }
    }
  }

  private static List<CertificateSigningRequestCondition> conditions(
      CertificateSigningRequest request, String type) {
    return request.status().conditions().stream()
        .filter(condition -> condition.type().equals(type))
        .toList();
  }
}
