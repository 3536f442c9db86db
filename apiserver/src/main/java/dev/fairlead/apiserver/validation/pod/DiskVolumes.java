package dev.fairlead.apiserver.validation.pod;

import static dev.fairlead.apiserver.validation.Texts.isEmpty;
import static dev.fairlead.apiserver.validation.Texts.orEmpty;

import dev.fairlead.apiserver.validation.FieldErrors;
import dev.fairlead.apiserver.validation.Names;
import dev.fairlead.apiserver.validation.Path;
import dev.fairlead.apiserver.validation.pod.Volumes.Sources;
import dev.fairlead.model.core.v1.CSIVolumeSource;
import dev.fairlead.model.core.v1.FCVolumeSource;
import dev.fairlead.model.core.v1.FlockerVolumeSource;
import dev.fairlead.model.core.v1.LocalObjectReference;
import dev.fairlead.model.core.v1.Volume;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * Checks volumes on disks and file systems, local and remote. The methods follow the order of the
 * API server, which decides which of two sources is the one too many.
 */
final class DiskVolumes {
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
  private static final int MAX_LUN = 255;

  /** Longest name of a CSI driver, in bytes. */
  private static final int MAX_DRIVER_LENGTH = 63;

  private DiskVolumes() {}

  static void validateLocal(Volume volume, Sources sources) {
    FieldErrors errors = sources.errors;
    var host = volume.hostPath();
    if (host != null && sources.takes("hostPath")) {
      Path at = sources.path.child("hostPath");
      if (host.path().isEmpty()) {
        errors.required(at.child("path"), "");
      } else {
        FilePaths.noBacksteps(host.path(), at.child("path"), errors);
        if (host.type() != null && !HOST_PATH_TYPES.contains(host.type())) {
          errors.notSupported(at.child("type"), host.type(), HOST_PATH_TYPES);
        }
      }
    }
    var git = volume.gitRepo();
    if (git != null && sources.takes("gitRepo")) {
      Path at = sources.path.child("gitRepo");
      required(git.repository(), at.child("repository"), errors);
      FilePaths.descending(orEmpty(git.directory()), at.child("directory"), errors);
    }
    var gce = volume.gcePersistentDisk();
    if (gce != null && sources.takes("gcePersistentDisk")) {
      Path at = sources.path.child("persistentDisk");
      required(gce.pdName(), at.child("pdName"), errors);
      partition(gce.partition(), at.child("partition"), errors);
    }
    var aws = volume.awsElasticBlockStore();
    if (aws != null && sources.takes("awsElasticBlockStore")) {
      Path at = sources.path.child("awsElasticBlockStore");
      required(aws.volumeID(), at.child("volumeID"), errors);
      partition(aws.partition(), at.child("partition"), errors);
    }
  }

  private static void partition(int partition, Path path, FieldErrors errors) {
    if (partition < 0 || partition > MAX_LUN) {
      errors.invalid(path, partition, "must be between 1 and 255, inclusive");
    }
  }

  static void validateNetwork(Volume volume, Sources sources) {
    FieldErrors errors = sources.errors;
    var nfs = volume.nfs();
    if (nfs != null && sources.takes("nfs")) {
      Path at = sources.path.child("nfs");
      required(nfs.server(), at.child("server"), errors);
      required(nfs.path(), at.child("path"), errors);
      if (!nfs.path().startsWith("/")) {
        errors.invalid(at.child("path"), nfs.path(), "must be an absolute path");
      }
    }
    var iscsi = volume.iscsi();
    if (iscsi != null && sources.takes("iscsi")) {
      IscsiVolumes.validate(iscsi, sources.path.child("iscsi"), errors);
    }
  }

  static void validateClaims(Volume volume, Sources sources) {
    FieldErrors errors = sources.errors;
    Path path = sources.path;
    var gluster = volume.glusterfs();
    if (gluster != null && sources.takes("glusterfs")) {
      required(gluster.endpoints(), path.child("glusterfs", "endpoints"), errors);
      required(gluster.path(), path.child("glusterfs", "path"), errors);
    }
    if (volume.flocker() != null && sources.takes("flocker")) {
      flocker(volume.flocker(), path.child("flocker"), errors);
    }
    var claim = volume.persistentVolumeClaim();
    if (claim != null && sources.takes("persistentVolumeClaim")) {
      required(claim.claimName(), path.child("persistentVolumeClaim", "claimName"), errors);
    }
    var rbd = volume.rbd();
    if (rbd != null && sources.takes("rbd")) {
      required(rbd.monitors(), path.child("rbd", "monitors"), errors);
      required(rbd.image(), path.child("rbd", "image"), errors);
    }
    var cinder = volume.cinder();
    if (cinder != null && sources.takes("cinder")) {
      required(cinder.volumeID(), path.child("cinder", "volumeID"), errors);
      secretName(cinder.secretRef(), path.child("cinder", "secretRef"), errors);
    }
    var ceph = volume.cephfs();
    if (ceph != null && sources.takes("cephFS")) {
      required(ceph.monitors(), path.child("cephfs", "monitors"), errors);
    }
    var quobyte = volume.quobyte();
    if (quobyte != null && sources.takes("quobyte")) {
      QuobyteVolumes.validate(quobyte, path.child("quobyte"), errors);
    }
  }

