package dev.fairlead.apiserver.kind;

import dev.fairlead.apiserver.validation.Addresses;
import dev.fairlead.apiserver.validation.FieldErrors;
import dev.fairlead.apiserver.validation.LabelSelectors;
import dev.fairlead.apiserver.validation.Names;
import dev.fairlead.apiserver.validation.Path;
import dev.fairlead.apiserver.validation.Texts;
import dev.fairlead.model.core.v1.Service;
import dev.fairlead.model.core.v1.ServiceSpec;
import dev.fairlead.model.core.v1.SessionAffinityConfig;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** What is wrong with a Service that has its addresses and ports; Go: validateService. */
final class ServiceRules {
  /** Longest session affinity, in seconds: one day (MaxClientIPServiceAffinitySeconds). */
  private static final int MAX_AFFINITY_SECONDS = 86_400;

  private static final String SOURCE_RANGES =
      "service.beta.kubernetes.io/load-balancer-source-ranges";
  private static final String BALANCED_ONLY = "may only be used when `type` is 'LoadBalancer'";

  private static final List<String> TYPES =
      List.of(
          Services.CLUSTER_IP, Services.EXTERNAL_NAME, Services.LOAD_BALANCER, Services.NODE_PORT);
  private static final List<String> POLICIES = List.of(Services.CLUSTER, Services.LOCAL);
  private static final List<String> DISTRIBUTIONS =
      List.of("PreferClose", "PreferSameZone", "PreferSameNode");

  private static final Path SPEC = Path.of("spec");
  private static final Path ANNOTATIONS = Path.of("metadata", "annotations");

  private ServiceRules() {}

  static void validate(Service service, @Nullable Service old, FieldErrors errors) {
    ServiceSpec spec = service.spec();
    String mode = service.metadata().annotations().get(Services.TOPOLOGY_MODE);
    String hints = service.metadata().annotations().get(Services.TOPOLOGY_HINTS);
    if (mode != null && hints != null && !mode.equals(hints)) {
      errors.invalid(
          ANNOTATIONS.key(Services.TOPOLOGY_MODE),
          mode,
          "must match annotations[" + Services.TOPOLOGY_HINTS + "] when both are specified");
    }
    validateType(spec, errors);
    ServicePortRules.validate(spec, errors);
    LabelSelectors.validateLabels(spec.selector(), SPEC.child("selector"), errors);
    validateAffinity(spec, errors);
    ServiceAddressRules.validate(spec, old == null ? null : old.spec(), errors);
    validateExternalIps(spec, old, errors);
    if (Texts.isEmpty(spec.type())) {
      errors.required(SPEC.child("type"), "");
    } else if (!TYPES.contains(spec.type())) {
      errors.notSupported(SPEC.child("type"), spec.type(), TYPES);
    }
    ServicePortRules.validateNumbers(spec, errors);
    validateSourceRanges(service, old, errors);
    boolean balanced = Services.LOAD_BALANCER.equals(spec.type());
    if (!balanced && spec.allocateLoadBalancerNodePorts() != null) {
      errors.forbidden(SPEC.child("allocateLoadBalancerNodePorts"), BALANCED_ONLY);
    }
    if (balanced && spec.allocateLoadBalancerNodePorts() == null) {
      errors.required(Path.of("allocateLoadBalancerNodePorts"), "");
    }
    validateClass(spec, errors);
    validateTraffic(spec, errors);
  }

  /** What of a change is wrong, whatever is wrong with the new Service itself. */
  static void validateChange(ServiceSpec spec, ServiceSpec old, FieldErrors errors) {
    ServiceAddressRules.validateChange(spec, old, errors);
    if (Services.LOAD_BALANCER.equals(spec.type())
        && Services.LOAD_BALANCER.equals(old.type())
        && !Objects.equals(spec.loadBalancerClass(), old.loadBalancerClass())) {
      errors.invalid(
          SPEC.child("loadBalancerClass"), spec.loadBalancerClass(), "may not change once set");
    }
    validateClass(spec, errors);
    if (needsHealthCheck(spec)
        && needsHealthCheck(old)
        && spec.healthCheckNodePort() != old.healthCheckNodePort()) {
      errors.forbidden(SPEC.child("healthCheckNodePort"), "field is immutable");
    }
  }

