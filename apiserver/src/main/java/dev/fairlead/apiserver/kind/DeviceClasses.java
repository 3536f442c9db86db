package dev.fairlead.apiserver.kind;

import dev.fairlead.apiserver.validation.FieldErrors;
import dev.fairlead.apiserver.validation.Names;
import dev.fairlead.apiserver.validation.Path;
import dev.fairlead.model.resource.v1.DeviceClass;
import dev.fairlead.model.tree.JsonValue;
import java.time.Instant;
import java.util.List;

/** DeviceClasses of resource.k8s.io; expressions of selectors are not compiled. */
final class DeviceClasses extends Kind<DeviceClass> {
  /** Before names of resources whose requests a quota limits. */
  private static final String QUOTA_PREFIX = "requests.";

  DeviceClasses() {
    super(DeviceClass.TYPE);
  }

  @Override
  public void validate(DeviceClass object, FieldErrors errors) {
    ResourceRules.validateSelectors(
        object.spec().selectors(), Path.of("spec", "selectors"), errors);
    FieldErrors last = new FieldErrors(); // what Kubernetes finds by declared rules
    Path config = Path.of("spec", "config");
    for (int i = 0; i < object.spec().config().size(); i++) {
      ResourceRules.validateOpaque(
          object.spec().config().get(i).opaque(), config.index(i).child("opaque"), errors, last);
    }
    errors.addAll(last);
    String extended = object.spec().extendedResourceName();
    if (extended != null) {
      validateExtended(extended, Path.of("spec", "extendedResourceName"), errors);
    }
  }

  private static void validateExtended(String name, Path path, FieldErrors errors) {
    if (!name.contains("/")) {
      errors.invalid(
          path, name, "a name must be a domain-prefixed path, such as 'example.com/my-prop'");
    } else if (name.contains("kubernetes.io/")) {
      errors.invalid(path, name, "must not have \"kubernetes.io/\" domain");
    }
    if (name.startsWith(QUOTA_PREFIX)) {
      errors.invalid(path, name, "must not have \"" + QUOTA_PREFIX + "\" prefix");
    }
    errors.invalid(path, name, Names.qualifiedName(QUOTA_PREFIX + name));
  }

  @Override
  public boolean declaresName() {
    return true;
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
