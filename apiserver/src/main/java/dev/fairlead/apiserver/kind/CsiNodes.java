package dev.fairlead.apiserver.kind;

import static dev.fairlead.apiserver.kind.Workloads.SPEC;
import static dev.fairlead.apiserver.kind.Workloads.nonNegative;

import dev.fairlead.apiserver.apply.FieldSet;
import dev.fairlead.apiserver.validation.FieldErrors;
import dev.fairlead.apiserver.validation.Names;
import dev.fairlead.apiserver.validation.Path;
import dev.fairlead.apiserver.validation.Sizes;
import dev.fairlead.model.storage.v1.CSINode;
import dev.fairlead.model.storage.v1.CSINodeDriver;
import dev.fairlead.model.storage.v1.CSINodeStatus;
import dev.fairlead.model.storage.v1.VolumeNodeResources;
import dev.fairlead.model.tree.JsonValue;
import java.time.Instant;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** CSINodes of storage.k8s.io. */
final class CsiNodes extends Kind<CSINode> {
  private static final Path DRIVERS = SPEC.child("drivers");
  private static final @Nullable VolumeNodeResources ANY = null;

  /** In bytes; Go: csiNodeIDMaxLength. */
  private static final int MAX_NODE_ID = 256;

  CsiNodes() {
    super(CSINode.TYPE);
  }

  /** The status is behind a feature that is off by default. */
  @Override
  public CSINode beforeCreate(CSINode node) {
    return node.with(n -> n.status(CSINodeStatus.TYPE.empty()));
  }

  @Override
  public CSINode beforeUpdate(CSINode node, CSINode old) {
    return node.with(n -> n.status(old.status()));
  }

  @Override
  public void validate(CSINode node, FieldErrors errors) {
    Set<String> names = new HashSet<>();
    for (int i = 0; i < node.spec().drivers().size(); i++) {
      CSINodeDriver driver = node.spec().drivers().get(i);
      Path path = DRIVERS.index(i);
      validate(driver, path, errors);
      if (!names.add(driver.name())) {
        errors.duplicate(path.child("name"), driver.name());
      }
      validateKeys(driver.topologyKeys(), path, errors);
    }
  }

  private static void validate(CSINodeDriver driver, Path path, FieldErrors errors) {
    Provisioners.validateDriver(driver.name(), path.child("name"), errors);
    if (driver.nodeID().isEmpty()) {
      errors.required(path.child("nodeID"), "");
    }
    if (Sizes.utf8(driver.nodeID()) > MAX_NODE_ID) {
      errors.invalid(path.child("nodeID"), driver.nodeID(), "must be 256 characters or less");
    }
    if (driver.allocatable() != null) {
      nonNegative(driver.allocatable().count(), path.child("allocatable", "count"), errors);
    }
  }

  private static void validateKeys(List<String> keys, Path path, FieldErrors errors) {
    Set<String> seen = new HashSet<>();
    for (String key : keys) {
      if (key.isEmpty()) {
        errors.required(path, key);
      }
      if (!seen.add(key)) {
        errors.duplicate(path, key);
      }
      errors.invalid(path, key, Names.qualifiedName(key));
    }
  }

  /** Of a driver that stays, only the number of volumes can change. */
  @Override
  public void validateUpdate(CSINode node, CSINode old, FieldErrors errors) {
    validate(node, errors);
    for (CSINodeDriver before : old.spec().drivers()) {
      for (CSINodeDriver driver : node.spec().drivers()) {
        if (before.name().equals(driver.name())) {
          Workloads.immutable(
              driver.with(d -> d.allocatable(ANY)),
              before.with(d -> d.allocatable(ANY)),
              DRIVERS,
              errors);
        }
      }
    }
  }

  /** Metadata are not the status's to change either. */
  @Override
  public FieldSet neverOwned(String subresource) {
    return subresource.equals("status") ? FieldSet.of("metadata", "spec") : FieldSet.of("status");
  }

  @Override
  public CSINode beforeStatusUpdate(CSINode node, CSINode old) {
    return node.with(n ->
        n.spec(old.spec())
            .status(old.status())
            .metadata(keptMetadata(node.metadata(), old.metadata())));
  }

  @Override
  public boolean updatesUnconditionally() {
    return false;
  }

  @Override
  public List<JsonValue> cells(CSINode node, Instant now) {
    return Row.of(node.metadata(), now)
        .number(node.spec().drivers().size())
        .age(node.metadata())
        .cells();
  }
}
