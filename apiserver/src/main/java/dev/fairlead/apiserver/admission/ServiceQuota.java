package dev.fairlead.apiserver.admission;

import dev.fairlead.model.KubernetesObject;
import dev.fairlead.model.core.v1.Service;
import dev.fairlead.model.core.v1.ServiceSpec;
import dev.fairlead.model.value.Quantity;
import java.util.Map;
import java.util.Set;

/** Counts Services, their node ports, and those with a load balancer. */
final class ServiceQuota implements QuotaRules {
  private static final String COUNT = "count/services";
  private static final String ALL = "services";
  private static final String NODE_PORTS = "services.nodeports";
  private static final String BALANCERS = "services.loadbalancers";

  @Override
  public boolean handles(AdmissionRequest request) {
    return request.subresource().isEmpty() && (request.creates() || request.updates());
  }

  @Override
  public boolean counts(String resource) {
    return Set.of(COUNT, ALL, NODE_PORTS, BALANCERS).contains(resource);
  }

  @Override
  public Map<String, Quantity> usage(KubernetesObject object) {
    ServiceSpec spec = ((Service) object).spec();
    boolean balanced = "LoadBalancer".equals(spec.type());
    long ports = 0;
    if (balanced && Boolean.FALSE.equals(spec.allocateLoadBalancerNodePorts())) {
      ports = spec.ports().stream().filter(port -> port.nodePort() != 0).count();
    } else if (balanced || "NodePort".equals(spec.type())) {
      ports = spec.ports().size();
    }
    return Map.of(
        COUNT,
        Quantity.of(1),
        ALL,
        Quantity.of(1),
        NODE_PORTS,
        Quantity.of(ports),
        BALANCERS,
        Quantity.of(balanced ? 1 : 0));
  }
}
