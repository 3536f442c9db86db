package dev.fairlead.apiserver.kind;

import dev.fairlead.apiserver.validation.FieldErrors;
import dev.fairlead.apiserver.validation.Path;
import dev.fairlead.model.core.v1.AWSElasticBlockStoreVolumeSource;
import dev.fairlead.model.core.v1.CSIPersistentVolumeSource;
import dev.fairlead.model.core.v1.FCVolumeSource;
import dev.fairlead.model.core.v1.GCEPersistentDiskVolumeSource;
import dev.fairlead.model.core.v1.HostPathVolumeSource;
import dev.fairlead.model.core.v1.ISCSIPersistentVolumeSource;
import dev.fairlead.model.core.v1.LocalVolumeSource;
import dev.fairlead.model.core.v1.PersistentVolumeSpec;
import dev.fairlead.model.core.v1.SecretReference;
import dev.fairlead.model.type.Type;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** What a PersistentVolume is made of: exactly one of many sources. */
final class VolumeSources {
  /** In the order in which Kubernetes looks at them. */
  private static final List<String> FIELDS =
      List.of(
          "hostPath",
          "gcePersistentDisk",
          "awsElasticBlockStore",
          "glusterfs",
          "flocker",
          "nfs",
          "rbd",
          "quobyte",
          "cephfs",
          "iscsi",
          "cinder",
          "fc",
          "flexVolume",
          "azureFile",
          "vsphereVolume",
          "photonPersistentDisk",
          "portworxVolume",
          "azureDisk",
          "scaleIO",
          "local",
          "storageos",
          "csi");

  private static final Set<String> WITHOUT_MOUNT_OPTIONS =
      Set.of(
          "hostPath",
          "flocker",
          "fc",
          "flexVolume",
          "portworxVolume",
          "scaleIO",
          "local",
          "storageos",
          "csi");

  private static final List<String> HOST_PATH_TYPES =
      List.of(
          "",
          "BlockDevice",
          "CharDevice",
          "Directory",
          "DirectoryOrCreate",
          "File",
          "FileOrCreate",
          "Socket");

  private VolumeSources() {}

  static void validate(PersistentVolumeSpec spec, String name, Path path, FieldErrors errors) {
    boolean found = false;
    for (String field : FIELDS) {
      if (source(spec, field) == null) {
        continue;
      }
      if (found && !field.equals("flexVolume")) {
        String printed = field.equals("cephfs") ? "cephFS" : field;
        errors.forbidden(path.child(printed), "may not specify more than 1 volume type");
        continue;
      }
      found = true;
      validate(spec, field, name, path, errors);
    }
    if (!found) {
      errors.required(path, "must specify a volume type");
    }
  }

  static boolean takesMountOptions(PersistentVolumeSpec spec) {
    return FIELDS.stream()
        .anyMatch(field -> !WITHOUT_MOUNT_OPTIONS.contains(field) && source(spec, field) != null);
  }

  /** Whether both have the same source; a secret for its growth may be added. */
  static boolean isSame(PersistentVolumeSpec spec, PersistentVolumeSpec old) {
    CSIPersistentVolumeSource csi = spec.csi();
    CSIPersistentVolumeSource before = old.csi();
    PersistentVolumeSpec compared =
        csi != null && before != null && before.controllerExpandSecretRef() == null
            ? spec.with(
                s -> s.csi(csi.with(c -> c.controllerExpandSecretRef((SecretReference) null))))
            : spec;
    return FIELDS.stream()
        .allMatch(field -> Objects.equals(source(compared, field), source(old, field)));
  }

  static boolean isRoot(String path) {
    return path.startsWith("/")
        && Arrays.stream(path.split("/")).allMatch(p -> p.isEmpty() || p.equals("."));
  }

  static List<String> warnings(PersistentVolumeSpec spec) {
    List<String> warnings = new ArrayList<>();
    addRemoved(spec, "cephfs", "cephfs", "v1.28", "v1.31", warnings);
    addRemoved(spec, "photonPersistentDisk", "photonPersistentDisk", "v1.11", "v1.16", warnings);
    addRemoved(spec, "scaleIO", "scaleIO", "v1.16", "v1.22", warnings);
    addRemoved(spec, "storageos", "storageOS", "v1.22", "v1.25", warnings);
    addRemoved(spec, "glusterfs", "glusterfs", "v1.25", "v1.26", warnings);
    addRemoved(spec, "rbd", "rbd", "v1.28", "v1.31", warnings);
    return warnings;
  }

  private static void addRemoved(
      PersistentVolumeSpec spec,
      String field,
      String printed,
      String deprecated,
      String removed,
      List<String> warnings) {
    if (source(spec, field) != null) {
      warnings.add(
          "spec."
              + printed
              + ": deprecated in "
              + deprecated
              + ", non-functional in "
              + removed
              + "+");
    }
  }

  private static @Nullable Object source(PersistentVolumeSpec spec, String field) {
    Type<PersistentVolumeSpec> type = PersistentVolumeSpec.TYPE;
    return type.get(spec, type.indexOf(field));
  }

  private static void validate(
      PersistentVolumeSpec spec, String field, String name, Path path, FieldErrors errors) {
    Path at = path.child(field);
    switch (source(spec, field)) {
      case HostPathVolumeSource host -> validateHostPath(host, at, errors);
      case ISCSIPersistentVolumeSource iscsi ->
          NetworkVolumeRules.validateIscsi(iscsi, name, at, errors);
      case FCVolumeSource channel -> NetworkVolumeRules.validateFibreChannel(channel, at, errors);
      case CSIPersistentVolumeSource csi -> NetworkVolumeRules.validateCsi(csi, at, errors);
      case GCEPersistentDiskVolumeSource disk -> {
        Path persistent = path.child("persistentDisk"); // Kubernetes' own spelling
        require(disk.pdName(), persistent.child("pdName"), errors);
        validatePartition(disk.partition(), persistent.child("partition"), errors);
      }
      case AWSElasticBlockStoreVolumeSource store -> {
        require(store.volumeID(), at.child("volumeID"), errors);
        validatePartition(store.partition(), at.child("partition"), errors);
      }
      case LocalVolumeSource local -> {
        require(local.path(), at.child("path"), errors);
        validatePath(local.path(), at.child("path"), errors);
        if (spec.nodeAffinity() == null) {
          errors.required(path.child("nodeAffinity"), "Local volume requires node affinity");
        }
      }
      case Object other -> VolumeSourceTexts.validate(other, at, errors);
      case null -> throw new IllegalStateException("no source " + field);
    }
  }

  static void require(String text, Path path, FieldErrors errors) {
    if (text.isEmpty()) {
      errors.required(path, "");
    }
  }

  private static void validatePath(String text, Path path, FieldErrors errors) {
    if (Arrays.asList(text.split("/", -1)).contains("..")) {
      errors.invalid(path, text, "must not contain '..'");
    }
  }

  private static void validatePartition(int number, Path path, FieldErrors errors) {
    if (number < 0 || number > 255) {
      errors.invalid(path, number, "must be between 1 and 255, inclusive");
    }
  }

  private static void validateHostPath(HostPathVolumeSource host, Path path, FieldErrors errors) {
    if (host.path().isEmpty()) {
      errors.required(path.child("path"), "");
      return;
    }
    validatePath(host.path(), path.child("path"), errors);
    if (host.type() != null && !HOST_PATH_TYPES.contains(host.type())) {
      errors.notSupported(path.child("type"), host.type(), HOST_PATH_TYPES);
    }
  }
}
