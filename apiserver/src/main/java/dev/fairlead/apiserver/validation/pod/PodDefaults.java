package dev.fairlead.apiserver.validation.pod;

import dev.fairlead.apiserver.validation.Texts;
import dev.fairlead.model.core.v1.Container;
import dev.fairlead.model.core.v1.ContainerStatus;
import dev.fairlead.model.core.v1.Pod;
import dev.fairlead.model.core.v1.PodIP;
import dev.fairlead.model.core.v1.PodSpec;
import dev.fairlead.model.core.v1.PodStatus;
import dev.fairlead.model.core.v1.ResourceRequirements;
import dev.fairlead.model.value.Quantity;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** Fills in what Pods get; some of it only Pods, not the templates that they are made of. */
public final class PodDefaults {
  private PodDefaults() {}

  public static Pod of(Pod pod) {
    PodSpec spec = SpecDefaults.of(pod.spec());
    Long grace = spec.terminationGracePeriodSeconds();
    boolean links = spec.enableServiceLinks() == null || spec.enableServiceLinks();
    return pod.with(p ->
        p.metadata(DisabledFields.without(pod.metadata()))
            .spec(
                spec.with(s ->
                    s.terminationGracePeriodSeconds(grace != null && grace < 0 ? (Long) 1L : grace)
                        .enableServiceLinks(links)
                        .containers(containers(spec.containers(), spec.hostNetwork()))
                        .initContainers(containers(spec.initContainers(), spec.hostNetwork()))))
            .status(status(pod.status())));
  }

  /** As {@link #of}, of the status alone. */
  public static Pod ofStatus(Pod pod) {
    PodStatus status = status(pod.status());
    return status.equals(pod.status()) ? pod : pod.with(p -> p.status(status));
  }

  private static List<Container> containers(List<Container> containers, boolean hostNetwork) {
    return containers.stream().map(c -> withRequests(hostNetwork ? withHostPorts(c) : c)).toList();
  }

  /** On the host's network a port is what it is on the host. */
  private static Container withHostPorts(Container container) {
    return container.with(c ->
        c.ports(
            container.ports().stream()
                .map(p -> p.hostPort() == 0 ? p.with(x -> x.hostPort(p.containerPort())) : p)
                .toList()));
  }

  /** A limit without a request is its own request. */
  private static Container withRequests(Container container) {
    ResourceRequirements resources = container.resources();
    if (resources.requests().keySet().containsAll(resources.limits().keySet())) {
      return container;
    }
    Map<String, Quantity> requests = new TreeMap<>(resources.limits());
    requests.putAll(resources.requests());
    return container.with(c -> c.resources(resources.with(r -> r.requests(requests))));
  }

  private static PodStatus status(PodStatus status) {
    PodStatus complete = addresses(status);
    return complete.with(s ->
        s.allocatedResources(ResourceLists.rounded(status.allocatedResources()))
            .containerStatuses(rounded(status.containerStatuses()))
            .initContainerStatuses(rounded(status.initContainerStatuses()))
            .ephemeralContainerStatuses(rounded(status.ephemeralContainerStatuses())));
  }

  private static List<ContainerStatus> rounded(List<ContainerStatus> statuses) {
    return statuses.stream()
        .map(status ->
            status.with(s ->
                s.allocatedResources(ResourceLists.rounded(status.allocatedResources()))
                    .resources(ResourceLists.rounded(status.resources()))))
        .toList();
  }

  /** Keeps the one address and the list of addresses alike; the one wins. */
  private static PodStatus addresses(PodStatus status) {
    String ip = Texts.orEmpty(status.podIP());
    String first = status.podIPs().isEmpty() ? "" : status.podIPs().getFirst().ip();
    if (ip.equals(first)) {
      return status;
    }
    return ip.isEmpty()
        ? status.with(s -> s.podIP(first))
        : status.with(s -> s.podIPs(List.of(PodIP.of(p -> p.ip(ip)))));
  }
}
