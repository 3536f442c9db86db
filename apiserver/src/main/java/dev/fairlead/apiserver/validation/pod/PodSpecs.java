package dev.fairlead.apiserver.validation.pod;

import static dev.fairlead.apiserver.validation.Texts.isEmpty;
import static dev.fairlead.apiserver.validation.Texts.orEmpty;
import static dev.fairlead.apiserver.validation.pod.Absent.isTrue;

import dev.fairlead.apiserver.validation.FieldErrors;
import dev.fairlead.apiserver.validation.LabelSelectors;
import dev.fairlead.apiserver.validation.Names;
import dev.fairlead.apiserver.validation.Path;
import dev.fairlead.model.core.v1.PodSpec;
import dev.fairlead.model.core.v1.Volume;
import dev.fairlead.model.meta.v1.ObjectMeta;
import dev.fairlead.model.value.GoQuote;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Checks a Pod spec, part by part, in the order in which the API server does. */
final class PodSpecs {
  private static final List<String> RESTART_POLICIES = List.of("Always", "OnFailure", "Never");
  private static final List<String> PREEMPTION_POLICIES = List.of("PreemptLowerPriority", "Never");

  private PodSpecs() {}

  /**
   * What is wrong with a spec.
   *
   * @param metadata of the Pod; null for a template
   */
  static void validate(PodSpec spec, @Nullable ObjectMeta metadata, Path path, Scope scope) {
    FieldErrors errors = scope.errors();
    if (spec.terminationGracePeriodSeconds() == null) {
      errors.required(path.child("terminationGracePeriodSeconds"), "");
    }
    Map<String, Volume> volumes =
        Volumes.validate(spec.volumes(), metadata, path.child("volumes"), scope);
    Set<String> claims = ResourceClaims.names(spec.resourceClaims());
    PodParts parts = new PodParts(spec, volumes, claims);
    ResourceClaims.validate(spec.resourceClaims(), metadata, path.child("resourceClaims"), errors);
    Containers.validate(spec.containers(), path.child("containers"), parts, scope);
    Containers.validateInit(spec.initContainers(), path.child("initContainers"), parts, scope);
    Containers.validateEphemeral(
        spec.ephemeralContainers(), path.child("ephemeralContainers"), parts, scope);
    PodResources.validate(parts, path, scope);
    Ports.validateHostNetwork(spec, path.child("containers"), scope);
    required(spec.restartPolicy(), RESTART_POLICIES, path.child("restartPolicy"), errors);
    required(spec.dnsPolicy(), Dns.POLICIES, path.child("dnsPolicy"), errors);
    LabelSelectors.validateLabels(spec.nodeSelector(), path.child("nodeSelector"), errors);
    SecurityContexts.validatePod(spec, path.child("securityContext"), scope);
    if (isTrue(spec.shareProcessNamespace()) && spec.hostPID()) {
      errors.invalid(
          path.child("shareProcessNamespace"),
          true,
          "ShareProcessNamespace and HostPID cannot both be enabled");
    }
    Affinities.validate(spec.affinity(), path.child("affinity"), scope);
    Dns.validate(spec, path.child("dnsConfig"), errors);
    validateGates(spec, path, errors);
    SpreadConstraints.validate(
        spec.topologySpreadConstraints(), path.child("topologySpreadConstraints"), scope);
    WindowsOptions.validateHostProcess(spec, path, errors);
    validateHostUsers(spec, path, scope);
    Dns.validateHostnameOverride(spec, path, errors);
    validateNames(spec, path, errors);
    validateRest(spec, path, scope);
  }

  private static void validateGates(PodSpec spec, Path path, FieldErrors errors) {
    Path readiness = path.child("readinessGates");
    for (int i = 0; i < spec.readinessGates().size(); i++) {
      String type = spec.readinessGates().get(i).conditionType();
      errors.invalid(readiness.index(i).child("conditionType"), type, Names.qualifiedName(type));
    }
    Path scheduling = path.child("schedulingGates");
    Set<String> seen = new HashSet<>();
    for (int i = 0; i < spec.schedulingGates().size(); i++) {
      String name = spec.schedulingGates().get(i).name();
      errors.invalid(scheduling.index(i), name, Names.qualifiedName(name));
      if (!seen.add(name)) {
        errors.duplicate(scheduling.index(i), name);
      }
    }
  }

