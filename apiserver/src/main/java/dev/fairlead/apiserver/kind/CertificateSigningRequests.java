package dev.fairlead.apiserver.kind;

import static java.util.Objects.requireNonNullElse;

import dev.fairlead.apiserver.apply.FieldSet;
import dev.fairlead.apiserver.request.User;
import dev.fairlead.apiserver.validation.FieldErrors;
import dev.fairlead.apiserver.validation.Names;
import dev.fairlead.model.certificates.v1.CertificateSigningRequest;
import dev.fairlead.model.certificates.v1.CertificateSigningRequestCondition;
import dev.fairlead.model.certificates.v1.CertificateSigningRequestStatus;
import dev.fairlead.model.tree.JsonValue;
import dev.fairlead.model.value.Time;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/**
 * CertificateSigningRequests of certificates.k8s.io; what is wrong with them is in {@link
 * SigningRequestRules}. The server calls {@link #withRequester} before it creates one, and {@link
 * #withTimes} before it writes a status or an approval.
 */
public final class CertificateSigningRequests extends Kind<CertificateSigningRequest> {
  static final String APPROVED = "Approved";
  static final String DENIED = "Denied";
  static final String FAILED = "Failed";

  CertificateSigningRequests() {
    super(CertificateSigningRequest.TYPE);
  }

  /** The request with who made it, whatever it said before. */
  public static CertificateSigningRequest withRequester(
      CertificateSigningRequest request, User user) {
    return request.with(r ->
        r.spec(s ->
            s.username(user.name())
                .uid(user.uid().isEmpty() ? null : user.uid())
                .groups(user.groups())
                .extra(Map.copyOf(user.extra()))));
  }

  @Override
  public CertificateSigningRequest stamped(
      CertificateSigningRequest request,
      @Nullable CertificateSigningRequest old,
      User user,
      Instant now) {
    return old == null ? withRequester(request, user) : withTimes(request, old, now);
  }

  /** Any name goes that fits a path. */
  @Override
  public List<String> nameProblems(String name, boolean isPrefix) {
    return Names.pathSegment(name, isPrefix);
  }

  @Override
  public CertificateSigningRequest beforeCreate(CertificateSigningRequest request) {
    return request.with(r -> r.status(CertificateSigningRequestStatus.TYPE.empty()));
  }

  @Override
  public CertificateSigningRequest beforeUpdate(
      CertificateSigningRequest request, CertificateSigningRequest old) {
    return request.with(r -> r.spec(old.spec()).status(old.status()));
  }

  @Override
  public void validate(CertificateSigningRequest request, FieldErrors errors) {
    SigningRequestRules.validate(request, null, errors);
  }

  @Override
  public void validateUpdate(
      CertificateSigningRequest request, CertificateSigningRequest old, FieldErrors errors) {
    SigningRequestRules.validateUpdate(request, old, false, false, errors);
  }

  // --- status and approval ---

  /** A request can't change; its parts of the status are written in two ways. */
  @Override
  public FieldSet neverOwned(String subresource) {
    return switch (subresource) {
      case "status" -> FieldSet.of("spec", "status.conditions");
      case "approval" -> FieldSet.of("spec", "status.certificate");
      default -> FieldSet.of("spec", "status");
    };
  }

  /** Approvals and denials are taken from the old object, if there are as many as before. */
  @Override
  public CertificateSigningRequest beforeStatusUpdate(
      CertificateSigningRequest request, CertificateSigningRequest old) {
    List<CertificateSigningRequestCondition> conditions =
        new ArrayList<>(request.status().conditions());
    for (String type : List.of(APPROVED, DENIED)) {
      int[] now = indexes(conditions, type);
      int[] before = indexes(old.status().conditions(), type);
      for (int i = 0; now.length == before.length && i < now.length; i++) {
        conditions.set(now[i], old.status().conditions().get(before[i]));
      }
    }
    return request.with(r -> r.spec(old.spec()).status(s -> s.conditions(conditions)));
  }

  private static int[] indexes(List<CertificateSigningRequestCondition> conditions, String type) {
    return IntStream.range(0, conditions.size())
        .filter(i -> conditions.get(i).type().equals(type))
        .toArray();
  }

  @Override
  public void validateStatusUpdate(
      CertificateSigningRequest request, CertificateSigningRequest old, FieldErrors errors) {
    SigningRequestRules.validateUpdate(request, old, true, false, errors);
  }

  /** For an update of the subresource approval: everything but the conditions from the old one. */
  public static CertificateSigningRequest beforeApproval(
      CertificateSigningRequest request, CertificateSigningRequest old) {
    List<CertificateSigningRequestCondition> conditions = request.status().conditions();
    return request.with(
        r -> r.spec(old.spec()).status(old.status().with(s -> s.conditions(conditions))));
  }

  public static void validateApproval(
      CertificateSigningRequest request, CertificateSigningRequest old, FieldErrors errors) {
    SigningRequestRules.validateUpdate(request, old, false, true, errors);
  }

  /** The request with times for the conditions that have none. */
  public static CertificateSigningRequest withTimes(
      CertificateSigningRequest request, CertificateSigningRequest old, Instant instant) {
    Time now = Time.of(instant);
    List<CertificateSigningRequestCondition> conditions =
        request.status().conditions().stream()
            .map(condition -> withTimes(condition, old.status().conditions(), now))
            .toList();
    return request.with(r -> r.status(s -> s.conditions(conditions)));
  }

  private static CertificateSigningRequestCondition withTimes(
      CertificateSigningRequestCondition condition,
      List<CertificateSigningRequestCondition> old,
      Time now) {
    Time transition = condition.lastTransitionTime();
    for (CertificateSigningRequestCondition before : old) {
      if (transition == null
          && before.type().equals(condition.type())
          && before.status().equals(condition.status())) {
        transition = before.lastTransitionTime();
      }
    }
    Time known = transition;
    return condition.with(c ->
        c.lastUpdateTime(requireNonNullElse(condition.lastUpdateTime(), now))
            .lastTransitionTime(requireNonNullElse(known, now)));
  }

  // --- reads ---

  @Override
  public Map<String, String> fields(CertificateSigningRequest request) {
    return Map.of("spec.signerName", request.spec().signerName());
  }

  @Override
  public List<JsonValue> cells(CertificateSigningRequest request, Instant now) {
    Integer seconds = request.spec().expirationSeconds();
    String signer = request.spec().signerName();
    return Row.of(request.metadata(), now)
        .age(request.metadata())
        .text(signer.isEmpty() ? Row.NONE : signer)
        .text(request.spec().username())
        .text(seconds == null ? Row.NONE : Ages.human(Duration.ofSeconds(seconds)))
        .text(state(request.status()))
        .cells();
  }

  private static String state(CertificateSigningRequestStatus status) {
    String state = has(status, DENIED) ? DENIED : has(status, APPROVED) ? APPROVED : "Pending";
    String failed = has(status, FAILED) ? ",Failed" : "";
    return state + failed + (hasCertificate(status) ? ",Issued" : "");
  }

  private static boolean has(CertificateSigningRequestStatus status, @Nullable String type) {
    return status.conditions().stream().anyMatch(condition -> condition.type().equals(type));
  }

  private static boolean hasCertificate(CertificateSigningRequestStatus status) {
    return status.certificate() != null && !status.certificate().isEmpty();
  }
}
