package dev.fairlead.apiserver;

import dev.fairlead.apiserver.registry.Call;
import dev.fairlead.apiserver.registry.Resources;
import dev.fairlead.apiserver.registry.Rules;
import dev.fairlead.apiserver.registry.Served;
import dev.fairlead.apiserver.request.Request;
import dev.fairlead.apiserver.request.RequestInfo;
import dev.fairlead.apiserver.request.Response;
import dev.fairlead.model.KubernetesObject;
import java.util.Optional;

/** Answers requests for subresources, and for resources that aren't kept, such as reviews. */
final class Subresources {
  private final Resources resources;
  private final ResourceRequests requests;

  Subresources(Resources resources, ResourceRequests requests) {
    this.resources = resources;
    this.requests = requests;
  }

  /** Empty if the request is for none of them. */
  Optional<Response> answer(RequestInfo info, Request request, Call call) {
    Optional<Served<?>> resource = resources.find(info.group(), info.version(), info.resource());
    if (resource.isEmpty() || info.subresource().isEmpty()) {
      return Optional.empty();
    }
    boolean served =
        resource.get().facts().subresources().stream()
            .anyMatch(s -> s.name().equals(info.subresource()));
    if (!served) {
      return Optional.empty();
    }
    return switch (info.subresource()) {
      case "status" -> Optional.of(status(resource.get(), info, request, call));
      default -> Optional.empty();
    };
  }

  private <S extends KubernetesObject> Response status(
      Served<S> resource, RequestInfo info, Request request, Call call) {
    Rules<S> rules = Rules.status(resource.kind());
    return switch (info.verb()) {
      case "get" -> requests.get(resource, info, request);
      case "update" -> requests.update(resource, info, rules, request, call);
      case "patch" -> requests.patch(resource, info, rules, request, call);
      default -> throw ResourceRequests.methodNotAllowed();
    };
  }
}
