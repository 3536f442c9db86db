package dev.fairlead.apiserver.validation.pod;

import static dev.fairlead.apiserver.validation.Texts.orEmpty;

import dev.fairlead.apiserver.validation.Addresses;
import dev.fairlead.apiserver.validation.Names;
import dev.fairlead.apiserver.validation.Path;
import dev.fairlead.model.core.v1.AppArmorProfile;
import dev.fairlead.model.core.v1.Container;
import dev.fairlead.model.core.v1.EnvVar;
import dev.fairlead.model.core.v1.Pod;
import dev.fairlead.model.core.v1.PodSpec;
import dev.fairlead.model.meta.v1.ObjectMeta;
import dev.fairlead.model.value.GoQuote;
import dev.fairlead.model.value.Quantity;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** What is valid but unwise in a Pod; Go: pkg/api/pod/warnings.go. */
public final class PodWarnings {
  private static final Map<String, String> OLD_ANNOTATIONS =
      Map.of(
          "scheduler.alpha.kubernetes.io/critical-pod",
          "non-functional in v1.16+; use the \"priorityClassName\" field instead",
          "security.alpha.kubernetes.io/sysctls",
          "non-functional in v1.11+; use the \"sysctls\" field instead",
          "security.alpha.kubernetes.io/unsafe-sysctls",
          "non-functional in v1.11+; use the \"sysctls\" field instead");

  private static final String OLD_SECCOMP =
      "non-functional in v1.27+; use the \"seccompProfile\" field instead";

  private final Path root;
  private final Path path;
  private final ObjectMeta metadata;
  private final PodSpec spec;
  private final List<String> warnings = new ArrayList<>();

  private PodWarnings(Path root, ObjectMeta metadata, PodSpec spec) {
    this.root = root;
    this.path = root.child("spec");
    this.metadata = metadata;
    this.spec = spec;
  }

  /** For a new Pod, as {@link PodCreation} has prepared it. */
  public static List<String> of(Pod pod) {
    List<String> warnings = new ArrayList<>();
    List<String> problems = Names.label(orEmpty(pod.metadata().name()));
    if (!problems.isEmpty()) {
      warnings.add(
          "metadata.name: this is used in the Pod's hostname, which can result in surprising"
              + " behavior; a DNS label is recommended: ["
              + String.join(" ", problems)
              + "]");
    }
    warnings.addAll(of(Path.ROOT, pod.metadata(), pod.spec(), false));
    return warnings;
  }

  static List<String> of(Path root, ObjectMeta metadata, PodSpec spec, boolean isTemplate) {
    PodWarnings all = new PodWarnings(root, metadata, spec);
    PlacementWarnings placement = new PlacementWarnings(spec, all.path, all.warnings);
    placement.nodeLabels();
    placement.spread();
    all.annotations();
    all.warnings.addAll(VolumeWarnings.of(spec.volumes(), all.path.child("volumes")));
    all.duplicates();
    all.fraction(spec.overhead(), all.path.child("overhead"));
    all.podSeccomp();
    SpecVisits.containers(
        spec, all.path, (container, at) -> all.container(container, at, isTemplate));
    all.warnings.addAll(PortWarnings.of(spec, all.path));
    Long grace = spec.terminationGracePeriodSeconds();
    if (grace != null && grace < 0) {
      all.add(
          all.path.child("terminationGracePeriodSeconds"),
          "must be >= 0; negative values are invalid and will be treated as 1");
    }
    placement.affinity();
    all.addresses();
    return all.warnings;
  }

  private void add(Path at, String what) {
    warnings.add(at + ": " + what);
  }

  private void annotations() {
    for (String key :
        List.of(
            "scheduler.alpha.kubernetes.io/critical-pod",
            "security.alpha.kubernetes.io/sysctls",
            "security.alpha.kubernetes.io/unsafe-sysctls")) {
      if (metadata.annotations().containsKey(key)) {
        add(annotation(key), orEmpty(OLD_ANNOTATIONS.get(key)));
      }
    }
  }

  private Path annotation(String key) {
    return root.child("metadata", "annotations").key(key);
  }

