package dev.fairlead.apiserver.validation.pod;

import dev.fairlead.apiserver.validation.FieldErrors;
import dev.fairlead.apiserver.validation.Path;
import dev.fairlead.model.core.v1.AppArmorProfile;
import dev.fairlead.model.core.v1.PodSpec;
import dev.fairlead.model.core.v1.SeccompProfile;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Checks seccomp and AppArmor profiles, as fields and as the annotations of old. */
final class SecurityProfiles {
  static final String SECCOMP_POD = "seccomp.security.alpha.kubernetes.io/pod";
  static final String SECCOMP_CONTAINER = "container.seccomp.security.alpha.kubernetes.io/";
  static final String APP_ARMOR = "container.apparmor.security.beta.kubernetes.io/";
  static final String LOCALHOST_PREFIX = "localhost/";
  static final String RUNTIME_DEFAULT = "runtime/default";
  static final String DOCKER_DEFAULT = "docker/default";
  static final String UNCONFINED = "unconfined";

  private static final List<String> TYPES = List.of("Localhost", "RuntimeDefault", "Unconfined");
  private static final String LOCALHOST = "Localhost";

  /** Longest name of a profile, in bytes: that of a path. */
  private static final int MAX_PROFILE_LENGTH = 4_095;

  private SecurityProfiles() {}

  static void seccomp(@Nullable SeccompProfile profile, Path path, FieldErrors errors) {
    if (profile == null) {
      return;
    }
    if (profile.type().isEmpty()) {
      errors.required(path.child("type"), "type is required when seccompProfile is set");
    } else if (!TYPES.contains(profile.type())) {
      errors.notSupported(path.child("type"), profile.type(), TYPES);
    }
    Path at = path.child("localhostProfile");
    String local = profile.localhostProfile();
    if (!profile.type().equals(LOCALHOST)) {
      if (local != null) {
        errors.invalid(
            at, InternalJson.of(profile), "can only be set when seccomp type is Localhost");
      }
    } else if (local == null) {
      errors.required(at, "must be set when seccomp type is Localhost");
    } else {
      FilePaths.descending(local, at, errors);
    }
  }

  static void appArmor(@Nullable AppArmorProfile profile, Path path, FieldErrors errors) {
    if (profile == null) {
      return;
    }
    Path at = path.child("localhostProfile");
    String local = profile.localhostProfile();
    switch (profile.type()) {
      case LOCALHOST -> {
        if (local == null || local.isEmpty()) {
          errors.required(at, "must be set when AppArmor type is Localhost");
        } else if (!local.strip().equals(local)) {
          errors.invalid(at, local, "must not be padded with whitespace");
        }
        if (local != null && local.length() > MAX_PROFILE_LENGTH) {
          errors.tooLong(at, MAX_PROFILE_LENGTH);
        }
      }
      case "RuntimeDefault", "Unconfined" -> {
        if (local != null) {
          errors.invalid(at, local, "can only be set when AppArmor type is Localhost");
        }
      }
      case "" ->
          errors.required(path.child("type"), "type is required when appArmorProfile is set");
      default -> errors.notSupported(path.child("type"), profile.type(), TYPES);
    }
  }

  /** The profile that an annotation of old means, or null if it means none. */
  static @Nullable AppArmorProfile ofAnnotation(String annotation) {
    if (annotation.equals(UNCONFINED)) {
      return AppArmorProfile.of(p -> p.type("Unconfined"));
    }
    if (annotation.equals(RUNTIME_DEFAULT)) {
      return AppArmorProfile.of(p -> p.type("RuntimeDefault"));
    }
    String local =
        annotation.startsWith(LOCALHOST_PREFIX)
            ? annotation.substring(LOCALHOST_PREFIX.length())
            : "";
    return local.isEmpty()
        ? null
        : AppArmorProfile.of(p -> p.type(LOCALHOST).localhostProfile(local));
  }

  /** Where both a field and an annotation tell a profile, they must tell the same. */
  static void validateMatch(
      Map<String, String> annotations, PodSpec spec, Path path, FieldErrors errors) {
    if (annotations.isEmpty()) {
      return;
    }
    var pod = spec.securityContext();
    String ofPod = annotations.get(SECCOMP_POD);
    if (pod != null && pod.seccompProfile() != null && ofPod != null) {
      Path at = path.child("securityContext", "seccompProfile");
      SeccompProfile field = pod.seccompProfile();
      match("seccomp", ofPod, field.type(), field.localhostProfile(), at, errors);
    }
    SpecVisits.containers(
        spec,
        path,
        (container, at) -> {
          var context = container.securityContext();
          SeccompProfile field = context == null ? null : context.seccompProfile();
          String annotation = annotations.get(SECCOMP_CONTAINER + container.name());
          if (field != null && annotation != null) {
            Path profile = at.child("securityContext", "seccompProfile");
            match("seccomp", annotation, field.type(), field.localhostProfile(), profile, errors);
          }
        });
    if (OperatingSystems.isWindows(spec)) {
      return;
    }
    AppArmorProfile podProfile = pod == null ? null : pod.appArmorProfile();
    SpecVisits.containers(
        spec,
        path,
        (container, at) -> {
          var context = container.securityContext();
          AppArmorProfile own = context == null ? null : context.appArmorProfile();
          AppArmorProfile field = own == null ? podProfile : own;
          String annotation = annotations.get(APP_ARMOR + container.name());
          if (field != null && annotation != null) {
            Path profile = at.child("securityContext", "appArmorProfile");
            match("apparmor", annotation, field.type(), field.localhostProfile(), profile, errors);
          }
        });
  }

  private static void match(
      String kind,
      String annotation,
      String type,
      @Nullable String local,
      Path path,
      FieldErrors errors) {
    boolean docker = kind.equals("seccomp") && annotation.equals(DOCKER_DEFAULT);
    boolean sameType =
        switch (type) {
          case "Unconfined" -> annotation.equals(UNCONFINED);
          case "RuntimeDefault" -> annotation.equals(RUNTIME_DEFAULT) || docker;
          case LOCALHOST -> annotation.startsWith(LOCALHOST_PREFIX);
          default -> true;
        };
    if (!sameType) {
      errors.forbidden(path.child("type"), kind + " type in annotation and field must match");
    } else if (type.equals(LOCALHOST)
        && !annotation.substring(LOCALHOST_PREFIX.length()).equals(local)) {
      errors.forbidden(
          path.child("localhostProfile"), kind + " profile in annotation and field must match");
    }
  }
}
