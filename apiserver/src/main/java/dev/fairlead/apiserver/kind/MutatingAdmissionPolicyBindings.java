package dev.fairlead.apiserver.kind;

import dev.fairlead.apiserver.validation.FieldErrors;
import dev.fairlead.model.admissionregistration.v1.MutatingAdmissionPolicyBinding;
import dev.fairlead.model.tree.JsonValue;
import java.time.Instant;
import java.util.List;

/** MutatingAdmissionPolicyBindings of admissionregistration.k8s.io. */
final class MutatingAdmissionPolicyBindings extends AdmissionKind<MutatingAdmissionPolicyBinding> {
  MutatingAdmissionPolicyBindings() {
    super(MutatingAdmissionPolicyBinding.TYPE);
  }

  @Override
  public MutatingAdmissionPolicyBinding defaults(MutatingAdmissionPolicyBinding object) {
    return object.with(
        o -> o.spec(s -> s.matchResources(PolicyRules.defaults(object.spec().matchResources()))));
  }

  @Override
  public void validate(MutatingAdmissionPolicyBinding object, FieldErrors errors) {
    PolicyRules.validateBinding(
        object.spec().policyName(),
        object.spec().paramRef(),
        object.spec().matchResources(),
        errors,
        errors);
    PolicyRules.validateMutable(object.spec().matchResources(), "matchResources", errors);
  }

  @Override
  public List<JsonValue> cells(MutatingAdmissionPolicyBinding object, Instant now) {
    return PolicyRules.cells(
        object.metadata(), object.spec().policyName(), object.spec().paramRef(), now);
  }
}
