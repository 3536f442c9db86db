package dev.fairlead.apiserver.kind;

import dev.fairlead.apiserver.validation.DeclaredRules;
import dev.fairlead.apiserver.validation.FieldErrors;
import dev.fairlead.apiserver.validation.Names;
import dev.fairlead.apiserver.validation.NodeSelectors;
import dev.fairlead.apiserver.validation.Path;
import dev.fairlead.model.codec.Codec;
import dev.fairlead.model.resource.v1.CounterSet;
import dev.fairlead.model.resource.v1.Device;
import dev.fairlead.model.resource.v1.DeviceCounterConsumption;
import dev.fairlead.model.resource.v1.DeviceTaint;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Checks one device of a slice. */
final class DeviceRules {
  /** Go: ResourceSliceMaxAttributesAndCapacitiesPerDevice. */
  private static final int MAX_FACTS = 32;

  /** Go: DeviceTaintsMaxLength. */
  private static final int MAX_TAINTS = 16;

  /** Go: ResourceSliceMaxDeviceCounterConsumptionsPerDevice. */
  private static final int MAX_CONSUMPTIONS = 2;

  /** Go: BindingConditionsMaxSize and BindingFailureConditionsMaxSize. */
  private static final int MAX_CONDITIONS = 4;

  /** Go: ResourceSliceMaxCounterSets. */
  private static final int MAX_COUNTER_SETS = 8;

  private static final String ONE_OF =
      "exactly one of `nodeName`, `nodeSelector`, or `allNodes` is required when"
          + " `perDeviceNodeSelection` is set to true in the ResourceSlice spec";

  private DeviceRules() {}

  /**
   * Checks all but what is declared.
   *
   * @param old the device of that name before, if there was one
   * @param placed whether the slice leaves it to its devices to say which nodes have them
   */
  static void validate(
      Device device, @Nullable Device old, boolean placed, Path path, FieldErrors errors) {
    errors.invalid(path.child("name"), device.name(), Names.label(device.name()));
    int facts = device.attributes().size() + device.capacity().size();
    if (facts > MAX_FACTS) {
      errors.invalid(
          path,
          facts,
          "the total number of attributes and capacities must not exceed " + MAX_FACTS);
    }
    DeviceAttributes.validate(device.attributes(), path.child("attributes"), errors);
    if (old == null || !old.capacity().equals(device.capacity())) {
      boolean shared = Boolean.TRUE.equals(device.allowMultipleAllocations());
      DeviceCapacities.validate(device.capacity(), shared, path.child("capacity"), errors);
    }
    if (old == null || !old.taints().equals(device.taints())) {
      validateTaints(device.taints(), path.child("taints"), errors);
    }
    if (placed) {
      validatePlace(device, path, errors);
    } else if (device.nodeName() != null
        || device.nodeSelector() != null
        || device.allNodes() != null) {
      errors.invalid(
          path,
          null,
          "`nodeName`, `nodeSelector` and `allNodes` can only be set if `perDeviceNodeSelection`"
              + " is set to true in the ResourceSlice spec");
    }
    validateBinding(device.bindingConditions(), device.bindingFailureConditions(), path, errors);
  }

  private static void validateTaints(List<DeviceTaint> taints, Path path, FieldErrors errors) {
    if (taints.size() > MAX_TAINTS) {
      errors.tooMany(path, taints.size(), MAX_TAINTS);
      return;
    }
    for (int i = 0; i < taints.size(); i++) {
      DeviceTaintRules.validateTaint(taints.get(i), path.index(i), errors);
    }
  }

  private static void validatePlace(Device device, Path path, FieldErrors errors) {
    List<String> set = new ArrayList<>();
    String node = device.nodeName();
    if (node != null && node.isEmpty()) {
      errors.invalid(path.child("nodeName"), node, "must not be empty");
    } else if (node != null) {
      set.add("`nodeName`");
      errors.invalid(path.child("nodeName"), node, Names.subdomain(node));
    }
    if (device.nodeSelector() != null) {
      set.add("`nodeSelector`");
      NodeSelectors.validate(device.nodeSelector(), false, path.child("nodeSelector"), errors);
    }
    if (Boolean.TRUE.equals(device.allNodes())) {
      set.add("`allNodes`");
    } else if (device.allNodes() != null) {
      errors.invalid(path.child("allNodes"), false, "must be either unset or set to true");
    }
    if (set.isEmpty()) {
      errors.required(path, ONE_OF);
    } else if (set.size() > 1) {
      errors.invalid(path, "{" + String.join(", ", set) + "}", ONE_OF);
    }
  }

