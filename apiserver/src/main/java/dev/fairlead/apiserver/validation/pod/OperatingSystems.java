package dev.fairlead.apiserver.validation.pod;

import dev.fairlead.apiserver.validation.FieldErrors;
import dev.fairlead.apiserver.validation.Path;
import dev.fairlead.model.core.v1.PodSecurityContext;
import dev.fairlead.model.core.v1.PodSpec;
import dev.fairlead.model.core.v1.SecurityContext;
import java.util.List;

/** Checks that a Pod has no fields of another operating system than its own. */
final class OperatingSystems {
  private static final List<String> KNOWN = List.of("linux", "windows");
  private static final String NOT_ON_WINDOWS = "cannot be set for a windows pod";

  /** In the order in which the server looks at them. */
  private static final List<String> LINUX_FIELDS_OF_PODS =
      List.of(
          "appArmorProfile",
          "seLinuxOptions",
          "seccompProfile",
          "fsGroup",
          "fsGroupChangePolicy",
          "sysctls",
          "runAsUser",
          "runAsGroup",
          "supplementalGroups",
          "supplementalGroupsPolicy",
          "seLinuxChangePolicy");

  private static final List<String> LINUX_FIELDS_OF_CONTAINERS =
      List.of(
          "appArmorProfile",
          "seLinuxOptions",
          "seccompProfile",
          "capabilities",
          "readOnlyRootFilesystem",
          "privileged",
          "allowPrivilegeEscalation",
          "procMount",
          "runAsUser",
          "runAsGroup");

  private OperatingSystems() {}

  static boolean isWindows(PodSpec spec) {
    return spec.os() != null && spec.os().name().equals("windows");
  }

  static void validate(PodSpec spec, Path path, FieldErrors errors) {
    if (spec.os() == null) {
      return;
    }
    String name = spec.os().name();
    if (name.isEmpty()) {
      errors.required(path.child("os", "name"), "");
    } else if (!KNOWN.contains(name)) {
      errors.notSupported(path.child("os"), name, KNOWN);
    } else if (name.equals("linux")) {
      linux(spec, path, errors);
    } else {
      windows(spec, path, errors);
    }
  }

  private static void linux(PodSpec spec, Path path, FieldErrors errors) {
    String why = "windows options cannot be set for a linux pod";
    if (spec.securityContext() != null && spec.securityContext().windowsOptions() != null) {
      errors.forbidden(path.child("securityContext", "windowsOptions"), why);
    }
    SpecVisits.containers(
        spec,
        path,
        (container, at) -> {
          var context = container.securityContext();
          if (context != null && context.windowsOptions() != null) {
            errors.forbidden(at.child("securityContext", "windowsOptions"), why);
          }
        });
  }

  private static void windows(PodSpec spec, Path path, FieldErrors errors) {
    PodSecurityContext ofPod = spec.securityContext();
    if (ofPod != null) {
      for (String field : LINUX_FIELDS_OF_PODS) {
        Object value = PodSecurityContext.TYPE.get(ofPod, PodSecurityContext.TYPE.indexOf(field));
        boolean empty = value instanceof List<?> list && list.isEmpty();
        forbid(value != null && !empty, path.child("securityContext", field), errors);
      }
    }
    forbid(spec.hostUsers() != null, path.child("hostUsers"), errors);
    forbid(spec.hostPID(), path.child("hostPID"), errors);
    forbid(spec.hostIPC(), path.child("hostIPC"), errors);
    forbid(spec.shareProcessNamespace() != null, path.child("shareProcessNamespace"), errors);
    SpecVisits.containers(
        spec,
        path,
        (container, at) -> {
          SecurityContext context = container.securityContext();
          if (context == null) {
            return;
          }
          for (String field : LINUX_FIELDS_OF_CONTAINERS) {
            Object value = SecurityContext.TYPE.get(context, SecurityContext.TYPE.indexOf(field));
            forbid(value != null, at.child("securityContext", field), errors);
          }
        });
  }

  private static void forbid(boolean set, Path path, FieldErrors errors) {
    if (set) {
      errors.forbidden(path, NOT_ON_WINDOWS);
    }
  }
}
