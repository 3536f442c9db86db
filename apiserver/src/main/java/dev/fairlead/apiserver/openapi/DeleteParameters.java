package dev.fairlead.apiserver.openapi;

/** What operations that delete take. */
final class DeleteParameters {
  private DeleteParameters() {}

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
