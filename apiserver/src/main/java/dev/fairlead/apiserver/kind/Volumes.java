package dev.fairlead.apiserver.kind;

import dev.fairlead.apiserver.validation.FieldErrors;
import dev.fairlead.apiserver.validation.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** What volumes and claims of volumes have in common. */
final class Volumes {
  static final String CLASS_ANNOTATION = "volume.beta.kubernetes.io/storage-class";
  static final String FILESYSTEM = "Filesystem";
  static final List<String> MODES = List.of("Block", FILESYSTEM);

  private static final String ONE_POD = "ReadWriteOncePod";
  private static final Map<String, String> SHORT =
      Map.of(
          "ReadWriteOnce", "RWO", "ReadOnlyMany", "ROX", "ReadWriteMany", "RWX", ONE_POD, "RWOP");
  private static final List<String> ACCESS_MODES =
      List.of("ReadOnlyMany", "ReadWriteMany", "ReadWriteOnce", ONE_POD);

  /** The order in which a cell shows them. */
  private static final List<String> SHOWN =
      List.of("ReadWriteOnce", "ReadOnlyMany", "ReadWriteMany", ONE_POD);

  private Volumes() {}

  static void validateAccessModes(List<String> modes, Path path, FieldErrors errors) {
    for (String mode : modes) {
      if (!ACCESS_MODES.contains(mode)) {
        errors.notSupported(path, mode, ACCESS_MODES);
      }
    }
    boolean others =
        modes.stream().anyMatch(mode -> ACCESS_MODES.contains(mode) && !mode.equals(ONE_POD));
    if (modes.contains(ONE_POD) && others) {
      errors.forbidden(path, "may not use ReadWriteOncePod with other access modes");
    }
  }

  /** The modes in a cell, such as {@code RWO,ROX}. */
  static String accessModes(List<String> modes) {
    List<String> shown = new ArrayList<>();
    for (String mode : SHOWN) {
      if (modes.contains(mode)) {
        shown.add(SHORT.get(mode));
      }
    }
    return String.join(",", shown);
  }

  /** The storage class in a cell: an old annotation, or the field. */
  static String storageClass(Map<String, String> annotations, @Nullable String name) {
    String annotation = annotations.get(CLASS_ANNOTATION);
    return annotation != null ? annotation : name == null ? "" : name;
  }
}