  // --- what a Service is ---

  static boolean isHeadless(ServiceSpec spec) {
    return spec.clusterIPs().equals(List.of(Services.NO_ADDRESS));
  }

  static boolean isExternallyAccessible(ServiceSpec spec) {
    return Services.LOAD_BALANCER.equals(spec.type())
        || Services.NODE_PORT.equals(spec.type())
        || (Services.CLUSTER_IP.equals(spec.type()) && !spec.externalIPs().isEmpty());
  }

  static boolean needsHealthCheck(ServiceSpec spec) {
    return Services.LOAD_BALANCER.equals(spec.type())
        && Services.LOCAL.equals(spec.externalTrafficPolicy());
  }

  // --- the parts ---

  private static void validateType(ServiceSpec spec, FieldErrors errors) {
    String type = Texts.orEmpty(spec.type());
    boolean named = type.equals(Services.EXTERNAL_NAME);
    if (spec.ports().isEmpty() && !isHeadless(spec) && !named) {
      errors.required(SPEC.child("ports"), "");
    }
    if (isHeadless(spec)
        && (type.equals(Services.LOAD_BALANCER) || type.equals(Services.NODE_PORT))) {
      errors.invalid(
          SPEC.child("clusterIPs").index(0),
          Services.NO_ADDRESS,
          "may not be set to 'None' for " + type + " services");
    }
    if (!named) {
      return;
    }
    String forbidden = "may not be set for ExternalName services";
    if (!spec.clusterIPs().isEmpty()) {
      errors.forbidden(SPEC.child("clusterIPs"), forbidden);
    }
    if (!spec.ipFamilies().isEmpty()) {
      errors.forbidden(SPEC.child("ipFamilies"), forbidden);
    }
    if (spec.ipFamilyPolicy() != null) {
      errors.forbidden(SPEC.child("ipFamilyPolicy"), forbidden);
    }
    String given = Texts.orEmpty(spec.externalName());
    String name = given.endsWith(".") ? given.substring(0, given.length() - 1) : given;
    if (name.isEmpty()) {
      errors.required(SPEC.child("externalName"), "");
    } else {
      errors.invalid(SPEC.child("externalName"), name, Names.subdomain(name));
    }
  }

  private static void validateAffinity(ServiceSpec spec, FieldErrors errors) {
    String affinity = Texts.orEmpty(spec.sessionAffinity());
    Path config = SPEC.child("sessionAffinityConfig");
    switch (affinity) {
      case "" -> errors.required(SPEC.child("sessionAffinity"), "");
      case Services.CLIENT_IP -> validateClientIp(spec.sessionAffinityConfig(), config, errors);
      case Services.NO_AFFINITY -> {
        if (spec.sessionAffinityConfig() != null) {
          errors.forbidden(config, "must not be set when session affinity is None");
        }
      }
      default ->
          errors.notSupported(
              SPEC.child("sessionAffinity"),
              affinity,
              List.of(Services.CLIENT_IP, Services.NO_AFFINITY));
    }
  }

  private static void validateClientIp(
      @Nullable SessionAffinityConfig config, Path path, FieldErrors errors) {
    String why = "when session affinity type is ClientIP";
    Path seconds = path.child("clientIP", "timeoutSeconds");
    if (config == null) {
      errors.required(path, why);
    } else if (config.clientIP() == null) {
      errors.required(path.child("clientIP"), why);
    } else if (config.clientIP().timeoutSeconds() == null) {
      errors.required(seconds, why);
    } else {
      int timeout = config.clientIP().timeoutSeconds();
      if (timeout <= 0 || timeout > MAX_AFFINITY_SECONDS) {
        errors.invalid(
            seconds, timeout, "must be greater than 0 and less than " + MAX_AFFINITY_SECONDS);
      }
    }
  }

