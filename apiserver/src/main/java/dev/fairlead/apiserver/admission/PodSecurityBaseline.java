package dev.fairlead.apiserver.admission;

import static dev.fairlead.apiserver.admission.PodSecurityChecks.containers;
import static dev.fairlead.apiserver.admission.PodSecurityChecks.plural;
import static dev.fairlead.apiserver.admission.PodSecurityChecks.present;
import static dev.fairlead.apiserver.admission.PodSecurityChecks.quoted;
import static dev.fairlead.apiserver.admission.PodSecurityChecks.setters;

import dev.fairlead.apiserver.admission.PodSecurityChecks.Part;
import dev.fairlead.apiserver.admission.PodSecurityChecks.Violation;
import dev.fairlead.model.core.v1.Sysctl;
import dev.fairlead.model.core.v1.Volume;
import dev.fairlead.model.core.v1.WindowsSecurityContextOptions;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** The level baseline: nothing that is a known way out of a container. */
final class PodSecurityBaseline {
  private static final Set<String> CAPABILITIES =
      Set.of(
          "AUDIT_WRITE",
          "CHOWN",
          "DAC_OVERRIDE",
          "FOWNER",
          "FSETID",
          "KILL",
          "MKNOD",
          "NET_BIND_SERVICE",
          "SETFCAP",
          "SETGID",
          "SETPCAP",
          "SETUID",
          "SYS_CHROOT");

  /** Each with the minor version since which it is allowed. */
  private static final Map<String, Integer> SYSCTLS =
      Map.ofEntries(
          Map.entry("kernel.shm_rmid_forced", 0),
          Map.entry("net.ipv4.ip_local_port_range", 0),
          Map.entry("net.ipv4.tcp_syncookies", 0),
          Map.entry("net.ipv4.ping_group_range", 0),
          Map.entry("net.ipv4.ip_unprivileged_port_start", 0),
          Map.entry("net.ipv4.ip_local_reserved_ports", 27),
          Map.entry("net.ipv4.tcp_keepalive_time", 29),
          Map.entry("net.ipv4.tcp_fin_timeout", 29),
          Map.entry("net.ipv4.tcp_keepalive_intvl", 29),
          Map.entry("net.ipv4.tcp_keepalive_probes", 29),
          Map.entry("net.ipv4.tcp_rmem", 32),
          Map.entry("net.ipv4.tcp_wmem", 32),
          Map.entry("net.ipv4.tcp_slow_start_after_idle", 37),
          Map.entry("net.ipv4.tcp_notsent_lowat", 37));

  private final PodSecurityChecks pod;
  private final PodSecurityProfiles profiles;

  PodSecurityBaseline(PodSecurityChecks pod) {
    this.pod = pod;
    this.profiles = new PodSecurityProfiles(pod);
  }

  /**
   * All rules in the order of their names.
   *
   * @param restricted leaves out those that the level restricted has in a stricter form
   */
  List<@Nullable Violation> violations(boolean restricted) {
    return Arrays.asList(
        profiles.appArmor(),
        restricted && pod.minor >= 22 ? null : capabilities(),
        hostNamespaces(),
        restricted ? null : hostPathVolumes(),
        hostPorts(),
        pod.minor >= 34 ? hosts() : null,
        privileged(),
        (restricted && pod.minor >= 35) || pod.hasOwnUsers() ? null : procMount(pod),
        profiles.seLinux(),
        restricted && pod.minor >= 19 ? null : profiles.seccomp(),
        sysctls(),
        hostProcess());
  }

  private @Nullable Violation capabilities() {
    List<String> bad = pod.partsWhere(p -> badCapabilities(p).findAny().isPresent());
    return bad.isEmpty()
        ? null
        : new Violation(
            "non-default capabilities",
            containers(bad)
                + " must not include "
                + quoted(pod.values(PodSecurityBaseline::badCapabilities))
                + " in securityContext.capabilities.add");
  }

