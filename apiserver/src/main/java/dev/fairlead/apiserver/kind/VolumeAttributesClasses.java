package dev.fairlead.apiserver.kind;

import dev.fairlead.apiserver.validation.FieldErrors;
import dev.fairlead.apiserver.validation.Path;
import dev.fairlead.model.storage.v1.VolumeAttributesClass;
import dev.fairlead.model.tree.JsonValue;
import java.time.Instant;
import java.util.List;

/** VolumeAttributesClasses of storage.k8s.io. */
final class VolumeAttributesClasses extends Kind<VolumeAttributesClass> {
  private static final Path DRIVER = Path.of("driverName");
  private static final Path PARAMETERS = Path.of("parameters");

  VolumeAttributesClasses() {
    super(VolumeAttributesClass.TYPE);
  }

  @Override
  public void validate(VolumeAttributesClass attributes, FieldErrors errors) {
    // Kubernetes checks it like a StorageClass's provisioner, but declares no rule here.
    Provisioners.validate(attributes.driverName(), DRIVER, errors, errors);
    Provisioners.validateParameters(attributes.parameters(), PARAMETERS, errors);
    if (attributes.parameters().isEmpty()) {
      errors.required(PARAMETERS, "must contain at least one key/value pair");
    }
  }

  @Override
  public void validateUpdate(
      VolumeAttributesClass attributes, VolumeAttributesClass old, FieldErrors errors) {
    if (!attributes.driverName().equals(old.driverName())) {
      errors.forbidden(DRIVER, "updates to driverName are forbidden.");
    }
    if (!attributes.parameters().equals(old.parameters())) {
      errors.forbidden(PARAMETERS, "updates to parameters are forbidden.");
    }
    validate(attributes, errors);
  }

  @Override
  public List<JsonValue> cells(VolumeAttributesClass attributes, Instant now) {
    return Row.of(attributes.metadata(), now)
        .text(attributes.driverName())
        .age(attributes.metadata())
        .cells();
  }
}
