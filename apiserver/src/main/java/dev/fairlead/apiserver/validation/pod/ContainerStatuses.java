package dev.fairlead.apiserver.validation.pod;

import static dev.fairlead.apiserver.validation.Texts.orEmpty;

import dev.fairlead.apiserver.validation.FieldErrors;
import dev.fairlead.apiserver.validation.Names;
import dev.fairlead.apiserver.validation.Path;
import dev.fairlead.apiserver.validation.Sizes;
import dev.fairlead.model.core.v1.Container;
import dev.fairlead.model.core.v1.ContainerStatus;
import dev.fairlead.model.core.v1.LinuxContainerUser;
import dev.fairlead.model.core.v1.Pod;
import dev.fairlead.model.core.v1.PodStatus;
import dev.fairlead.model.core.v1.ResourceHealth;
import dev.fairlead.model.core.v1.ResourceStatus;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Checks what is said of single containers: none rises from the dead without a rule for it. */
final class ContainerStatuses {
  private static final List<String> HEALTH = List.of("Healthy", "Unhealthy", "Unknown");

  /** Longest message about a device's health, in bytes (ResourceHealthMessageMaxLength). */
  private static final int MAX_MESSAGE_LENGTH = 1_024;

  private static final long MAX_UID = 0xffff_ffffL;

  private ContainerStatuses() {}

  static void validateTransitions(Pod pod, Pod old, Path path, FieldErrors errors) {
    PodStatus now = pod.status();
    PodStatus before = old.status();
    boolean mayRestartAll = RestartRules.mayRestartAll(old.spec());
    if (!mayRestartAll) {
      Path at = path.child("containerStatuses");
      List<Container> containers = old.spec().containers();
      transitions(now.containerStatuses(), before.containerStatuses(), containers, old, at, errors);
      at = path.child("initContainerStatuses");
      containers = old.spec().initContainers();
      transitions(
          now.initContainerStatuses(), before.initContainerStatuses(), containers, old, at, errors);
    }
    transitions(
        now.ephemeralContainerStatuses(),
        before.ephemeralContainerStatuses(),
        List.of(),
        old,
        path.child("ephemeralContainerStatuses"),
        errors);
  }

  private static void transitions(
      List<ContainerStatus> now,
      List<ContainerStatus> before,
      List<Container> containers,
      Pod pod,
      Path path,
      FieldErrors errors) {
    for (int i = 0; i < before.size(); i++) {
      ContainerStatus old = before.get(i);
      var terminated = old.state().terminated();
      boolean revived =
          terminated != null
              && now.stream()
                  .anyMatch(s -> s.name().equals(old.name()) && s.state().terminated() == null);
      if (terminated == null || !revived) {
        continue;
      }
      boolean restarts =
          containers.stream()
              .filter(c -> c.name().equals(old.name()))
              .anyMatch(c -> RestartRules.restarts(c, pod.spec(), terminated.exitCode()));
      if (!restarts) {
        errors.forbidden(
            path.index(i).child("state"), "may not be transitioned to non-terminated state");
      }
    }
  }

  static void validate(Pod pod, Path path, FieldErrors errors) {
    PodStatus status = pod.status();
    users(status.containerStatuses(), pod, path.child("containerStatuses"), errors);
    users(status.initContainerStatuses(), pod, path.child("initContainerStatuses"), errors);
    Path ephemeral = path.child("ephemeralContainerStatuses");
    users(status.ephemeralContainerStatuses(), pod, ephemeral, errors);
    devices(
        status.containerStatuses(),
        pod.spec().containers(),
        status,
        path.child("containerStatuses"),
        errors);
    devices(
        status.initContainerStatuses(),
        pod.spec().initContainers(),
        status,
        path.child("initContainerStatuses"),
        errors);
    for (int i = 0; i < status.ephemeralContainerStatuses().size(); i++) {
      if (!status.ephemeralContainerStatuses().get(i).allocatedResourcesStatus().isEmpty()) {
        errors.forbidden(
            ephemeral.index(i).child("allocatedResourcesStatus"),
            "must not be specified in container status");
      }
    }
  }

