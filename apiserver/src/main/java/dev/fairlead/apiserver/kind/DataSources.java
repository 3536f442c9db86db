package dev.fairlead.apiserver.kind;

import dev.fairlead.apiserver.validation.FieldErrors;
import dev.fairlead.apiserver.validation.Names;
import dev.fairlead.apiserver.validation.Path;
import dev.fairlead.apiserver.validation.Texts;
import dev.fairlead.model.core.v1.PersistentVolumeClaimSpec;
import dev.fairlead.model.core.v1.TypedLocalObjectReference;
import dev.fairlead.model.core.v1.TypedObjectReference;
import dev.fairlead.model.tree.JsonObject;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** Where a claim's first content comes from: an old and a new field that mirror each other. */
final class DataSources {
  private static final String CLAIM = "PersistentVolumeClaim";
  private static final String SNAPSHOT_GROUP = "snapshot.storage.k8s.io";

  private DataSources() {}

  static PersistentVolumeClaimSpec normalized(
      PersistentVolumeClaimSpec given, @Nullable PersistentVolumeClaimSpec old) {
    boolean hadReference = old != null && old.dataSourceRef() != null;
    boolean hadSource = hadReference || (old != null && old.dataSource() != null);
    PersistentVolumeClaimSpec spec = given;
    TypedObjectReference reference = spec.dataSourceRef();
    if (reference != null && !Texts.isEmpty(reference.namespace()) && !hadReference) {
      spec = spec.with(s -> s.dataSourceRef((TypedObjectReference) null));
    }
    if (!hadSource && spec.dataSourceRef() == null && !isKnown(spec.dataSource())) {
      spec = spec.with(s -> s.dataSource((TypedLocalObjectReference) null));
    }
    return mirrored(spec);
  }

  private static PersistentVolumeClaimSpec mirrored(PersistentVolumeClaimSpec spec) {
    TypedLocalObjectReference source = spec.dataSource();
    TypedObjectReference reference = spec.dataSourceRef();
    if (source != null && reference == null) {
      return spec.with(s ->
          s.dataSourceRef(r ->
              r.apiGroup(source.apiGroup()).kind(source.kind()).name(source.name())));
    }
    if (source == null && reference != null && Texts.isEmpty(reference.namespace())) {
      return spec.with(s ->
          s.dataSource(r ->
              r.apiGroup(reference.apiGroup()).kind(reference.kind()).name(reference.name())));
    }
    return spec;
  }

  /** The old field is for claims and snapshots only; others in it are ignored. */
  private static boolean isKnown(@Nullable TypedLocalObjectReference source) {
    if (source == null) {
      return true;
    }
    String group = Texts.orEmpty(source.apiGroup());
    return (source.kind().equals(CLAIM) && group.isEmpty())
        || (source.kind().equals("VolumeSnapshot") && group.equals(SNAPSHOT_GROUP));
  }

  static void validate(
      PersistentVolumeClaimSpec spec,
      @Nullable PersistentVolumeClaimSpec old,
      Path path,
      FieldErrors errors) {
    TypedLocalObjectReference source = spec.dataSource();
    TypedObjectReference reference = spec.dataSourceRef();
    boolean anyGroup =
        old != null
            && ((old.dataSource() != null && old.dataSource().apiGroup() != null)
                || (old.dataSourceRef() != null && old.dataSourceRef().apiGroup() != null));
    if (source != null) {
      Path at = path.child("dataSource");
      validate(source.apiGroup(), source.kind(), source.name(), anyGroup, at, errors);
    }
    if (reference == null) {
      return;
    }
    Path at = path.child("dataSourceRef");
    validate(reference.apiGroup(), reference.kind(), reference.name(), anyGroup, at, errors);
    String namespace = Texts.orEmpty(reference.namespace());
    if (!namespace.isEmpty()) {
      errors.invalid(at.child("namespace"), namespace, Names.label(namespace));
    }
    if (source == null) {
      return;
    }
    // Kubernetes prints the path itself, an object without visible fields.
    JsonObject nothing = JsonObject.builder().build();
    if (!namespace.isEmpty()) {
      errors.invalid(path, nothing, "may not be specified when dataSourceRef.namespace is specified");
    } else if (!Objects.equals(source.apiGroup(), reference.apiGroup())
        || !source.kind().equals(reference.kind())
        || !source.name().equals(reference.name())) {
      errors.invalid(path, nothing, "must match dataSourceRef");
    }
  }

  private static void validate(
      @Nullable String apiGroup,
      String kind,
      String name,
      boolean anyGroup,
      Path path,
      FieldErrors errors) {
    String group = Texts.orEmpty(apiGroup);
    if (name.isEmpty()) {
      errors.required(path.child("name"), "");
    }
    if (kind.isEmpty()) {
      errors.required(path.child("kind"), "");
    }
    if (group.isEmpty() && !kind.equals(CLAIM)) {
      errors.invalid(
          path, kind, "must be 'PersistentVolumeClaim' when referencing the default apiGroup");
    }
    if (!group.isEmpty() && !anyGroup) {
      errors.invalid(path.child("apiGroup"), group, Names.subdomain(group));
    }
  }
}
