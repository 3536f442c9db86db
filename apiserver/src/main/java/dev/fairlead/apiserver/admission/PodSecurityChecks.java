package dev.fairlead.apiserver.admission;

import dev.fairlead.apiserver.admission.PodSecurityPolicy.Bar;
import dev.fairlead.apiserver.admission.PodSecurityPolicy.Level;
import dev.fairlead.model.core.v1.Container;
import dev.fairlead.model.core.v1.ContainerPort;
import dev.fairlead.model.core.v1.EphemeralContainer;
import dev.fairlead.model.core.v1.Lifecycle;
import dev.fairlead.model.core.v1.LifecycleHandler;
import dev.fairlead.model.core.v1.Pod;
import dev.fairlead.model.core.v1.PodSecurityContext;
import dev.fairlead.model.core.v1.PodSpec;
import dev.fairlead.model.core.v1.Probe;
import dev.fairlead.model.core.v1.SecurityContext;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Objects;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * What Pods must not have, by level: the rules of the Pod Security Standards in the order in which
 * Kubernetes tells of them.
 */
final class PodSecurityChecks {
  /** One rule that a Pod breaks; the detail tells where. */
  record Violation(String reason, String detail) {
    static String details(List<Violation> all) {
      return all.stream()
          .map(each -> each.reason + " (" + each.detail + ")")
          .collect(Collectors.joining(", "));
    }
  }

  /** What is looked at of a container of any kind. */
  record Part(
      String name,
      SecurityContext security,
      List<ContainerPort> ports,
      List<Probe> probes,
      @Nullable Lifecycle lifecycle) {}

  final Pod pod;
  final PodSpec spec;
  final PodSecurityContext security;
  final List<Part> parts;
  final int minor;

  private PodSecurityChecks(Pod pod, int minor) {
    this.pod = pod;
    this.spec = pod.spec();
    this.security =
        Objects.requireNonNullElse(spec.securityContext(), PodSecurityContext.TYPE.empty());
    this.minor = minor;
    this.parts =
        Stream.of(
                spec.initContainers().stream().map(PodSecurityChecks::part),
                spec.containers().stream().map(PodSecurityChecks::part),
                spec.ephemeralContainers().stream().map(PodSecurityChecks::part))
            .flatMap(each -> each)
            .toList();
  }

  static List<Violation> violations(Bar bar, Pod pod) {
    if (bar.level() == Level.PRIVILEGED) {
      return List.of();
    }
    PodSecurityChecks checks = new PodSecurityChecks(pod, bar.minor());
    boolean restricted = bar.level() == Level.RESTRICTED;
    List<@Nullable Violation> found =
        new ArrayList<>(new PodSecurityBaseline(checks).violations(restricted));
    if (restricted) {
      found.addAll(new PodSecurityRestricted(checks).violations());
    }
    return found.stream().filter(Objects::nonNull).map(Objects::requireNonNull).toList();
  }

  private static Part part(Container c) {
    return part(
        c.name(),
        c.securityContext(),
        c.ports(),
        Stream.of(c.livenessProbe(), c.readinessProbe(), c.startupProbe()),
        c.lifecycle());
  }

  private static Part part(EphemeralContainer c) {
    return part(
        c.name(),
        c.securityContext(),
        c.ports(),
        Stream.of(c.livenessProbe(), c.readinessProbe(), c.startupProbe()),
        c.lifecycle());
  }

  private static Part part(
      String name,
      @Nullable SecurityContext security,
      List<ContainerPort> ports,
      Stream<@Nullable Probe> probes,
      @Nullable Lifecycle lifecycle) {
    return new Part(
        name,
        Objects.requireNonNullElse(security, SecurityContext.TYPE.empty()),
        ports,
        probes.filter(Objects::nonNull).map(Objects::requireNonNull).toList(),
        lifecycle);
  }

  // --- what the rules share ---

  boolean isWindows() {
    return minor >= 25 && spec.os() != null && "windows".equals(spec.os().name());
  }

  /** Users in a Pod with user namespaces of its own are nobody on the node. */
  boolean hasOwnUsers() {
    return minor >= 35 && Boolean.FALSE.equals(spec.hostUsers());
  }

  List<String> partsWhere(java.util.function.Predicate<Part> bad) {
    return parts.stream().filter(bad).map(Part::name).toList();
  }

  /** The values of all containers, each once, sorted. */
  <V> List<V> values(Function<Part, Stream<V>> of) {
    return parts.stream().flatMap(of).distinct().sorted().toList();
  }

  /** Such as: pod and containers "a", "b". */
  static String setters(boolean byPod, Collection<String> containers) {
    List<String> setters = new ArrayList<>();
    if (byPod) {
      setters.add("pod");
    }
    if (!containers.isEmpty()) {
      setters.add(containers(containers));
    }
    return String.join(" and ", setters);
  }

  static String containers(Collection<String> names) {
    return plural("container", names) + " " + quoted(names);
  }

  static String plural(String word, Collection<?> items) {
    return items.size() == 1 ? word : word + "s";
  }

  static String quoted(Collection<String> items) {
    return items.stream().collect(Collectors.joining("\", \"", "\"", "\""));
  }

  static <V> Stream<V> present(@Nullable V value) {
    return value == null ? Stream.of() : Stream.of(value);
  }

  static Stream<String> hosts(Part part) {
    Stream<LifecycleHandler> handlers =
        part.lifecycle() == null
            ? Stream.of()
            : Stream.of(part.lifecycle().postStart(), part.lifecycle().preStop())
                .filter(Objects::nonNull)
                .map(Objects::requireNonNull);
    return Stream.concat(
            part.probes().stream()
                .flatMap(probe ->
                    Stream.of(
                        probe.httpGet() == null ? null : probe.httpGet().host(),
                        probe.tcpSocket() == null ? null : probe.tcpSocket().host())),
            handlers.flatMap(handler ->
                Stream.of(
                    handler.httpGet() == null ? null : handler.httpGet().host(),
                    handler.tcpSocket() == null ? null : handler.tcpSocket().host())))
        .filter(Objects::nonNull)
        .map(Objects::requireNonNull);
  }
}