  private static void users(
      List<ContainerStatus> statuses, Pod pod, Path path, FieldErrors errors) {
    for (int i = 0; i < statuses.size(); i++) {
      var user = statuses.get(i).user();
      LinuxContainerUser linux = user == null ? null : user.linux();
      if (linux == null) {
        continue;
      }
      Path at = path.index(i).child("user", "linux");
      if (OperatingSystems.isWindows(pod.spec())) {
        errors.forbidden(at, "cannot be set for a windows pod");
        continue;
      }
      errors.invalid(at.child("uid"), linux.uid(), Names.between(linux.uid(), 0, MAX_UID));
      errors.invalid(at.child("gid"), linux.gid(), Names.userId(linux.gid()));
      for (int g = 0; g < linux.supplementalGroups().size(); g++) {
        long group = linux.supplementalGroups().get(g);
        errors.invalid(at.child("supplementalGroups").index(g), group, Names.userId(group));
      }
    }
  }

  private static void devices(
      List<ContainerStatus> statuses,
      List<Container> containers,
      PodStatus pod,
      Path path,
      FieldErrors errors) {
    for (int i = 0; i < statuses.size(); i++) {
      ContainerStatus status = statuses.get(i);
      Container container =
          containers.stream().filter(c -> c.name().equals(status.name())).findFirst().orElse(null);
      for (int j = 0; j < status.allocatedResourcesStatus().size(); j++) {
        Path at = path.index(i).child("allocatedResourcesStatus").index(j);
        device(status.allocatedResourcesStatus().get(j), container, pod, at, errors);
      }
    }
  }

  private static void device(
      ResourceStatus device,
      @Nullable Container container,
      PodStatus pod,
      Path path,
      FieldErrors errors) {
    boolean claimed = device.name().startsWith("claim:");
    boolean known =
        container == null
            || (claimed
                ? isClaim(device.name(), container, pod)
                : container.resources().requests().containsKey(device.name()));
    if (!known) {
      errors.invalid(
          path.child("name"),
          device.name(),
          claimed
              ? "must match one of the container's resource claims as"
                  + " 'claim:<claimName>/<requestName>' when container.resources.claims[*].request"
                  + " is set or 'claim:<claimName>' when it is empty"
              : "must match one of the container's resource requests");
    }
    Set<String> ids = new HashSet<>();
    for (int k = 0; k < device.resources().size(); k++) {
      health(device.resources().get(k), ids, path.child("resources").index(k), errors);
    }
  }

  private static boolean isClaim(String name, Container container, PodStatus pod) {
    boolean own =
        container.resources().claims().stream()
            .anyMatch(claim -> {
              String request = orEmpty(claim.request());
              String suffix = request.isEmpty() ? "" : "/" + request;
              return name.equals("claim:" + claim.name() + suffix);
            });
    var extended = pod.extendedResourceClaimStatus();
    return own
        || (extended != null
            && extended.requestMappings().stream()
                .filter(m -> m.containerName().equals(container.name()))
                .filter(m -> container.resources().requests().containsKey(m.resourceName()))
                .anyMatch(m ->
                    name.equals("claim:" + extended.resourceClaimName() + "/" + m.requestName())));
  }

  private static void health(
      ResourceHealth health, Set<String> ids, Path path, FieldErrors errors) {
    if (!HEALTH.contains(orEmpty(health.health()))) {
      errors.notSupported(path.child("health"), orEmpty(health.health()), HEALTH);
    }
    String message = health.message();
    if (message != null && message.isEmpty()) {
      errors.required(path.child("message"), "must be non-empty if specified");
    } else if (message != null && Sizes.utf8(message) > MAX_MESSAGE_LENGTH) {
      errors.tooLong(path.child("message"), MAX_MESSAGE_LENGTH);
    }
    if (!ids.add(health.resourceID())) {
      errors.duplicate(path.child("resourceID"), health.resourceID());
    }
  }
}