  private static Stream<String> badCapabilities(Part part) {
    return present(part.security().capabilities())
        .flatMap(capabilities -> capabilities.add().stream())
        .filter(capability -> !CAPABILITIES.contains(capability));
  }

  private @Nullable Violation hostNamespaces() {
    List<String> used = new ArrayList<>();
    if (pod.spec.hostNetwork()) {
      used.add("hostNetwork=true");
    }
    if (pod.spec.hostPID()) {
      used.add("hostPID=true");
    }
    if (pod.spec.hostIPC()) {
      used.add("hostIPC=true");
    }
    return used.isEmpty() ? null : new Violation("host namespaces", String.join(", ", used));
  }

  private @Nullable Violation hostPathVolumes() {
    List<String> bad =
        pod.spec.volumes().stream().filter(v -> v.hostPath() != null).map(Volume::name).toList();
    return bad.isEmpty()
        ? null
        : new Violation("hostPath volumes", plural("volume", bad) + " " + quoted(bad));
  }

  private @Nullable Violation hostPorts() {
    List<String> bad = pod.partsWhere(p -> hostPorts(p).findAny().isPresent());
    List<String> ports = pod.values(PodSecurityBaseline::hostPorts);
    return bad.isEmpty()
        ? null
        : new Violation(
            "hostPort",
            containers(bad)
                + (bad.size() == 1 ? " uses " : " use ")
                + plural("hostPort", ports)
                + " "
                + String.join(", ", ports));
  }

  private static Stream<String> hostPorts(Part part) {
    return part.ports().stream()
        .filter(port -> port.hostPort() != 0)
        .map(port -> Integer.toString(port.hostPort()));
  }

  private @Nullable Violation hosts() {
    List<String> bad =
        pod.partsWhere(p -> PodSecurityChecks.hosts(p).findAny().isPresent()).stream()
            .distinct()
            .sorted()
            .toList();
    List<String> hosts = pod.values(PodSecurityChecks::hosts);
    return bad.isEmpty()
        ? null
        : new Violation(
            "probe or lifecycle host",
            containers(bad)
                + (bad.size() == 1 ? " uses " : " use ")
                + plural("probe or lifecycle host", hosts)
                + " "
                + quoted(hosts));
  }

  private @Nullable Violation privileged() {
    List<String> bad = pod.partsWhere(p -> Boolean.TRUE.equals(p.security().privileged()));
    return bad.isEmpty()
        ? null
        : new Violation(
            "privileged", containers(bad) + " must not set securityContext.privileged=true");
  }

  static @Nullable Violation procMount(PodSecurityChecks pod) {
    List<String> bad = pod.partsWhere(p -> badProcMount(p).findAny().isPresent());
    return bad.isEmpty()
        ? null
        : new Violation(
            "procMount",
            containers(bad)
                + " must not set securityContext.procMount to "
                + quoted(pod.values(PodSecurityBaseline::badProcMount)));
  }

  private static Stream<String> badProcMount(Part part) {
    return present(part.security().procMount()).filter(type -> !type.equals("Default"));
  }

  private @Nullable Violation sysctls() {
    List<String> bad =
        pod.security.sysctls().stream()
            .map(Sysctl::name)
            .filter(name ->
                SYSCTLS.getOrDefault(name, Integer.MAX_VALUE) > pod.minor
                    || !SYSCTLS.containsKey(name))
            .toList();
    return bad.isEmpty() ? null : new Violation("forbidden sysctls", String.join(", ", bad));
  }

  private @Nullable Violation hostProcess() {
    boolean byPod = isHostProcess(pod.security.windowsOptions());
    List<String> bad = pod.partsWhere(p -> isHostProcess(p.security().windowsOptions()));
    return !byPod && bad.isEmpty()
        ? null
        : new Violation(
            "hostProcess",
            setters(byPod, bad) + " must not set securityContext.windowsOptions.hostProcess=true");
  }

  private static boolean isHostProcess(@Nullable WindowsSecurityContextOptions options) {
    return options != null && Boolean.TRUE.equals(options.hostProcess());
  }
}
