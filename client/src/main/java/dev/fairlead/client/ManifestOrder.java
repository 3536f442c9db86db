package dev.fairlead.client;

import dev.fairlead.model.value.GroupVersionKind;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * Which kinds come before which: what others live in and are defined by, then what they refer to,
 * then what runs, then what is in the way of all the rest. Helm's order (pkg/release/util,
 * InstallOrder), but for namespaces and definitions, which here come first, and webhooks, which
 * here come last.
 */
final class ManifestOrder {
  static final Comparator<Manifest> BY_KIND =
      Comparator.comparingInt(manifest -> rank(manifest.object().kind()));

  private static final List<String> FIRST =
      List.of(
          "Namespace",
          "CustomResourceDefinition.apiextensions.k8s.io",
          "PriorityClass.scheduling.k8s.io",
          "RuntimeClass.node.k8s.io",
          "NetworkPolicy.networking.k8s.io",
          "ResourceQuota",
          "LimitRange",
          "PodDisruptionBudget.policy",
          "ServiceAccount",
          "Secret",
          "ConfigMap",
          "StorageClass.storage.k8s.io",
          "PersistentVolume",
          "PersistentVolumeClaim",
          "ClusterRole.rbac.authorization.k8s.io",
          "ClusterRoleBinding.rbac.authorization.k8s.io",
          "Role.rbac.authorization.k8s.io",
          "RoleBinding.rbac.authorization.k8s.io",
          "Service",
          "DaemonSet.apps",
          "Pod",
          "ReplicationController",
          "ReplicaSet.apps",
          "Deployment.apps",
          "HorizontalPodAutoscaler.autoscaling",
          "StatefulSet.apps",
          "Job.batch",
          "CronJob.batch",
          "IngressClass.networking.k8s.io",
          "Ingress.networking.k8s.io");

  private static final List<String> LAST =
      List.of(
          "APIService.apiregistration.k8s.io",
          "ValidatingAdmissionPolicy.admissionregistration.k8s.io",
          "MutatingAdmissionPolicy.admissionregistration.k8s.io",
          "ValidatingAdmissionPolicyBinding.admissionregistration.k8s.io",
          "MutatingAdmissionPolicyBinding.admissionregistration.k8s.io",
          "MutatingWebhookConfiguration.admissionregistration.k8s.io",
          "ValidatingWebhookConfiguration.admissionregistration.k8s.io");

  private static final Map<String, Integer> RANKS = new HashMap<>();

  static {
    FIRST.forEach(kind -> RANKS.put(kind, RANKS.size()));
    LAST.forEach(kind -> RANKS.put(kind, RANKS.size() + 1)); // which leaves one for all others
  }

  private ManifestOrder() {}

  static int rank(GroupVersionKind kind) {
    String name = kind.group().isEmpty() ? kind.kind() : kind.kind() + "." + kind.group();
    return RANKS.getOrDefault(name, FIRST.size());
  }

  static boolean isNamespace(GroupVersionKind kind) {
    return rank(kind) == 0;
  }

  static boolean isDefinition(GroupVersionKind kind) {
    return rank(kind) == 1;
  }
}
