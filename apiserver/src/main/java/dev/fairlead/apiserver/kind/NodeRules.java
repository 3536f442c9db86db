package dev.fairlead.apiserver.kind;

import dev.fairlead.apiserver.validation.Addresses;
import dev.fairlead.apiserver.validation.Cidr;
import dev.fairlead.apiserver.validation.FieldError;
import dev.fairlead.apiserver.validation.FieldErrors;
import dev.fairlead.apiserver.validation.Names;
import dev.fairlead.apiserver.validation.Path;
import dev.fairlead.apiserver.validation.ResourceNames;
import dev.fairlead.apiserver.validation.Sizes;
import dev.fairlead.apiserver.validation.Texts;
import dev.fairlead.model.core.v1.Node;
import dev.fairlead.model.core.v1.NodeAddress;
import dev.fairlead.model.core.v1.NodeSpec;
import dev.fairlead.model.core.v1.NodeStatus;
import dev.fairlead.model.core.v1.NodeSwapStatus;
import dev.fairlead.model.core.v1.Taint;
import dev.fairlead.model.tree.JsonObject;
import dev.fairlead.model.tree.JsonValue;
import dev.fairlead.model.value.GoQuote;
import dev.fairlead.model.value.Quantity;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;

/** What is wrong with a Node. */
final class NodeRules {
  private static final List<String> EFFECTS =
      List.of("NoSchedule", "PreferNoSchedule", "NoExecute");

  /** Possessive, so that it can't be made to backtrack. */
  private static final Pattern FEATURE =
      Pattern.compile("[A-Z][a-zA-Z0-9]*+(/[a-zA-Z][a-zA-Z0-9]*+)*+");

  private static final Path SPEC = Path.of("spec");
  private static final Path STATUS = Path.of("status");
  private static final Path TAINTS = Path.of("metadata", "taints"); // Kubernetes' own place
  private static final Path RANGES = SPEC.child("podCIDRs");

  private NodeRules() {}

  static void validate(Node node, FieldErrors errors) {
    validateTaints(node.spec().taints(), errors);
    validateAmounts(node.status(), errors);
    NodeSwapStatus swap = node.status().nodeInfo().swap();
    if (swap != null && swap.capacity() != null && swap.capacity() <= 0) {
      errors.invalid(
          Path.of("metadata", "nodeSwapStatus", "capacity"),
          swap.capacity(),
          "must be greater than zero");
    }
    validateFeatures(node.status().declaredFeatures(), errors);
    validateRanges(node.spec().podCIDRs(), errors);
  }

  static void validateChange(Node node, Node old, FieldErrors errors) {
    validateAmounts(node.status(), errors);
    validateFeatures(node.status().declaredFeatures(), errors);
    Set<NodeAddress> seen = new HashSet<>();
    List<NodeAddress> addresses = node.status().addresses();
    for (int i = 0; i < addresses.size(); i++) {
      NodeAddress address = addresses.get(i);
      if (!seen.add(address)) {
        errors.duplicate(
            STATUS.child("addresses").index(i),
            JsonObject.builder()
                .put("Type", JsonValue.of(address.type()))
                .put("Address", JsonValue.of(address.address()))
                .build());
      }
    }
    validateSpecChange(node.spec(), old.spec(), errors);
    validateTaints(node.spec().taints(), errors);
    if (!Texts.orEmpty(node.spec().externalID()).equals(Texts.orEmpty(old.spec().externalID()))) {
      errors.forbidden(SPEC.child("externalID"), "may not be updated");
    }
  }

  private static void validateTaints(List<Taint> taints, FieldErrors errors) {
    Set<String> seen = new HashSet<>();
    for (int i = 0; i < taints.size(); i++) {
      Taint taint = taints.get(i);
      Path path = TAINTS.index(i);
      errors.invalid(path.child("key"), taint.key(), Names.qualifiedName(taint.key()));
      String value = Texts.orEmpty(taint.value());
      List<String> problems = Names.labelValue(value);
      if (!problems.isEmpty()) {
        errors.invalid(path.child("value"), value, String.join(";", problems));
      }
      if (taint.effect().isEmpty()) {
        errors.required(path.child("effect"), "");
      } else if (!EFFECTS.contains(taint.effect())) {
        errors.notSupported(path.child("effect"), taint.effect(), EFFECTS);
      }
      if (!seen.add(taint.effect() + "/" + taint.key())) {
        errors.add(
            new FieldError(
                FieldError.Type.DUPLICATE,
                path.toString(),
                "Duplicate value: "
                    + goTaint(taint)
                    + ": taints must be unique by key and effect pair"));
      }
    }
  }

