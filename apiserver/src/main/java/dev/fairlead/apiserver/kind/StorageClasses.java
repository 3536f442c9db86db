package dev.fairlead.apiserver.kind;

import static java.util.Objects.requireNonNullElse;

import dev.fairlead.apiserver.validation.FieldErrors;
import dev.fairlead.apiserver.validation.Immutable;
import dev.fairlead.apiserver.validation.Names;
import dev.fairlead.apiserver.validation.Path;
import dev.fairlead.model.core.v1.TopologySelectorLabelRequirement;
import dev.fairlead.model.core.v1.TopologySelectorTerm;
import dev.fairlead.model.storage.v1.StorageClass;
import dev.fairlead.model.tree.JsonValue;
import java.time.Instant;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** StorageClasses of storage.k8s.io. */
final class StorageClasses extends Kind<StorageClass> {
  private static final List<String> RECLAIM_POLICIES = List.of("Delete", "Retain");
  private static final List<String> BINDING_MODES = List.of("Immediate", "WaitForFirstConsumer");

  StorageClasses() {
    super(StorageClass.TYPE);
  }

  @Override
  public StorageClass defaults(StorageClass storage) {
    return storage.with(s ->
        s.reclaimPolicy(requireNonNullElse(storage.reclaimPolicy(), "Delete"))
            .volumeBindingMode(requireNonNullElse(storage.volumeBindingMode(), "Immediate")));
  }

  @Override
  public void validate(StorageClass storage, FieldErrors errors) {
    FieldErrors last = new FieldErrors();
    Provisioners.validate(storage.provisioner(), Path.of("provisioner"), errors, last);
    Provisioners.validateParameters(storage.parameters(), Path.of("parameters"), errors);
    String reclaim = requireNonNullElse(storage.reclaimPolicy(), "");
    if (!reclaim.isEmpty() && !RECLAIM_POLICIES.contains(reclaim)) {
      errors.notSupported(Path.of("reclaimPolicy"), reclaim, RECLAIM_POLICIES);
    }
    String mode = storage.volumeBindingMode();
    if (mode == null) {
      errors.required(Path.of("volumeBindingMode"), "");
    } else if (!BINDING_MODES.contains(mode)) {
      errors.notSupported(Path.of("volumeBindingMode"), mode, BINDING_MODES);
    }
    validateTopologies(storage.allowedTopologies(), Path.of("allowedTopologies"), errors);
    errors.addAll(last);
  }

  private static void validateTopologies(
      List<TopologySelectorTerm> terms, Path path, FieldErrors errors) {
    Set<Map<String, Set<String>>> seen = new HashSet<>();
    seen.add(Map.of()); // Kubernetes finds the first empty term to be a duplicate already
    for (int i = 0; i < terms.size(); i++) {
      Path rules = path.index(i).child("matchLabelExpressions");
      Map<String, Set<String>> term = new HashMap<>();
      for (int k = 0; k < terms.get(i).matchLabelExpressions().size(); k++) {
        TopologySelectorLabelRequirement rule = terms.get(i).matchLabelExpressions().get(k);
        Set<String> values = validate(rule, rules.index(k), errors);
        if (term.put(rule.key(), values) != null) {
          errors.duplicate(rules.index(k).child("key"), rule.key());
        }
      }
      if (!seen.add(term)) {
        errors.duplicate(rules, "");
      }
    }
  }

  private static Set<String> validate(
      TopologySelectorLabelRequirement rule, Path path, FieldErrors errors) {
    Set<String> values = new HashSet<>();
    if (rule.values().isEmpty()) {
      errors.required(path.child("values"), "");
    }
    for (int i = 0; i < rule.values().size(); i++) {
      if (!values.add(rule.values().get(i))) {
        errors.duplicate(path.child("values").index(i), rule.values().get(i));
      }
    }
    errors.invalid(path.child("key"), rule.key(), Names.qualifiedName(rule.key()));
    return values;
  }

  @Override
  public void validateUpdate(StorageClass storage, StorageClass old, FieldErrors errors) {
    validate(storage, errors);
    Immutable.declared(storage.provisioner(), old.provisioner(), Path.of("provisioner"), errors);
    Immutable.declared(storage.parameters(), old.parameters(), Path.of("parameters"), errors);
    Immutable.declared(
        storage.reclaimPolicy(), old.reclaimPolicy(), Path.of("reclaimPolicy"), errors);
    Immutable.declared(
        storage.volumeBindingMode(), old.volumeBindingMode(), Path.of("volumeBindingMode"), errors);
  }

  @Override
  public List<String> warnings(StorageClass storage, @Nullable StorageClass old) {
    return NodeLabels.topologyWarnings(storage.allowedTopologies());
  }

  @Override
  public List<JsonValue> cells(StorageClass storage, Instant now) {
    return Row.of(storage.metadata(), now)
        .text(storage.provisioner())
        .textOr(storage.reclaimPolicy(), "Delete")
        .textOr(storage.volumeBindingMode(), "Immediate")
        .flag(storage.allowVolumeExpansion())
        .age(storage.metadata())
        .cells();
  }
}
