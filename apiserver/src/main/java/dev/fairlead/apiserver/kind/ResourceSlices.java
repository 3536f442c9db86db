package dev.fairlead.apiserver.kind;

import static java.util.Objects.requireNonNullElse;

import dev.fairlead.apiserver.validation.FieldErrors;
import dev.fairlead.apiserver.validation.Immutable;
import dev.fairlead.apiserver.validation.Path;
import dev.fairlead.model.resource.v1.ResourceSlice;
import dev.fairlead.model.tree.JsonValue;
import java.time.Instant;
import java.util.List;
import java.util.Map;

/** ResourceSlices of resource.k8s.io. */
final class ResourceSlices extends Kind<ResourceSlice> {
  ResourceSlices() {
    super(ResourceSlice.TYPE);
  }

  @Override
  public void validate(ResourceSlice object, FieldErrors errors) {
    Provisioners.validateDriver(object.spec().driver(), Path.of("spec", "driver"), errors);
  }

  @Override
  public void validateUpdate(ResourceSlice object, ResourceSlice old, FieldErrors errors) {
    validate(object, errors);
    Immutable.check(
        object.spec().pool().name(),
        old.spec().pool().name(),
        Path.of("spec", "pool", "name"),
        errors);
    Immutable.check(object.spec().driver(), old.spec().driver(), Path.of("spec", "driver"), errors);
    Immutable.checkText(
        object.spec().nodeName(), old.spec().nodeName(), Path.of("spec", "nodeName"), errors);
  }

  @Override
  public boolean hasGeneration() {
    return true;
  }

  @Override
  public Map<String, String> fields(ResourceSlice object) {
    return Map.of(
        "spec.nodeName",
        requireNonNullElse(object.spec().nodeName(), ""),
        "spec.driver",
        object.spec().driver());
  }

  @Override
  public List<JsonValue> cells(ResourceSlice object, Instant now) {
    return Row.of(object.metadata(), now)
        .text(object.spec().nodeName())
        .text(object.spec().driver())
        .text(object.spec().pool().name())
        .age(object.metadata())
        .cells();
  }
}
