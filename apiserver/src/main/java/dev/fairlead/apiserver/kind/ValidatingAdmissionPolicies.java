package dev.fairlead.apiserver.kind;

import static dev.fairlead.apiserver.kind.Workloads.SPEC;
import static java.util.Objects.requireNonNullElse;

import dev.fairlead.apiserver.apply.FieldSet;
import dev.fairlead.apiserver.validation.FieldErrors;
import dev.fairlead.model.admissionregistration.v1.ValidatingAdmissionPolicy;
import dev.fairlead.model.admissionregistration.v1.ValidatingAdmissionPolicySpec;
import dev.fairlead.model.admissionregistration.v1.ValidatingAdmissionPolicyStatus;
import dev.fairlead.model.tree.JsonValue;
import java.time.Instant;
import java.util.List;

/** ValidatingAdmissionPolicy of admissionregistration.k8s.io; expressions are not compiled. */
final class ValidatingAdmissionPolicies extends AdmissionKind<ValidatingAdmissionPolicy> {
  ValidatingAdmissionPolicies() {
    super(ValidatingAdmissionPolicy.TYPE);
  }

  @Override
  public ValidatingAdmissionPolicy defaults(ValidatingAdmissionPolicy object) {
    ValidatingAdmissionPolicySpec spec = object.spec();
    return object.with(o ->
        o.spec(s ->
            s.failurePolicy(requireNonNullElse(spec.failurePolicy(), "Fail"))
                .matchConstraints(PolicyRules.defaults(spec.matchConstraints()))));
  }

  @Override
  public ValidatingAdmissionPolicy beforeCreate(ValidatingAdmissionPolicy object) {
    return object.with(o -> o.status(ValidatingAdmissionPolicyStatus.TYPE.empty()));
  }

  @Override
  public ValidatingAdmissionPolicy beforeUpdate(
      ValidatingAdmissionPolicy object, ValidatingAdmissionPolicy old) {
    return object.with(o -> o.status(old.status()));
  }

  @Override
  public void validate(ValidatingAdmissionPolicy object, FieldErrors errors) {
    PolicyRules.validate(
        object.spec().paramKind(),
        object.spec().matchConstraints(),
        object.spec().failurePolicy(),
        errors);
    ValidatingAdmissionPolicySpec spec = object.spec();
    PolicyExpressions.validateConditions(
        spec.matchConditions(), SPEC.child("matchConditions"), errors);
    PolicyExpressions.validateVariables(spec.variables(), errors);
    if (spec.validations().isEmpty() && spec.auditAnnotations().isEmpty()) {
      String oneOf = "validations or auditAnnotations must contain at least one item";
      errors.required(SPEC.child("validations"), oneOf);
      errors.required(SPEC.child("auditAnnotations"), oneOf);
    }
    PolicyExpressions.validateValidations(spec.validations(), errors);
    PolicyExpressions.validateAnnotations(
        spec.auditAnnotations(), object.metadata().name(), errors);
  }

  /** Metadata are not the status's to change either. */
  @Override
  public FieldSet neverOwned(String subresource) {
    return subresource.equals("status") ? FieldSet.of("metadata", "spec") : FieldSet.of("status");
  }

  @Override
  public ValidatingAdmissionPolicy beforeStatusUpdate(
      ValidatingAdmissionPolicy object, ValidatingAdmissionPolicy old) {
    return object.with(
        o -> o.spec(old.spec()).metadata(keptMetadata(object.metadata(), old.metadata())));
  }

  @Override
  public List<JsonValue> cells(ValidatingAdmissionPolicy object, Instant now) {
    return Row.of(object.metadata(), now)
        .number(object.spec().validations().size())
        .text(PolicyRules.cell(object.spec().paramKind()))
        .age(object.metadata())
        .cells();
  }
}
