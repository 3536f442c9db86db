package dev.fairlead.apiserver.validation.pod;

import static dev.fairlead.apiserver.validation.Texts.orEmpty;
import static dev.fairlead.apiserver.validation.pod.DiskVolumes.required;
import static dev.fairlead.apiserver.validation.pod.DiskVolumes.secretName;

import dev.fairlead.apiserver.validation.FieldErrors;
import dev.fairlead.apiserver.validation.Names;
import dev.fairlead.apiserver.validation.Path;
import dev.fairlead.apiserver.validation.pod.Volumes.Sources;
import dev.fairlead.model.core.v1.AzureDiskVolumeSource;
import dev.fairlead.model.core.v1.StorageOSVolumeSource;
import dev.fairlead.model.core.v1.Volume;
import java.util.List;

/** Checks volumes on the disks that a cloud or a storage cluster rents out. */
final class CloudVolumes {
  private static final List<String> AZURE_CACHING = List.of("None", "ReadOnly", "ReadWrite");
  private static final List<String> AZURE_KINDS = List.of("Dedicated", "Managed", "Shared");

  private CloudVolumes() {}

  static void validate(Volume volume, Sources sources) {
    FieldErrors errors = sources.errors;
    Path path = sources.path;
    var file = volume.azureFile();
    if (file != null && sources.takes("azureFile")) {
      required(file.secretName(), path.child("azureFile", "secretName"), errors);
      required(file.shareName(), path.child("azureFile", "shareName"), errors);
    }
    var vsphere = volume.vsphereVolume();
    if (vsphere != null && sources.takes("vsphereVolume")) {
      required(vsphere.volumePath(), path.child("vsphereVolume", "volumePath"), errors);
    }
    var photon = volume.photonPersistentDisk();
    if (photon != null && sources.takes("photonPersistentDisk")) {
      required(photon.pdID(), path.child("photonPersistentDisk", "pdID"), errors);
    }
    var portworx = volume.portworxVolume();
    if (portworx != null && sources.takes("portworxVolume")) {
      required(portworx.volumeID(), path.child("portworxVolume", "volumeID"), errors);
    }
    if (volume.azureDisk() != null && sources.takes("azureDisk")) {
      azureDisk(volume.azureDisk(), path.child("azureDisk"), errors);
    }
    if (volume.storageos() != null && sources.takes("storageos")) {
      storageOs(volume.storageos(), path.child("storageos"), errors);
    }
  }

  static void azureDisk(AzureDiskVolumeSource disk, Path path, FieldErrors errors) {
    required(disk.diskName(), path.child("diskName"), errors);
    Path uri = path.child("diskURI");
    required(disk.diskURI(), uri, errors);
    if (disk.cachingMode() != null && !AZURE_CACHING.contains(disk.cachingMode())) {
      errors.notSupported(path.child("cachingMode"), disk.cachingMode(), AZURE_CACHING);
    }
    String kind = disk.kind();
    if (kind == null) {
      return;
    }
    if (!AZURE_KINDS.contains(kind)) {
      errors.notSupported(path.child("kind"), kind, AZURE_KINDS);
    }
    boolean managed = kind.equals("Managed");
    if (managed && !disk.diskURI().startsWith("/subscriptions/")) {
      errors.notSupported(
          uri,
          disk.diskURI(),
          List.of(
              "/subscriptions/{sub-id}/resourcegroups/{group-name}/providers/microsoft.compute/"
                  + "disks/{disk-id}"));
    } else if (!managed && !disk.diskURI().startsWith("https://")) {
      errors.notSupported(
          uri,
          disk.diskURI(),
          List.of("https://{account-name}.blob.core.windows.net/{container-name}/{disk-name}.vhd"));
    }
  }

  private static void storageOs(StorageOSVolumeSource volume, Path path, FieldErrors errors) {
    String name = orEmpty(volume.volumeName());
    if (name.isEmpty()) {
      errors.required(path.child("volumeName"), "");
    } else {
      errors.invalid(path.child("volumeName"), name, Names.label(name));
    }
    String namespace = orEmpty(volume.volumeNamespace());
    if (!namespace.isEmpty()) {
      errors.invalid(path.child("volumeNamespace"), namespace, Names.label(namespace));
    }
    secretName(volume.secretRef(), path.child("secretRef"), errors);
  }
}
