package dev.fairlead.apiserver.kind;

import dev.fairlead.apiserver.apply.FieldSet;
import dev.fairlead.apiserver.validation.FieldErrors;
import dev.fairlead.apiserver.validation.Immutable;
import dev.fairlead.apiserver.validation.Path;
import dev.fairlead.model.resource.v1.ResourceClaim;
import dev.fairlead.model.resource.v1.ResourceClaimStatus;
import dev.fairlead.model.tree.JsonValue;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/** ResourceClaims of resource.k8s.io; expressions of selectors are not compiled. */
final class ResourceClaims extends Kind<ResourceClaim> {
  ResourceClaims() {
    super(ResourceClaim.TYPE);
  }

  @Override
  public ResourceClaim defaults(ResourceClaim object) {
    return object.with(
        o -> o.spec(s -> s.devices(ClaimDefaults.defaults(object.spec().devices()))));
  }

  @Override
  public ResourceClaim beforeCreate(ResourceClaim object) {
    return object.with(o ->
        o.spec(s -> s.devices(ClaimDefaults.withoutDerived(object.spec().devices())))
            .status(ResourceClaimStatus.TYPE.empty()));
  }

  @Override
  public ResourceClaim beforeUpdate(ResourceClaim object, ResourceClaim old) {
    return object.with(o ->
        o.spec(s -> s.devices(ClaimDefaults.withoutDerived(object.spec().devices())))
            .status(old.status()));
  }

  @Override
  public void validate(ResourceClaim object, FieldErrors errors) {
    FieldErrors last = new FieldErrors();
    ResourceRules.validate(object.spec().devices(), Path.of("spec", "devices"), errors, last);
    errors.addAll(last);
  }

  @Override
  public void validateUpdate(ResourceClaim object, ResourceClaim old, FieldErrors errors) {
    Immutable.declared(object.spec(), old.spec(), Path.of("spec"), errors);
  }

  /** Metadata are not the status's to change either. */
  @Override
  public FieldSet neverOwned(String subresource) {
    return subresource.equals("status") ? FieldSet.of("metadata", "spec") : FieldSet.of("status");
  }

  @Override
  public ResourceClaim beforeStatusUpdate(ResourceClaim object, ResourceClaim old) {
    return object.with(o ->
        o.spec(old.spec())
            .metadata(keptMetadata(object.metadata(), old.metadata()))
            .status(s -> s.devices(ClaimStatusRules.kept(object, old))));
  }

  @Override
  public void validateStatusUpdate(ResourceClaim object, ResourceClaim old, FieldErrors errors) {
    ClaimStatusRules.validate(object, old, errors);
  }

  @Override
  public List<JsonValue> cells(ResourceClaim object, Instant now) {
    return Row.of(object.metadata(), now).text(state(object)).age(object.metadata()).cells();
  }

  private static String state(ResourceClaim claim) {
    boolean deleted = claim.metadata().isTerminating();
    boolean allocated = claim.status().allocation() != null;
    List<String> states = new ArrayList<>();
    if (deleted) {
      states.add("deleted");
    }
    if (allocated) {
      states.add("allocated");
    } else if (!deleted) {
      states.add("pending");
    }
    if (allocated && !claim.status().reservedFor().isEmpty()) {
      states.add("reserved");
    }
    return String.join(",", states);
  }
}
