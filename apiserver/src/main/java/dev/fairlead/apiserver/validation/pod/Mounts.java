package dev.fairlead.apiserver.validation.pod;

import static dev.fairlead.apiserver.validation.Texts.isEmpty;
import static dev.fairlead.apiserver.validation.Texts.orEmpty;
import static dev.fairlead.apiserver.validation.pod.Absent.isTrue;

import dev.fairlead.apiserver.validation.FieldErrors;
import dev.fairlead.apiserver.validation.Path;
import dev.fairlead.model.core.v1.Container;
import dev.fairlead.model.core.v1.Volume;
import dev.fairlead.model.core.v1.VolumeDevice;
import dev.fairlead.model.core.v1.VolumeMount;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Checks where volumes appear in a container: as folders, or as raw devices. */
final class Mounts {
  private static final List<String> PROPAGATIONS =
      List.of("Bidirectional", "HostToContainer", "None");
  private static final List<String> RECURSIVE = List.of("Disabled", "Enabled", "IfPossible");

  private Mounts() {}

  static void validate(Container container, Path path, PodParts pod, FieldErrors errors) {
    Map<String, String> mounts = new HashMap<>();
    container.volumeMounts().forEach(m -> mounts.put(m.name(), m.mountPath()));
    Map<String, String> devices = new HashMap<>();
    container.volumeDevices().forEach(d -> devices.put(d.name(), d.devicePath()));
    Path mountsPath = path.child("volumeMounts");
    Set<String> seen = new HashSet<>();
    for (int i = 0; i < container.volumeMounts().size(); i++) {
      VolumeMount mount = container.volumeMounts().get(i);
      place(mount, mountsPath.index(i), pod, errors);
      if (!seen.add(mount.mountPath())) {
        errors.invalid(mountsPath.index(i).child("mountPath"), mount.mountPath(), "must be unique");
      }
      notADevice(mount, devices, mountsPath.index(i), errors);
      subPaths(mount, mountsPath, i, errors);
      kinds(mount, container, mountsPath, errors);
    }
    devices(container.volumeDevices(), mounts, path.child("volumeDevices"), pod, errors);
  }

  private static void place(VolumeMount mount, Path path, PodParts pod, FieldErrors errors) {
    if (mount.name().isEmpty()) {
      errors.required(path.child("name"), "");
    }
    if (!pod.volumes().containsKey(mount.name())) {
      errors.notFound(path.child("name"), mount.name());
    }
    if (mount.mountPath().isEmpty()) {
      errors.required(path.child("mountPath"), "");
    }
  }

  private static void notADevice(
      VolumeMount mount, Map<String, String> devices, Path path, FieldErrors errors) {
    if (devices.containsKey(mount.name())) {
      errors.invalid(path.child("name"), mount.name(), "must not already exist in volumeDevices");
    }
    if (devices.containsValue(mount.mountPath())) {
      errors.invalid(
          path.child("mountPath"),
          mount.mountPath(),
          "must not already exist as a path in volumeDevices");
    }
  }

  /** Some of these errors stand at the list and not at its item, as the server's do. */
  private static void subPaths(VolumeMount mount, Path list, int index, FieldErrors errors) {
    String subPath = orEmpty(mount.subPath());
    if (!subPath.isEmpty()) {
      FilePaths.descending(subPath, list.child("subPath"), errors);
    }
    String expression = orEmpty(mount.subPathExpr());
    if (!expression.isEmpty()) {
      if (!subPath.isEmpty()) {
        errors.invalid(
            list.index(index).child("subPathExpr"),
            expression,
            "subPathExpr and subPath are mutually exclusive");
      }
      FilePaths.descending(expression, list.child("subPathExpr"), errors);
    }
  }

  private static void kinds(VolumeMount mount, Container container, Path list, FieldErrors errors) {
    String propagation = mount.mountPropagation();
    if (propagation != null) {
      Path at = list.child("mountPropagation");
      if (!PROPAGATIONS.contains(propagation)) {
        errors.notSupported(at, propagation, PROPAGATIONS);
      }
      boolean privileged =
          container.securityContext() != null && isTrue(container.securityContext().privileged());
      if (propagation.equals("Bidirectional") && !privileged) {
        errors.forbidden(
            at, "Bidirectional mount propagation is available only to privileged containers");
      }
    }
    String recursive = mount.recursiveReadOnly();
    Path at = list.child("recursiveReadOnly");
    if (recursive == null || recursive.equals("Disabled")) {
      return;
    }
    if (!RECURSIVE.contains(recursive)) {
      errors.notSupported(at, recursive, RECURSIVE);
      return;
    }
    if (!mount.readOnly()) {
      errors.forbidden(at, "may only be specified when readOnly is true");
    }
    if (propagation != null && !propagation.equals("None")) {
      errors.forbidden(at, "may only be specified when mountPropagation is None or not specified");
    }
  }

  private static void devices(
      List<VolumeDevice> devices,
      Map<String, String> mounts,
      Path path,
      PodParts pod,
      FieldErrors errors) {
    Set<String> paths = new HashSet<>();
    Set<String> names = new HashSet<>();
    for (int i = 0; i < devices.size(); i++) {
      String name = devices.get(i).name();
      Path namePath = path.index(i).child("name");
      deviceName(name, names.contains(name), namePath, pod, errors);
      String file = devices.get(i).devicePath();
      Path filePath = path.index(i).child("devicePath");
      if (file.isEmpty()) {
        errors.required(filePath, "");
      }
      if (paths.contains(file)) {
        errors.invalid(filePath, file, "must be unique");
      }
      if (FilePaths.hasBackstep(file)) {
        errors.invalid(filePath, file, "can not contain backsteps ('..')");
      } else {
        paths.add(file);
      }
      if (mounts.containsKey(name)) {
        errors.invalid(namePath, name, "must not already exist in volumeMounts");
      }
      if (mounts.containsValue(file)) {
        errors.invalid(filePath, file, "must not already exist as a path in volumeMounts");
      }
      if (!name.isEmpty()) {
        names.add(name);
      }
    }
  }

  private static void deviceName(
      String name, boolean taken, Path path, PodParts pod, FieldErrors errors) {
    Volume volume = pod.volumes().get(name);
    if (isEmpty(name)) {
      errors.required(path, "");
    }
    if (taken) {
      errors.invalid(path, name, "must be unique");
    }
    if (volume == null) {
      errors.notFound(path, name);
    } else if (volume.persistentVolumeClaim() == null && volume.ephemeral() == null) {
      errors.invalid(
          path,
          name,
          "can only use volume source type of PersistentVolumeClaim or Ephemeral for block mode");
    }
  }
}
