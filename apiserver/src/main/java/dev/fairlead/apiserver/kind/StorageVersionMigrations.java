package dev.fairlead.apiserver.kind;

import dev.fairlead.apiserver.apply.FieldSet;
import dev.fairlead.apiserver.validation.FieldErrors;
import dev.fairlead.apiserver.validation.Immutable;
import dev.fairlead.apiserver.validation.Names;
import dev.fairlead.apiserver.validation.Path;
import dev.fairlead.apiserver.validation.Texts;
import dev.fairlead.apiserver.validation.pod.InternalJson;
import dev.fairlead.model.codec.Codec;
import dev.fairlead.model.meta.v1.Condition;
import dev.fairlead.model.meta.v1.GroupResource;
import dev.fairlead.model.storagemigration.v1.StorageVersionMigration;
import dev.fairlead.model.storagemigration.v1.StorageVersionMigrationStatus;
import dev.fairlead.model.tree.JsonArray;
import dev.fairlead.model.tree.JsonValue;
import java.time.Instant;
import java.util.List;
import java.util.regex.Pattern;

/** StorageVersionMigrations of storagemigration.k8s.io. */
final class StorageVersionMigrations extends Kind<StorageVersionMigration> {
  /** A resource version that an object can have. */
  private static final Pattern VERSION = Pattern.compile("[1-9][0-9]*");

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
    GroupResource moved = object.spec().resource();
    Path path = Path.of("spec", "resource");
    if (moved.resource().isEmpty()) {
      errors.required(path.child("resource"), "resource is required to be set");
    } else {
      joined(path.child("resource"), moved.resource(), Names.label1035(moved.resource()), errors);
    }
    if (!moved.group().isEmpty()) {
      joined(path.child("group"), moved.group(), Names.subdomain(moved.group()), errors);
    }
  }

  /** All that is wrong with a text, as one error. */
  private static void joined(Path path, String text, List<String> problems, FieldErrors errors) {
    if (!problems.isEmpty()) {
      errors.invalid(path, text, String.join(",", problems));
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
  public boolean updatesUnconditionally() {
    return false;
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
    Path conditions = Path.of("status", "conditions");
    Path version = Path.of("status", "resourceVersion");
    String now = Texts.orEmpty(object.status().resourceVersion());
    String before = Texts.orEmpty(old.status().resourceVersion());
    if (!now.isEmpty() && !VERSION.matcher(now).matches()) {
      errors.invalid(version, now, "resource version is not well formed: " + now);
    }
    Conditions.validateInOrder(object.status().conditions(), conditions, errors);
    if (!before.isEmpty() && !before.equals(now)) {
      errors.invalid(version, now, Immutable.MESSAGE);
    }
    if (is("Succeeded", object) && is("Failed", object)) {
      errors.invalid(
          conditions,
          printed(object.status().conditions()),
          "Both success and failed conditions cannot be true at the same time");
    }
    stays("Succeeded", "Success", object, old, errors);
    stays("Failed", "Failed", object, old, errors);
  }

  private static void stays(
      String state,
      String word,
      StorageVersionMigration object,
      StorageVersionMigration old,
      FieldErrors errors) {
    if (is(state, old) && !is(state, object)) {
      errors.invalid(
          Path.of("status", "conditions"),
          printed(object.status().conditions()),
          word + " condition cannot be set to false once it is true");
    }
  }

  private static JsonArray printed(List<Condition> conditions) {
    return new JsonArray(conditions.stream().map(Codec::toTree).toList());
  }

  private static boolean is(String state, StorageVersionMigration migration) {
    return migration.status().conditions().stream()
        .filter(condition -> condition.type().equals(state))
        .findFirst()
        .filter(condition -> condition.status().equals("True"))
        .isPresent();
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
