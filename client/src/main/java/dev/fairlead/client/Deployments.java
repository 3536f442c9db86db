package dev.fairlead.client;

import dev.fairlead.model.apps.v1.Deployment;
import dev.fairlead.model.apps.v1.DeploymentList;
import dev.fairlead.model.apps.v1.DeploymentStatus;
import java.util.Objects;

/** The Deployments of one namespace, and what only Deployments can. */
public interface Deployments extends Resource<Deployment, DeploymentList> {
  /** kubectl's own, so that its history shows it too. */
  String RESTARTED_AT = "kubectl.kubernetes.io/restartedAt";

  /** Whether enough of its Pods are up: condition Available. */
  static boolean available(Deployment deployment) {
    return Conditions.is("Available").test(deployment);
  }

  /**
   * Whether the last change is out: all Pods are of it, and available. As kubectl rollout status.
   */
  static boolean rolledOut(Deployment deployment) {
    DeploymentStatus status = deployment.status();
    Long generation = deployment.metadata().generation();
    if (status == null || generation == null || status.observedGeneration() < generation) {
      return false;
    }
    int wanted = Objects.requireNonNullElse(deployment.spec().replicas(), 1);
    return status.updatedReplicas() >= wanted
        && status.replicas() <= status.updatedReplicas()
        && status.availableReplicas() >= status.updatedReplicas();
  }

  /** Replaces all Pods one after the other. As kubectl rollout restart. */
  Deployment restart(String name);
}
