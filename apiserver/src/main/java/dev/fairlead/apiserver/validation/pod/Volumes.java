package dev.fairlead.apiserver.validation.pod;

import static dev.fairlead.apiserver.validation.Texts.orEmpty;

import dev.fairlead.apiserver.validation.FieldErrors;
import dev.fairlead.apiserver.validation.Names;
import dev.fairlead.apiserver.validation.Path;
import dev.fairlead.model.core.v1.ISCSIVolumeSource;
import dev.fairlead.model.core.v1.Volume;
import dev.fairlead.model.meta.v1.ObjectMeta;
import dev.fairlead.model.value.GoQuote;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Checks the volumes of a spec; each has exactly one source. */
final class Volumes {
  /** Longest name and portal together where a volume names its initiator, in bytes. */
  private static final int MAX_ISCSI_LENGTH = 64;

  private Volumes() {}

  /** Reports what is wrong and returns the valid volumes by name. */
  static Map<String, Volume> validate(
      List<Volume> volumes, @Nullable ObjectMeta pod, Path path, Scope scope) {
    String podName = pod == null ? "" : orEmpty(pod.name());
    Set<String> created = new HashSet<>();
    if (!podName.isEmpty()) {
      volumes.stream()
          .filter(v -> v.ephemeral() != null)
          .forEach(v -> created.add(podName + "-" + v.name()));
    }
    Map<String, Volume> valid = new HashMap<>();
    for (int i = 0; i < volumes.size(); i++) {
      Volume volume = volumes.get(i);
      Path at = path.index(i);
      int before = scope.errors().size();
      validateSource(volume, podName, at, scope);
      if (volume.name().isEmpty()) {
        scope.errors().required(at.child("name"), "");
      } else {
        scope.errors().invalid(at.child("name"), volume.name(), Names.label(volume.name()));
      }
      if (valid.containsKey(volume.name())) {
        scope.errors().duplicate(at.child("name"), volume.name());
      }
      if (scope.errors().size() == before) {
        valid.put(volume.name(), volume);
      }
      var claim = volume.persistentVolumeClaim();
      if (claim != null && created.contains(claim.claimName())) {
        scope
            .errors()
            .invalid(
                at.child("persistentVolumeClaim", "claimName"),
                claim.claimName(),
                "must not reference a PVC that gets created for an ephemeral volume");
      }
    }
    return valid;
  }

  private static void validateSource(Volume volume, String podName, Path path, Scope scope) {
    FieldErrors errors = scope.errors();
    Sources sources = new Sources(path, errors);
    var emptyDir = volume.emptyDir();
    if (emptyDir != null && sources.takes("emptyDir")) {
      if (emptyDir.sizeLimit() != null && emptyDir.sizeLimit().signum() < 0) {
        errors.forbidden(
            path.child("emptyDir", "sizeLimit"),
            "SizeLimit field must be a valid resource quantity");
      }
    }
    DiskVolumes.validateLocal(volume, sources);
    if (volume.secret() != null && sources.takes("secret")) {
      FileVolumes.secret(volume.secret(), path.child("secret"), errors);
    }
    DiskVolumes.validateNetwork(volume, sources);
    initiator(volume.iscsi(), volume.name(), path, errors);
    DiskVolumes.validateClaims(volume, sources);
    if (volume.downwardAPI() != null && sources.takes("downwarAPI")) {
      FileVolumes.downward(volume.downwardAPI(), path.child("downwardAPI"), errors);
    }
    DiskVolumes.validateChannels(volume, sources);
    if (volume.configMap() != null && sources.takes("configMap")) {
      FileVolumes.configMap(volume.configMap(), path.child("configMap"), errors);
    }
    CloudVolumes.validate(volume, sources);
    if (volume.projected() != null && sources.takes("projected")) {
      ProjectedVolumes.validate(volume.projected(), path.child("projected"), scope);
    }
    DiskVolumes.validateDrivers(volume, sources);
    ephemeral(volume, podName, sources);
    var image = volume.image();
    if (image != null && sources.takes("image")) {
      if (orEmpty(image.reference()).isEmpty()
          && !scope.tolerates(Scope.Tolerance.EMPTY_IMAGE_REFERENCE)) {
        errors.required(path.child("image", "reference"), "");
      }
      PodSpecs.required(
          image.pullPolicy(),
          List.of("Always", "IfNotPresent", "Never"),
          path.child("image", "pullPolicy"),
          errors);
    }
    sources.finish();
  }

  private static void initiator(
      @Nullable ISCSIVolumeSource iscsi, String name, Path path, FieldErrors errors) {
    if (iscsi != null
        && iscsi.initiatorName() != null
        && name.length() + 1 + iscsi.targetPortal().length() > MAX_ISCSI_LENGTH) {
      errors.invalid(
          path.child("name"),
          name,
          "Total length of <volume name>:<iscsi.targetPortal> must be under 64 characters if"
              + " iscsi.initiatorName is specified.");
    }
  }

  private static void ephemeral(Volume volume, String podName, Sources sources) {
    var ephemeral = volume.ephemeral();
    if (ephemeral == null || !sources.takes("ephemeral")) {
      return;
    }
    FieldErrors errors = sources.errors;
    Path at = sources.path.child("ephemeral", "volumeClaimTemplate");
    if (ephemeral.volumeClaimTemplate() == null) {
      errors.required(at, "");
    } else {
      ClaimTemplates.validate(ephemeral.volumeClaimTemplate(), at, errors);
    }
    if (!podName.isEmpty() && !volume.name().isEmpty()) {
      String claim = podName + "-" + volume.name();
      for (String problem : Names.subdomain(claim)) {
        errors.invalid(
            sources.path.child("name"),
            volume.name(),
            "PVC name " + GoQuote.quote(claim) + ": " + problem);
      }
    }
  }

  /** Lets the first source pass and none after it. */
  static final class Sources {
    final Path path;
    final FieldErrors errors;
    private boolean taken;

    Sources(Path path, FieldErrors errors) {
      this.path = path;
      this.errors = errors;
    }

    boolean takes(String field) {
      if (taken) {
        errors.forbidden(path.child(field), "may not specify more than 1 volume type");
        return false;
      }
      taken = true;
      return true;
    }

    void finish() {
      if (!taken) {
        errors.required(path, "must specify a volume type");
      }
    }
  }
}
