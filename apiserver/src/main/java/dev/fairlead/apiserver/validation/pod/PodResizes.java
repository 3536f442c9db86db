package dev.fairlead.apiserver.validation.pod;

import dev.fairlead.apiserver.validation.FieldErrors;
import dev.fairlead.apiserver.validation.Path;
import dev.fairlead.model.core.v1.Container;
import dev.fairlead.model.core.v1.ContainerStatus;
import dev.fairlead.model.core.v1.Pod;
import dev.fairlead.model.core.v1.PodSpec;
import dev.fairlead.model.core.v1.ResourceRequirements;
import dev.fairlead.model.value.Quantity;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** How much CPU and memory the containers of a running Pod get from now on. */
public final class PodResizes {
  private static final Path SPEC = PodChecks.SPEC;
  private static final List<String> RESIZED = List.of("cpu", "memory");
  private static final String ONLY = "only cpu and memory resources ";

  private PodResizes() {}

  /** The old Pod with the new one's resources; left as it is if containers come or go. */
  public static Pod prepared(Pod pod, Pod old) {
    PodSpec spec = pod.spec();
    PodSpec before = old.spec();
    if (spec.containers().size() != before.containers().size()
        || spec.initContainers().size() != before.initContainers().size()) {
      return pod;
    }
    ResourceRequirements ofPod =
        spec.resources() == null ? before.resources() : spec.resources();
    PodSpec resized =
        before.with(
            s ->
                s.resources(ofPod)
                    .containers(resized(spec.containers(), before.containers()))
                    .initContainers(resized(spec.initContainers(), before.initContainers())));
    return PodSubresources.withMetadata(pod, old)
        .with(p -> p.spec(PodResources.completed(resized)));
  }

  private static List<Container> resized(List<Container> containers, List<Container> old) {
    List<Container> resized = new ArrayList<>();
    for (int i = 0; i < containers.size(); i++) {
      Container container = containers.get(i);
      if (!container.name().equals(old.get(i).name())) {
        return containers; // renamed or moved: the check says so
      }
      resized.add(
          old.get(i)
              .with(
                  c ->
                      c.resources(container.resources())
                          .resizePolicy(container.resizePolicy())));
    }
    return resized;
  }

  public static void validate(Pod pod, Pod old, FieldErrors errors) {
    if (PodUpdates.isMirror(old)) {
      errors.forbidden(Path.of(""), "static pods cannot be resized");
      return;
    }
    if (OperatingSystems.isWindows(old.spec())) {
      errors.forbidden(Path.of(""), "windows pods cannot be resized");
      return;
    }
    PodChecks.validateChanged(pod, old, errors);
    String quality = old.status().qosClass();
    if (!QualityOfService.of(pod.spec())
        .equals(quality == null ? QualityOfService.of(old.spec()) : quality)) {
      errors.invalid(
          SPEC, pod.status().qosClass(), "Pod QOS Class may not change as a result of resizing");
    }
    if (!isSupported(old)) {
      errors.forbidden(SPEC, "Pod running on node without support for resize");
    }
    PodSpec masked = maskedPodLevel(pod.spec(), old.spec(), errors);
    int before = errors.size();
    order(pod.spec().containers(), old.spec().containers(), "containers", errors);
    order(pod.spec().initContainers(), old.spec().initContainers(), "initContainers", errors);
    if (errors.size() > before) {
      return;
    }
    removed(
        pod.spec().initContainers(),
        old.spec().initContainers(),
        SPEC.child("initContainers"),
        errors);
    removed(pod.spec().containers(), old.spec().containers(), SPEC.child("containers"), errors);
    containers(masked, old.spec(), errors);
    initContainers(masked, old.spec(), errors);
    PodSpec rest =
        masked.with(
            s ->
                s.containers(old.spec().containers()).initContainers(old.spec().initContainers()));
    if (errors.isEmpty() && !SemanticEquality.equal(rest, old.spec())) {
      errors.forbidden(SPEC, ONLY + "are mutable");
    }
  }

  /** A node that can resize tells the resources of running containers. */
  private static boolean isSupported(Pod pod) {
    return pod.status().containerStatuses().stream()
        .filter(status -> status.state().running() != null)
        .findFirst()
        .map(ContainerStatus::resources)
        .isPresent()
        || pod.status().containerStatuses().stream()
            .noneMatch(status -> status.state().running() != null);
  }

