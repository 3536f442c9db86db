package dev.fairlead.apiserver.kind;

import dev.fairlead.apiserver.validation.FieldErrors;
import dev.fairlead.apiserver.validation.Path;
import dev.fairlead.apiserver.validation.Texts;
import dev.fairlead.model.certificates.v1.PodCertificateRequest;
import dev.fairlead.model.certificates.v1.PodCertificateRequestStatus;
import dev.fairlead.model.meta.v1.Condition;
import dev.fairlead.model.value.Bytes;
import dev.fairlead.model.value.Time;
import java.io.IOException;
import java.security.cert.X509Certificate;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import org.bouncycastle.pkcs.PKCS10CertificationRequest;
import org.bouncycastle.util.io.pem.PemObject;
import org.jspecify.annotations.Nullable;

/**
 * What is wrong with a change of a PodCertificateRequest's status: it is issued, denied or failed
 * once, and then stays so.
 */
final class PodCertificateStatusRules {
  private static final String ISSUED = "Issued";
  private static final List<String> STATES = List.of(ISSUED, "Denied", "Failed");

  private static final Path STATUS = Path.of("status");
  private static final Path CONDITIONS = STATUS.child("conditions");
  private static final Path CHAIN = STATUS.child("certificateChain");

  private static final Duration MARGIN = Duration.ofMinutes(10);
  private static final Duration SHORTEST = Duration.ofHours(1);

  private PodCertificateStatusRules() {}

  static void validate(
      PodCertificateRequest object, PodCertificateRequest old, FieldErrors errors) {
    PodCertificateRequestStatus status = object.status();
    validateStates(status.conditions(), errors);
    Conditions.validateInOrder(status.conditions(), CONDITIONS, errors);
    if (!errors.isEmpty()) {
      return;
    }
    boolean same = status.equals(old.status());
    if (STATES.stream().anyMatch(state -> is(state, old.status()))) {
      if (!same) {
        errors.invalidOmitted(
            STATUS, "immutable after PodCertificateRequest is issued, denied, or failed");
      }
    } else if (is("Denied", status) || is("Failed", status)) {
      if (!status.equals(PodCertificateRequestStatus.of(s -> s.conditions(status.conditions())))) {
        errors.invalidOmitted(
            STATUS,
            "non-condition status fields must be empty when denying or failing the"
                + " PodCertificateRequest");
      }
    } else if (is(ISSUED, status)) {
      String problem = chainProblem(object);
      if (!problem.isEmpty()) {
        errors.invalid(CHAIN, Texts.orEmpty(status.certificateChain()), problem);
      } else {
        validateTimes(object, errors);
      }
    } else if (!same) {
      errors.invalidOmitted(
          STATUS,
          "status is immutable unless transitioning to \"Issued\", \"Denied\", or \"Failed\"");
    }
  }

  private static boolean is(String state, PodCertificateRequestStatus status) {
    return status.conditions().stream()
        .anyMatch(c -> c.type().equals(state) && c.status().equals("True"));
  }

  /** There may be one of the known conditions, and it is true. */
  private static void validateStates(List<Condition> conditions, FieldErrors errors) {
    for (int i = 0; i < conditions.size(); i++) {
      Condition condition = conditions.get(i);
      Path path = CONDITIONS.child("[" + i + "]");
      if (!STATES.contains(condition.type())) {
        errors.notSupported(path.child("type"), condition.type(), STATES);
        continue;
      }
      boolean first = conditions.subList(0, i).stream().noneMatch(c -> STATES.contains(c.type()));
      if (!first) {
        errors.invalid(
            path.child("type"),
            condition.type(),
            "There may be at most one condition with type \"Issued\", \"Denied\", or \"Failed\"");
      }
      if (!condition.status().equals("True")) {
        errors.notSupported(path.child("status"), condition.status(), List.of("True"));
      }
    }
  }

