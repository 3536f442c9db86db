package dev.fairlead.apiserver.kind;

import dev.fairlead.apiserver.validation.FieldErrors;
import dev.fairlead.apiserver.validation.Immutable;
import dev.fairlead.apiserver.validation.ObjectMetas;
import dev.fairlead.apiserver.validation.Path;
import dev.fairlead.model.apps.v1.ControllerRevision;
import dev.fairlead.model.meta.v1.ObjectMeta;
import dev.fairlead.model.meta.v1.OwnerReference;
import dev.fairlead.model.tree.JsonNull;
import dev.fairlead.model.tree.JsonObject;
import dev.fairlead.model.tree.JsonValue;
import java.time.Instant;
import java.util.List;
import java.util.Locale;

/** ControllerRevisions of apps: what a StatefulSet or DaemonSet was at some time. */
final class ControllerRevisions extends Kind<ControllerRevision> {
  private static final Path DATA = Path.of("data");

  ControllerRevisions() {
    super(ControllerRevision.TYPE);
  }

  @Override
  public void validate(ControllerRevision revision, FieldErrors errors) {
    ObjectMetas.nonNegative(revision.revision(), Path.of("revision"), errors);
    JsonValue data = revision.data();
    if (data == null || data instanceof JsonNull) {
      errors.required(DATA, "data is mandatory");
    } else if (!(data instanceof JsonObject)) {
      errors.required(DATA, "data must be a valid JSON object");
    }
  }

  @Override
  public void validateUpdate(
      ControllerRevision revision, ControllerRevision old, FieldErrors errors) {
    ObjectMetas.nonNegative(revision.revision(), Path.of("revision"), errors);
    Immutable.check(revision.data(), old.data(), DATA, errors);
  }

  @Override
  public List<JsonValue> cells(ControllerRevision revision, Instant now) {
    ObjectMeta metadata = revision.metadata();
    return Row.of(metadata, now)
        .text(metadata.controller().map(ControllerRevisions::nameOf).orElse(Row.NONE))
        .number(revision.revision())
        .age(metadata)
        .cells();
  }

  private static String nameOf(OwnerReference owner) {
    int slash = owner.apiVersion().indexOf('/');
    String group = slash < 0 ? "" : "." + owner.apiVersion().substring(0, slash);
    return (owner.kind() + group).toLowerCase(Locale.ROOT) + "/" + owner.name();
  }
}
