package dev.fairlead.client;

import dev.fairlead.model.apps.v1.Deployment;
import dev.fairlead.model.apps.v1.DeploymentList;
import java.time.temporal.ChronoUnit;

/** Deployments as a typed resource. */
final class TypedDeployments extends TypedResource<Deployment, DeploymentList>
    implements Deployments {
  TypedDeployments(Calls calls, ResourceType<Deployment, DeploymentList> type, String namespace) {
    super(calls, type, namespace);
  }

  @Override
  public Deployment restart(String name) {
    String now = calls.ticker.now().truncatedTo(ChronoUnit.SECONDS).toString();
    return edit(
        name,
        d ->
            d.with(x ->
                x.spec(s -> s.template(t -> t.metadata(m -> m.annotation(RESTARTED_AT, now))))));
  }
}
