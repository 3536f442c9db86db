package dev.fairlead.apiserver.kind;

import dev.fairlead.apiserver.validation.FieldErrors;
import dev.fairlead.apiserver.validation.Names;
import dev.fairlead.apiserver.validation.Path;
import dev.fairlead.apiserver.validation.Texts;
import dev.fairlead.apiserver.validation.pod.SharedVolumes;
import dev.fairlead.model.core.v1.AzureDiskVolumeSource;
import dev.fairlead.model.core.v1.AzureFilePersistentVolumeSource;
import dev.fairlead.model.core.v1.CephFSPersistentVolumeSource;
import dev.fairlead.model.core.v1.CinderPersistentVolumeSource;
import dev.fairlead.model.core.v1.FlexPersistentVolumeSource;
import dev.fairlead.model.core.v1.FlockerVolumeSource;
import dev.fairlead.model.core.v1.GlusterfsPersistentVolumeSource;
import dev.fairlead.model.core.v1.NFSVolumeSource;
import dev.fairlead.model.core.v1.PhotonPersistentDiskVolumeSource;
import dev.fairlead.model.core.v1.PortworxVolumeSource;
import dev.fairlead.model.core.v1.QuobyteVolumeSource;
import dev.fairlead.model.core.v1.RBDPersistentVolumeSource;
import dev.fairlead.model.core.v1.ScaleIOPersistentVolumeSource;
import dev.fairlead.model.core.v1.StorageOSPersistentVolumeSource;
import dev.fairlead.model.core.v1.VsphereVirtualDiskVolumeSource;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** Checks sources of PersistentVolumes of which little more is known than which texts they need. */
final class VolumeSourceTexts {
  private VolumeSourceTexts() {}

  static void validate(Object source, Path path, FieldErrors errors) {
    switch (source) {
      case NFSVolumeSource nfs -> {
        require(nfs.server(), path.child("server"), errors);
        require(nfs.path(), path.child("path"), errors);
        if (!nfs.path().startsWith("/")) {
          errors.invalid(path.child("path"), nfs.path(), "must be an absolute path");
        }
      }
      case GlusterfsPersistentVolumeSource glusterfs -> validate(glusterfs, path, errors);
      case RBDPersistentVolumeSource rbd -> {
        require(rbd.monitors(), path.child("monitors"), errors);
        require(rbd.image(), path.child("image"), errors);
      }
      case CephFSPersistentVolumeSource cephfs ->
          require(cephfs.monitors(), path.child("monitors"), errors);
      case CinderPersistentVolumeSource cinder -> {
        require(cinder.volumeID(), path.child("volumeID"), errors);
        if (cinder.secretRef() != null) {
          secret(cinder.secretRef().name(), cinder.secretRef().namespace(), path, errors);
        }
      }
      case FlockerVolumeSource flocker -> SharedVolumes.validate(flocker, path, errors);
      case QuobyteVolumeSource quobyte -> SharedVolumes.validate(quobyte, path, errors);
      default -> validateDriver(source, path, errors);
    }
  }

  private static void validateDriver(Object source, Path path, FieldErrors errors) {
    switch (source) {
      case FlexPersistentVolumeSource flex -> validate(flex, path, errors);
      case AzureFilePersistentVolumeSource file -> {
        require(file.secretName(), path.child("secretName"), errors);
        require(file.shareName(), path.child("shareName"), errors);
        if (file.secretNamespace() != null) {
          require(file.secretNamespace(), path.child("secretNamespace"), errors);
        }
      }
      case AzureDiskVolumeSource disk -> SharedVolumes.validate(disk, path, errors);
      case VsphereVirtualDiskVolumeSource disk ->
          require(disk.volumePath(), path.child("volumePath"), errors);
      case PhotonPersistentDiskVolumeSource disk ->
          require(disk.pdID(), path.child("pdID"), errors);
      case PortworxVolumeSource portworx ->
          require(portworx.volumeID(), path.child("volumeID"), errors);
      case ScaleIOPersistentVolumeSource scale -> {
        require(scale.gateway(), path.child("gateway"), errors);
        require(scale.system(), path.child("system"), errors);
        require(Texts.orEmpty(scale.volumeName()), path.child("volumeName"), errors);
      }
      case StorageOSPersistentVolumeSource storage -> validate(storage, path, errors);
      default -> throw new IllegalStateException("no rules for " + source.getClass());
    }
  }

  private static void validate(
      GlusterfsPersistentVolumeSource glusterfs, Path path, FieldErrors errors) {
    require(glusterfs.endpoints(), path.child("endpoints"), errors);
    require(glusterfs.path(), path.child("path"), errors);
    String namespace = glusterfs.endpointsNamespace();
    Path at = path.child("endpointsNamespace");
    if (namespace != null && namespace.isEmpty()) {
      errors.invalid(at, "", "if the endpointnamespace is set, it must be a valid namespace name");
    } else if (namespace != null) {
      errors.invalid(at, namespace, Names.label(namespace));
    }
  }

  private static void validate(FlexPersistentVolumeSource flex, Path path, FieldErrors errors) {
    require(flex.driver(), path.child("driver"), errors);
    flex.options()
        .forEach((name, value) -> {
          int slash = name.indexOf('/');
          String domain =
              "." + (slash < 0 ? name : name.substring(0, slash)).toLowerCase(Locale.ROOT);
          if (domain.endsWith(".kubernetes.io") || domain.endsWith(".k8s.io")) {
            errors.invalid(
                path.child("options").key(name),
                name,
                "kubernetes.io and k8s.io namespaces are reserved");
          }
        });
  }

  private static void validate(
      StorageOSPersistentVolumeSource storage, Path path, FieldErrors errors) {
    String name = Texts.orEmpty(storage.volumeName());
    if (name.isEmpty()) {
      errors.required(path.child("volumeName"), "");
    } else {
      errors.invalid(path.child("volumeName"), name, Names.label(name));
    }
    String namespace = Texts.orEmpty(storage.volumeNamespace());
    if (!namespace.isEmpty()) {
      errors.invalid(path.child("volumeNamespace"), namespace, Names.label(namespace));
    }
    if (storage.secretRef() != null) {
      secret(storage.secretRef().name(), storage.secretRef().namespace(), path, errors);
    }
  }

  private static void secret(
      @Nullable String name, @Nullable String namespace, Path path, FieldErrors errors) {
    require(Texts.orEmpty(name), path.child("secretRef", "name"), errors);
    require(Texts.orEmpty(namespace), path.child("secretRef", "namespace"), errors);
  }

  private static void require(String text, Path path, FieldErrors errors) {
    VolumeSources.require(text, path, errors);
  }

  private static void require(List<String> texts, Path path, FieldErrors errors) {
    if (texts.isEmpty()) {
      errors.required(path, "");
    }
  }
}
