package dev.fairlead.apiserver.kind;

import static dev.fairlead.apiserver.kind.Workloads.SPEC;

import dev.fairlead.apiserver.validation.FieldErrors;
import dev.fairlead.model.admissionregistration.v1.ValidatingAdmissionPolicyBinding;
import dev.fairlead.model.tree.JsonValue;
import java.time.Instant;
import java.util.List;

/** ValidatingAdmissionPolicyBindings of admissionregistration.k8s.io. */
final class ValidatingAdmissionPolicyBindings
    extends AdmissionKind<ValidatingAdmissionPolicyBinding> {
  ValidatingAdmissionPolicyBindings() {
    super(ValidatingAdmissionPolicyBinding.TYPE);
  }

  @Override
  public ValidatingAdmissionPolicyBinding defaults(ValidatingAdmissionPolicyBinding object) {
    return object.with(
        o -> o.spec(s -> s.matchResources(PolicyRules.defaults(object.spec().matchResources()))));
  }

  @Override
  public void validate(ValidatingAdmissionPolicyBinding object, FieldErrors errors) {
    FieldErrors last = new FieldErrors(); // what Kubernetes finds by declared rules
    PolicyRules.validateBinding(
        object.spec().policyName(),
        object.spec().paramRef(),
        object.spec().matchResources(),
        errors,
        last);
    PolicyRules.validateActions(object.spec().validationActions(), errors);
    if (object.spec().validationActions().isEmpty()) {
      last.required(SPEC.child("validationActions"), "");
    }
    errors.addAll(last);
  }

  @Override
  public List<JsonValue> cells(ValidatingAdmissionPolicyBinding object, Instant now) {
    return PolicyRules.cells(
        object.metadata(), object.spec().policyName(), object.spec().paramRef(), now);
  }
}
