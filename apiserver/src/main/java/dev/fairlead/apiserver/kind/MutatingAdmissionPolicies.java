package dev.fairlead.apiserver.kind;

import static dev.fairlead.apiserver.kind.Workloads.SPEC;
import static java.util.Objects.requireNonNullElse;

import dev.fairlead.apiserver.validation.FieldErrors;
import dev.fairlead.apiserver.validation.Path;
import dev.fairlead.model.admissionregistration.v1.MutatingAdmissionPolicy;
import dev.fairlead.model.admissionregistration.v1.MutatingAdmissionPolicySpec;
import dev.fairlead.model.tree.JsonValue;
import java.time.Instant;
import java.util.List;

/** MutatingAdmissionPolicy of admissionregistration.k8s.io; expressions are not compiled. */
final class MutatingAdmissionPolicies extends AdmissionKind<MutatingAdmissionPolicy> {
  MutatingAdmissionPolicies() {
    super(MutatingAdmissionPolicy.TYPE);
  }

  @Override
  public MutatingAdmissionPolicy defaults(MutatingAdmissionPolicy object) {
    MutatingAdmissionPolicySpec spec = object.spec();
    return object.with(o ->
        o.spec(s ->
            s.failurePolicy(requireNonNullElse(spec.failurePolicy(), "Fail"))
                .matchConstraints(PolicyRules.defaults(spec.matchConstraints()))));
  }

  @Override
  public void validate(MutatingAdmissionPolicy object, FieldErrors errors) {
    PolicyRules.validate(
        object.spec().paramKind(),
        object.spec().matchConstraints(),
        object.spec().failurePolicy(),
        errors);
    MutatingAdmissionPolicySpec spec = object.spec();
    PolicyRules.validateMutable(spec.matchConstraints(), "matchConstraints", errors);
    PolicyExpressions.validateConditions(
        spec.matchConditions(), SPEC.child("matchConditions"), errors);
    PolicyExpressions.validateVariables(spec.variables(), errors);
    PolicyExpressions.validateMutations(spec.mutations(), errors);
    String again = requireNonNullElse(spec.reinvocationPolicy(), "");
    Path path = SPEC.child("reinvocationPolicy");
    if (again.isEmpty()) {
      errors.required(path, "");
    } else {
      WebhookRules.supported(again, WebhookRules.REINVOCATIONS, path, errors);
    }
  }

  @Override
  public List<JsonValue> cells(MutatingAdmissionPolicy object, Instant now) {
    return Row.of(object.metadata(), now)
        .number(object.spec().mutations().size())
        .text(PolicyRules.cell(object.spec().paramKind()))
        .age(object.metadata())
        .cells();
  }
}
