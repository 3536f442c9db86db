package dev.fairlead.apiserver.openapi;

import java.util.Set;

/** What operations that delete take and answer with. */
final class DeleteParameters {
  /** Kinds whose deletion answers with the object; all others answer with a Status. */
  private static final Set<String> DELETED_IS_SHOWN =
      Set.of(
          "CSIDriver",
          "CSINode",
          "StorageClass",
          "VolumeAttachment",
          "VolumeAttributesClass",
          "DeviceClass",
          "ResourceClaim",
          "ResourceClaimTemplate",
          "ResourceSlice",
          "PersistentVolumeClaim",
          "PersistentVolume",
          "Pod",
          "PodTemplate",
          "ResourceQuota",
          "ServiceAccount",
          "Service");

  private DeleteParameters() {}

  static boolean showsDeleted(String kind) {
    return DELETED_IS_SHOWN.contains(kind);
  }

  static String[] ofObject() {
    return new String[] {
      "dryRun",
      "gracePeriodSeconds",
      "ignoreStoreReadErrorWithClusterBreakingPotential",
      "orphanDependents",
      "pretty",
      "propagationPolicy"
    };
  }

  static String[] ofCollection() {
    return new String[] {
      "continue",
      "dryRun",
      "fieldSelector",
      "gracePeriodSeconds",
      "ignoreStoreReadErrorWithClusterBreakingPotential",
      "labelSelector",
      "limit",
      "orphanDependents",
      "pretty",
      "propagationPolicy",
      "resourceVersion",
      "resourceVersionMatch",
      "sendInitialEvents",
      "shardSelector",
      "timeoutSeconds"
    };
  }
}
