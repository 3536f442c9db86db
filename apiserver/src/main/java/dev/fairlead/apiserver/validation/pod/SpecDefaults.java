package dev.fairlead.apiserver.validation.pod;

import static dev.fairlead.apiserver.validation.Texts.isEmpty;
import static dev.fairlead.apiserver.validation.pod.Absent.or;

import dev.fairlead.model.core.v1.PodSecurityContext;
import dev.fairlead.model.core.v1.PodSpec;

/** Fills in what every Pod spec gets, be it a Pod's or a template's. */
final class SpecDefaults {
  /** Seconds that containers get to stop (DefaultTerminationGracePeriodSeconds). */
  private static final long TERMINATION_GRACE_PERIOD = 30;

  private SpecDefaults() {}

  static PodSpec of(PodSpec given) {
    PodSpec spec = DisabledFields.without(given);
    String account =
        isEmpty(spec.serviceAccountName()) ? spec.serviceAccount() : spec.serviceAccountName();
    PodSecurityContext context =
        spec.securityContext() == null ? PodSecurityContext.TYPE.empty() : spec.securityContext();
    Long grace = spec.terminationGracePeriodSeconds();
    return spec.with(s ->
        s.serviceAccountName(account)
            .serviceAccount(account)
            .dnsPolicy(or(spec.dnsPolicy(), "ClusterFirst"))
            .restartPolicy(or(spec.restartPolicy(), "Always"))
            .securityContext(context)
            .terminationGracePeriodSeconds(grace == null ? (Long) TERMINATION_GRACE_PERIOD : grace)
            .schedulerName(or(spec.schedulerName(), "default-scheduler"))
            .overhead(ResourceLists.rounded(spec.overhead()))
            .resources(ResourceLists.rounded(spec.resources()))
            .volumes(spec.volumes().stream().map(VolumeDefaults::of).toList())
            .containers(spec.containers().stream().map(ContainerDefaults::of).toList())
            .initContainers(spec.initContainers().stream().map(ContainerDefaults::of).toList())
            .ephemeralContainers(
                spec.ephemeralContainers().stream()
                    .map(e -> EphemeralContainers.with(e, ContainerDefaults::of))
                    .toList()));
  }
}
