package dev.fairlead.apiserver.kind;

import static dev.fairlead.apiserver.validation.ResourceNames.STORAGE;

import dev.fairlead.apiserver.request.User;
import dev.fairlead.apiserver.validation.FieldErrors;
import dev.fairlead.apiserver.validation.Immutable;
import dev.fairlead.apiserver.validation.NodeSelectors;
import dev.fairlead.apiserver.validation.Path;
import dev.fairlead.apiserver.validation.Texts;
import dev.fairlead.apiserver.validation.pod.InternalJson;
import dev.fairlead.apiserver.validation.pod.ResourceLists;
import dev.fairlead.apiserver.validation.pod.SpecDiff;
import dev.fairlead.model.core.v1.NodeSelectorTerm;
import dev.fairlead.model.core.v1.ObjectReference;
import dev.fairlead.model.core.v1.PersistentVolume;
import dev.fairlead.model.core.v1.PersistentVolumeSpec;
import dev.fairlead.model.core.v1.PersistentVolumeStatus;
import dev.fairlead.model.core.v1.VolumeNodeAffinity;
import dev.fairlead.model.tree.JsonObject;
import dev.fairlead.model.tree.JsonValue;
import dev.fairlead.model.value.Quantity;
import dev.fairlead.model.value.Time;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** PersistentVolumes. */
final class PersistentVolumes extends Kind<PersistentVolume> {
  private static final String RECYCLE = "Recycle";
  private static final String RETAIN = "Retain";
  private static final String MOUNT_OPTIONS = "volume.beta.kubernetes.io/mount-options";

  private static final Path SPEC = Path.of("spec");

  private static final List<String> BESIDE_SOURCE =
      List.of(
          "Capacity",
          "AccessModes",
          "ClaimRef",
          "PersistentVolumeReclaimPolicy",
          "StorageClassName",
          "MountOptions",
          "VolumeMode",
          "NodeAffinity",
          "VolumeAttributesClassName");

  PersistentVolumes() {
    super(PersistentVolume.TYPE);
  }

  @Override
  public PersistentVolume defaults(PersistentVolume volume) {
    PersistentVolumeSpec spec = volume.spec();
    return volume.with(v -> {
      v.spec(
          spec.with(s -> {
            s.capacity(ResourceLists.rounded(spec.capacity()));
            if (Texts.isEmpty(spec.persistentVolumeReclaimPolicy())) {
              s.persistentVolumeReclaimPolicy(RETAIN);
            }
            if (spec.volumeMode() == null) {
              s.volumeMode(Volumes.FILESYSTEM);
            }
            if (spec.hostPath() != null && spec.hostPath().type() == null) {
              s.hostPath(spec.hostPath().with(h -> h.type("")));
            }
          }));
      if (Texts.isEmpty(volume.status().phase())) {
        v.status(volume.status().with(s -> s.phase("Pending")));
      }
    });
  }

  @Override
  public PersistentVolume beforeCreate(PersistentVolume volume) {
    return volume.with(v -> v.status(PersistentVolumeStatus.of(s -> s.phase("Pending"))));
  }

  @Override
  public PersistentVolume stamped(
      PersistentVolume volume, @Nullable PersistentVolume old, User user, Instant now) {
    PersistentVolumeStatus status = volume.status();
    Time time = status.lastPhaseTransitionTime();
    Time before = old == null ? null : old.status().lastPhaseTransitionTime();
    boolean same = old != null && Objects.equals(status.phase(), old.status().phase());
    Time changed =
        same && time == null
            ? before
            : !same && (time == null || time.equals(before)) ? Time.of(now) : time;
    return volume.with(v -> v.status(status.with(s -> s.lastPhaseTransitionTime(changed))));
  }

  @Override
  public void validate(PersistentVolume volume, FieldErrors errors) {
    validate(volume, null, errors);
  }

  private static void validate(
      PersistentVolume volume, @Nullable PersistentVolume old, FieldErrors errors) {
    VolumeNodeAffinity before = old == null ? null : old.spec().nodeAffinity();
    PersistentVolumeSpecs.validate(
        volume.spec(), Texts.orEmpty(volume.metadata().name()), before, SPEC, errors);
    if (!VolumeSources.takesMountOptions(volume.spec())
        && volume.metadata().annotations().containsKey(MOUNT_OPTIONS)) {
      errors.forbidden(
          Path.of("metadata", "annotations", MOUNT_OPTIONS),
          "may not specify mount options for this volume type");
    }
  }

