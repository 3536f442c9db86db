package dev.fairlead.apiserver.validation.pod;

import static dev.fairlead.apiserver.validation.Texts.isEmpty;

import dev.fairlead.apiserver.validation.FieldErrors;
import dev.fairlead.apiserver.validation.Path;
import dev.fairlead.model.core.v1.ConfigMapVolumeSource;
import dev.fairlead.model.core.v1.DownwardAPIVolumeFile;
import dev.fairlead.model.core.v1.DownwardAPIVolumeSource;
import dev.fairlead.model.core.v1.KeyToPath;
import dev.fairlead.model.core.v1.SecretVolumeSource;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Checks volumes whose files the kubelet writes: secrets, config maps, fields of the Pod. */
final class FileVolumes {
  /** All permission bits, 0777. */
  private static final int MAX_MODE = 0777;

  private FileVolumes() {}

  static void secret(SecretVolumeSource secret, Path path, FieldErrors errors) {
    if (isEmpty(secret.secretName())) {
      errors.required(path.child("secretName"), "");
    }
    mode(secret.defaultMode(), path.child("defaultMode"), errors);
    items(secret.items(), path.child("items"), errors);
  }

  static void configMap(ConfigMapVolumeSource configMap, Path path, FieldErrors errors) {
    if (isEmpty(configMap.name())) {
      errors.required(path.child("name"), "");
    }
    mode(configMap.defaultMode(), path.child("defaultMode"), errors);
    items(configMap.items(), path.child("items"), errors);
  }

  static void downward(DownwardAPIVolumeSource downward, Path path, FieldErrors errors) {
    mode(downward.defaultMode(), path.child("defaultMode"), errors);
    downward.items().forEach(file -> file(file, path, errors));
  }

  private static void items(List<KeyToPath> items, Path path, FieldErrors errors) {
    for (int i = 0; i < items.size(); i++) {
      item(items.get(i), path.index(i), errors);
    }
  }

  static void item(KeyToPath item, Path path, FieldErrors errors) {
    if (item.key().isEmpty()) {
      errors.required(path.child("key"), "");
    }
    if (item.path().isEmpty()) {
      errors.required(path.child("path"), "");
    }
    FilePaths.notReserved(item.path(), path.child("path"), errors);
    mode(item.mode(), path.child("mode"), errors);
  }

  static void file(DownwardAPIVolumeFile file, Path path, FieldErrors errors) {
    if (file.path().isEmpty()) {
      errors.required(path.child("path"), "");
    }
    FilePaths.notReserved(file.path(), path.child("path"), errors);
    if (file.fieldRef() != null) {
      DownwardFields.validateForVolume(file.fieldRef(), path.child("fieldRef"), errors);
      if (file.resourceFieldRef() != null) {
        errors.invalid(
            path, "resource", "fieldRef and resourceFieldRef can not be specified simultaneously");
      }
    } else if (file.resourceFieldRef() != null) {
      DownwardFields.validate(
          file.resourceFieldRef(), true, path.child("resourceFieldRef"), errors);
    } else {
      errors.required(path, "one of fieldRef and resourceFieldRef is required");
    }
    mode(file.mode(), path.child("mode"), errors);
  }

  static void mode(@Nullable Integer mode, Path path, FieldErrors errors) {
    if (mode != null && (mode < 0 || mode > MAX_MODE)) {
      errors.invalid(path, mode, "must be a number between 0 and 0777 (octal), both inclusive");
    }
  }
}
