package dev.fairlead.apiserver.admission;

import dev.fairlead.model.core.v1.Container;
import dev.fairlead.model.core.v1.ContainerStatus;
import dev.fairlead.model.core.v1.Pod;
import dev.fairlead.model.core.v1.PodSpec;
import dev.fairlead.model.core.v1.ResourceRequirements;
import dev.fairlead.model.value.Quantity;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** What a Pod asks for and may use as a whole; Go: resourcehelper.PodRequests and PodLimits. */
final class PodAmounts {
  private static final Set<String> OF_PODS = Set.of("cpu", "memory");
  private static final String HUGE_PAGES = "hugepages-";

  private PodAmounts() {}

  static Map<String, Quantity> requests(Pod pod) {
    Map<String, Quantity> all =
        most(
            pod,
            c -> c.resources().requests(),
            status -> status.resources() == null ? Map.of() : status.resources().requests(),
            ContainerStatus::allocatedResources);
    ResourceRequirements own = pod.spec().resources();
    if (own != null) {
      override(all, own.requests());
    }
    add(all, pod.spec().overhead());
    return all;
  }

  static Map<String, Quantity> limits(Pod pod) {
    Map<String, Quantity> all =
        most(
            pod,
            c -> c.resources().limits(),
            status -> status.resources() == null ? Map.of() : status.resources().limits(),
            status -> Map.of());
    ResourceRequirements own = pod.spec().resources();
    if (own != null) {
      override(all, own.limits());
    }
    pod.spec()
        .overhead()
        .forEach((name, amount) -> {
          Quantity limit = all.get(name);
          if (limit != null && !limit.isZero()) {
            all.put(name, limit.add(amount));
          }
        });
    return all;
  }

  /** Whether the Pod says what it needs as a whole. */
  static boolean areOfPod(PodSpec spec) {
    ResourceRequirements own = spec.resources();
    return own != null
        && Stream.concat(own.requests().keySet().stream(), own.limits().keySet().stream())
            .anyMatch(PodAmounts::isOfPods);
  }

  private static boolean isOfPods(String name) {
    return OF_PODS.contains(name) || name.startsWith(HUGE_PAGES);
  }

  private static void override(Map<String, Quantity> all, Map<String, Quantity> own) {
    own.forEach((name, amount) -> {
      if (isOfPods(name)) {
        all.put(name, amount);
      }
    });
  }

  /** The most of what is wanted, what is in use and what is set aside, while a Pod is resized. */
  private static Map<String, Quantity> most(
      Pod pod,
      Function<Container, Map<String, Quantity>> wanted,
      Function<ContainerStatus, Map<String, Quantity>> used,
      Function<ContainerStatus, Map<String, Quantity>> reserved) {
    Map<String, Quantity> all = sum(pod.spec(), wanted);
    raise(all, sum(pod.spec(), c -> ofStatus(pod, c, used, wanted)));
    raise(all, sum(pod.spec(), c -> ofStatus(pod, c, reserved, wanted)));
    return all;
  }

  private static Map<String, Quantity> ofStatus(
      Pod pod,
      Container container,
      Function<ContainerStatus, Map<String, Quantity>> told,
      Function<Container, Map<String, Quantity>> otherwise) {
    ContainerStatus status = status(pod, container.name());
    Map<String, Quantity> amounts = status == null ? Map.of() : told.apply(status);
    return amounts.isEmpty() ? otherwise.apply(container) : amounts;
  }

  private static @Nullable ContainerStatus status(Pod pod, String name) {
    return Stream.concat(
            pod.status().containerStatuses().stream(),
            pod.status().initContainerStatuses().stream())
        .filter(status -> name.equals(status.name()))
        .findFirst()
        .orElse(null);
  }

  /**
   * What a Pod needs at once: its containers and sidecars together, or more for an init container
   * with the sidecars started before it.
   */
  static Map<String, Quantity> sum(PodSpec pod, Function<Container, Map<String, Quantity>> part) {
    Map<String, Quantity> all = new LinkedHashMap<>();
    pod.containers().forEach(c -> add(all, part.apply(c)));
    Map<String, Quantity> sidecars = new LinkedHashMap<>();
    Map<String, Quantity> starting = new LinkedHashMap<>();
    for (Container container : pod.initContainers()) {
      Map<String, Quantity> needed = new LinkedHashMap<>(sidecars);
      add(needed, part.apply(container));
      if ("Always".equals(container.restartPolicy())) {
        add(all, part.apply(container));
        sidecars = needed;
      }
      raise(starting, needed);
    }
    raise(all, starting);
    return all;
  }

  private static void add(Map<String, Quantity> sum, Map<String, Quantity> more) {
    more.forEach((name, quantity) -> sum.merge(name, quantity, Quantity::add));
  }

  private static void raise(Map<String, Quantity> most, Map<String, Quantity> other) {
    other.forEach(
        (name, quantity) -> most.merge(name, quantity, (a, b) -> a.compareTo(b) >= 0 ? a : b));
  }
}
