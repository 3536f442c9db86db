package dev.fairlead.apiserver;

import dev.fairlead.apiserver.authorization.Authorizer;
import dev.fairlead.apiserver.authorization.Decision;
import dev.fairlead.apiserver.authorization.Escalation;
import dev.fairlead.apiserver.authorization.Forbidden;
import dev.fairlead.apiserver.registry.Gate;
import dev.fairlead.apiserver.registry.Served;
import dev.fairlead.apiserver.request.RequestInfo;
import dev.fairlead.apiserver.request.User;
import dev.fairlead.model.KubernetesObject;
import org.jspecify.annotations.Nullable;

/** Asks the authorizer again where only the object tells what a write really does. */
final class Permissions implements Gate {
  private final Authorizer authorizer;
  private final Escalation escalation;

  Permissions(Authorizer authorizer, Escalation escalation) {
    this.authorizer = authorizer;
    this.escalation = escalation;
  }

  @Override
  public void checkCreate(
      User user, Served<?> resource, String namespace, String name, String subresource) {
    RequestInfo create = info("create", resource, namespace, name, subresource);
    Decision decision = authorizer.authorize(user, create);
    if (!decision.allowed()) {
      throw Forbidden.because(user, create, decision.reason());
    }
  }

  @Override
  public void checkWrite(
      User user,
      Served<?> resource,
      String namespace,
      KubernetesObject object,
      @Nullable KubernetesObject old) {
    String name = object.metadata().name() == null ? "" : object.metadata().name();
    String verb = old == null ? "create" : "update";
    escalation.check(user, info(verb, resource, namespace, name, ""), object, old);
  }

  private static RequestInfo info(
      String verb, Served<?> resource, String namespace, String name, String subresource) {
    return new RequestInfo(
        true,
        "",
        verb,
        resource.facts().group(),
        resource.facts().version(),
        namespace,
        resource.facts().resource(),
        subresource,
        name);
  }
}
