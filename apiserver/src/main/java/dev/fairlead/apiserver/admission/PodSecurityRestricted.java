package dev.fairlead.apiserver.admission;

import static dev.fairlead.apiserver.admission.PodSecurityChecks.containers;
import static dev.fairlead.apiserver.admission.PodSecurityChecks.plural;
import static dev.fairlead.apiserver.admission.PodSecurityChecks.present;
import static dev.fairlead.apiserver.admission.PodSecurityChecks.quoted;
import static dev.fairlead.apiserver.admission.PodSecurityChecks.setters;

import dev.fairlead.apiserver.admission.PodSecurityChecks.Part;
import dev.fairlead.apiserver.admission.PodSecurityChecks.Violation;
import dev.fairlead.model.core.v1.Capabilities;
import dev.fairlead.model.core.v1.Volume;
import dev.fairlead.model.type.Field;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** What the level restricted asks for beyond baseline: hardened as is best practice. */
final class PodSecurityRestricted {
  private static final Set<String> VOLUMES =
      Set.of(
          "configMap",
          "csi",
          "downwardAPI",
          "emptyDir",
          "ephemeral",
          "image",
          "persistentVolumeClaim",
          "projected",
          "secret");

  private final PodSecurityChecks pod;

  PodSecurityRestricted(PodSecurityChecks pod) {
    this.pod = pod;
  }

  List<@Nullable Violation> violations() {
    return Arrays.asList(
        pod.minor < 8 || pod.isWindows() ? null : privilegeEscalation(),
        pod.minor < 22 || pod.isWindows() ? null : capabilities(),
        pod.minor < 35 ? null : PodSecurityBaseline.procMount(pod),
        volumes(),
        pod.hasOwnUsers() ? null : runAsNonRoot(),
        pod.minor < 23 || pod.hasOwnUsers() ? null : runAsUser(),
        pod.minor < 19 || pod.isWindows() ? null : seccomp());
  }

  private @Nullable Violation privilegeEscalation() {
    List<String> bad =
        pod.partsWhere(p -> !Boolean.FALSE.equals(p.security().allowPrivilegeEscalation()));
    return bad.isEmpty()
        ? null
        : new Violation(
            "allowPrivilegeEscalation != false",
            containers(bad) + " must set securityContext.allowPrivilegeEscalation=false");
  }

  private @Nullable Violation capabilities() {
    List<String> keeping =
        pod.partsWhere(p -> {
          Capabilities capabilities = p.security().capabilities();
          return capabilities == null || !capabilities.drop().contains("ALL");
        });
    List<String> adding = pod.partsWhere(p -> added(p).findAny().isPresent());
    List<String> details = new ArrayList<>();
    if (!keeping.isEmpty()) {
      details.add(containers(keeping) + " must set securityContext.capabilities.drop=[\"ALL\"]");
    }
    if (!adding.isEmpty()) {
      details.add(
          containers(adding)
              + " must not include "
              + quoted(pod.values(PodSecurityRestricted::added))
              + " in securityContext.capabilities.add");
    }
    return details.isEmpty()
        ? null
        : new Violation("unrestricted capabilities", String.join("; ", details));
  }

  private static Stream<String> added(Part part) {
    return present(part.security().capabilities())
        .flatMap(capabilities -> capabilities.add().stream())
        .filter(capability -> !capability.equals("NET_BIND_SERVICE"));
  }

  private @Nullable Violation volumes() {
    List<Volume> bad =
        pod.spec.volumes().stream().filter(volume -> !VOLUMES.contains(source(volume))).toList();
    if (bad.isEmpty()) {
      return null;
    }
    List<String> types =
        bad.stream().map(PodSecurityRestricted::source).distinct().sorted().toList();
    return new Violation(
        "restricted volume types",
        plural("volume", bad)
            + " "
            + quoted(bad.stream().map(Volume::name).toList())
            + (bad.size() == 1 ? " uses " : " use ")
            + plural("restricted volume type", types)
            + " "
            + quoted(types));
  }

  /** The name of the one field besides the volume's name that is set. */
  private static String source(Volume volume) {
    List<Field> fields = Volume.TYPE.fields();
    for (int i = 0; i < fields.size(); i++) {
      if (!fields.get(i).name().equals("name") && Volume.TYPE.get(volume, i) != null) {
        return fields.get(i).name();
      }
    }
    return "unknown";
  }

  private @Nullable Violation runAsNonRoot() {
    Boolean own = pod.security.runAsNonRoot();
    boolean byPod = Boolean.FALSE.equals(own);
    List<String> bad = pod.partsWhere(p -> Boolean.FALSE.equals(p.security().runAsNonRoot()));
    if (byPod || !bad.isEmpty()) {
      return new Violation(
          "runAsNonRoot != true",
          setters(byPod, bad) + " must not set securityContext.runAsNonRoot=false");
    }
    List<String> silent = pod.partsWhere(p -> p.security().runAsNonRoot() == null);
    return Boolean.TRUE.equals(own) || silent.isEmpty()
        ? null
        : new Violation(
            "runAsNonRoot != true",
            "pod or " + containers(silent) + " must set securityContext.runAsNonRoot=true");
  }

  private @Nullable Violation runAsUser() {
    boolean byPod = isRoot(pod.security.runAsUser());
    List<String> bad = pod.partsWhere(p -> isRoot(p.security().runAsUser()));
    return !byPod && bad.isEmpty()
        ? null
        : new Violation("runAsUser=0", setters(byPod, bad) + " must not set runAsUser=0");
  }

  private static boolean isRoot(@Nullable Long user) {
    return user != null && user == 0;
  }

  private @Nullable Violation seccomp() {
    boolean byPod = PodSecurityProfiles.badSeccomp(pod.security.seccompProfile());
    List<String> bad =
        pod.partsWhere(p -> PodSecurityProfiles.badSeccomp(p.security().seccompProfile()));
    if (byPod || !bad.isEmpty()) {
      return new Violation(
          "seccompProfile",
          setters(byPod, bad)
              + " must not set securityContext.seccompProfile.type to "
              + quoted(PodSecurityProfiles.badSeccompTypes(pod)));
    }
    List<String> silent = pod.partsWhere(p -> p.security().seccompProfile() == null);
    return pod.security.seccompProfile() != null || silent.isEmpty()
        ? null
        : new Violation(
            "seccompProfile",
            "pod or "
                + containers(silent)
                + " must set securityContext.seccompProfile.type to \"RuntimeDefault\" or"
                + " \"Localhost\"");
  }
}