  private static String chainProblem(PodCertificateRequest object) {
    String chain = Texts.orEmpty(object.status().certificateChain());
    List<PemObject> blocks = PemBlocks.of(chain);
    if (blocks.isEmpty()) {
      return "issued certificate chain must contain at least one certificate";
    }
    X509Certificate leaf = null;
    for (PemObject block : blocks) {
      if (!block.getType().equals("CERTIFICATE")) {
        return "issued certificate chain must consist entirely of "
            + (leaf == null ? "CERTIFICATE" : "CERTFICATE") // so it is written
            + " PEM blocks";
      }
      X509Certificate certificate = PemBlocks.certificate(block);
      if (certificate == null) {
        return (leaf == null ? "leaf certificate" : "intermediate certificate")
            + " does not parse as valid X.509";
      }
      if (leaf == null && !isFor(object, certificate)) {
        return "leaf certificate was not issued to the requested public key";
      }
      leaf = leaf == null ? certificate : leaf;
    }
    return "";
  }

  private static boolean isFor(PodCertificateRequest object, X509Certificate leaf) {
    try {
      byte[] request =
          Objects.requireNonNullElse(object.spec().stubPKCS10Request(), Bytes.EMPTY).toByteArray();
      byte[] wanted =
          new PKCS10CertificationRequest(request).getSubjectPublicKeyInfo().getEncoded();
      return Arrays.equals(wanted, leaf.getPublicKey().getEncoded());
    } catch (IOException e) {
      return false; // a request that can't be read names no key, so no certificate is for it
    }
  }

  /** The times tell of the leaf, and leave room to renew it. */
  private static void validateTimes(PodCertificateRequest object, FieldErrors errors) {
    PodCertificateRequestStatus status = object.status();
    String certified = "must be present and consistent with the issued certificate";
    required("notBefore", status.notBefore(), certified, errors);
    required("notAfter", status.notAfter(), certified, errors);
    required(
        "beginRefreshAt",
        status.beginRefreshAt(),
        "must be present and in the range [notbefore+10min, notafter-10min]",
        errors);
    X509Certificate leaf =
        PemBlocks.certificate(PemBlocks.of(Texts.orEmpty(status.certificateChain())).getFirst());
    if (!errors.isEmpty()
        || leaf == null
        || status.notBefore() == null
        || status.notAfter() == null
        || status.beginRefreshAt() == null) {
      return;
    }
    Instant start = leaf.getNotBefore().toInstant();
    Instant end = leaf.getNotAfter().toInstant();
    Duration life = Duration.between(start, end);
    Instant refresh = status.beginRefreshAt().instant();
    long most = Objects.requireNonNullElse(object.spec().maxExpirationSeconds(), 0);
    if (!status.notBefore().instant().equals(start)) {
      wrong(
          "notBefore",
          status.notBefore(),
          "must be set to the NotBefore time encoded in the leaf certificate",
          errors);
    } else if (!status.notAfter().instant().equals(end)) {
      wrong(
          "notAfter",
          status.notAfter(),
          "must be set to the NotAfter time encoded in the leaf certificate",
          errors);
    } else if (life.compareTo(SHORTEST) < 0) {
      errors.invalidOmitted(CHAIN, "leaf certificate lifetime must be >= 1 hour");
    } else if (life.toSeconds() > most) {
      errors.invalidOmitted(
          CHAIN, "leaf certificate lifetime must be <= spec.maxExpirationSeconds (" + most + ")");
    } else if (refresh.isBefore(start.plus(MARGIN))) {
      wrong(
          "beginRefreshAt",
          status.beginRefreshAt(),
          "must be at least 10 minutes after status.notBefore",
          errors);
    } else if (refresh.isAfter(end.minus(MARGIN))) {
      wrong(
          "beginRefreshAt",
          status.beginRefreshAt(),
          "must be at least 10 minutes before status.notAfter",
          errors);
    }
  }

  private static void required(
      String field, @Nullable Time time, String detail, FieldErrors errors) {
    if (time == null) {
      errors.required(STATUS.child(field), detail);
    }
  }

  private static void wrong(String field, Time time, String detail, FieldErrors errors) {
    errors.invalid(STATUS.child(field), time, detail);
  }
}
