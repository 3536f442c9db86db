package dev.fairlead.apiserver.validation.pod;

import static dev.fairlead.apiserver.validation.Texts.orEmpty;

import dev.fairlead.apiserver.validation.FieldErrors;
import dev.fairlead.apiserver.validation.Path;
import dev.fairlead.model.core.v1.QuobyteVolumeSource;

/** Checks volumes of Quobyte. */
final class QuobyteVolumes {
  private static final int MAX_TENANT_LENGTH = 64;
  private static final String PAIRS =
      "must be a host:port pair or multiple pairs separated by commas";

  private QuobyteVolumes() {}

  static void validate(QuobyteVolumeSource volume, Path path, FieldErrors errors) {
    if (volume.registry().isEmpty()) {
      errors.required(path.child("registry"), PAIRS);
    } else if (orEmpty(volume.tenant()).length() > MAX_TENANT_LENGTH) {
      errors.required(
          path.child("tenant"), "must be a UUID and may not exceed a length of 64 characters");
    } else {
      for (String pair : volume.registry().split(",", -1)) {
        if (!isHostAndPort(pair)) {
          errors.invalid(path.child("registry"), volume.registry(), PAIRS);
        }
      }
    }
    if (volume.volume().isEmpty()) {
      errors.required(path.child("volume"), "");
    }
  }

  private static boolean isHostAndPort(String pair) {
    int colon = pair.lastIndexOf(':');
    if (colon < 0) {
      return false;
    }
    String host = pair.substring(0, colon);
    boolean bracketed = host.startsWith("[") && host.endsWith("]");
    return bracketed || (host.indexOf(':') < 0 && host.indexOf('[') < 0 && host.indexOf(']') < 0);
  }
}
