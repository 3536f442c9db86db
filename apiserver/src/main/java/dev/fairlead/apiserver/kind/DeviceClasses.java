package dev.fairlead.apiserver.kind;

import dev.fairlead.apiserver.validation.FieldErrors;
import dev.fairlead.apiserver.validation.Path;
import dev.fairlead.model.resource.v1.DeviceClass;
import dev.fairlead.model.tree.JsonValue;
import java.time.Instant;
import java.util.List;

/** DeviceClasses of resource.k8s.io; expressions of selectors are not compiled. */
final class DeviceClasses extends Kind<DeviceClass> {
  DeviceClasses() {
    super(DeviceClass.TYPE);
  }

  @Override
  public void validate(DeviceClass object, FieldErrors errors) {
    ResourceRules.validateSelectors(
        object.spec().selectors(), Path.of("spec", "selectors"), errors);
  }

  @Override
  public boolean hasGeneration() {
    return true;
  }

  @Override
  public List<JsonValue> cells(DeviceClass object, Instant now) {
    return Row.of(object.metadata(), now).age(object.metadata()).cells();
  }
}