  private static void validateExternalIps(
      ServiceSpec spec, @Nullable Service old, FieldErrors errors) {
    List<String> before = old == null ? List.of() : old.spec().externalIPs();
    for (int i = 0; i < spec.externalIPs().size(); i++) {
      Path path = SPEC.child("externalIPs").index(i);
      String ip = spec.externalIPs().get(i);
      List<String> problems = Addresses.legacyIp(ip, before);
      errors.invalid(path, ip, problems.isEmpty() ? Addresses.endpoint(ip) : problems);
    }
  }

  private static void validateSourceRanges(
      Service service, @Nullable Service old, FieldErrors errors) {
    ServiceSpec spec = service.spec();
    boolean balanced = Services.LOAD_BALANCER.equals(spec.type());
    String annotation = service.metadata().annotations().get(SOURCE_RANGES);
    if (!spec.loadBalancerSourceRanges().isEmpty()) {
      Path path = SPEC.child("LoadBalancerSourceRanges"); // Kubernetes' own spelling
      if (!balanced) {
        errors.forbidden(path, BALANCED_ONLY);
      }
      List<String> before = old == null ? List.of() : old.spec().loadBalancerSourceRanges();
      List<String> stripped = before.stream().map(String::strip).toList();
      for (int i = 0; i < spec.loadBalancerSourceRanges().size(); i++) {
        String range = spec.loadBalancerSourceRanges().get(i).strip();
        errors.invalid(path.index(i), range, Addresses.legacyCidr(range, stripped));
      }
    } else if (annotation != null) {
      Path path = ANNOTATIONS.key(SOURCE_RANGES);
      if (!balanced) {
        errors.forbidden(path, BALANCED_ONLY);
      }
      boolean changed =
          old == null || !annotation.equals(old.metadata().annotations().get(SOURCE_RANGES));
      if (changed && !annotation.isBlank()) {
        Arrays.stream(annotation.split(",", -1))
            .map(String::strip)
            .forEach(range -> errors.invalid(path, range, Addresses.legacyCidr(range)));
      }
    }
  }

  private static void validateClass(ServiceSpec spec, FieldErrors errors) {
    String name = spec.loadBalancerClass();
    Path path = SPEC.child("loadBalancerClass");
    if (name != null && Services.LOAD_BALANCER.equals(spec.type())) {
      errors.invalid(path, name, Names.qualifiedName(name));
    } else if (name != null) {
      errors.forbidden(path, BALANCED_ONLY);
    }
  }

  private static void validateTraffic(ServiceSpec spec, FieldErrors errors) {
    Path external = SPEC.child("externalTrafficPolicy");
    String policy = Texts.orEmpty(spec.externalTrafficPolicy());
    if (!isExternallyAccessible(spec)) {
      if (!policy.isEmpty()) {
        errors.invalid(external, policy, "may only be set for externally-accessible services");
      }
    } else if (policy.isEmpty()) {
      errors.required(external, "");
    } else if (!POLICIES.contains(policy)) {
      errors.notSupported(external, policy, POLICIES);
    }
    Path health = SPEC.child("healthCheckNodePort");
    int port = spec.healthCheckNodePort();
    if (needsHealthCheck(spec) && port == 0) {
      errors.required(health, "");
    } else if (needsHealthCheck(spec)) {
      errors.invalid(health, port, Names.portNumber(port));
    } else if (port != 0) {
      errors.invalid(
          health,
          port,
          "may only be set when `type` is 'LoadBalancer' and `externalTrafficPolicy` is 'Local'");
    }
    String internal = spec.internalTrafficPolicy();
    if (internal == null && ServiceAddresses.isHeadful(Texts.orEmpty(spec.type()))) {
      errors.required(SPEC.child("internalTrafficPolicy"), "");
    } else if (internal != null && !POLICIES.contains(internal)) {
      errors.notSupported(SPEC.child("internalTrafficPolicy"), internal, POLICIES);
    }
    String distribution = spec.trafficDistribution();
    if (distribution != null && !DISTRIBUTIONS.contains(distribution)) {
      errors.notSupported(SPEC.child("trafficDistribution"), distribution, DISTRIBUTIONS);
    }
  }
}
