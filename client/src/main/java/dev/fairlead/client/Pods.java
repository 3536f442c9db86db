package dev.fairlead.client;

import dev.fairlead.model.core.v1.Binding;
import dev.fairlead.model.core.v1.EphemeralContainer;
import dev.fairlead.model.core.v1.Pod;
import dev.fairlead.model.core.v1.PodList;
import dev.fairlead.model.policy.v1.Eviction;
import java.util.function.Consumer;
import java.util.function.UnaryOperator;

/** The Pods of one namespace, and what only Pods can. */
public interface Pods extends Resource<Pod, PodList> {

  /** Whether all containers are ready and the Pod takes part in its Services: condition Ready. */
  static boolean ready(Pod pod) {
    return pod.status() != null
        && pod.status().conditions().stream()
            .anyMatch(c -> c.type().equals("Ready") && c.status().equals("True"));
  }

  /** Whether it is on a node with at least one container running: phase Running. */
  static boolean running(Pod pod) {
    return inPhase(pod, "Running");
  }

  /** Whether all containers have ended well: phase Succeeded. */
  static boolean succeeded(Pod pod) {
    return inPhase(pod, "Succeeded");
  }

  /** Whether all containers have ended, well or badly. */
  static boolean ended(Pod pod) {
    return inPhase(pod, "Succeeded") || inPhase(pod, "Failed");
  }

  private static boolean inPhase(Pod pod, String phase) {
    return pod.status() != null && phase.equals(pod.status().phase());
  }

  /**
   * Has the Pod of that name deleted as a node's drain does, unless a PodDisruptionBudget forbids.
   *
   * @throws dev.fairlead.client.error.TooManyRequestsException if one does: try again later
   * @throws dev.fairlead.client.error.NotFoundException if there is none
   */
  default void evict(String name) {
    evict(name, e -> {});
  }

  /** As {@link #evict(String)}, with delete options in the eviction, such as a grace period. */
  default void evict(String name, Consumer<Eviction.Builder> options) {
    Eviction eviction = Eviction.of(options.andThen(e -> e.metadata(m -> m.name(name))));
    subresource("eviction", Eviction.TYPE).post(name, eviction);
  }

  /** Puts a Pod that waits for it on a node, as a scheduler does. */
  default void bind(String name, String node) {
    Binding binding =
        Binding.of(b -> b.metadata(m -> m.name(name)).target(t -> t.kind("Node").name(node)));
    subresource("binding", Binding.TYPE).post(name, binding);
  }

  /** Adds a container to a running Pod, to look into it. As kubectl debug. */
  default Pod addEphemeralContainer(String name, EphemeralContainer container) {
    return subresource("ephemeralcontainers", Pod.TYPE)
        .edit(name, pod -> pod.with(p -> p.spec(s -> s.ephemeralContainer(container))));
  }

  /**
   * Changes the resources of a Pod's containers in place.
   *
   * @param change may change nothing but resources
   */
  default Pod resize(String name, UnaryOperator<Pod> change) {
    return subresource("resize", Pod.TYPE).edit(name, change);
  }
}