  static void flocker(FlockerVolumeSource flocker, Path path, FieldErrors errors) {
    String name = orEmpty(flocker.datasetName());
    String uuid = orEmpty(flocker.datasetUUID());
    if (name.isEmpty() && uuid.isEmpty()) {
      errors.required(path, "one of datasetName and datasetUUID is required");
    }
    if (!name.isEmpty() && !uuid.isEmpty()) {
      errors.invalid(
          path, "resource", "datasetName and datasetUUID can not be specified simultaneously");
    }
    if (name.indexOf('/') >= 0) {
      errors.invalid(path.child("datasetName"), name, "must not contain '/'");
    }
  }

  static void validateChannels(Volume volume, Sources sources) {
    FieldErrors errors = sources.errors;
    if (volume.fc() != null && sources.takes("fc")) {
      fibre(volume.fc(), sources.path.child("fc"), errors);
    }
    var flex = volume.flexVolume();
    if (flex != null && sources.takes("flexVolume")) {
      Path at = sources.path.child("flexVolume");
      required(flex.driver(), at.child("driver"), errors);
      for (String option : flex.options().keySet()) {
        int slash = option.indexOf('/');
        String owner =
            "." + (slash < 0 ? option : option.substring(0, slash)).toLowerCase(Locale.ROOT);
        if (owner.endsWith(".kubernetes.io") || owner.endsWith(".k8s.io")) {
          errors.invalid(
              at.child("options").key(option),
              option,
              "kubernetes.io and k8s.io namespaces are reserved");
        }
      }
    }
  }

  private static void fibre(FCVolumeSource fibre, Path path, FieldErrors errors) {
    Path names = path.child("targetWWNs");
    if (fibre.targetWWNs().isEmpty() && fibre.wwids().isEmpty()) {
      errors.required(names, "must specify either targetWWNs or wwids, but not both");
    }
    if (fibre.targetWWNs().isEmpty()) {
      return;
    }
    if (!fibre.wwids().isEmpty()) {
      errors.invalid(
          names, fibre.targetWWNs(), "targetWWNs and wwids can not be specified simultaneously");
    }
    Integer lun = fibre.lun();
    if (lun == null) {
      errors.required(path.child("lun"), "lun is required if targetWWNs is specified");
    } else {
      errors.invalid(path.child("lun"), lun, Names.between(lun, 0, MAX_LUN));
    }
  }

  static void validateDrivers(Volume volume, Sources sources) {
    FieldErrors errors = sources.errors;
    Path path = sources.path;
    var scale = volume.scaleIO();
    if (scale != null && sources.takes("scaleIO")) {
      required(scale.gateway(), path.child("scaleIO", "gateway"), errors);
      required(scale.system(), path.child("scaleIO", "system"), errors);
      required(scale.volumeName(), path.child("scaleIO", "volumeName"), errors);
    }
    CSIVolumeSource csi = volume.csi();
    if (csi != null && sources.takes("csi")) {
      Path at = path.child("csi");
      if (csi.driver().isEmpty()) {
        errors.required(at.child("driver"), "");
      } else {
        if (csi.driver().length() > MAX_DRIVER_LENGTH) {
          errors.tooLong(at.child("driver"), MAX_DRIVER_LENGTH);
        }
        errors.invalid(
            at.child("driver"),
            csi.driver(),
            Names.subdomain(csi.driver().toLowerCase(Locale.ROOT)));
      }
      secretName(csi.nodePublishSecretRef(), at.child("nodePublishSecretRef"), errors);
      if (csi.nodePublishSecretRef() != null) {
        String name = orEmpty(csi.nodePublishSecretRef().name());
        if (!name.isEmpty()) {
          errors.invalid(at.child("name"), name, Names.subdomain(name));
        }
      }
    }
  }

  static void secretName(@Nullable LocalObjectReference secret, Path path, FieldErrors errors) {
    if (secret != null) {
      required(secret.name(), path.child("name"), errors);
    }
  }

  static void required(@Nullable String value, Path path, FieldErrors errors) {
    if (isEmpty(value)) {
      errors.required(path, "");
    }
  }

  private static void required(List<String> values, Path path, FieldErrors errors) {
    if (values.isEmpty()) {
      errors.required(path, "");
    }
  }
}
