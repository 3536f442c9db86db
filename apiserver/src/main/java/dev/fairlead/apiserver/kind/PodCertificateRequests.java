package dev.fairlead.apiserver.kind;

import dev.fairlead.apiserver.apply.FieldSet;
import dev.fairlead.apiserver.validation.FieldErrors;
import dev.fairlead.apiserver.validation.Immutable;
import dev.fairlead.apiserver.validation.Path;
import dev.fairlead.apiserver.validation.pod.InternalJson;
import dev.fairlead.model.certificates.v1.PodCertificateRequest;
import dev.fairlead.model.certificates.v1.PodCertificateRequestSpec;
import dev.fairlead.model.certificates.v1.PodCertificateRequestStatus;
import dev.fairlead.model.meta.v1.Condition;
import dev.fairlead.model.tree.JsonNull;
import dev.fairlead.model.tree.JsonObject;
import dev.fairlead.model.tree.JsonValue;
import java.time.Instant;
import java.util.List;
import java.util.Map;

/** PodCertificateRequests of certificates.k8s.io. */
final class PodCertificateRequests extends Kind<PodCertificateRequest> {
  private static final List<String> STATES = List.of("Issued", "Denied", "Failed");

  PodCertificateRequests() {
    super(PodCertificateRequest.TYPE);
  }

  @Override
  public PodCertificateRequest beforeCreate(PodCertificateRequest object) {
    return object.with(o -> o.status(PodCertificateRequestStatus.TYPE.empty()));
  }

  @Override
  public PodCertificateRequest beforeUpdate(
      PodCertificateRequest object, PodCertificateRequest old) {
    return object.with(o -> o.status(old.status()));
  }

  @Override
  public void validate(PodCertificateRequest object, FieldErrors errors) {
    PodCertificateRules.validate(object.spec(), errors);
  }

  @Override
  public void validateUpdate(
      PodCertificateRequest object, PodCertificateRequest old, FieldErrors errors) {
    if (!object.spec().equals(old.spec())) {
      errors.invalid(Path.of("spec"), printed(object.spec()), Immutable.MESSAGE);
    }
  }

  /** The inner type still has what only an older version has. */
  private static JsonObject printed(PodCertificateRequestSpec spec) {
    JsonObject.Builder printed = JsonObject.builder();
    ((JsonObject) InternalJson.of(spec))
        .members()
        .forEach((name, value) -> {
          if (name.equals("StubPKCS10Request")) {
            printed.put("PKIXPublicKey", JsonNull.NULL).put("ProofOfPossession", JsonNull.NULL);
          }
          printed.put(name, value);
        });
    return printed.build();
  }

  @Override
  public boolean updatesUnconditionally() {
    return false;
  }

  /** Metadata are not the status's to change either. */
  @Override
  public FieldSet neverOwned(String subresource) {
    return subresource.equals("status") ? FieldSet.of("metadata", "spec") : FieldSet.of("status");
  }

  @Override
  public PodCertificateRequest beforeStatusUpdate(
      PodCertificateRequest object, PodCertificateRequest old) {
    return object.with(
        o -> o.spec(old.spec()).metadata(keptMetadata(object.metadata(), old.metadata())));
  }

  @Override
  public void validateStatusUpdate(
      PodCertificateRequest object, PodCertificateRequest old, FieldErrors errors) {
    PodCertificateStatusRules.validate(object, old, errors);
  }

  @Override
  public boolean selectsByNamespace() {
    return false;
  }

  @Override
  public Map<String, String> fields(PodCertificateRequest object) {
    return Map.of(
        "spec.signerName",
        object.spec().signerName(),
        "spec.podName",
        object.spec().podName(),
        "spec.nodeName",
        object.spec().nodeName());
  }

  @Override
  public List<JsonValue> cells(PodCertificateRequest object, Instant now) {
    return Row.of(object.metadata(), now)
        .text(object.spec().podName())
        .text(object.spec().serviceAccountName())
        .text(object.spec().nodeName())
        .text(object.spec().signerName())
        .text(state(object.status()))
        .text(Selectors.cell(object.spec().unverifiedUserAnnotations()))
        .cells();
  }

  private static String state(PodCertificateRequestStatus status) {
    String state = "Pending";
    for (Condition condition : status.conditions()) {
      state = STATES.contains(condition.type()) ? condition.type() : state;
    }
    return state;
  }
}
