package dev.fairlead.apiserver.kind;

import dev.fairlead.apiserver.validation.FieldErrors;
import dev.fairlead.apiserver.validation.Path;
import dev.fairlead.apiserver.validation.pod.ClaimTemplates;
import dev.fairlead.model.resource.v1.ResourceClaimTemplate;
import dev.fairlead.model.tree.JsonValue;
import java.time.Instant;
import java.util.List;

/** ResourceClaimTemplates of resource.k8s.io. */
final class ResourceClaimTemplates extends Kind<ResourceClaimTemplate> {
  ResourceClaimTemplates() {
    super(ResourceClaimTemplate.TYPE);
  }

  @Override
  public ResourceClaimTemplate defaults(ResourceClaimTemplate object) {
    return object.with(o ->
        o.spec(
            s -> s.spec(c -> c.devices(ClaimDefaults.defaults(object.spec().spec().devices())))));
  }

  @Override
  public ResourceClaimTemplate beforeCreate(ResourceClaimTemplate object) {
    return object.with(o ->
        o.spec(s ->
            s.spec(c -> c.devices(ClaimDefaults.withoutDerived(object.spec().spec().devices())))));
  }

  @Override
  public ResourceClaimTemplate beforeUpdate(
      ResourceClaimTemplate object, ResourceClaimTemplate old) {
    return beforeCreate(object);
  }

  @Override
  public void validate(ResourceClaimTemplate object, FieldErrors errors) {
    FieldErrors last = new FieldErrors();
    validate(object, errors, last);
    errors.addAll(last);
  }

  private static void validate(ResourceClaimTemplate object, FieldErrors errors, FieldErrors last) {
    ClaimTemplates.validateMetadata(object.spec().metadata(), Path.of("spec", "metadata"), errors);
    ResourceRules.validate(
        object.spec().spec().devices(), Path.of("spec", "spec", "devices"), errors, last);
  }

  @Override
  public void validateUpdate(
      ResourceClaimTemplate object, ResourceClaimTemplate old, FieldErrors errors) {
    FieldErrors last = new FieldErrors();
    validate(object, errors, last);
    Workloads.immutable(object.spec(), old.spec(), Path.of("spec"), errors);
    errors.addAll(last);
  }

  @Override
  public List<JsonValue> cells(ResourceClaimTemplate object, Instant now) {
    return Row.of(object.metadata(), now).age(object.metadata()).cells();
  }
}
