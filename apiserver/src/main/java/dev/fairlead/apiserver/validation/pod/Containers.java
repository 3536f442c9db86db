package dev.fairlead.apiserver.validation.pod;

import static dev.fairlead.apiserver.validation.Texts.isEmpty;
import static dev.fairlead.apiserver.validation.Texts.orEmpty;

import dev.fairlead.apiserver.validation.FieldErrors;
import dev.fairlead.apiserver.validation.Names;
import dev.fairlead.apiserver.validation.Path;
import dev.fairlead.model.core.v1.Container;
import dev.fairlead.model.core.v1.ContainerResizePolicy;
import dev.fairlead.model.core.v1.EphemeralContainer;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Checks the three lists of containers. */
final class Containers {
  private static final List<String> PULL_POLICIES = List.of("Always", "IfNotPresent", "Never");
  private static final List<String> MESSAGE_POLICIES = List.of("File", "FallbackToLogsOnError");
  private static final List<String> RESIZED_RESOURCES = List.of("cpu", "memory");
  private static final List<String> RESIZE_POLICIES = List.of("NotRequired", "RestartContainer");
  private static final String NO_SIDECAR =
      "may not be set for init containers without restartPolicy=Always";
  private static final String NOT_EPHEMERAL = "cannot be set for an Ephemeral Container";

  private Containers() {}

  static void validate(List<Container> containers, Path path, PodParts pod, Scope scope) {
    FieldErrors errors = scope.errors();
    if (containers.isEmpty()) {
      errors.required(path, "");
      return;
    }
    Set<String> names = new HashSet<>();
    for (int i = 0; i < containers.size(); i++) {
      Container container = containers.get(i);
      Path at = path.index(i);
      validateCommon(container, at, pod, scope);
      if (!names.add(container.name())) {
        errors.duplicate(at.child("name"), container.name());
      }
      Handlers.validate(container, at, pod.gracePeriod(), errors);
      RestartRules.validate(container, at, errors);
    }
    Ports.validateConflicts(containers, path, errors);
  }

  static void validateInit(List<Container> containers, Path path, PodParts pod, Scope scope) {
    FieldErrors errors = scope.errors();
    Set<String> names = new HashSet<>();
    pod.spec().containers().forEach(c -> names.add(c.name()));
    for (int i = 0; i < containers.size(); i++) {
      Container container = containers.get(i);
      Path at = path.index(i);
      validateCommon(container, at, pod, scope);
      RestartRules.validate(container, at, errors);
      if (names.contains(container.name())) {
        errors.duplicate(at.child("name"), container.name());
      } else if (!container.name().isEmpty()) {
        names.add(container.name());
      }
      Ports.validateConflicts(List.of(container), path, errors);
      if (isSidecar(container)) {
        Handlers.validate(container, at, pod.gracePeriod(), errors);
      } else {
        validateNoSidecar(container, at, scope);
      }
    }
  }

  static void validateEphemeral(
      List<EphemeralContainer> containers, Path path, PodParts pod, Scope scope) {
    FieldErrors errors = scope.errors();
    Set<String> others = new HashSet<>();
    pod.spec().containers().forEach(c -> others.add(c.name()));
    pod.spec().initContainers().forEach(c -> others.add(c.name()));
    Set<String> names = new HashSet<>(others);
    for (int i = 0; i < containers.size(); i++) {
      EphemeralContainer ephemeral = containers.get(i);
      Container container = EphemeralContainers.common(ephemeral);
      Path at = path.index(i);
      validateCommon(container, at, pod, scope);
      validateImageSpaces(container, at, errors);
      if (!names.add(ephemeral.name())) {
        errors.duplicate(at.child("name"), ephemeral.name());
      }
      String target = orEmpty(ephemeral.targetContainerName());
      if (!target.isEmpty() && !others.contains(target)) {
        errors.notFound(at.child("targetContainerName"), target);
      }
      validateNoServing(container, at, errors);
    }
  }

  /** Whether an init container runs as long as the Pod. */
  static boolean isSidecar(Container container) {
    return "Always".equals(container.restartPolicy());
  }

  /** What only Pods must not have: an image that a template's author may still mend. */
  static void validateImageSpaces(Container container, Path path, FieldErrors errors) {
    String image = orEmpty(container.image());
    if (!image.equals(image.strip())) {
      errors.invalid(path.child("image"), image, "must not have leading or trailing whitespace");
    }
  }

