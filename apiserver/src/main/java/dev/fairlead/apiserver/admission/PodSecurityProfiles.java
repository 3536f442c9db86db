package dev.fairlead.apiserver.admission;

import static dev.fairlead.apiserver.admission.PodSecurityChecks.plural;
import static dev.fairlead.apiserver.admission.PodSecurityChecks.present;
import static dev.fairlead.apiserver.admission.PodSecurityChecks.quoted;
import static dev.fairlead.apiserver.admission.PodSecurityChecks.setters;

import dev.fairlead.apiserver.admission.PodSecurityChecks.Part;
import dev.fairlead.apiserver.admission.PodSecurityChecks.Violation;
import dev.fairlead.model.core.v1.AppArmorProfile;
import dev.fairlead.model.core.v1.SELinuxOptions;
import dev.fairlead.model.core.v1.SeccompProfile;
import dev.fairlead.model.value.GoQuote;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** The rules of the level baseline for AppArmor, SELinux and seccomp: nothing unconfined. */
final class PodSecurityProfiles {
  private static final Set<String> SELINUX_TYPES =
      Set.of("container_t", "container_init_t", "container_kvm_t");
  private static final String APP_ARMOR = "container.apparmor.security.beta.kubernetes.io/";
  private static final Set<String> CONFINED = Set.of("RuntimeDefault", "Localhost");

  private final PodSecurityChecks pod;

  PodSecurityProfiles(PodSecurityChecks pod) {
    this.pod = pod;
  }

  @Nullable Violation appArmor() {
    AppArmorProfile own = pod.security.appArmorProfile();
    boolean byPod = own != null && !CONFINED.contains(own.type());
    List<String> bad = pod.partsWhere(p -> badAppArmor(p).findAny().isPresent());
    List<String> values = new ArrayList<>(pod.values(PodSecurityProfiles::badAppArmor));
    if (own != null && byPod && !values.contains(own.type())) {
      values.add(own.type());
      values.sort(null);
    }
    List<String> annotations =
        pod.pod.metadata().annotations().entrySet().stream()
            .filter(each -> each.getKey().startsWith(APP_ARMOR))
            .filter(each -> !isConfined(each.getValue()))
            .map(each -> each.getKey() + "=" + GoQuote.quote(each.getValue()))
            .sorted()
            .toList();
    values.addAll(annotations);
    if (values.isEmpty()) {
      return null;
    }
    String who = setters(byPod, bad);
    if (!annotations.isEmpty()) {
      who += (who.isEmpty() ? "" : " and ") + plural("annotation", annotations);
    }
    return new Violation(
        plural("forbidden AppArmor profile", values),
        who + " must not set AppArmor profile type to " + quoted(values));
  }

  private static Stream<String> badAppArmor(Part part) {
    AppArmorProfile profile = part.security().appArmorProfile();
    return present(profile).map(AppArmorProfile::type).filter(t -> !CONFINED.contains(t));
  }

  private static boolean isConfined(String annotation) {
    return annotation.isEmpty()
        || annotation.equals("runtime/default")
        || annotation.startsWith("localhost/");
  }

  @Nullable Violation seLinux() {
    SELinuxOptions own = pod.security.seLinuxOptions();
    boolean byPod = own != null && isBad(own);
    List<String> bad =
        pod.partsWhere(p -> {
          SELinuxOptions options = p.security().seLinuxOptions();
          return options != null && isBad(options);
        });
    if (!byPod && bad.isEmpty()) {
      return null;
    }
    List<SELinuxOptions> all =
        Stream.concat(
                present(own),
                pod.parts.stream().flatMap(p -> present(p.security().seLinuxOptions())))
            .toList();
    return new Violation(
        "seLinuxOptions",
        setters(byPod, bad)
            + " set forbidden securityContext.seLinuxOptions: "
            + String.join("; ", forbiddenParts(all)));
  }

  private List<String> forbiddenParts(List<SELinuxOptions> all) {
    List<String> types =
        all.stream()
            .flatMap(options -> present(options.type()))
            .filter(type -> !isAllowedType(type))
            .distinct()
            .sorted()
            .toList();
    List<String> what = new ArrayList<>();
    if (!types.isEmpty()) {
      what.add(plural("type", types) + " " + quoted(types));
    }
    if (all.stream().anyMatch(options -> options.user() != null)) {
      what.add("user may not be set");
    }
    if (all.stream().anyMatch(options -> options.role() != null)) {
      what.add("role may not be set");
    }
    return what;
  }

  private boolean isBad(SELinuxOptions options) {
    return options.user() != null
        || options.role() != null
        || (options.type() != null && !isAllowedType(options.type()));
  }

  private boolean isAllowedType(String type) {
    return SELINUX_TYPES.contains(type) || (pod.minor >= 31 && type.equals("container_engine_t"));
  }

  @Nullable Violation seccomp() {
    SeccompProfile own = pod.security.seccompProfile();
    boolean byPod = own != null && !CONFINED.contains(own.type());
    List<String> bad = pod.partsWhere(p -> badSeccomp(p.security().seccompProfile()));
    return !byPod && bad.isEmpty()
        ? null
        : new Violation(
            "seccompProfile",
            setters(byPod, bad)
                + " must not set securityContext.seccompProfile.type to "
                + quoted(badSeccompTypes(pod)));
  }

  static boolean badSeccomp(@Nullable SeccompProfile profile) {
    return profile != null && !CONFINED.contains(profile.type());
  }

  static List<String> badSeccompTypes(PodSecurityChecks pod) {
    return Stream.concat(
            present(pod.security.seccompProfile()),
            pod.parts.stream().flatMap(p -> present(p.security().seccompProfile())))
        .map(SeccompProfile::type)
        .filter(type -> !CONFINED.contains(type))
        .distinct()
        .sorted()
        .toList();
  }
}
