package dev.fairlead.apiserver.kind;

import dev.fairlead.apiserver.validation.Addresses;
import dev.fairlead.apiserver.validation.FieldErrors;
import dev.fairlead.apiserver.validation.Ip;
import dev.fairlead.apiserver.validation.Names;
import dev.fairlead.apiserver.validation.Path;
import dev.fairlead.apiserver.validation.Texts;
import dev.fairlead.model.core.v1.LoadBalancerIngress;
import dev.fairlead.model.core.v1.Service;
import dev.fairlead.model.core.v1.ServicePort;
import dev.fairlead.model.core.v1.ServiceSpec;
import dev.fairlead.model.core.v1.ServiceStatus;
import dev.fairlead.model.core.v1.SessionAffinityConfig;
import dev.fairlead.model.tree.JsonValue;
import dev.fairlead.model.value.IntOrString;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * Services. Before a new or changed one is validated, the registry gives it addresses and ports:
 * {@link ServiceAddresses} says which. The rules themselves are in {@link ServiceRules}.
 */
final class Services extends Kind<Service> {
  static final String CLUSTER_IP = "ClusterIP";
  static final String NODE_PORT = "NodePort";
  static final String LOAD_BALANCER = "LoadBalancer";
  static final String EXTERNAL_NAME = "ExternalName";
  static final String NO_ADDRESS = "None";
  static final String CLUSTER = "Cluster";
  static final String LOCAL = "Local";
  static final String NO_AFFINITY = "None";
  static final String CLIENT_IP = "ClientIP";
  static final String TOPOLOGY_HINTS = "service.kubernetes.io/topology-aware-hints";
  static final String TOPOLOGY_MODE = "service.kubernetes.io/topology-mode";

  /** Seconds for which a client's address keeps its endpoint: DefaultClientIPServiceAffinity. */
  private static final int AFFINITY_SECONDS = 10_800;

  private static final Path SPEC = Path.of("spec");

  Services() {
    super(Service.TYPE);
  }

  // --- defaults ---

  @Override
  public Service defaults(Service service) {
    ServiceSpec spec = service.spec();
    String type = given(spec.type(), CLUSTER_IP);
    String affinity = given(spec.sessionAffinity(), NO_AFFINITY);
    boolean balanced = type.equals(LOAD_BALANCER);
    ServiceSpec full =
        spec.with(s -> {
          s.type(type)
              .sessionAffinity(affinity)
              .sessionAffinityConfig(affinityConfig(affinity, spec.sessionAffinityConfig()))
              .ports(spec.ports().stream().map(Services::defaults).toList());
          if (spec.internalTrafficPolicy() == null && ServiceAddresses.isHeadful(type)) {
            s.internalTrafficPolicy(CLUSTER);
          }
          if (balanced && spec.allocateLoadBalancerNodePorts() == null) {
            s.allocateLoadBalancerNodePorts(true);
          }
        });
    boolean lacksPolicy =
        ServiceRules.isExternallyAccessible(full) && Texts.isEmpty(full.externalTrafficPolicy());
    return service.with(s -> {
      s.spec(lacksPolicy ? full.with(p -> p.externalTrafficPolicy(CLUSTER)) : full);
      if (balanced) {
        s.status(defaults(service.status()));
      }
    });
  }

  private static String given(@Nullable String text, String otherwise) {
    return text == null || text.isEmpty() ? otherwise : text;
  }

  private static @Nullable SessionAffinityConfig affinityConfig(
      String affinity, @Nullable SessionAffinityConfig given) {
    return switch (affinity) {
      case NO_AFFINITY -> null;
      case CLIENT_IP -> {
        boolean complete =
            given != null && given.clientIP() != null && given.clientIP().timeoutSeconds() != null;
        yield complete
            ? given
            : SessionAffinityConfig.of(c -> c.clientIP(i -> i.timeoutSeconds(AFFINITY_SECONDS)));
      }
      default -> given;
    };
  }

  private static ServicePort defaults(ServicePort port) {
    IntOrString target = port.targetPort();
    boolean lacksTarget =
        target == null
            || target.equals(IntOrString.ofInt(0))
            || target.equals(IntOrString.ofString(""));
    return port.with(p -> {
      if (Texts.isEmpty(port.protocol())) {
        p.protocol("TCP");
      }
      if (lacksTarget) {
        p.targetPort(IntOrString.ofInt(port.port()));
      }
    });
  }

  private static ServiceStatus defaults(ServiceStatus status) {
    List<LoadBalancerIngress> ingress =
        status.loadBalancer().ingress().stream()
            .map(each ->
                !Texts.isEmpty(each.ip()) && each.ipMode() == null
                    ? each.with(i -> i.ipMode("VIP"))
                    : each)
            .toList();
    return status.with(s -> s.loadBalancer(status.loadBalancer().with(l -> l.ingress(ingress))));
  }

  // --- writes ---

  @Override
  public List<String> nameProblems(String name, boolean isPrefix) {
    return Names.label(name, isPrefix);
  }

  @Override
  public Service beforeCreate(Service service) {
    return service.with(s ->
        s.spec(ServicePorts.withoutInternalPolicy(service.spec()))
            .status(ServiceStatus.TYPE.empty()));
  }

  @Override
  public void validate(Service service, FieldErrors errors) {
    ServiceRules.validate(service, null, errors);
  }

  @Override
  public boolean createsOnUpdate() {
    return true;
  }

  @Override
  public Service beforeUpdate(Service service, Service old) {
    return service.with(s ->
        s.spec(ServicePorts.withoutUnneeded(service.spec(), old.spec()))
            .status(
                LOAD_BALANCER.equals(service.spec().type())
                    ? old.status()
                    : old.status().with(t -> t.loadBalancer(l -> l.ingress(List.of())))));
  }