  private static void validateCommon(Container container, Path path, PodParts pod, Scope scope) {
    FieldErrors errors = scope.errors();
    if (container.name().isEmpty()) {
      errors.required(path.child("name"), "");
    } else {
      errors.invalid(path.child("name"), container.name(), Names.label(container.name()));
    }
    if (isEmpty(container.image())) {
      errors.required(path.child("image"), "");
    }
    PodSpecs.required(
        container.terminationMessagePolicy(),
        MESSAGE_POLICIES,
        path.child("terminationMessagePolicy"),
        errors);
    Ports.validate(container.ports(), path.child("ports"), errors);
    Environment.validate(container, path, errors);
    Mounts.validate(container, path, pod, errors);
    PodSpecs.required(
        container.imagePullPolicy(), PULL_POLICIES, path.child("imagePullPolicy"), errors);
    Resources.validate(container.resources(), pod.claims(), path.child("resources"), scope);
    validateResizePolicies(
        container.resizePolicy(), path.child("resizePolicy"), pod.spec().restartPolicy(), errors);
    SecurityContexts.validate(
        container.securityContext(), path.child("securityContext"), pod.hostUsers(), scope);
  }

  private static void validateResizePolicies(
      List<ContainerResizePolicy> policies,
      Path path,
      @Nullable String podPolicy,
      FieldErrors errors) {
    Set<String> resources = new HashSet<>();
    for (int i = 0; i < policies.size(); i++) {
      ContainerResizePolicy policy = policies.get(i);
      if (!resources.add(policy.resourceName())) {
        errors.duplicate(path.index(i), policy.resourceName());
      }
      PodSpecs.required(policy.resourceName(), RESIZED_RESOURCES, path, errors);
      PodSpecs.required(policy.restartPolicy(), RESIZE_POLICIES, path, errors);
      if ("Never".equals(podPolicy) && !policy.restartPolicy().equals("NotRequired")) {
        errors.invalid(
            path,
            policy.restartPolicy(),
            "must be 'NotRequired' when pod `restartPolicy` is 'Never'");
      }
    }
  }

  private static void validateNoSidecar(Container container, Path path, Scope scope) {
    FieldErrors errors = scope.errors();
    forbid(container.lifecycle(), path.child("lifecycle"), NO_SIDECAR, errors);
    forbid(container.livenessProbe(), path.child("livenessProbe"), NO_SIDECAR, errors);
    forbid(container.readinessProbe(), path.child("readinessProbe"), NO_SIDECAR, errors);
    forbid(container.startupProbe(), path.child("startupProbe"), NO_SIDECAR, errors);
    for (int i = 0; i < container.resizePolicy().size(); i++) {
      String policy = container.resizePolicy().get(i).restartPolicy();
      if (policy.equals("RestartContainer")
          && !scope.tolerates(Scope.Tolerance.INIT_CONTAINER_RESTART)) {
        errors.invalid(
            path.child("resizePolicy").index(i).child("restartPolicy"),
            policy,
            "must not be set to 'RestartContainer' for non-sidecar initContainers");
      }
    }
  }

  /** An ephemeral container is there to look around: it serves nothing and claims nothing. */
  private static void validateNoServing(Container container, Path path, FieldErrors errors) {
    forbid(orNull(container.ports()), path.child("ports"), NOT_EPHEMERAL, errors);
    boolean claims =
        !container.resources().limits().isEmpty()
            || !container.resources().requests().isEmpty()
            || !container.resources().claims().isEmpty();
    forbid(claims ? container : null, path.child("resources"), NOT_EPHEMERAL, errors);
    forbid(orNull(container.resizePolicy()), path.child("resizePolicy"), NOT_EPHEMERAL, errors);
    forbid(container.restartPolicy(), path.child("restartPolicy"), NOT_EPHEMERAL, errors);
    forbid(
        orNull(container.restartPolicyRules()),
        path.child("restartPolicyRules"),
        NOT_EPHEMERAL,
        errors);
    forbid(container.livenessProbe(), path.child("livenessProbe"), NOT_EPHEMERAL, errors);
    forbid(container.readinessProbe(), path.child("readinessProbe"), NOT_EPHEMERAL, errors);
    forbid(container.startupProbe(), path.child("startupProbe"), NOT_EPHEMERAL, errors);
    forbid(container.lifecycle(), path.child("lifecycle"), NOT_EPHEMERAL, errors);
    for (int i = 0; i < container.volumeMounts().size(); i++) {
      Path mount = path.child("volumeMounts").index(i);
      var given = container.volumeMounts().get(i);
      forbid(
          isEmpty(given.subPath()) ? null : given, mount.child("subPath"), NOT_EPHEMERAL, errors);
      forbid(
          isEmpty(given.subPathExpr()) ? null : given,
          mount.child("subPathExpr"),
          NOT_EPHEMERAL,
          errors);
    }
  }

  private static @Nullable Object orNull(List<?> list) {
    return list.isEmpty() ? null : list;
  }

  private static void forbid(@Nullable Object value, Path path, String why, FieldErrors errors) {
    if (value != null) {
      errors.forbidden(path, why);
    }
  }
}