  /** A taint as Go prints it, whose internal type names its fields in capitals. */
  private static JsonObject goTaint(Taint taint) {
    return JsonObject.builder()
        .put("Key", JsonValue.of(taint.key()))
        .put("Value", JsonValue.of(Texts.orEmpty(taint.value())))
        .put("Effect", JsonValue.of(taint.effect()))
        .put(
            "TimeAdded",
            JsonValue.of(taint.timeAdded() == null ? null : taint.timeAdded().toString()))
        .build();
  }

  private static void validateAmounts(NodeStatus status, FieldErrors errors) {
    validateAmounts(status.capacity(), STATUS.child("capacity"), errors);
    validateAmounts(status.allocatable(), STATUS.child("allocatable"), errors);
  }

  private static void validateAmounts(
      Map<String, Quantity> amounts, Path path, FieldErrors errors) {
    amounts.forEach(
        (name, amount) -> ResourceNames.validateAmount(name, amount, path.child(name), errors));
  }

  private static void validateFeatures(List<String> features, FieldErrors errors) {
    Path path = STATUS.child("declaredFeatures");
    for (int i = 0; i < features.size(); i++) {
      String feature = features.get(i);
      String start = "invalid feature name " + GoQuote.quote(feature) + ": ";
      if (Sizes.utf8(feature) > Names.MAX_SUBDOMAIN_LENGTH) {
        errors.invalid(path.index(i), feature, start + Names.tooLong(Names.MAX_SUBDOMAIN_LENGTH));
      } else if (!FEATURE.matcher(feature).matches()) {
        errors.invalid(
            path.index(i),
            feature,
            start
                + "must start with an UpperCamelCase segment, with subsequent segments separated by"
                + " '/' (e.g., MyFeature or MyFeature/mySubFeature), and contain only alphanumeric"
                + " characters and slashes");
      }
      String before = i == 0 ? null : features.get(i - 1);
      if (feature.equals(before)) {
        errors.duplicate(path.index(i), feature);
      } else if (before != null && before.compareTo(feature) > 0) {
        errors.invalid(path.index(i), feature, "list must be sorted alphabetically");
      }
    }
  }

  private static void validateRanges(List<String> ranges, FieldErrors errors) {
    for (int i = 0; i < ranges.size(); i++) {
      errors.invalid(RANGES.index(i), ranges.get(i), Addresses.legacyCidr(ranges.get(i)));
    }
    for (int i = 0; i < ranges.size() && ranges.size() > 1; i++) {
      if (Cidr.parse(ranges.get(i)) == null) {
        errors.internal(
            RANGES,
            "invalid PodCIDRs. failed to check with dual stack with error:invalid CIDR["
                + i
                + "]: <nil> (invalid CIDR address: "
                + ranges.get(i)
                + ")");
        break; // the check ends with the first one
      }
    }
    boolean v4 = ranges.stream().map(Cidr::parse).anyMatch(range -> range != null && range.isV4());
    boolean v6 = ranges.stream().map(Cidr::parse).anyMatch(range -> range != null && !range.isV4());
    if (ranges.size() > 1 && (ranges.size() > 2 || !v4 || !v6)) {
      errors.invalid(RANGES, ranges, "may specify no more than one CIDR for each IP family");
    }
  }

  private static void validateSpecChange(NodeSpec spec, NodeSpec old, FieldErrors errors) {
    String fixed = "node updates may not change podCIDR except from \"\" to valid";
    List<String> before = old.podCIDRs();
    if (!before.isEmpty() && before.size() != spec.podCIDRs().size()) {
      errors.forbidden(RANGES, fixed);
    } else {
      for (int i = 0; i < before.size(); i++) {
        if (!before.get(i).equals(spec.podCIDRs().get(i))) {
          errors.forbidden(RANGES, fixed);
        }
      }
    }
    String provider = Texts.orEmpty(spec.providerID());
    String had = Texts.orEmpty(old.providerID());
    if (!had.isEmpty() && !provider.equals(had)) {
      errors.invalid(
          SPEC.child("providerID"),
          null,
          provider.isEmpty()
              ? "field cannot be cleared once set"
              : "field cannot be modified once set");
    }
  }
}
