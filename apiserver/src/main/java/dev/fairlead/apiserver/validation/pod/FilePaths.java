package dev.fairlead.apiserver.validation.pod;

import dev.fairlead.apiserver.validation.FieldErrors;
import dev.fairlead.apiserver.validation.Path;
import java.util.List;

/** Checks paths inside of volumes, which must not lead out of them. */
final class FilePaths {
  private FilePaths() {}

  static void noBacksteps(String file, Path path, FieldErrors errors) {
    if (hasBackstep(file)) {
      errors.invalid(path, file, "must not contain '..'");
    }
  }

  static boolean hasBackstep(String file) {
    return List.of(file.split("/", -1)).contains("..");
  }

  /** A relative path without steps back. */
  static void descending(String file, Path path, FieldErrors errors) {
    if (file.startsWith("/")) {
      errors.invalid(path, file, "must be a relative path");
    }
    noBacksteps(file, path, errors);
  }

  /** The same for files of a volume that the kubelet writes, which keeps names with dots. */
  static void notReserved(String file, Path path, FieldErrors errors) {
    descending(file, path, errors);
    if (file.startsWith("..") && !file.startsWith("../")) {
      errors.invalid(path, file, "must not start with '..'");
    }
  }
}
