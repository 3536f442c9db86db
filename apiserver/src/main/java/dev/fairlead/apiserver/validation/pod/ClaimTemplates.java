package dev.fairlead.apiserver.validation.pod;

import static dev.fairlead.apiserver.validation.Texts.isEmpty;
import static dev.fairlead.apiserver.validation.Texts.orEmpty;

import dev.fairlead.apiserver.validation.FieldErrors;
import dev.fairlead.apiserver.validation.LabelSelectors;
import dev.fairlead.apiserver.validation.Names;
import dev.fairlead.apiserver.validation.ObjectMetas;
import dev.fairlead.apiserver.validation.Path;
import dev.fairlead.model.core.v1.PersistentVolumeClaimSpec;
import dev.fairlead.model.core.v1.PersistentVolumeClaimTemplate;
import dev.fairlead.model.core.v1.TypedObjectReference;
import dev.fairlead.model.meta.v1.ObjectMeta;
import dev.fairlead.model.tree.JsonObject;
import dev.fairlead.model.type.Field;
import dev.fairlead.model.value.Quantity;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** Checks specs of volume claims, and the templates of such inside of Pods. */
public final class ClaimTemplates {
  private static final List<String> ACCESS_MODES =
      List.of("ReadOnlyMany", "ReadWriteMany", "ReadWriteOnce", "ReadWriteOncePod");
  private static final List<String> VOLUME_MODES = List.of("Block", "Filesystem");
  private static final String STORAGE = "storage";

  private ClaimTemplates() {}

  static void validate(PersistentVolumeClaimTemplate template, Path path, FieldErrors errors) {
    validateMetadata(template.metadata(), path.child("metadata"), errors);
    validate(template.spec(), path.child("spec"), errors);
  }

  /** Templates may have labels and annotations, and nothing else. */
  public static void validateMetadata(ObjectMeta metadata, Path at, FieldErrors errors) {
    ObjectMetas.validateAnnotations(metadata.annotations(), at.child("annotations"), errors);
    LabelSelectors.validateLabels(metadata.labels(), at.child("labels"), errors);
    for (int i = 0; i < ObjectMeta.TYPE.fields().size(); i++) {
      Field field = ObjectMeta.TYPE.fields().get(i);
      boolean allowed = field.name().equals("annotations") || field.name().equals("labels");
      Object empty = ObjectMeta.TYPE.get(ObjectMeta.TYPE.empty(), i);
      if (!allowed && !Objects.equals(ObjectMeta.TYPE.get(metadata, i), empty)) {
        String name = field.name().equals("uid") ? "uID" : field.name();
        errors.forbidden(at.child(name), "cannot be set");
      }
    }
  }

  public static void validate(PersistentVolumeClaimSpec spec, Path path, FieldErrors errors) {
    if (spec.accessModes().isEmpty()) {
      errors.required(path.child("accessModes"), "at least 1 access mode is required");
    }
    LabelSelectors.validate(spec.selector(), path.child("selector"), errors);
    accessModes(spec.accessModes(), path.child("accessModes"), errors);
    Path storage = path.child("resources").key(STORAGE);
    Quantity amount = spec.resources().requests().get(STORAGE);
    if (amount == null) {
      errors.required(storage, "");
    } else if (amount.signum() <= 0) {
      errors.invalid(storage, amount.toString(), "must be greater than zero");
    }
    className(spec.storageClassName(), path.child("storageClassName"), errors);
    if (spec.volumeMode() != null && !VOLUME_MODES.contains(spec.volumeMode())) {
      errors.notSupported(path.child("volumeMode"), spec.volumeMode(), VOLUME_MODES);
    }
    sources(spec, path, errors);
    className(spec.volumeAttributesClassName(), path.child("volumeAttributesClassName"), errors);
  }

  private static void accessModes(List<String> modes, Path path, FieldErrors errors) {
    boolean single = modes.contains("ReadWriteOncePod");
    boolean others = false;
    for (String mode : modes) {
      if (!ACCESS_MODES.contains(mode)) {
        errors.notSupported(path, mode, ACCESS_MODES);
      } else {
        others |= !mode.equals("ReadWriteOncePod");
      }
    }
    if (single && others) {
      errors.forbidden(path, "may not use ReadWriteOncePod with other access modes");
    }
  }

  private static void sources(PersistentVolumeClaimSpec spec, Path path, FieldErrors errors) {
    var source = spec.dataSource();
    if (source != null) {
      source(source.apiGroup(), source.kind(), source.name(), path.child("dataSource"), errors);
    }
    TypedObjectReference reference = spec.dataSourceRef();
    if (reference == null) {
      return;
    }
    Path at = path.child("dataSourceRef");
    source(reference.apiGroup(), reference.kind(), reference.name(), at, errors);
    String namespace = orEmpty(reference.namespace());
    if (!namespace.isEmpty()) {
      errors.invalid(at.child("namespace"), namespace, Names.label(namespace));
    }
    if (source == null) {
      return;
    }
    boolean same =
        Objects.equals(source.apiGroup(), reference.apiGroup())
            && source.kind().equals(reference.kind())
            && source.name().equals(reference.name());
    // The server shows a path here, which has no JSON of its own.
    if (!namespace.isEmpty()) {
      errors.invalid(
          path, JsonObject.EMPTY, "may not be specified when dataSourceRef.namespace is specified");
    } else if (!same) {
      errors.invalid(path, JsonObject.EMPTY, "must match dataSourceRef");
    }
  }

  private static void source(
      @Nullable String group, String kind, String name, Path path, FieldErrors errors) {
    if (name.isEmpty()) {
      errors.required(path.child("name"), "");
    }
    if (kind.isEmpty()) {
      errors.required(path.child("kind"), "");
    }
    if (isEmpty(group) && !kind.equals("PersistentVolumeClaim")) {
      errors.invalid(
          path, kind, "must be 'PersistentVolumeClaim' when referencing the default apiGroup");
    }
    if (group != null && !group.isEmpty()) {
      errors.invalid(path.child("apiGroup"), group, Names.subdomain(group));
    }
  }

  private static void className(@Nullable String name, Path path, FieldErrors errors) {
    if (name != null && !name.isEmpty()) {
      errors.invalid(path, name, Names.subdomain(name));
    }
  }
}