  /** Checks the conditions that must hold before a Pod gets the device, or else must not. */
  static void validateBinding(
      List<String> conditions, List<String> failures, Path path, FieldErrors errors) {
    Path first = path.child("bindingConditions");
    Path second = path.child("bindingFailureConditions");
    validateConditions(conditions, first, errors);
    validateConditions(failures, second, errors);
    validateOnce(conditions, List.of(), first, errors);
    validateOnce(failures, conditions, second, errors);
    if (conditions.isEmpty() && !failures.isEmpty()) {
      errors.invalid(first, null, "bindingConditions are required to use bindingFailureConditions");
    }
    if (failures.isEmpty() && !conditions.isEmpty()) {
      errors.invalid(
          second, null, "bindingFailureConditions are required to use bindingConditions");
    }
  }

  private static void validateConditions(List<String> names, Path path, FieldErrors errors) {
    if (names.size() > MAX_CONDITIONS) {
      return; // said by a declared rule
    }
    for (int i = 0; i < names.size(); i++) {
      errors.invalid(path.index(i), names.get(i), Names.qualifiedName(names.get(i)));
    }
  }

  private static void validateOnce(
      List<String> names, List<String> others, Path path, FieldErrors errors) {
    Set<String> seen = new HashSet<>();
    for (int i = 0; i < names.size(); i++) {
      if (!seen.add(names.get(i))) {
        errors.duplicate(path.index(i), names.get(i));
      }
      if (others.contains(names.get(i))) {
        errors.invalid(
            path.index(i),
            names.get(i),
            "bindingFailureConditions must not overlap with bindingConditions");
      }
    }
  }

  /** What Kubernetes finds by declared rules. */
  static void validateDeclared(Device device, Path path, FieldErrors errors) {
    DeviceAttributes.validateDeclared(device.attributes(), path.child("attributes"), errors);
    validateConsumed(device.consumesCounters(), path.child("consumesCounters"), errors);
    for (int i = 0; i < device.taints().size(); i++) {
      Path taint = path.child("taints").index(i);
      DeviceTaintRules.validateEffect(device.taints().get(i), null, taint, errors);
    }
    atMost(device.bindingConditions(), MAX_CONDITIONS, path.child("bindingConditions"), errors);
    atMost(
        device.bindingFailureConditions(),
        MAX_CONDITIONS,
        path.child("bindingFailureConditions"),
        errors);
  }

  static boolean atMost(Collection<?> items, int most, Path path, FieldErrors errors) {
    if (items.size() > most) {
      errors.tooMany(path, items.size(), most);
    }
    return items.size() <= most;
  }

  private static void validateConsumed(
      List<DeviceCounterConsumption> consumed, Path path, FieldErrors errors) {
    if (!atMost(consumed, MAX_CONSUMPTIONS, path, errors)) {
      return;
    }
    Set<String> names = new HashSet<>();
    for (int i = 0; i < consumed.size(); i++) {
      if (!names.add(consumed.get(i).counterSet())) {
        errors.duplicate(path.index(i), Codec.toServerTree(consumed.get(i)));
      }
    }
    for (int i = 0; i < consumed.size(); i++) {
      Path at = path.index(i);
      validateName(consumed.get(i).counterSet(), at.child("counterSet"), errors);
      validateCounters(consumed.get(i).counters().keySet(), at.child("counters"), errors);
    }
  }

  /** Checks the counters that several devices use up; all of it by declared rules. */
  static void validateShared(List<CounterSet> sets, Path path, FieldErrors errors) {
    if (!atMost(sets, MAX_COUNTER_SETS, path, errors)) {
      return;
    }
    Set<String> names = new HashSet<>();
    for (int i = 0; i < sets.size(); i++) {
      if (!names.add(sets.get(i).name())) {
        errors.duplicate(path.index(i), Codec.toServerTree(sets.get(i)));
      }
    }
    for (int i = 0; i < sets.size(); i++) {
      validateName(sets.get(i).name(), path.index(i).child("name"), errors);
      Path counters = path.index(i).child("counters");
      validateCounters(sets.get(i).counters().keySet(), counters, errors);
    }
  }

  private static void validateName(String name, Path path, FieldErrors errors) {
    if (name.isEmpty()) {
      errors.required(path, "");
    } else {
      errors.invalid(path, name, DeclaredRules.label(name));
    }
  }

  private static void validateCounters(Set<String> names, Path path, FieldErrors errors) {
    if (names.isEmpty()) {
      errors.required(path, "");
    }
    names.forEach(name -> errors.invalid(path, name, DeclaredRules.label(name)));
  }
}
