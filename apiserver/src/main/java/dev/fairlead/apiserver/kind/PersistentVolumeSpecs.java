package dev.fairlead.apiserver.kind;

import static dev.fairlead.apiserver.validation.ResourceNames.STORAGE;

import dev.fairlead.apiserver.validation.FieldErrors;
import dev.fairlead.apiserver.validation.Names;
import dev.fairlead.apiserver.validation.NodeSelectors;
import dev.fairlead.apiserver.validation.Path;
import dev.fairlead.apiserver.validation.ResourceNames;
import dev.fairlead.apiserver.validation.Texts;
import dev.fairlead.model.core.v1.PersistentVolumeSpec;
import dev.fairlead.model.core.v1.VolumeNodeAffinity;
import dev.fairlead.model.value.Quantity;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** Checks what a PersistentVolume is: its own spec, or one inside of a VolumeAttachment. */
final class PersistentVolumeSpecs {
  private static final String RECYCLE = "Recycle";
  private static final String RETAIN = "Retain";
  private static final List<String> POLICIES = List.of("Delete", RECYCLE, RETAIN);
  private static final String INLINE = "in the context of inline volumes";
  private static final String NOT_INLINE = "may not be specified " + INLINE;

  private PersistentVolumeSpecs() {}

  /**
   * Checks the spec of a PersistentVolume.
   *
   * @param old the affinity before, whose wrong values may stay
   */
  static void validate(
      PersistentVolumeSpec spec,
      String name,
      @Nullable VolumeNodeAffinity old,
      Path path,
      FieldErrors errors) {
    validateModes(spec, path, errors);
    validateCapacity(spec.capacity(), path.child("capacity"), errors);
    Path reclaim = path.child("persistentVolumeReclaimPolicy");
    String policy = Texts.orEmpty(spec.persistentVolumeReclaimPolicy());
    if (!policy.isEmpty() && !POLICIES.contains(policy)) {
      errors.notSupported(reclaim, policy, POLICIES);
    }
    validateAffinity(spec.nodeAffinity(), old, path.child("nodeAffinity", "required"), errors);
    validateSource(spec, name, path, errors);
    String storageClass = Texts.orEmpty(spec.storageClassName());
    if (!storageClass.isEmpty()) {
      errors.invalid(path.child("storageClassName"), storageClass, Names.subdomain(storageClass));
    }
    if (spec.volumeMode() != null && !Volumes.MODES.contains(spec.volumeMode())) {
      errors.notSupported(path.child("volumeMode"), spec.volumeMode(), Volumes.MODES);
    }
    validateAttributes(spec, path, errors);
  }

  /**
   * Checks a spec that stands in a VolumeAttachment, which only drivers use that came from Pods.
   */
  static void validateInline(PersistentVolumeSpec spec, Path path, FieldErrors errors) {
    if (spec.claimRef() != null) {
      errors.forbidden(path.child("claimRef"), NOT_INLINE);
    }
    if (!spec.capacity().isEmpty()) {
      errors.forbidden(path.child("capacity"), NOT_INLINE);
    }
    if (spec.csi() == null) {
      errors.required(path.child("csi"), "has to be specified " + INLINE);
    }
    validateModes(spec, path, errors);
    String policy = Texts.orEmpty(spec.persistentVolumeReclaimPolicy());
    if (!policy.isEmpty() && !policy.equals(RETAIN)) {
      errors.forbidden(
          path.child("persistentVolumeReclaimPolicy"), "may only be " + RETAIN + " " + INLINE);
    }
    if (spec.nodeAffinity() != null) {
      errors.forbidden(path.child("nodeAffinity"), NOT_INLINE);
    }
    validateSource(spec, "", path, errors);
    if (!Texts.isEmpty(spec.storageClassName())) {
      errors.forbidden(path.child("storageClassName"), NOT_INLINE);
    }
    if (spec.volumeMode() != null && !spec.volumeMode().equals(Volumes.FILESYSTEM)) {
      errors.forbidden(
          path.child("volumeMode"),
          "may not specify volumeMode other than " + Volumes.FILESYSTEM + " " + INLINE);
    }
  }

  private static void validateModes(PersistentVolumeSpec spec, Path path, FieldErrors errors) {
    Path modes = path.child("accessModes");
    if (spec.accessModes().isEmpty()) {
      errors.required(modes, "");
    }
    Volumes.validateAccessModes(spec.accessModes(), modes, errors);
  }

  private static void validateSource(
      PersistentVolumeSpec spec, String name, Path path, FieldErrors errors) {
    VolumeSources.validate(spec, name, path, errors);
    if (spec.hostPath() != null
        && VolumeSources.isRoot(spec.hostPath().path())
        && RECYCLE.equals(spec.persistentVolumeReclaimPolicy())) {
      errors.forbidden(
          path.child("persistentVolumeReclaimPolicy"),
          "may not be 'recycle' for a hostPath mount of '/'");
    }
  }

  private static void validateCapacity(
      Map<String, Quantity> capacity, Path path, FieldErrors errors) {
    if (capacity.isEmpty()) {
      errors.required(path, "");
    }
    if (capacity.size() != 1 || !capacity.containsKey(STORAGE)) {
      Map<String, String> printed = new TreeMap<>();
      capacity.forEach((name, amount) -> printed.put(name, amount.toString()));
      errors.notSupported(path, capacity.isEmpty() ? null : printed, List.of(STORAGE));
    }
    capacity.forEach((name, amount) -> {
      if (amount.signum() < 0) {
        errors.invalid(path.key(name), amount.value(), "must be a valid resource quantity");
      }
      ResourceNames.validatePositive(amount, path.key(name), errors);
    });
  }

  private static void validateAffinity(
      @Nullable VolumeNodeAffinity affinity,
      @Nullable VolumeNodeAffinity old,
      Path path,
      FieldErrors errors) {
    if (affinity == null) {
      return;
    }
    if (affinity.required() == null) {
      errors.required(path, "must specify required node constraints");
      return;
    }
    boolean anyValue =
        old != null && old.required() != null && NodeSelectors.hasInvalidValue(old.required());
    NodeSelectors.validate(affinity.required(), anyValue, path, errors);
  }

  private static void validateAttributes(PersistentVolumeSpec spec, Path path, FieldErrors errors) {
    String name = spec.volumeAttributesClassName();
    Path at = path.child("volumeAttributesClassName");
    if (name == null) {
      return;
    }
    if (name.isEmpty()) {
      errors.required(at, "an empty string is disallowed");
    } else {
      errors.invalid(at, name, Names.subdomain(name));
    }
    if (spec.csi() == null) {
      errors.required(
          path.child("csi"), "has to be specified when using volumeAttributesClassName");
    }
  }
}
