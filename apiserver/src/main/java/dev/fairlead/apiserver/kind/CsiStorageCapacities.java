package dev.fairlead.apiserver.kind;

import dev.fairlead.apiserver.validation.FieldErrors;
import dev.fairlead.apiserver.validation.Immutable;
import dev.fairlead.apiserver.validation.LabelSelectors;
import dev.fairlead.apiserver.validation.Names;
import dev.fairlead.apiserver.validation.Path;
import dev.fairlead.model.storage.v1.CSIStorageCapacity;
import dev.fairlead.model.tree.JsonValue;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** CSIStorageCapacities of storage.k8s.io. */
final class CsiStorageCapacities extends Kind<CSIStorageCapacity> {
  private static final Path TOPOLOGY = Path.of("nodeTopology");
  private static final Path CLASS = Path.of("storageClassName");

  CsiStorageCapacities() {
    super(CSIStorageCapacity.TYPE);
  }

  @Override
  public void validate(CSIStorageCapacity capacity, FieldErrors errors) {
    validate(capacity, false, errors);
  }

  private static void validate(
      CSIStorageCapacity capacity, boolean anyLabelValue, FieldErrors errors) {
    LabelSelectors.validate(capacity.nodeTopology(), anyLabelValue, TOPOLOGY, errors);
    String name = capacity.storageClassName();
    errors.invalid(CLASS, name, Names.subdomain(name));
    if (capacity.capacity() != null && capacity.capacity().signum() < 0) {
      errors.invalid(
          Path.of("capacity"),
          capacity.capacity().toString(),
          "must be greater than or equal to 0");
    }
  }

  @Override
  public void validateUpdate(
      CSIStorageCapacity capacity, CSIStorageCapacity old, FieldErrors errors) {
    validate(capacity, !Selectors.isUsable(old.nodeTopology()), errors);
    Immutable.check(capacity.nodeTopology(), old.nodeTopology(), TOPOLOGY, errors);
    Immutable.check(capacity.storageClassName(), old.storageClassName(), CLASS, errors);
  }

  @Override
  public boolean updatesUnconditionally() {
    return false;
  }

  @Override
  public List<String> warnings(CSIStorageCapacity capacity, @Nullable CSIStorageCapacity old) {
    return NodeLabels.selectorWarnings(capacity.nodeTopology(), TOPOLOGY);
  }

  @Override
  public List<JsonValue> cells(CSIStorageCapacity capacity, Instant now) {
    return Row.plain(capacity.metadata(), now);
  }
}
