package dev.fairlead.apiserver.kind;

import java.util.List;
import java.util.stream.Stream;

/** Every kind that has rules of its own. */
public final class Kinds {
  private Kinds() {}

  public static List<Kind<?>> all() {
    return Stream.of(pods(), core(), others()).flatMap(List::stream).toList();
  }

  /** Pods, and what is made of Pod templates alone. */
  private static List<Kind<?>> pods() {
    return List.of(new Pods(), new PodTemplateKind());
  }

  /** The rest of the core group, and the small groups beside it. */
  private static List<Kind<?>> core() {
    return List.of(
        new Namespaces(),
        new ConfigMaps(),
        new Secrets(),
        new Services(),
        new ServiceAccounts(),
        new Nodes(),
        new PersistentVolumes(),
        new PersistentVolumeClaims(),
        new Leases(),
        new Events(),
        new NewEvents(),
        new ResourceQuotas(),
        new LimitRanges(),
        new EndpointLists(),
        new EndpointSlices(),
        new ReplicationControllers(),
        new ComponentStatuses(),
        new PriorityClasses(),
        new RuntimeClasses(),
        new IPAddresses(),
        new ServiceCIDRs(),
        new IngressClasses());
  }

  /** Workloads, policy, networking, RBAC and storage. */
  private static List<Kind<?>> others() {
    return List.of(
        new Deployments(),
        new ReplicaSets(),
        new StatefulSets(),
        new DaemonSets(),
        new ControllerRevisions(),
        new Jobs(),
        new CronJobs(),
        new HorizontalPodAutoscalers(),
        new PodDisruptionBudgets(),
        new Roles(),
        new ClusterRoles(),
        new RoleBindings(),
        new ClusterRoleBindings(),
        new Ingresses(),
        new NetworkPolicies(),
        new StorageClasses(),
        new CsiDrivers(),
        new CsiNodes(),
        new CsiStorageCapacities(),
        new VolumeAttachments(),
        new VolumeAttributesClasses(),
        new CertificateSigningRequests());
  }
}
