package dev.fairlead.apiserver.kind;

import dev.fairlead.apiserver.apply.FieldSet;
import dev.fairlead.apiserver.validation.FieldErrors;
import dev.fairlead.apiserver.validation.Immutable;
import dev.fairlead.apiserver.validation.Path;
import dev.fairlead.apiserver.validation.pod.InternalJson;
import dev.fairlead.model.meta.v1.Condition;
import dev.fairlead.model.storagemigration.v1.StorageVersionMigration;
import dev.fairlead.model.storagemigration.v1.StorageVersionMigrationStatus;
import dev.fairlead.model.tree.JsonValue;
import java.time.Instant;
import java.util.List;

/** StorageVersionMigrations of storagemigration.k8s.io. */
final class StorageVersionMigrations extends Kind<StorageVersionMigration> {
  private static final List<String> STATES = List.of("Running", "Failed", "Succeeded");

  StorageVersionMigrations() {
    super(StorageVersionMigration.TYPE);
  }

  @Override
  public StorageVersionMigration beforeCreate(StorageVersionMigration object) {
    return object.with(o -> o.status(StorageVersionMigrationStatus.TYPE.empty()));
  }

  @Override
  public StorageVersionMigration beforeUpdate(
      StorageVersionMigration object, StorageVersionMigration old) {
    return object.with(o -> o.status(old.status()));
  }

  @Override
  public void validate(StorageVersionMigration object, FieldErrors errors) {
    if (object.spec().resource().resource().isEmpty()) {
      errors.required(Path.of("spec", "resource", "resource"), "resource is required");
    }
  }

  @Override
  public void validateUpdate(
      StorageVersionMigration object, StorageVersionMigration old, FieldErrors errors) {
    validate(object, errors);
    if (!object.spec().equals(old.spec())) {
      errors.invalid(Path.of("spec"), InternalJson.of(object.spec()), Immutable.MESSAGE);
    }
  }

  @Override
  public boolean hasGeneration() {
    return true;
  }

  /** Metadata are not the status's to change either. */
  @Override
  public FieldSet neverOwned(String subresource) {
    return subresource.equals("status") ? FieldSet.of("metadata", "spec") : FieldSet.of("status");
  }

  @Override
  public StorageVersionMigration beforeStatusUpdate(
      StorageVersionMigration object, StorageVersionMigration old) {
    return object.with(
        o -> o.spec(old.spec()).metadata(keptMetadata(object.metadata(), old.metadata())));
  }

  @Override
  public void validateStatusUpdate(
      StorageVersionMigration object, StorageVersionMigration old, FieldErrors errors) {
    Conditions.validate(object.status().conditions(), Path.of("status", "conditions"), errors);
  }

  @Override
  public List<JsonValue> cells(StorageVersionMigration object, Instant now) {
    return Row.of(object.metadata(), now)
        .text(resource(object))
        .text(state(object.status()))
        .cells();
  }

  private static String resource(StorageVersionMigration migration) {
    String group = migration.spec().resource().group();
    String resource = migration.spec().resource().resource();
    return group.isEmpty() ? resource : resource + "." + group;
  }

  private static String state(StorageVersionMigrationStatus status) {
    String state = "Unknown";
    for (Condition condition : status.conditions()) {
      boolean said = condition.status().equals("True") && STATES.contains(condition.type());
      state = said ? condition.type() : state;
    }
    return state;
  }
}
