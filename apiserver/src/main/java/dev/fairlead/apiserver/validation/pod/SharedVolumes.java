package dev.fairlead.apiserver.validation.pod;

import dev.fairlead.apiserver.validation.FieldErrors;
import dev.fairlead.apiserver.validation.Path;
import dev.fairlead.model.core.v1.AzureDiskVolumeSource;
import dev.fairlead.model.core.v1.FlockerVolumeSource;
import dev.fairlead.model.core.v1.QuobyteVolumeSource;

/** Checks of sources that volumes of Pods and PersistentVolumes have alike. */
public final class SharedVolumes {
  private SharedVolumes() {}

  public static void validate(AzureDiskVolumeSource disk, Path path, FieldErrors errors) {
    CloudVolumes.azureDisk(disk, path, errors);
  }

  public static void validate(FlockerVolumeSource flocker, Path path, FieldErrors errors) {
    DiskVolumes.flocker(flocker, path, errors);
  }

  public static void validate(QuobyteVolumeSource quobyte, Path path, FieldErrors errors) {
    QuobyteVolumes.validate(quobyte, path, errors);
  }

  /** Checks the name of an iSCSI target or initiator. */
  public static void validateIscsiName(String name, Path path, FieldErrors errors) {
    IscsiVolumes.anyName(name, path, errors);
  }
}
