package dev.fairlead.apiserver.validation.pod;

import static dev.fairlead.apiserver.validation.Texts.orEmpty;

import dev.fairlead.apiserver.validation.Path;
import dev.fairlead.model.core.v1.DownwardAPIVolumeFile;
import dev.fairlead.model.core.v1.KeyToPath;
import dev.fairlead.model.core.v1.Volume;
import dev.fairlead.model.core.v1.VolumeProjection;
import dev.fairlead.model.value.GoQuote;
import dev.fairlead.model.value.Quantity;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.Function;

/** Volumes of kinds that are gone, and files that hide each other. */
final class VolumeWarnings {
  /** A kind of volume and since when it is deprecated and does nothing. */
  private record Old(String field, Function<Volume, Object> source, String since) {}

  @SuppressWarnings("NullAway") // absent sources are null, which the stream below filters
  private static final List<Old> OLD =
      List.of(
          new Old(
              "photonPersistentDisk",
              Volume::photonPersistentDisk,
              "deprecated in v1.11, non-functional in v1.16+"),
          new Old(
              "gitRepo", Volume::gitRepo, "deprecated in v1.11, and disabled by default in v1.33+"),
          new Old("scaleIO", Volume::scaleIO, "deprecated in v1.16, non-functional in v1.22+"),
          new Old("flocker", Volume::flocker, "deprecated in v1.22, non-functional in v1.25+"),
          new Old("storageOS", Volume::storageos, "deprecated in v1.22, non-functional in v1.25+"),
          new Old("quobyte", Volume::quobyte, "deprecated in v1.22, non-functional in v1.25+"),
          new Old("glusterfs", Volume::glusterfs, "deprecated in v1.25, non-functional in v1.26+"),
          new Old("cephfs", Volume::cephfs, "deprecated in v1.28, non-functional in v1.31+"),
          new Old("rbd", Volume::rbd, "deprecated in v1.28, non-functional in v1.31+"));

  private VolumeWarnings() {}

  /** A path and where it comes from; the source may be empty. */
  private record Mapped(String path, String source) {
    @Override
    public String toString() {
      String quoted = GoQuote.quote(path);
      return source.isEmpty() ? quoted : quoted + " (" + source + ")";
    }

    boolean overlaps(Mapped other) {
      return !path.isEmpty()
          && !other.path.isEmpty()
          && ((path + "/").startsWith(other.path + "/")
              || (other.path + "/").startsWith(path + "/"));
    }

    Mapped trimmed() {
      int end = path.length();
      while (end > 0 && path.charAt(end - 1) == '/') {
        end--;
      }
      return new Mapped(path.substring(0, end), source);
    }
  }

  static List<String> of(List<Volume> volumes, Path path) {
    List<String> warnings = new ArrayList<>();
    for (int i = 0; i < volumes.size(); i++) {
      Volume volume = volumes.get(i);
      Path at = path.index(i);
      for (Old old : OLD) {
        if (old.source.apply(volume) != null) {
          warnings.add(at.child(old.field) + ": " + old.since);
        }
      }
      claim(volume, at, warnings);
    }
    volumes.forEach(volume -> overlaps(volume, warnings));
    return warnings;
  }

  private static void claim(Volume volume, Path path, List<String> warnings) {
    var ephemeral = volume.ephemeral();
    if (ephemeral == null || ephemeral.volumeClaimTemplate() == null) {
      return;
    }
    var resources = ephemeral.volumeClaimTemplate().spec().resources();
    for (var each :
        List.of(
            Map.entry("requests", resources.requests()), Map.entry("limits", resources.limits()))) {
      Quantity storage = each.getValue().getOrDefault("storage", Quantity.ZERO);
      if (storage.asBigDecimal().stripTrailingZeros().scale() > 0) {
        Path at = path.child("ephemeral", "volumeClaimTemplate", "spec", "resources");
        warnings.add(
            at.child(each.getKey()).key("storage")
                + ": fractional byte value "
                + GoQuote.quote(storage.toString())
                + " is invalid, must be an integer");
      }
    }
  }

  private static void overlaps(Volume volume, List<String> warnings) {
    var configMap = volume.configMap();
    if (configMap != null) {
      String what = "ConfigMap " + GoQuote.quote(orEmpty(configMap.name()));
      overlaps(volume, what, keys(configMap.items(), ""), warnings);
    }
    var secret = volume.secret();
    if (secret != null) {
      String what = "Secret " + GoQuote.quote(orEmpty(secret.secretName()));
      overlaps(volume, what, keys(secret.items(), ""), warnings);
    }
    var downward = volume.downwardAPI();
    if (downward != null) {
      overlaps(volume, "DownwardAPI", files(downward.items(), ""), warnings);
    }
    var projected = volume.projected();
    if (projected != null) {
      List<Mapped> all = new ArrayList<>();
      for (VolumeProjection source : projected.sources()) {
        if (source.equals(VolumeProjection.TYPE.empty())) {
          warnings.add(
              "volume " + GoQuote.quote(volume.name()) + " (Projected) has no sources provided");
        }
        all.addAll(paths(source));
      }
      overlaps(volume, "Projected", all, warnings);
    }
  }

  private static void overlaps(
      Volume volume, String what, List<Mapped> all, List<String> warnings) {
    List<Mapped> before = new ArrayList<>();
    for (Mapped given : all) {
      Mapped path = given.trimmed();
      for (Mapped other : before) {
        if (path.overlaps(other)) {
          warnings.add(
              "volume "
                  + GoQuote.quote(volume.name())
                  + " ("
                  + what
                  + "): overlapping paths: "
                  + path
                  + " with "
                  + other);
        }
      }
      before.add(path);
    }
  }

  private static List<Mapped> paths(VolumeProjection source) {
    if (source.configMap() != null && !source.configMap().items().isEmpty()) {
      String what = "ConfigMap " + GoQuote.quote(orEmpty(source.configMap().name()));
      return keys(source.configMap().items(), what);
    }
    if (source.secret() != null && !source.secret().items().isEmpty()) {
      String what = "Secret " + GoQuote.quote(orEmpty(source.secret().name()));
      return keys(source.secret().items(), what);
    }
    if (source.downwardAPI() != null && !source.downwardAPI().items().isEmpty()) {
      return files(source.downwardAPI().items(), "DownwardAPI");
    }
    if (source.serviceAccountToken() != null) {
      return List.of(new Mapped(source.serviceAccountToken().path(), "ServiceAccountToken"));
    }
    var bundle = source.clusterTrustBundle();
    if (bundle != null) {
      String name = bundle.name() == null ? orEmpty(bundle.signerName()) : bundle.name();
      return List.of(new Mapped(bundle.path(), "ClusterTrustBundle " + GoQuote.quote(name)));
    }
    var certificate = source.podCertificate();
    return certificate == null
        ? List.of()
        : List.of(
                new Mapped(orEmpty(certificate.certificateChainPath()), "PodCertificate chain"),
                new Mapped(orEmpty(certificate.keyPath()), "PodCertificate key"),
                new Mapped(
                    orEmpty(certificate.credentialBundlePath()),
                    "PodCertificate credential bundle"))
            .stream()
            .filter(mapped -> !mapped.path.isEmpty())
            .toList();
  }

  private static List<Mapped> keys(List<KeyToPath> items, String source) {
    return items.stream().map(item -> new Mapped(item.path(), source)).toList();
  }

  private static List<Mapped> files(List<DownwardAPIVolumeFile> items, String source) {
    return items.stream().map(item -> new Mapped(item.path(), source)).toList();
  }
}
