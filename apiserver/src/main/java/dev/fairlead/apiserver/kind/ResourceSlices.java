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
import dev.fairlead.model.resource.v1.DeviceCounterConsumption;
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

  /** Go: ResourceSliceMaxDevicesWithAdvancedFeatures. */
  private static final int MAX_ADVANCED_DEVICES = 64;

  ResourceSlices() {
    super(ResourceSlice.TYPE);
  }

  @Override
  public void validate(ResourceSlice object, FieldErrors errors) {
    validatePool(object.spec(), errors);
    validateNodes(object.spec(), errors);
    validateDevices(object.spec(), null, errors);
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

  private static void validateDevices(
      ResourceSliceSpec spec, @Nullable ResourceSliceSpec old, FieldErrors errors) {
    if (!spec.sharedCounters().isEmpty() && !spec.devices().isEmpty()) {
      errors.invalid(SPEC, "", "only one of `sharedCounters` or `devices` is allowed");
    }
    Path path = SPEC.child("devices");
    boolean advanced =
        spec.devices().stream()
            .anyMatch(d -> !d.taints().isEmpty() || !d.consumesCounters().isEmpty());
    boolean placed = Boolean.TRUE.equals(spec.perDeviceNodeSelection());
    FieldErrors last = new FieldErrors(); // what Kubernetes finds by declared rules
    if (DeviceRules.atMost(
        spec.devices(), advanced ? MAX_ADVANCED_DEVICES : MAX_DEVICES, path, errors)) {
      FieldErrors duplicates = new FieldErrors();
      Set<String> names = new HashSet<>();
      for (int i = 0; i < spec.devices().size(); i++) {
        Device device = spec.devices().get(i);
        DeviceRules.validate(device, find(device.name(), old), placed, path.index(i), errors);
        if (!names.add(device.name())) {
          duplicates.duplicate(path.index(i), device.name());
        }
      }
      errors.addAll(duplicates);
    }
    for (int i = 0; i < spec.devices().size(); i++) {
      DeviceRules.validateDeclared(spec.devices().get(i), path.index(i), last);
    }
    DeviceRules.validateShared(spec.sharedCounters(), SPEC.child("sharedCounters"), last);
    errors.addAll(last);
  }

  private static @Nullable Device find(String name, @Nullable ResourceSliceSpec spec) {
    return spec == null
        ? null
        : spec.devices().stream()
            .filter(device -> device.name().equals(name))
            .findFirst()
            .orElse(null);
  }

  @Override
  public ResourceSlice beforeCreate(ResourceSlice object) {
    return beforeUpdate(object, ResourceSlice.TYPE.empty());
  }

  /**
   * Fields of features that are switched off are dropped, unless they are in use; but they count as
   * a change.
   */
  @Override
  public ResourceSlice beforeUpdate(ResourceSlice object, ResourceSlice old) {
    List<Device> before = old.spec().devices();
    boolean lists =
        before.stream()
            .anyMatch(d -> d.attributes().values().stream().anyMatch(DeviceAttributes::hasLists));
    boolean allocatable = before.stream().anyMatch(d -> !d.nodeAllocatableResources().isEmpty());
    boolean groups =
        before.stream()
            .flatMap(device -> device.consumesCounters().stream())
            .anyMatch(consumed -> !consumed.compatibilityGroups().isEmpty());
    List<Device> devices =
        object.spec().devices().stream()
            .map(device ->
                device.with(d -> {
                  if (!lists) {
                    d.attributes(DeviceAttributes.withoutLists(device.attributes()));
                  }
                  if (!allocatable) {
                    d.nodeAllocatableResources(Map.of());
                  }
                  if (!groups) {
                    d.consumesCounters(withoutGroups(device.consumesCounters()));
                  }
                }))
            .toList();
    boolean next = !object.spec().equals(old.spec());
    long generation = old.metadata().generation() + (next ? 1 : 0);
    return object.with(o ->
        o.metadata(object.metadata().with(m -> m.generation(generation)))
            .spec(s -> {
              s.devices(devices);
              if (old.spec().skipNodeOperations().isEmpty()) {
                s.skipNodeOperations(List.of());
              }
              if (old.spec().partitionTypeAttribute() == null) {
                s.partitionTypeAttribute(null);
              }
            }));
  }

  private static List<DeviceCounterConsumption> withoutGroups(
      List<DeviceCounterConsumption> consumed) {
    return consumed.stream().map(c -> c.with(x -> x.compatibilityGroups(List.of()))).toList();
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
    validateDevices(spec, before, errors);
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
