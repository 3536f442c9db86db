package dev.fairlead.apiserver.validation.pod;

import dev.fairlead.apiserver.validation.FieldErrors;
import dev.fairlead.apiserver.validation.Names;
import dev.fairlead.apiserver.validation.Path;
import dev.fairlead.model.core.v1.ISCSIVolumeSource;
import java.util.Set;
import java.util.regex.Pattern;

/** Checks iSCSI volumes, whose targets and initiators have names of three forms. */
final class IscsiVolumes {
  private static final int MAX_LUN = 255;
  private static final String INVALID = "must be valid format";
  private static final Set<String> FORMS = Set.of("iqn", "eui", "naa");
  private static final Pattern IQN =
      Pattern.compile("iqn\\.\\d{4}-\\d{2}\\.[a-zA-Z0-9.-]++:[^,;*&$|\\s]++$");
  private static final Pattern EUI = Pattern.compile("eui.[a-zA-Z0-9]{16}");
  private static final Pattern NAA = Pattern.compile("naa.[a-zA-Z0-9]{32}");

  private IscsiVolumes() {}

  static void validate(ISCSIVolumeSource volume, Path path, FieldErrors errors) {
    if (volume.targetPortal().isEmpty()) {
      errors.required(path.child("targetPortal"), "");
    }
    if (volume.iqn().isEmpty()) {
      errors.required(path.child("iqn"), "");
    } else {
      name(volume.iqn(), path.child("iqn"), errors);
    }
    errors.invalid(path.child("lun"), volume.lun(), Names.between(volume.lun(), 0, MAX_LUN));
    boolean authenticates = volume.chapAuthDiscovery() || volume.chapAuthSession();
    if (authenticates && volume.secretRef() == null) {
      errors.required(path.child("secretRef"), "");
    }
    if (volume.initiatorName() != null) {
      name(volume.initiatorName(), path.child("initiatorname"), errors);
    }
  }

  private static void name(String name, Path path, FieldErrors errors) {
    if (FORMS.contains(form(name))) {
      anyName(name, path, errors);
    } else {
      errors.invalid(path, name, INVALID + " starting with iqn, eui, or naa");
    }
  }

  /** As PersistentVolumes have it, which say less of what is wrong. */
  static void anyName(String name, Path path, FieldErrors errors) {
    boolean valid =
        switch (form(name)) {
          case "iqn" -> IQN.matcher(name).find();
          case "eui" -> EUI.matcher(name).matches();
          case "naa" -> NAA.matcher(name).matches();
          default -> false;
        };
    if (!valid) {
      errors.invalid(path, name, INVALID);
    }
  }

  private static String form(String name) {
    return name.length() < 3 ? "" : name.substring(0, 3);
  }
}
