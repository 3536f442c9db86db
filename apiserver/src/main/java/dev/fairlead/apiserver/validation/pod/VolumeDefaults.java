package dev.fairlead.apiserver.validation.pod;

import static dev.fairlead.apiserver.validation.Texts.orEmpty;
import static dev.fairlead.apiserver.validation.pod.Absent.or;

import dev.fairlead.model.core.v1.DownwardAPIVolumeFile;
import dev.fairlead.model.core.v1.EmptyDirVolumeSource;
import dev.fairlead.model.core.v1.EphemeralVolumeSource;
import dev.fairlead.model.core.v1.PersistentVolumeClaimSpec;
import dev.fairlead.model.core.v1.Volume;
import dev.fairlead.model.core.v1.VolumeProjection;
import org.jspecify.annotations.Nullable;

/** Fills in what volumes get beyond the defaults that the schema tells. */
final class VolumeDefaults {
  /** Of files, 0644. */
  private static final Integer FILE_MODE = 0644;

  /** Of a projected service account token: one hour. */
  private static final Long TOKEN_EXPIRATION_SECONDS = 3_600L;

  private VolumeDefaults() {}

  static Volume of(Volume volume) {
    if (hasNoSource(volume)) {
      return volume.with(v -> v.emptyDir(EmptyDirVolumeSource.TYPE.empty()));
    }
    return volume.with(v -> {
      files(volume, v);
      var path = volume.hostPath();
      if (path != null && path.type() == null) {
        v.hostPath(path.with(h -> h.type("")));
      }
      var disk = volume.azureDisk();
      if (disk != null && disk.readOnly() == null) {
        v.azureDisk(disk.with(d -> d.readOnly(false)));
      }
      var image = volume.image();
      if (image != null) {
        v.image(
            image.with(i ->
                i.pullPolicy(
                    ContainerDefaults.pullPolicy(image.pullPolicy(), orEmpty(image.reference())))));
      }
      var ephemeral = volume.ephemeral();
      if (ephemeral != null) {
        v.ephemeral(ephemeral(ephemeral));
      }
    });
  }

  private static boolean hasNoSource(Volume volume) {
    for (int i = 0; i < Volume.TYPE.fields().size(); i++) {
      if (!Volume.TYPE.fields().get(i).name().equals("name")
          && Volume.TYPE.get(volume, i) != null) {
        return false;
      }
    }
    return true;
  }

  private static void files(Volume volume, Volume.Builder v) {
    var secret = volume.secret();
    if (secret != null) {
      v.secret(secret.with(s -> s.defaultMode(mode(secret.defaultMode()))));
    }
    var configMap = volume.configMap();
    if (configMap != null) {
      v.configMap(configMap.with(c -> c.defaultMode(mode(configMap.defaultMode()))));
    }
    var downward = volume.downwardAPI();
    if (downward != null) {
      v.downwardAPI(
          downward.with(d ->
              d.defaultMode(mode(downward.defaultMode()))
                  .items(downward.items().stream().map(VolumeDefaults::file).toList())));
    }
    var projected = volume.projected();
    if (projected != null) {
      v.projected(
          projected.with(p ->
              p.defaultMode(mode(projected.defaultMode()))
                  .sources(projected.sources().stream().map(VolumeDefaults::source).toList())));
    }
  }

  private static Integer mode(@Nullable Integer mode) {
    return mode == null ? FILE_MODE : mode;
  }

  private static DownwardAPIVolumeFile file(DownwardAPIVolumeFile file) {
    var field = file.fieldRef();
    return field == null ? file : file.with(f -> f.fieldRef(ContainerDefaults.field(field)));
  }

  private static VolumeProjection source(VolumeProjection source) {
    var downward = source.downwardAPI();
    if (downward != null) {
      return source.with(s ->
          s.downwardAPI(
              downward.with(
                  d -> d.items(downward.items().stream().map(VolumeDefaults::file).toList()))));
    }
    var token = source.serviceAccountToken();
    if (token != null && token.expirationSeconds() == null) {
      return source.with(s ->
          s.serviceAccountToken(token.with(t -> t.expirationSeconds(TOKEN_EXPIRATION_SECONDS))));
    }
    return source;
  }

  private static EphemeralVolumeSource ephemeral(EphemeralVolumeSource source) {
    var template = source.volumeClaimTemplate();
    if (template == null) {
      return source;
    }
    PersistentVolumeClaimSpec spec = template.spec();
    return source.with(e ->
        e.volumeClaimTemplate(
            template.with(t ->
                t.spec(
                    spec.with(s ->
                        s.volumeMode(or(spec.volumeMode(), "Filesystem"))
                            .resources(
                                spec.resources()
                                    .with(r ->
                                        r.limits(ResourceLists.rounded(spec.resources().limits()))
                                            .requests(
                                                ResourceLists.rounded(
                                                    spec.resources().requests())))))))));
  }
}
