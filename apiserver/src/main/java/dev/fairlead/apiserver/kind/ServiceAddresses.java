package dev.fairlead.apiserver.kind;

import dev.fairlead.apiserver.validation.FieldErrors;
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
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * Which addresses and node ports a Service needs, keeps and gives back, in a cluster whose Services
 * have IPv4 addresses only. Pure: who allocates calls {@link #prepared}, stops at errors, then
 * fills in what {@link ServicePorts} and {@link #needsAddress} say.
 */
public final class ServiceAddresses {
  private static final String IPV4 = "IPv4";
  private static final String IPV6 = "IPv6";
  private static final String SINGLE = "SingleStack";
  private static final String PREFER_DUAL = "PreferDualStack";
  private static final String REQUIRE_DUAL = "RequireDualStack";

  private static final Path ADDRESSES = Path.of("spec", "clusterIPs");
  private static final Path FAMILIES = Path.of("spec", "ipFamilies");
  private static final Path POLICY = Path.of("spec", "ipFamilyPolicy");

  private ServiceAddresses() {}

  // --- before allocation ---

  /**
   * The spec with what an update leaves out taken from the old one, and with IP families and their
   * policy. Errors are to be answered at once, before anything else is validated.
   */
  public static ServiceSpec prepared(
      ServiceSpec given, @Nullable ServiceSpec old, FieldErrors errors) {
    ServiceSpec spec = old == null ? given : patched(given, old);
    spec = normalized(spec, old);
    if (isNamed(spec) || (old != null && isUnchangedDual(spec, old))) {
      return spec;
    }
    boolean selectsNothing =
        Services.NO_ADDRESS.equals(spec.clusterIP()) && spec.selector().isEmpty();
    if (spec.ipFamilyPolicy() == null) {
      String before = old == null ? null : old.ipFamilyPolicy();
      String policy = before != null ? before : selectsNothing ? REQUIRE_DUAL : SINGLE;
      spec = spec.with(s -> s.ipFamilyPolicy(policy));
    }
    ServiceAddressRules.validate(spec, old, errors);
    if (!errors.isEmpty()) {
      return spec;
    }
    if (old != null) {
      spec = reduced(spec, old, errors);
    }
    spec = withFamiliesOfAddresses(spec, errors);
    if (!errors.isEmpty()) {
      return spec;
    }
    if (selectsNothing) {
      return withoutSelector(spec);
    }
    requireConfigured(spec, errors);
    return spec.ipFamilies().isEmpty() ? spec.with(s -> s.ipFamilies(IPV4)) : spec;
  }

  /** Whether an address must be allocated: one that is given, or any if none is. */
  public static boolean needsAddress(ServiceSpec spec, @Nullable ServiceSpec old) {
    return hasAddress(spec) && (old == null || isNamed(old));
  }

  /** The addresses that the change gives back; {@code spec} is null for a deletion. */
  public static List<String> released(@Nullable ServiceSpec spec, ServiceSpec old) {
    return hasAddress(old) && (spec == null || isNamed(spec)) ? old.clusterIPs() : List.of();
  }

  /** The spec with an allocated address. */
  public static ServiceSpec withAddress(ServiceSpec spec, String address) {
    return spec.with(s -> s.clusterIP(address).clusterIPs(address));
  }

  private static boolean hasAddress(ServiceSpec spec) {
    return !isNamed(spec)
        && (spec.clusterIPs().isEmpty()
            || !spec.clusterIPs().getFirst().equals(Services.NO_ADDRESS));
  }

  private static boolean isNamed(ServiceSpec spec) {
    return Services.EXTERNAL_NAME.equals(spec.type());
  }

  static boolean isHeadful(String type) {
    return type.equals(Services.CLUSTER_IP)
        || type.equals(Services.NODE_PORT)
        || type.equals(Services.LOAD_BALANCER);
  }

  /** Go: patchAllocatedValues. */
  private static ServiceSpec patched(ServiceSpec spec, ServiceSpec old) {
    return spec.with(s -> {
      if (!isNamed(spec) && !isNamed(old)) {
        if (Texts.isEmpty(spec.clusterIP())) {
          s.clusterIP(old.clusterIP());
        }
        if (spec.clusterIPs().isEmpty()) {
          s.clusterIPs(old.clusterIPs());
        }
      }
      if (ServicePorts.needed(spec) && ServicePorts.needed(old)) {
        s.ports(patchedPorts(spec.ports(), old.ports()));
      }
      if (ServiceRules.needsHealthCheck(spec)
          && ServiceRules.needsHealthCheck(old)
          && spec.healthCheckNodePort() == 0) {
        s.healthCheckNodePort(old.healthCheckNodePort());
      }
    });
  }

  private static List<ServicePort> patchedPorts(List<ServicePort> ports, List<ServicePort> old) {
    Set<Integer> kept = numbers(ports);
    kept.retainAll(numbers(old));
    Map<String, Integer> byName = new HashMap<>();
    old.forEach(port -> byName.put(Texts.orEmpty(port.name()), port.nodePort()));
    return ports.stream()
        .map(port -> {
          int before = byName.getOrDefault(Texts.orEmpty(port.name()), 0);
          return port.nodePort() == 0 && !kept.contains(before)
              ? port.with(p -> p.nodePort(before))
              : port;
        })
        .toList();
  }

  static Set<Integer> numbers(List<ServicePort> ports) {
    return ports.stream()
        .map(ServicePort::nodePort)
        .filter(number -> number != 0)
        .collect(Collectors.toCollection(HashSet::new));
  }

  /** Old clients know one address only; Go: normalizeClusterIPs. */
  private static ServiceSpec normalized(ServiceSpec spec, @Nullable ServiceSpec old) {
    String one = Texts.orEmpty(spec.clusterIP());
    if (old == null) {
      return !one.isEmpty() && spec.clusterIPs().isEmpty()
          ? spec.with(s -> s.clusterIPs(one))
          : spec;
    }
    String before = Texts.orEmpty(old.clusterIP());
    if (one.equals(before)) {
      return spec.clusterIPs().isEmpty() ? spec.with(s -> s.clusterIPs(old.clusterIPs())) : spec;
    }
    if (!spec.clusterIPs().equals(old.clusterIPs())) {
      return spec;
    }
    return spec.with(s -> s.clusterIPs(one.isEmpty() ? List.of() : List.of(one)));
  }

  private static boolean isUnchangedDual(ServiceSpec spec, ServiceSpec old) {
    return PREFER_DUAL.equals(spec.ipFamilyPolicy())
        && (old.ipFamilyPolicy() == null || PREFER_DUAL.equals(old.ipFamilyPolicy()))
        && Objects.equals(spec.type(), old.type())
        && isHeadful(Texts.orEmpty(spec.type()))
        && Texts.orEmpty(spec.clusterIP()).equals(Texts.orEmpty(old.clusterIP()))
        && spec.clusterIPs().equals(old.clusterIPs())
        && spec.ipFamilies().equals(old.ipFamilies());
  }

  private static ServiceSpec reduced(ServiceSpec spec, ServiceSpec old, FieldErrors errors) {
    if (!SINGLE.equals(spec.ipFamilyPolicy())) {
      String release = "must be 'SingleStack' to release the secondary ";
      if (isReduced(spec.clusterIPs(), old.clusterIPs())) {
        errors.invalid(POLICY, spec.ipFamilyPolicy(), release + "cluster IP");
      }
      if (isReduced(spec.ipFamilies(), old.ipFamilies())) {
        errors.invalid(POLICY, spec.ipFamilyPolicy(), release + "IP family");
      }
      return spec;
    }
    return spec.with(s -> {
      if (spec.clusterIPs().size() > 1 && spec.clusterIPs().equals(old.clusterIPs())) {
        s.clusterIPs(spec.clusterIPs().getFirst());
      }
      if (spec.ipFamilies().size() > 1 && spec.ipFamilies().equals(old.ipFamilies())) {
        s.ipFamilies(spec.ipFamilies().getFirst());
      }
    });
  }

  private static boolean isReduced(List<String> now, List<String> before) {
    return !now.isEmpty() && now.size() < before.size();
  }

  private static ServiceSpec withFamiliesOfAddresses(ServiceSpec spec, FieldErrors errors) {
    if (SINGLE.equals(spec.ipFamilyPolicy())) {
      String dual = "must be 'RequireDualStack' or 'PreferDualStack' when multiple ";
      if (spec.clusterIPs().size() == 2) {
        errors.invalid(POLICY, SINGLE, dual + "cluster IPs are specified");
      }
      if (spec.ipFamilies().size() == 2) {
        errors.invalid(POLICY, SINGLE, dual + "IP families are specified");
      }
    }
    List<String> families = new ArrayList<>(spec.ipFamilies());
    for (int i = 0; i < spec.clusterIPs().size(); i++) {
      String address = spec.clusterIPs().get(i);
      if (address.equals(Services.NO_ADDRESS)) {
        break;
      }
      if (i >= families.size()) {
        String family = Services.family(address);
        if (family.equals(IPV4)) {
          families.add(family);
        } else {
          errors.invalid(
              ADDRESSES.index(i), spec.clusterIPs(), family + " is not configured on this cluster");
        }
      }
    }
    return spec.with(s -> s.ipFamilies(families));
  }

  /**
   * Nobody knows what its endpoints are, so it has both families even in a single-stack cluster.
   */
  private static ServiceSpec withoutSelector(ServiceSpec spec) {
    List<String> families = spec.ipFamilies().isEmpty() ? List.of(IPV4) : spec.ipFamilies();
    if (families.size() > 1 || SINGLE.equals(spec.ipFamilyPolicy())) {
      return spec.with(s -> s.ipFamilies(families));
    }
    String first = families.getFirst();
    return spec.with(s -> s.ipFamilies(first, first.equals(IPV4) ? IPV6 : IPV4));
  }

  private static void requireConfigured(ServiceSpec spec, FieldErrors errors) {
    if (REQUIRE_DUAL.equals(spec.ipFamilyPolicy())) {
      errors.invalid(
          POLICY, REQUIRE_DUAL, "this cluster is not configured for dual-stack services");
    }
    for (int i = 0; i < spec.ipFamilies().size(); i++) {
      String family = spec.ipFamilies().get(i);
      if (!family.equals(IPV4)) {
        errors.invalid(FAMILIES.index(i), family, "not configured on this cluster");
      }
    }
  }
}
