package dev.fairlead.client;

import dev.fairlead.model.apps.v1.Deployment;
import dev.fairlead.model.apps.v1.DeploymentList;

/** Deployments as a typed resource. */
final class TypedDeployments extends TypedResource<Deployment, DeploymentList>
    implements Deployments {
  TypedDeployments(Calls calls, ResourceType<Deployment, DeploymentList> type, String namespace) {
    super(calls, type, namespace);
  }
}
