package dev.fairlead.apiserver.kind;

import dev.fairlead.apiserver.validation.Addresses;
import dev.fairlead.apiserver.validation.FieldErrors;
import dev.fairlead.apiserver.validation.Ip;
import dev.fairlead.apiserver.validation.Names;
import dev.fairlead.apiserver.validation.Path;
import dev.fairlead.apiserver.validation.Texts;
import dev.fairlead.model.core.v1.LoadBalancerIngress;
import dev.fairlead.model.core.v1.LoadBalancerStatus;
import dev.fairlead.model.core.v1.ServiceSpec;
import java.util.List;

/** What is wrong with where a Service can be reached from outside. */
final class LoadBalancerRules {
  /** Where they stand, in Services and Ingresses. */
  static final Path INGRESS = Path.of("status", "loadBalancer", "ingress");

  private LoadBalancerRules() {}

  static List<String> warnings(LoadBalancerStatus status) {
    return Addresses.ipWarnings(
        status.ingress().stream().map(each -> Texts.orEmpty(each.ip())).toList(), INGRESS::index);
  }

  static void validate(
      LoadBalancerStatus status, LoadBalancerStatus old, ServiceSpec spec, FieldErrors errors) {
    if (!Services.LOAD_BALANCER.equals(spec.type()) && !status.ingress().isEmpty()) {
      errors.forbidden(INGRESS, "may only be used when `spec.type` is 'LoadBalancer'");
      return;
    }
    List<String> before = old.ingress().stream().map(each -> Texts.orEmpty(each.ip())).toList();
    for (int i = 0; i < status.ingress().size(); i++) {
      validateIngress(status.ingress().get(i), before, INGRESS.index(i), errors);
    }
  }

  private static void validateIngress(
      LoadBalancerIngress ingress, List<String> before, Path path, FieldErrors errors) {
    String ip = Texts.orEmpty(ingress.ip());
    String mode = ingress.ipMode();
    if (!ip.isEmpty()) {
      errors.invalid(path.child("ip"), ip, Addresses.legacyIp(ip, before));
    }
    if (mode == null && !ip.isEmpty()) {
      errors.required(path.child("ipMode"), "must be specified when `ip` is set");
    } else if (mode != null && ip.isEmpty()) {
      errors.forbidden(path.child("ipMode"), "may not be specified when `ip` is not set");
    } else if (mode != null && !mode.equals("VIP") && !mode.equals("Proxy")) {
      errors.notSupported(path.child("ipMode"), mode, List.of("Proxy", "VIP"));
    }
    String host = Texts.orEmpty(ingress.hostname());
    if (!host.isEmpty()) {
      errors.invalid(path.child("hostname"), host, Names.subdomain(host));
      if (Ip.parse(host) != null) {
        errors.invalid(path.child("hostname"), host, "must be a DNS name, not an IP address");
      }
    }
  }
}
