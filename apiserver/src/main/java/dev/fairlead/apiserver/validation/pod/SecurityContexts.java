package dev.fairlead.apiserver.validation.pod;

import static dev.fairlead.apiserver.validation.pod.Absent.isTrue;

import dev.fairlead.apiserver.validation.FieldErrors;
import dev.fairlead.apiserver.validation.Names;
import dev.fairlead.apiserver.validation.Path;
import dev.fairlead.model.core.v1.PodSecurityContext;
import dev.fairlead.model.core.v1.PodSpec;
import dev.fairlead.model.core.v1.SecurityContext;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Checks as whom containers run, and with which rights. */
final class SecurityContexts {
  private static final List<String> GROUP_CHANGES = List.of("Always", "OnRootMismatch");
  private static final List<String> GROUP_POLICIES = List.of("Merge", "Strict");
  private static final List<String> SELINUX_CHANGES = List.of("MountOption", "Recursive");
  private static final List<String> PROC_MOUNTS = List.of("Default", "Unmasked");

  /** Longest name of a kernel parameter, in bytes (SysctlMaxLength). */
  private static final int MAX_SYSCTL_LENGTH = 253;

  private static final String SYSCTL_SEGMENT = "[a-z0-9]([-_a-z0-9]*[a-z0-9])?";
  private static final String SYSCTL = "^(" + SYSCTL_SEGMENT + "[\\./])*" + SYSCTL_SEGMENT + "$";
  private static final Pattern SEGMENT = Pattern.compile(SYSCTL_SEGMENT);
  private static final Set<String> IPC_SYSCTLS =
      Set.of(
          "kernel.sem",
          "kernel.shmall",
          "kernel.shmmax",
          "kernel.shmmni",
          "kernel.shm_rmid_forced",
          "kernel.shm",
          "kernel.msgmax",
          "kernel.msgmnb",
          "kernel.msgmni",
          "kernel.msg");

  private SecurityContexts() {}

  static void validatePod(PodSpec spec, Path path, Scope scope) {
    PodSecurityContext context = spec.securityContext();
    if (context == null) {
      return;
    }
    FieldErrors errors = scope.errors();
    id(context.fsGroup(), path.child("fsGroup"), errors);
    id(context.runAsUser(), path.child("runAsUser"), errors);
    id(context.runAsGroup(), path.child("runAsGroup"), errors);
    for (int i = 0; i < context.supplementalGroups().size(); i++) {
      id(context.supplementalGroups().get(i), path.child("supplementalGroups").index(i), errors);
    }
    sysctls(spec, context, path.child("sysctls"), scope);
    oneOf(context.fsGroupChangePolicy(), GROUP_CHANGES, path.child("fsGroupChangePolicy"), errors);
    SecurityProfiles.seccomp(context.seccompProfile(), path.child("seccompProfile"), errors);
    WindowsOptions.validate(context.windowsOptions(), path.child("windowsOptions"), errors);
    SecurityProfiles.appArmor(context.appArmorProfile(), path.child("appArmorProfile"), errors);
    oneOf(
        context.supplementalGroupsPolicy(),
        GROUP_POLICIES,
        path.child("supplementalGroupsPolicy"),
        errors);
    oneOf(
        context.seLinuxChangePolicy(), SELINUX_CHANGES, path.child("seLinuxChangePolicy"), errors);
  }

  static void validate(
      @Nullable SecurityContext context, Path path, boolean hostUsers, Scope scope) {
    if (context == null) {
      return;
    }
    FieldErrors errors = scope.errors();
    id(context.runAsUser(), path.child("runAsUser"), errors);
    id(context.runAsGroup(), path.child("runAsGroup"), errors);
    String procMount = context.procMount();
    oneOf(procMount, PROC_MOUNTS, path.child("procMount"), errors);
    if (hostUsers && "Unmasked".equals(procMount)) {
      errors.invalid(
          path.child("procMount"), procMount, "`hostUsers` must be false to use `Unmasked`");
    }
    SecurityProfiles.seccomp(context.seccompProfile(), path.child("seccompProfile"), errors);
    if (Boolean.FALSE.equals(context.allowPrivilegeEscalation())) {
      escalation(context, path, scope);
    }
    WindowsOptions.validate(context.windowsOptions(), path.child("windowsOptions"), errors);
    SecurityProfiles.appArmor(context.appArmorProfile(), path.child("appArmorProfile"), errors);
  }

  /** Who may do anything can't be kept from getting more rights. */
  private static void escalation(SecurityContext context, Path path, Scope scope) {
    String start = "cannot set `allowPrivilegeEscalation` to false and ";
    if (isTrue(context.privileged())) {
      scope.errors().invalid(path, InternalJson.of(context), start + "`privileged` to true");
    }
    if (context.capabilities() == null) {
      return;
    }
    for (String capability : context.capabilities().add()) {
      if (capability.equals("CAP_SYS_ADMIN")
          && !scope.tolerates(Scope.Tolerance.SYS_ADMIN_WITHOUT_ESCALATION)) {
        scope
            .errors()
            .invalid(path, InternalJson.of(context), start + "`capabilities.Add` CAP_SYS_ADMIN");
      }
    }
  }

  private static void sysctls(PodSpec spec, PodSecurityContext context, Path path, Scope scope) {
    FieldErrors errors = scope.errors();
    Set<String> seen = new HashSet<>();
    for (int i = 0; i < context.sysctls().size(); i++) {
      String name = context.sysctls().get(i).name();
      Path at = path.index(i).child("name");
      if (name.isEmpty()) {
        errors.required(at, "");
      } else if (!isSysctl(name)) {
        errors.invalid(
            at,
            name,
            "must have at most " + MAX_SYSCTL_LENGTH + " characters and match regex " + SYSCTL);
      } else if (seen.contains(name)) {
        errors.duplicate(at, name);
      }
      seen.add(name);
      String normal = normal(name);
      boolean ofNetwork = spec.hostNetwork() && normal.startsWith("net.");
      boolean ofIpc =
          spec.hostIPC() && (IPC_SYSCTLS.contains(normal) || normal.startsWith("fs.mqueue."));
      if ((ofNetwork || ofIpc) && !scope.tolerates(Scope.Tolerance.HOST_SYSCTL)) {
        String host = ofNetwork ? "hostNetwork" : "hostIPC";
        errors.invalid(at, name, "may not be specified when '" + host + "' is true");
      }
    }
  }

  private static boolean isSysctl(String name) {
    if (name.length() > MAX_SYSCTL_LENGTH) {
      return false;
    }
    for (String segment : name.split("[./]", -1)) {
      if (!SEGMENT.matcher(segment).matches()) {
        return false;
      }
    }
    return true;
  }

  /** With dots between its parts, whichever of dot and slash it began with; up to a star. */
  private static String normal(String name) {
    int dot = name.indexOf('.');
    int slash = name.indexOf('/');
    String dotted =
        slash < 0 || (dot >= 0 && dot < slash)
            ? name
            : name.replace('.', '\0').replace('/', '.').replace('\0', '/');
    int star = dotted.indexOf('*');
    return star < 0 ? dotted : dotted.substring(0, star);
  }

  private static void id(@Nullable Long id, Path path, FieldErrors errors) {
    if (id != null) {
      errors.invalid(path, id, Names.userId(id));
    }
  }

  private static void oneOf(
      @Nullable String value, List<String> supported, Path path, FieldErrors errors) {
    if (value != null && !supported.contains(value)) {
      errors.notSupported(path, value, supported);
    }
  }
}
