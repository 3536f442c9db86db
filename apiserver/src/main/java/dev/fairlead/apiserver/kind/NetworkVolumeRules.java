package dev.fairlead.apiserver.kind;

import static dev.fairlead.apiserver.kind.VolumeSources.require;

import dev.fairlead.apiserver.validation.FieldErrors;
import dev.fairlead.apiserver.validation.Names;
import dev.fairlead.apiserver.validation.Path;
import dev.fairlead.apiserver.validation.Sizes;
import dev.fairlead.apiserver.validation.Texts;
import dev.fairlead.apiserver.validation.pod.SharedVolumes;
import dev.fairlead.model.core.v1.CSIPersistentVolumeSource;
import dev.fairlead.model.core.v1.FCVolumeSource;
import dev.fairlead.model.core.v1.ISCSIPersistentVolumeSource;
import dev.fairlead.model.core.v1.SecretReference;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** What is wrong with volumes behind a network: iSCSI, Fibre Channel and CSI drivers. */
final class NetworkVolumeRules {
  /** Longest {@code name:portal} of an initiator, in bytes (k8s.io/.../core/validation). */
  private static final int MAX_ISCSI_NAME = 64;

  private static final int MAX_LUN = 255;

  private NetworkVolumeRules() {}

  static void validateIscsi(
      ISCSIPersistentVolumeSource iscsi, String name, Path path, FieldErrors errors) {
    require(iscsi.targetPortal(), path.child("targetPortal"), errors);
    if (iscsi.initiatorName() != null
        && Sizes.utf8(name + ":" + iscsi.targetPortal()) > MAX_ISCSI_NAME) {
      errors.invalid(
          path.child("targetportal"),
          iscsi.targetPortal(),
          "Total length of <volume name>:<iscsi.targetPortal> must be under 64 characters if"
              + " iscsi.initiatorName is specified.");
    }
    if (iscsi.iqn().isEmpty()) {
      errors.required(path.child("iqn"), "");
    } else {
      SharedVolumes.validateIscsiName(iscsi.iqn(), path.child("iqn"), errors);
    }
    errors.invalid(path.child("lun"), iscsi.lun(), Names.between(iscsi.lun(), 0, MAX_LUN));
    SecretReference secret = iscsi.secretRef();
    if (secret == null && (iscsi.chapAuthDiscovery() || iscsi.chapAuthSession())) {
      errors.required(path.child("secretRef"), "");
    } else if (secret != null) {
      require(Texts.orEmpty(secret.name()), path.child("secretRef", "name"), errors);
    }
    if (iscsi.initiatorName() != null) {
      SharedVolumes.validateIscsiName(iscsi.initiatorName(), path.child("initiatorname"), errors);
    }
  }

  static void validateFibreChannel(FCVolumeSource channel, Path path, FieldErrors errors) {
    Path targets = path.child("targetWWNs");
    if (channel.targetWWNs().isEmpty() && channel.wwids().isEmpty()) {
      errors.required(targets, "must specify either targetWWNs or wwids, but not both");
    }
    if (!channel.targetWWNs().isEmpty() && !channel.wwids().isEmpty()) {
      errors.invalid(
          targets,
          channel.targetWWNs(),
          "targetWWNs and wwids can not be specified simultaneously");
    }
    Integer lun = channel.lun();
    if (!channel.targetWWNs().isEmpty() && lun == null) {
      errors.required(path.child("lun"), "lun is required if targetWWNs is specified");
    } else if (lun != null && !channel.targetWWNs().isEmpty()) {
      errors.invalid(path.child("lun"), lun, Names.between(lun, 0, MAX_LUN));
    }
  }

  static void validateCsi(CSIPersistentVolumeSource csi, Path path, FieldErrors errors) {
    Path driver = path.child("driver");
    if (csi.driver().isEmpty()) {
      errors.required(driver, "");
    } else {
      if (Sizes.utf8(csi.driver()) > Names.MAX_LABEL_LENGTH) {
        errors.tooLong(driver, Names.MAX_LABEL_LENGTH);
      }
      errors.invalid(driver, csi.driver(), Names.subdomain(csi.driver().toLowerCase(Locale.ROOT)));
    }
    require(csi.volumeHandle(), path.child("volumeHandle"), errors);
    validateSecret(
        csi.controllerPublishSecretRef(), path.child("controllerPublishSecretRef"), errors);
    validateSecret(
        csi.controllerExpandSecretRef(), path.child("controllerExpandSecretRef"), errors);
    validateSecret(csi.nodePublishSecretRef(), path.child("nodePublishSecretRef"), errors);
    validateSecret(csi.nodeExpandSecretRef(), path.child("nodeExpandSecretRef"), errors);
  }

  private static void validateSecret(
      @Nullable SecretReference secret, Path path, FieldErrors errors) {
    if (secret == null) {
      return;
    }
    String name = Texts.orEmpty(secret.name());
    String namespace = Texts.orEmpty(secret.namespace());
    require(name, path.child("name"), errors);
    if (!name.isEmpty()) {
      errors.invalid(path.child("name"), name, Names.subdomain(name));
    }
    require(namespace, path.child("namespace"), errors);
    if (!namespace.isEmpty()) {
      errors.invalid(path.child("namespace"), namespace, Names.label(namespace));
    }
  }
}
