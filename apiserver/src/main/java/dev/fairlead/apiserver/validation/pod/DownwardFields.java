package dev.fairlead.apiserver.validation.pod;

import static dev.fairlead.apiserver.validation.Texts.isEmpty;
import static dev.fairlead.apiserver.validation.Texts.orEmpty;

import dev.fairlead.apiserver.validation.FieldErrors;
import dev.fairlead.apiserver.validation.Names;
import dev.fairlead.apiserver.validation.Path;
import dev.fairlead.model.core.v1.ObjectFieldSelector;
import dev.fairlead.model.core.v1.ResourceFieldSelector;
import dev.fairlead.model.value.Quantity;
import java.util.List;
import java.util.Locale;
import java.util.Set;

/** Checks which of its own fields a Pod hands to its containers. */
final class DownwardFields {
  private static final List<String> OF_VARIABLES =
      List.of(
          "metadata.name",
          "metadata.namespace",
          "metadata.uid",
          "spec.nodeName",
          "spec.serviceAccountName",
          "status.hostIP",
          "status.hostIPs",
          "status.podIP",
          "status.podIPs");
  private static final List<String> OF_VOLUMES =
      List.of(
          "metadata.annotations",
          "metadata.labels",
          "metadata.name",
          "metadata.namespace",
          "metadata.uid");
  private static final Set<String> KNOWN =
      Set.of(
          "metadata.annotations",
          "metadata.labels",
          "metadata.name",
          "metadata.namespace",
          "metadata.uid",
          "spec.nodeName",
          "spec.restartPolicy",
          "spec.serviceAccountName",
          "spec.schedulerName",
          "status.phase",
          "status.hostIP",
          "status.hostIPs",
          "status.podIP",
          "status.podIPs");
  private static final List<String> RESOURCES =
      List.of(
          "limits.cpu",
          "limits.ephemeral-storage",
          "limits.memory",
          "requests.cpu",
          "requests.ephemeral-storage",
          "requests.memory");
  private static final Set<String> CPU_DIVISORS = Set.of("1m", "1");
  private static final Set<String> BYTE_DIVISORS =
      Set.of("1", "1k", "1M", "1G", "1T", "1P", "1E", "1Ki", "1Mi", "1Gi", "1Ti", "1Pi", "1Ei");

  private DownwardFields() {}

  static void validateForVariable(ObjectFieldSelector field, Path path, FieldErrors errors) {
    validate(field, OF_VARIABLES, path, errors);
  }

  static void validateForVolume(ObjectFieldSelector field, Path path, FieldErrors errors) {
    validate(field, OF_VOLUMES, path, errors);
  }

  private static void validate(
      ObjectFieldSelector field, List<String> supported, Path path, FieldErrors errors) {
    String version = orEmpty(field.apiVersion());
    String given = field.fieldPath();
    if (version.isEmpty() || given.isEmpty()) {
      errors.required(path.child(version.isEmpty() ? "apiVersion" : "fieldPath"), "");
      return;
    }
    int bracket = given.endsWith("']") ? given.indexOf("['") : -1;
    boolean subscripted = bracket > 0;
    String name = subscripted ? given.substring(0, bracket) : given;
    boolean labelled = name.equals("metadata.annotations") || name.equals("metadata.labels");
    String problem =
        !version.equals("v1")
            ? "unsupported pod version: " + version
            : subscripted && !labelled
                ? "field label does not support subscript: " + given
                : !subscripted && !KNOWN.contains(name) && !name.equals("spec.host")
                    ? "field label not supported: " + given
                    : "";
    if (!problem.isEmpty()) {
      errors.invalid(path.child("fieldPath"), given, "error converting fieldPath: " + problem);
    } else if (subscripted) {
      String key = given.substring(bracket + 2, Math.max(bracket + 2, given.length() - 2));
      String checked = name.endsWith("annotations") ? key.toLowerCase(Locale.ROOT) : key;
      errors.invalid(path, checked, Names.qualifiedName(checked));
    } else {
      // A name from the very first clients, which the server still reads.
      String current = name.equals("spec.host") ? "spec.nodeName" : name;
      if (!supported.contains(current)) {
        errors.notSupported(path.child("fieldPath"), current, supported);
      }
    }
  }

  static void validate(
      ResourceFieldSelector field, boolean ofVolume, Path path, FieldErrors errors) {
    String resource = field.resource();
    if (ofVolume && isEmpty(field.containerName())) {
      errors.required(path.child("containerName"), "");
    } else if (resource.isEmpty()) {
      errors.required(path.child("resource"), "");
    } else if (!RESOURCES.contains(resource) && !isHugePages(resource)) {
      errors.notSupported(path.child("resource"), resource, RESOURCES);
    }
    Quantity divisor = field.divisor();
    if (divisor == null || divisor.isZero()) {
      return;
    }
    boolean cpu = resource.endsWith("s.cpu");
    String what =
        switch (resource) {
          case "limits.cpu", "requests.cpu" -> "cpu";
          case "limits.memory", "requests.memory" -> "memory";
          case "limits.ephemeral-storage", "requests.ephemeral-storage" ->
              "local ephemeral storage";
          default -> isHugePages(resource) ? "hugepages" : "";
        };
    Set<String> allowed = cpu ? CPU_DIVISORS : BYTE_DIVISORS;
    if (!what.isEmpty() && !allowed.contains(divisor.toString())) {
      String values = cpu ? "1m and 1" : "1, 1k, 1M, 1G, 1T, 1P, 1E, 1Ki, 1Mi, 1Gi, 1Ti, 1Pi, 1Ei";
      errors.invalid(
          path.child("divisor"),
          resource,
          "only divisor's values " + values + " are supported with the " + what + " resource");
    }
  }

  private static boolean isHugePages(String resource) {
    return resource.startsWith("limits.hugepages-") || resource.startsWith("requests.hugepages-");
  }
}
