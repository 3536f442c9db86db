package dev.fairlead.apiserver.kind;

import dev.fairlead.apiserver.validation.Path;
import dev.fairlead.apiserver.validation.Texts;
import dev.fairlead.model.core.v1.ServicePort;
import dev.fairlead.model.core.v1.ServiceSpec;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.IntSupplier;
import org.jspecify.annotations.Nullable;

/** Which node ports a Service names, lacks and gives back. */
public final class ServicePorts {
  private ServicePorts() {}

  /**
   * A node port that a spec names.
   *
   * @param field where to say so if it can't be had
   */
  public record Requested(Path field, int number) {}

  /**
   * The node ports that the spec names and the old one has not, to be reserved one after the other:
   * a new Service may ask for one twice, and is refused for it.
   */
  public static List<Requested> requested(ServiceSpec spec, @Nullable ServiceSpec old) {
    Set<Integer> had = old == null ? Set.of() : all(old);
    Set<String> seen = new HashSet<>();
    List<Requested> requested = new ArrayList<>();
    for (int i = 0; needed(spec) && i < spec.ports().size(); i++) {
      ServicePort port = spec.ports().get(i);
      int number = port.nodePort();
      String once = number + (old == null ? "/" + port.port() : "");
      if (number != 0 && !had.contains(number) && seen.add(once)) {
        requested.add(new Requested(Path.of("spec", "ports").index(i).child("nodePort"), number));
      }
    }
    int health = spec.healthCheckNodePort();
    if (ServiceRules.needsHealthCheck(spec) && health != 0 && !had.contains(health)) {
      requested.add(new Requested(Path.of("spec", "healthCheckNodePort"), health));
    }
    return requested;
  }

  /**
   * The spec with a number for each node port that it needs and doesn't name.
   *
   * @param next gives a free number
   */
  public static ServiceSpec filled(ServiceSpec spec, @Nullable ServiceSpec old, IntSupplier next) {
    return spec.with(s -> {
      if (isAllocating(spec)) {
        s.ports(filled(spec.ports(), old == null, next));
      }
      if (ServiceRules.needsHealthCheck(spec) && spec.healthCheckNodePort() == 0) {
        s.healthCheckNodePort(next.getAsInt());
      }
    });
  }

  /** In a new Service, the same port of two protocols gets the same number, as DNS needs it. */
  private static List<ServicePort> filled(
      List<ServicePort> ports, boolean created, IntSupplier next) {
    Map<Integer, Integer> byPort = new HashMap<>();
    if (created) {
      ports.stream()
          .filter(port -> port.nodePort() != 0)
          .forEach(port -> byPort.putIfAbsent(port.port(), port.nodePort()));
    }
    List<ServicePort> filled = new ArrayList<>();
    for (ServicePort port : ports) {
      if (port.nodePort() != 0) {
        filled.add(port);
        continue;
      }
      int number =
          created
              ? byPort.computeIfAbsent(port.port(), absent -> next.getAsInt())
              : next.getAsInt();
      filled.add(port.with(p -> p.nodePort(number)));
    }
    return filled;
  }

  /** The node ports that the change gives back; {@code spec} is null for a deletion. */
  public static Set<Integer> released(@Nullable ServiceSpec spec, ServiceSpec old) {
    Set<Integer> released = all(old);
    if (spec != null) {
      released.removeAll(all(spec));
    }
    return released;
  }

  /** Whether nodes listen for the Service. */
  static boolean needed(ServiceSpec spec) {
    return Services.NODE_PORT.equals(spec.type()) || Services.LOAD_BALANCER.equals(spec.type());
  }

  private static boolean isAllocating(ServiceSpec spec) {
    return Services.NODE_PORT.equals(spec.type())
        || (Services.LOAD_BALANCER.equals(spec.type())
            && Boolean.TRUE.equals(spec.allocateLoadBalancerNodePorts()));
  }

  private static Set<Integer> all(ServiceSpec spec) {
    Set<Integer> all = new TreeSet<>();
    if (needed(spec)) {
      all.addAll(ServiceAddresses.numbers(spec.ports()));
    }
    if (ServiceRules.needsHealthCheck(spec) && spec.healthCheckNodePort() != 0) {
      all.add(spec.healthCheckNodePort());
    }
    return all;
  }

  /**
   * The spec of a changed Service without what its new type has no use for, where the writer left
   * it as it was; Go: dropTypeDependentFields.
   */
  static ServiceSpec withoutUnneeded(ServiceSpec spec, ServiceSpec old) {
    boolean loses = Services.EXTERNAL_NAME.equals(spec.type());
    boolean had = !Services.EXTERNAL_NAME.equals(old.type());
    boolean balanced = Services.LOAD_BALANCER.equals(spec.type());
    boolean wasBalanced = Services.LOAD_BALANCER.equals(old.type());
    return withoutInternalPolicy(spec).with(s -> {
      if (loses && had) {
        dropAddresses(spec, old, s);
      }
      if (needed(old)
          && !needed(spec)
          && ServiceAddresses.numbers(old.ports())
              .containsAll(ServiceAddresses.numbers(spec.ports()))) {
        s.ports(spec.ports().stream().map(port -> port.with(p -> p.nodePort(0))).toList());
      }
      if (ServiceRules.needsHealthCheck(old)
          && !ServiceRules.needsHealthCheck(spec)
          && spec.healthCheckNodePort() == old.healthCheckNodePort()) {
        s.healthCheckNodePort(0);
      }
      if (wasBalanced
          && !balanced
          && Objects.equals(
              spec.allocateLoadBalancerNodePorts(), old.allocateLoadBalancerNodePorts())) {
        s.allocateLoadBalancerNodePorts((Boolean) null);
      }
      if (wasBalanced
          && !balanced
          && Objects.equals(spec.loadBalancerClass(), old.loadBalancerClass())) {
        s.loadBalancerClass(null);
      }
      if (ServiceRules.isExternallyAccessible(old)
          && !ServiceRules.isExternallyAccessible(spec)
          && Objects.equals(spec.externalTrafficPolicy(), old.externalTrafficPolicy())) {
        s.externalTrafficPolicy(null);
      }
    });
  }

  /** Only traffic to the cluster's own addresses has such a policy. */
  static ServiceSpec withoutInternalPolicy(ServiceSpec spec) {
    return Services.EXTERNAL_NAME.equals(spec.type())
        ? spec.with(s -> s.internalTrafficPolicy(null))
        : spec;
  }

  private static void dropAddresses(
      ServiceSpec spec, ServiceSpec old, ServiceSpec.Builder result) {
    if (Texts.orEmpty(spec.clusterIP()).equals(Texts.orEmpty(old.clusterIP()))
        && spec.clusterIPs().equals(old.clusterIPs())) {
      result.clusterIP(null).clusterIPs(List.of());
    }
    if (spec.ipFamilies().equals(old.ipFamilies())) {
      result.ipFamilies(List.of());
    }
    if (Objects.equals(spec.ipFamilyPolicy(), old.ipFamilyPolicy())) {
      result.ipFamilyPolicy(null);
    }
  }
}