  private static PodSpec maskedPodLevel(PodSpec spec, PodSpec old, FieldErrors errors) {
    ResourceRequirements resources = spec.resources();
    ResourceRequirements before = old.resources();
    if (!isSet(resources) && !isSet(before)) {
      return spec;
    }
    Path path = SPEC.child("resources");
    if (resources == null) {
      errors.forbidden(path, "pod-level resources cannot be removed");
      return spec;
    }
    if (before != null) {
      String what = "pod-level resource ";
      removed(resources.requests(), before.requests(), path.child("requests"), what, errors);
      removed(resources.limits(), before.limits(), path.child("limits"), what, errors);
    }
    ResourceRequirements masked =
        masked(resources, before == null ? ResourceRequirements.TYPE.empty() : before);
    boolean nothing = before == null && masked.equals(ResourceRequirements.TYPE.empty());
    PodSpec left = spec.with(s -> s.resources(nothing ? null : masked));
    if (!SemanticEquality.equal(left.resources(), before)) {
      errors.forbidden(SPEC, ONLY + "are mutable at pod-level");
    }
    return left;
  }

  private static boolean isSet(@Nullable ResourceRequirements resources) {
    return resources != null
        && (!resources.requests().isEmpty() || !resources.limits().isEmpty());
  }

  private static void order(
      List<Container> containers, List<Container> old, String field, FieldErrors errors) {
    Path path = SPEC.child(field);
    if (containers.size() != old.size()) {
      errors.forbidden(path, field + " may not be added or removed on resize");
      return;
    }
    for (int i = 0; i < old.size(); i++) {
      if (!containers.get(i).name().equals(old.get(i).name())) {
        errors.forbidden(
            path.index(i).child("name"), field + " may not be renamed or reordered on resize");
      }
    }
  }

  private static void removed(
      List<Container> containers, List<Container> old, Path path, FieldErrors errors) {
    for (int i = 0; i < old.size(); i++) {
      ResourceRequirements now = containers.get(i).resources();
      ResourceRequirements before = old.get(i).resources();
      Path at = path.index(i).child("resources");
      String what = "resource ";
      removed(now.requests(), before.requests(), at.child("requests"), what, errors);
      removed(now.limits(), before.limits(), at.child("limits"), what, errors);
    }
  }

  private static void removed(
      Map<String, Quantity> now,
      Map<String, Quantity> before,
      Path path,
      String what,
      FieldErrors errors) {
    if (!now.keySet().containsAll(before.keySet())) {
      String which = path.toString().endsWith("requests") ? "requests" : "limits";
      errors.forbidden(path, what + which + " cannot be removed");
    }
  }

  private static void containers(PodSpec spec, PodSpec old, FieldErrors errors) {
    for (int i = 0; i < old.containers().size(); i++) {
      if (!sameButResources(spec.containers().get(i), old.containers().get(i))) {
        errors.forbidden(SPEC, ONLY + "are mutable");
      }
    }
  }

  private static void initContainers(PodSpec spec, PodSpec old, FieldErrors errors) {
    for (int i = 0; i < old.initContainers().size(); i++) {
      Container container = spec.initContainers().get(i);
      Container before = old.initContainers().get(i);
      Path path = SPEC.child("initContainers").index(i);
      if (!sameButResources(container, before)) {
        errors.forbidden(path, ONLY + "for init or sidecar containers are mutable");
      }
      if (!Containers.isSidecar(container) && !SemanticEquality.equal(container, before)) {
        container.resizePolicy().stream()
            .filter(policy -> policy.restartPolicy().equals("RestartContainer"))
            .forEach(
                policy ->
                    errors.forbidden(
                        path,
                        "non-sidecar init containers with a resize policy of RestartContainer"
                            + " cannot be resized"));
      }
    }
  }

  private static boolean sameButResources(Container container, Container old) {
    Container masked =
        container.with(c -> c.resources(masked(container.resources(), old.resources())));
    return SemanticEquality.equal(masked, old);
  }

  private static ResourceRequirements masked(
      ResourceRequirements resources, ResourceRequirements old) {
    return resources.with(
        r ->
            r.requests(masked(resources.requests(), old.requests()))
                .limits(masked(resources.limits(), old.limits())));
  }

  /** The list with CPU and memory as they were. */
  private static Map<String, Quantity> masked(
      Map<String, Quantity> list, Map<String, Quantity> old) {
    Map<String, Quantity> masked = new TreeMap<>(list);
    masked.keySet().removeAll(RESIZED);
    for (String name : RESIZED) {
      if (old.containsKey(name)) {
        masked.put(name, Objects.requireNonNull(old.get(name)));
      }
    }
    return masked;
  }
}