  @Override
  public PersistentVolume beforeUpdate(PersistentVolume volume, PersistentVolume old) {
    return volume.with(v -> v.status(old.status()));
  }

  @Override
  public void validateUpdate(PersistentVolume volume, PersistentVolume old, FieldErrors errors) {
    validate(volume, old, errors);
    PersistentVolumeSpec spec = volume.spec();
    PersistentVolumeSpec before = old.spec();
    if (!VolumeSources.isSame(spec, before)) {
      errors.forbidden(
          SPEC.child("persistentvolumesource"),
          "spec.persistentvolumesource is immutable after creation\n"
              + SpecDiff.ofTrees(source(before), source(spec)));
    }
    Immutable.check(spec.volumeMode(), before.volumeMode(), Path.of("volumeMode"), errors);
    if (before.nodeAffinity() != null
        && !Objects.equals(spec.nodeAffinity(), before.nodeAffinity())) {
      errors.invalid(
          Path.of("nodeAffinity"),
          ((JsonObject) InternalJson.of(spec)).get("NodeAffinity"),
          Immutable.MESSAGE + ", except for updating from beta label to GA");
    }
    if (before.volumeAttributesClassName() != null && spec.volumeAttributesClassName() == null) {
      errors.forbidden(
          SPEC.child("volumeAttributesClassName"), "update from non-nil value to nil is forbidden");
    }
  }

  /** The volume itself, as Go shows it in a type of its own. */
  private static JsonValue source(PersistentVolumeSpec spec) {
    JsonObject source = (JsonObject) InternalJson.of(spec);
    for (String name : BESIDE_SOURCE) {
      source = source.without(name);
    }
    return source;
  }

  @Override
  public PersistentVolume beforeStatusUpdate(PersistentVolume volume, PersistentVolume old) {
    return volume.with(v -> v.spec(old.spec()));
  }

  /** Tells when the phase changed, if the writer doesn't. */
  @Override
  public List<String> warnings(PersistentVolume volume, @Nullable PersistentVolume old) {
    PersistentVolumeSpec spec = volume.spec();
    List<String> warnings = new ArrayList<>();
    addDeprecated(volume, Volumes.CLASS_ANNOTATION, "v1.8", "storageClassName", warnings);
    addDeprecated(volume, MOUNT_OPTIONS, "v1.31", "mountOptions", warnings);
    if (RECYCLE.equals(spec.persistentVolumeReclaimPolicy())) {
      warnings.add(
          "spec.persistentVolumeReclaimPolicy: The Recycle reclaim policy is deprecated. Instead,"
              + " the recommended approach is to use dynamic provisioning.");
    }
    if (spec.nodeAffinity() != null && spec.nodeAffinity().required() != null) {
      List<NodeSelectorTerm> terms = spec.nodeAffinity().required().nodeSelectorTerms();
      Path path = SPEC.child("nodeAffinity", "required", "nodeSelectorTerms");
      for (int i = 0; i < terms.size(); i++) {
        warnings.addAll(NodeSelectors.warnings(terms.get(i), path.index(i)));
      }
    }
    warnings.addAll(VolumeSources.warnings(spec));
    return warnings;
  }

  private static void addDeprecated(
      PersistentVolume volume, String key, String version, String field, List<String> warnings) {
    if (volume.metadata().annotations().containsKey(key)) {
      warnings.add(
          "metadata.annotations["
              + key
              + "]: deprecated since "
              + version
              + "; use \""
              + field
              + "\" attribute instead");
    }
  }

  @Override
  public List<JsonValue> cells(PersistentVolume volume, Instant now) {
    PersistentVolumeSpec spec = volume.spec();
    ObjectReference claim = spec.claimRef();
    return Row.of(volume.metadata(), now)
        .text(spec.capacity().getOrDefault(STORAGE, Quantity.ZERO).toString())
        .text(Volumes.accessModes(spec.accessModes()))
        .text(spec.persistentVolumeReclaimPolicy())
        .text(volume.metadata().isTerminating() ? "Terminating" : volume.status().phase())
        .text(
            claim == null
                ? ""
                : Texts.orEmpty(claim.namespace()) + "/" + Texts.orEmpty(claim.name()))
        .text(Volumes.storageClass(volume.metadata().annotations(), spec.storageClassName()))
        .textOr(spec.volumeAttributesClassName(), Row.UNSET)
        .text(volume.status().reason())
        .age(volume.metadata())
        .textOr(spec.volumeMode(), Row.UNSET)
        .cells();
  }
}