  private static void validateHostUsers(PodSpec spec, Path path, Scope scope) {
    if (spec.hostUsers() == null || spec.hostUsers()) {
      return;
    }
    FieldErrors errors = scope.errors();
    String why = "when `hostUsers` is false";
    if (spec.hostNetwork()) {
      errors.forbidden(path.child("hostNetwork"), why);
    }
    if (spec.hostPID()) {
      errors.forbidden(path.child("HostPID"), why);
    }
    if (spec.hostIPC()) {
      errors.forbidden(path.child("HostIPC"), why);
    }
    SpecVisits.containers(
        spec,
        path,
        (container, at) -> {
          if (!container.volumeDevices().isEmpty()
              && !scope.tolerates(Scope.Tolerance.USER_NAMESPACE_DEVICES)) {
            errors.forbidden(at.child("volumeDevices"), why);
          }
        });
  }

  private static void validateNames(PodSpec spec, Path path, FieldErrors errors) {
    String account = orEmpty(spec.serviceAccountName());
    subdomain(account, path.child("serviceAccountName"), errors);
    if (!orEmpty(spec.serviceAccount()).equals(account)) {
      errors.invalid(
          path.child("deprecatedServiceAccount"),
          orEmpty(spec.serviceAccount()),
          "must be the same as serviceAccountName: " + GoQuote.quote(account));
    }
    subdomain(orEmpty(spec.nodeName()), path.child("nodeName"), errors);
    Long deadline = spec.activeDeadlineSeconds();
    if (deadline != null) {
      errors.invalid(
          path.child("activeDeadlineSeconds"),
          deadline,
          Names.between(deadline, 1, Integer.MAX_VALUE));
    }
    for (Map.Entry<String, String> each :
        List.of(
            Map.entry("hostname", orEmpty(spec.hostname())),
            Map.entry("subdomain", orEmpty(spec.subdomain())))) {
      if (!each.getValue().isEmpty()) {
        errors.invalid(path.child(each.getKey()), each.getValue(), Names.label(each.getValue()));
      }
    }
  }

  private static void validateRest(PodSpec spec, Path path, Scope scope) {
    FieldErrors errors = scope.errors();
    Tolerations.validate(spec.tolerations(), path.child("tolerations"), errors);
    Dns.validateHostAliases(spec.hostAliases(), path.child("hostAliases"), errors);
    subdomain(orEmpty(spec.priorityClassName()), path.child("priorityClassName"), errors);
    String runtimeClass = spec.runtimeClassName();
    if (runtimeClass != null) {
      errors.invalid(path.child("runtimeClassName"), runtimeClass, Names.subdomain(runtimeClass));
    }
    if (spec.preemptionPolicy() != null) {
      required(
          spec.preemptionPolicy(), PREEMPTION_POLICIES, path.child("preemptionPolicy"), errors);
    }
    if (!spec.overhead().isEmpty()) {
      Resources.validateLimits(spec.overhead(), path.child("overhead"), scope);
    }
    OperatingSystems.validate(spec, path, errors);
    Environment.validateFileVolumes(spec, path, errors);
  }

  private static void subdomain(String name, Path path, FieldErrors errors) {
    if (!name.isEmpty()) {
      errors.invalid(path, name, Names.subdomain(name));
    }
  }

  /** One of the values must be given. */
  static void required(
      @Nullable String value, List<String> supported, Path path, FieldErrors errors) {
    if (isEmpty(value)) {
      errors.required(path, "");
    } else if (!supported.contains(value)) {
      errors.notSupported(path, value, supported);
    }
  }
}