  @Override
  public void validateUpdate(Service service, Service old, FieldErrors errors) {
    ServiceRules.validateChange(service.spec(), old.spec(), errors);
    ServiceRules.validate(service, old, errors);
  }

  @Override
  public Service beforeStatusUpdate(Service service, Service old) {
    return service.with(s -> s.spec(old.spec()));
  }

  @Override
  public void validateStatusUpdate(Service service, Service old, FieldErrors errors) {
    LoadBalancerRules.validate(
        service.status().loadBalancer(), old.status().loadBalancer(), service.spec(), errors);
  }

  @Override
  public List<String> statusWarnings(Service service) {
    return LoadBalancerRules.warnings(service.status().loadBalancer());
  }

  // --- reads ---

  @Override
  public List<String> warnings(Service service, @Nullable Service old) {
    ServiceSpec spec = service.spec();
    List<String> warnings = new ArrayList<>();
    if (service.metadata().annotations().containsKey(TOPOLOGY_HINTS)) {
      warnings.add(
          "annotation "
              + TOPOLOGY_HINTS
              + " is deprecated, please use "
              + TOPOLOGY_MODE
              + " instead");
    }
    boolean headless = CLUSTER_IP.equals(spec.type()) && NO_ADDRESS.equals(spec.clusterIP());
    if (!Texts.isEmpty(spec.clusterIP()) && !NO_ADDRESS.equals(spec.clusterIP())) {
      warnings.addAll(Addresses.ipWarnings(spec.clusterIPs(), SPEC.child("clusterIPs")::index));
    }
    boolean external = !spec.externalIPs().isEmpty();
    boolean named = EXTERNAL_NAME.equals(spec.type());
    if (headless) {
      addIf(
          !Texts.isEmpty(spec.loadBalancerIP()),
          "spec.loadBalancerIP is ignored for headless services",
          warnings);
      addIf(external, "spec.externalIPs is ignored for headless services", warnings);
      addIf(
          !NO_AFFINITY.equals(spec.sessionAffinity()),
          "spec.SessionAffinity is ignored for headless services",
          warnings);
    }
    warnings.addAll(Addresses.ipWarnings(spec.externalIPs(), SPEC.child("externalIPs")::index));
    addIf(
        external && !headless && !named,
        "spec.externalIPs is deprecated and may no longer be implemented in some clusters",
        warnings);
    Addresses.ipWarning(SPEC.child("loadBalancerIP"), Texts.orEmpty(spec.loadBalancerIP()))
        .ifPresent(warnings::add);
    Path ranges = SPEC.child("loadBalancerSourceRanges");
    for (int i = 0; i < spec.loadBalancerSourceRanges().size(); i++) {
      warnings.addAll(
          Addresses.cidrWarnings(ranges.index(i), spec.loadBalancerSourceRanges().get(i)));
    }
    addIf(
        named && external,
        "spec.externalIPs is ignored when spec.type is \"ExternalName\"",
        warnings);
    addIf(
        !named && !Texts.isEmpty(spec.externalName()),
        "spec.externalName is ignored when spec.type is not \"ExternalName\"",
        warnings);
    addIf(
        "PreferClose".equals(spec.trafficDistribution()),
        "spec.trafficDistribution: \"PreferClose\" is deprecated; use \"PreferSameZone\"",
        warnings);
    return warnings;
  }

  private static void addIf(boolean applies, String warning, List<String> warnings) {
    if (applies) {
      warnings.add(warning);
    }
  }

  @Override
  public Map<String, String> fields(Service service) {
    return Map.of(
        "spec.clusterIP", Texts.orEmpty(service.spec().clusterIP()),
        "spec.type", Texts.orEmpty(service.spec().type()));
  }

  @Override
  public List<JsonValue> cells(Service service, Instant now) {
    ServiceSpec spec = service.spec();
    String ports =
        spec.ports().stream()
            .map(p -> p.port() + (p.nodePort() > 0 ? ":" + p.nodePort() : "") + "/" + p.protocol())
            .collect(Collectors.joining(","));
    return Row.of(service.metadata(), now)
        .text(spec.type())
        .text(spec.clusterIPs().isEmpty() ? Row.NONE : spec.clusterIPs().getFirst())
        .text(externalAddress(service))
        .text(ports.isEmpty() ? Row.NONE : ports)
        .age(service.metadata())
        .text(Selectors.cell(spec.selector()))
        .cells();
  }

  private static String externalAddress(Service service) {
    ServiceSpec spec = service.spec();
    return switch (Texts.orEmpty(spec.type())) {
      case CLUSTER_IP, NODE_PORT ->
          spec.externalIPs().isEmpty() ? Row.NONE : String.join(",", spec.externalIPs());
      case LOAD_BALANCER -> {
        TreeSet<String> balancers = new TreeSet<>();
        for (LoadBalancerIngress each : service.status().loadBalancer().ingress()) {
          balancers.add(Texts.orEmpty(Texts.isEmpty(each.ip()) ? each.hostname() : each.ip()));
        }
        balancers.remove("");
        List<String> all = new ArrayList<>(balancers);
        all.addAll(spec.externalIPs());
        yield all.isEmpty() ? "<pending>" : String.join(",", all);
      }
      case EXTERNAL_NAME -> Texts.orEmpty(spec.externalName());
      default -> "<unknown>";
    };
  }

  /** The family of a text that is a valid address. */
  static String family(String address) {
    Ip ip = Ip.parse(address);
    return ip == null || ip.isV4() ? "IPv4" : "IPv6";
  }
}
