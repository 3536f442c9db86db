package dev.fairlead.apiserver.kind;

import static dev.fairlead.apiserver.kind.Workloads.SPEC;
import static java.util.Objects.requireNonNullElse;

import dev.fairlead.apiserver.validation.FieldErrors;
import dev.fairlead.apiserver.validation.Immutable;
import dev.fairlead.apiserver.validation.Names;
import dev.fairlead.apiserver.validation.NodeSelectors;
import dev.fairlead.apiserver.validation.Path;
import dev.fairlead.model.core.v1.NodeSelectorTerm;
import dev.fairlead.model.resource.v1.Device;
import dev.fairlead.model.resource.v1.DeviceTaint;
import dev.fairlead.model.resource.v1.ResourcePool;
import dev.fairlead.model.resource.v1.ResourceSlice;
import dev.fairlead.model.resource.v1.ResourceSliceSpec;
import dev.fairlead.model.tree.JsonValue;
import dev.fairlead.model.value.GoQuote;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** ResourceSlices of resource.k8s.io. */
final class ResourceSlices extends Kind<ResourceSlice> {
  /** Go: ResourceSliceMaxDevices. */
  private static final int MAX_DEVICES = 128;

  ResourceSlices() {
    super(ResourceSlice.TYPE);
  }

  @Override
  public void validate(ResourceSlice object, FieldErrors errors) {
    validatePool(object.spec(), errors);
    validateNodes(object.spec(), errors);
    validateDevices(object.spec(), errors);
  }

  private static void validatePool(ResourceSliceSpec spec, FieldErrors errors) {
    Provisioners.validateDriver(spec.driver(), SPEC.child("driver"), errors);
    ResourcePool pool = spec.pool();
    Path path = SPEC.child("pool");
    ResourceRules.validatePool(pool.name(), path.child("name"), errors);
    if (pool.resourceSliceCount() <= 0) {
      errors.invalid(
          path.child("resourceSliceCount"), pool.resourceSliceCount(), "must be greater than zero");
    }
    if (pool.generation() < 0) {
      errors.invalid(
          path.child("generation"), pool.generation(), "must be greater than or equal to zero");
    }
  }

  /** Which nodes have the devices must be said in one of four ways. */
  private static void validateNodes(ResourceSliceSpec spec, FieldErrors errors) {
    List<String> set = new ArrayList<>();
    String node = spec.nodeName();
    if (node != null && node.isEmpty()) {
      errors.invalid(
          SPEC.child("nodeName"), node, "must be either unset or set to a non-empty string");
    } else if (node != null) {
      set.add("`nodeName`");
      errors.invalid(SPEC.child("nodeName"), node, Names.subdomain(node));
    }
    if (spec.nodeSelector() != null) {
      set.add("`nodeSelector`");
      Path selector = SPEC.child("nodeSelector");
      NodeSelectors.validate(spec.nodeSelector(), false, selector, errors);
      List<NodeSelectorTerm> terms = spec.nodeSelector().nodeSelectorTerms();
      if (terms.size() != 1) {
        errors.invalid(
            selector.child("nodeSelectorTerms"), terms, "must have exactly one node selector term");
      }
    }
    flag(spec.allNodes(), "allNodes", set, errors);
    flag(spec.perDeviceNodeSelection(), "perDeviceNodeSelection", set, errors);
    String oneOf =
        "exactly one of `nodeName`, `nodeSelector`, `allNodes`, `perDeviceNodeSelection` is"
            + " required";
    if (set.isEmpty()) {
      errors.required(SPEC, oneOf);
    } else if (set.size() > 1) {
      errors.invalid(
          SPEC, "{" + String.join(", ", set) + "}", oneOf + ", but multiple fields are set");
    }
  }

  private static void flag(
      @Nullable Boolean flag, String field, List<String> set, FieldErrors errors) {
    if (Boolean.TRUE.equals(flag)) {
      set.add("`" + field + "`");
    } else if (flag != null) {
      errors.invalid(SPEC.child(field), false, "must be either unset or set to true");
    }
  }

  private static void validateDevices(ResourceSliceSpec spec, FieldErrors errors) {
    Path path = SPEC.child("devices");
    if (spec.devices().size() > MAX_DEVICES) {
      errors.tooMany(path, spec.devices().size(), MAX_DEVICES);
      return;
    }
    Set<String> names = new HashSet<>();
    FieldErrors duplicates = new FieldErrors();
    FieldErrors last = new FieldErrors();
    for (int i = 0; i < spec.devices().size(); i++) {
      String name = spec.devices().get(i).name();
      errors.invalid(path.index(i).child("name"), name, Names.label(name));
      List<DeviceTaint> taints = spec.devices().get(i).taints();
      for (int j = 0; j < taints.size(); j++) {
        Path taint = path.index(i).child("taints").index(j);
        DeviceTaintRules.validateTaint(taints.get(j), taint, errors);
        DeviceTaintRules.validateEffect(taints.get(j), null, taint, last);
      }
      validateNodes(spec, spec.devices().get(i), path.index(i), errors);
      if (!names.add(name)) {
        duplicates.duplicate(path.index(i), name);
      }
    }
    errors.addAll(duplicates);
    errors.addAll(last);
  }

  /** A device says where it is if, and only if, the slice leaves that to its devices. */
  private static void validateNodes(
      ResourceSliceSpec spec, Device device, Path path, FieldErrors errors) {
    boolean own =
        device.nodeName() != null || device.nodeSelector() != null || device.allNodes() != null;
    if (own && !Boolean.TRUE.equals(spec.perDeviceNodeSelection())) {
      errors.invalid(
          path,
          null,
          "`nodeName`, `nodeSelector` and `allNodes` can only be set if `perDeviceNodeSelection`"
              + " is set to true in the ResourceSlice spec");
    }
  }

  @Override
  public void validateUpdate(ResourceSlice object, ResourceSlice old, FieldErrors errors) {
    validatePool(object.spec(), errors);
    ResourceSliceSpec spec = object.spec();
    ResourceSliceSpec before = old.spec();
    Immutable.check(spec.pool().name(), before.pool().name(), SPEC.child("pool", "name"), errors);
    Immutable.check(spec.driver(), before.driver(), SPEC.child("driver"), errors);
    Immutable.check(spec.nodeName(), before.nodeName(), SPEC.child("nodeName"), errors);
    validateNodes(spec, errors);
    validateDevices(spec, errors);
  }

  @Override
  public List<String> warnings(ResourceSlice object, @Nullable ResourceSlice old) {
    String driver = object.spec().driver();
    return driver.equals(driver.toLowerCase(Locale.ROOT))
        ? List.of()
        : List.of(
            "spec.driver: driver names should be lowercase; "
                + GoQuote.quote(driver)
                + " contains uppercase characters");
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
  public String unknownField(String field) {
    return "field label not supported for resource.k8s.io/v1, Kind=ResourceSlice: " + field;
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