  private void duplicates() {
    Set<String> addresses = new HashSet<>();
    for (int i = 0; i < spec.hostAliases().size(); i++) {
      String ip = spec.hostAliases().get(i).ip();
      if (!addresses.add(ip)) {
        add(path.child("hostAliases").index(i).child("ip"), "duplicate ip " + GoQuote.quote(ip));
      }
    }
    Set<String> secrets = new HashSet<>();
    for (int i = 0; i < spec.imagePullSecrets().size(); i++) {
      String name = orEmpty(spec.imagePullSecrets().get(i).name());
      if (!secrets.add(name)) {
        add(
            path.child("imagePullSecrets").index(i).child("name"),
            "duplicate name " + GoQuote.quote(name));
      }
    }
    for (int i = 0; i < spec.imagePullSecrets().size(); i++) {
      if (orEmpty(spec.imagePullSecrets().get(i).name()).isEmpty()) {
        add(path.child("imagePullSecrets").index(i).child("name"), "invalid empty name \"\"");
      }
    }
  }

  private void fraction(Map<String, Quantity> list, Path at) {
    for (String name : List.of("memory", "ephemeral-storage")) {
      fraction(list.get(name), at.key(name));
    }
  }

  private void fraction(@Nullable Quantity value, Path at) {
    if (value != null && value.asBigDecimal().stripTrailingZeros().scale() > 0) {
      add(
          at,
          "fractional byte value "
              + GoQuote.quote(value.toString())
              + " is invalid, must be an integer");
    }
  }

  private void podSeccomp() {
    var context = spec.securityContext();
    if ((context == null || context.seccompProfile() == null)
        && metadata.annotations().containsKey(SecurityProfiles.SECCOMP_POD)) {
      add(annotation(SecurityProfiles.SECCOMP_POD), OLD_SECCOMP);
    }
  }

  private void container(Container container, Path at, boolean isTemplate) {
    var context = container.securityContext();
    String seccomp = SecurityProfiles.SECCOMP_CONTAINER + container.name();
    if ((context == null || context.seccompProfile() == null)
        && metadata.annotations().containsKey(seccomp)) {
      add(annotation(seccomp), OLD_SECCOMP);
    }
    appArmor(container, isTemplate);
    for (String name : List.of("memory", "ephemeral-storage")) {
      fraction(container.resources().limits().get(name), at.child("resources", "limits").key(name));
      fraction(
          container.resources().requests().get(name), at.child("resources", "requests").key(name));
    }
    environment(container, at);
  }

  /**
   * An annotation of old that says more than the Pod's profile. In a new Pod the container's field
   * has been set from it already; in a template a field makes it void.
   */
  private void appArmor(Container container, boolean isTemplate) {
    String key = SecurityProfiles.APP_ARMOR + container.name();
    String annotation = metadata.annotations().get(key);
    if (annotation == null || (!isTemplate && OperatingSystems.isWindows(spec))) {
      return;
    }
    AppArmorProfile ofPod =
        spec.securityContext() == null ? null : spec.securityContext().appArmorProfile();
    AppArmorProfile own =
        container.securityContext() == null ? null : container.securityContext().appArmorProfile();
    AppArmorProfile meant = SecurityProfiles.ofAnnotation(annotation);
    boolean isVoid = own != null && (isTemplate || !own.equals(meant));
    if (!isVoid && (meant == null || !meant.equals(ofPod))) {
      add(annotation(key), "deprecated since v1.30; use the \"appArmorProfile\" field instead");
    }
  }

  private void environment(Container container, Path at) {
    Set<String> names = new HashSet<>();
    for (int i = 0; i < container.env().size(); i++) {
      EnvVar variable = container.env().get(i);
      if (names.add(variable.name())) {
        continue;
      }
      String reference = "$(" + variable.name() + ")";
      String value = orEmpty(variable.value());
      if (variable.valueFrom() != null || value.equals(reference) || !value.contains(reference)) {
        add(
            at.child("env").index(i),
            "hides previous definition of "
                + GoQuote.quote(variable.name())
                + ", which may be dropped when using apply");
      }
    }
  }

  private void addresses() {
    if (spec.dnsConfig() != null) {
      Path at = path.child("dnsConfig", "nameservers");
      warnings.addAll(Addresses.ipWarnings(spec.dnsConfig().nameservers(), at::index));
    }
    for (int i = 0; i < spec.hostAliases().size(); i++) {
      Path at = path.child("hostAliases").index(i).child("ip");
      Addresses.ipWarning(at, spec.hostAliases().get(i).ip()).ifPresent(warnings::add);
    }
  }
}
