package dev.fairlead.apiserver.kind;

import dev.fairlead.apiserver.validation.FieldErrors;
import dev.fairlead.apiserver.validation.Names;
import dev.fairlead.apiserver.validation.Path;
import dev.fairlead.apiserver.validation.Sizes;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** Checks the drivers of volumes, and what they are told. */
final class Provisioners {
  /** Go: maxProvisionerParameterLen. */
  private static final int MAX_PARAMETERS = 512;

  /** Bytes of keys and values; Go: maxProvisionerParameterSize. */
  private static final int MAX_PARAMETER_BYTES = 256 * 1024;

  /** In bytes. */
  private static final int MAX_DRIVER_NAME = 63;

  private Provisioners() {}

  /**
   * Checks a provisioner's name.
   *
   * @param last gets what Kubernetes finds by declared rules
   */
  static void validate(String name, Path path, FieldErrors errors, FieldErrors last) {
    if (name.isEmpty()) {
      last.required(path, "");
    } else {
      errors.invalid(
          path, name.toLowerCase(Locale.ROOT), Names.qualifiedName(name.toLowerCase(Locale.ROOT)));
    }
  }

  static void validateParameters(Map<String, String> parameters, Path path, FieldErrors errors) {
    if (parameters.size() > MAX_PARAMETERS) {
      errors.tooLong(path, MAX_PARAMETERS);
      return;
    }
    if (parameters.containsKey("")) {
      errors.invalid(path, "", "field can not be empty.");
    }
    if (bytes(parameters) > MAX_PARAMETER_BYTES) {
      errors.tooLong(path, MAX_PARAMETER_BYTES);
    }
  }

  static long bytes(Map<String, String> map) {
    return map.entrySet().stream()
        .mapToLong(e -> Sizes.utf8(e.getKey()) + Sizes.utf8(e.getValue()))
        .sum();
  }

  /** Checks the name of a CSI driver. */
  static void validateDriver(String name, Path path, FieldErrors errors) {
    if (name.isEmpty()) {
      errors.required(path, "");
      return;
    }
    validateLength(name, path, errors);
    List<String> problems = Names.subdomain(name.toLowerCase(Locale.ROOT));
    errors.invalid(path, name, problems);
  }

  /** Checks that a driver's name, or the domain of what is the driver's, isn't too long. */
  static void validateLength(String name, Path path, FieldErrors errors) {
    if (Sizes.utf8(name) > MAX_DRIVER_NAME) {
      errors.tooLong(path, MAX_DRIVER_NAME);
    }
  }
}
