package dev.fairlead.apiserver;

import dev.fairlead.apiserver.authentication.TokenRequests;
import dev.fairlead.apiserver.registry.Call;
import dev.fairlead.apiserver.registry.Deletes;
import dev.fairlead.apiserver.registry.ManagedFields;
import dev.fairlead.apiserver.registry.Reads;
import dev.fairlead.apiserver.registry.Registry;
import dev.fairlead.apiserver.registry.Resources;
import dev.fairlead.apiserver.registry.Rules;
import dev.fairlead.apiserver.registry.Served;
import dev.fairlead.apiserver.request.Negotiation;
import dev.fairlead.apiserver.request.Request;
import dev.fairlead.apiserver.request.RequestInfo;
import dev.fairlead.apiserver.request.Response;
import dev.fairlead.apiserver.status.Failures;
import dev.fairlead.apiserver.status.GroupResource;
import dev.fairlead.apiserver.storage.Storage;
import dev.fairlead.model.KubernetesObject;
import dev.fairlead.model.authentication.v1.TokenRequest;
import dev.fairlead.model.core.v1.Namespace;
import dev.fairlead.model.core.v1.Pod;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** Finds who answers requests for subresources, and for resources that aren't kept. */
final class Subresources {
  /** Kubernetes shows the status of these not as tables. */
  private static final Set<String> WITHOUT_STATUS_TABLE =
      Set.of(
          "resourceclaims.resource.k8s.io",
          "devicetaintrules.resource.k8s.io",
          "apiservices.apiregistration.k8s.io",
          "customresourcedefinitions.apiextensions.k8s.io");

  private final Resources resources;
  private final ResourceRequests requests;
  private final Scaling scaling;
  private final Map<String, Endpoint> endpoints = new HashMap<>();

  Subresources(
      Resources resources,
      ResourceRequests requests,
      Registry registry,
      Storage storage,
      Deletes deletes,
      Reviews reviews,
      @Nullable TokenRequests tokens) {
    this.resources = resources;
    this.requests = requests;
    this.scaling = new Scaling(new Reads(storage), registry);
    Bindings bindings = new Bindings(storage);
    endpoints.putAll(reviews.endpoints());
    endpoints.put("bindings", bindings);
    endpoints.put("pods/binding", bindings);
    endpoints.put(
        "pods/eviction",
        new Evictions(
            storage,
            deletes,
            served("", "pods"),
            served("policy", "poddisruptionbudgets"),
            registry));
    endpoints.putAll(new Connections(storage).endpoints());
    Served<Namespace> namespaces = served("", "namespaces");
    endpoints.put(
        "namespaces/finalize",
        updating(namespaces, SpecialRules.finalization(), Negotiation::ofReview, false));
    Served<Pod> pods = served("", "pods");
    endpoints.put(
        "pods/ephemeralcontainers",
        updating(pods, SpecialRules.ephemeralContainers(), Negotiation::ofReview, true));
    endpoints.put(
        "pods/resize", updating(pods, SpecialRules.resize(), Negotiation::ofReview, true));
    endpoints.put(
        "certificatesigningrequests.certificates.k8s.io/approval",
        updating(
            served("certificates.k8s.io", "certificatesigningrequests"),
            SpecialRules.approval(),
            Negotiation::ofReview,
            true));
    endpoints.put(
        "serviceaccounts/token", (info, request, call) -> token(tokens, info, request, call));
  }

  @SuppressWarnings("unchecked") // callers name the kind that the resource has
  private <S extends KubernetesObject> Served<S> served(String group, String resource) {
    return (Served<S>) resources.find(group, "v1", resource).orElseThrow();
  }

  /** Empty if the request is for none of them. */
  Optional<Response> answer(RequestInfo info, Request request, Call call) {
    String tail = info.subresource();
    if (!tail.isEmpty() && !tail.equals("proxy") && !request.path().endsWith("/" + tail)) {
      return Optional.empty(); // something stands below the subresource
    }
    String name = new GroupResource(info.group(), info.resource()).toString();
    Endpoint endpoint =
        endpoints.get(info.subresource().isEmpty() ? name : name + "/" + info.subresource());
    if (endpoint != null && info.version().equals("v1")) { // none of them has another one
      return Optional.of(endpoint.answer(info, request, call));
    }
    Optional<Served<?>> resource = resources.find(info.group(), info.version(), info.resource());
    if (resource.isEmpty() || !has(resource.get(), info.subresource())) {
      return Optional.empty();
    }
    return switch (info.subresource()) {
      case "status" -> Optional.of(status(resource.get(), info, request, call));
      case "scale" -> Optional.of(scaling.answer(resource.get(), info, request, call));
      default -> Optional.empty();
    };
  }

  private static boolean has(Served<?> resource, String subresource) {
    return resource.facts().subresources().stream().anyMatch(s -> s.name().equals(subresource));
  }

  private <S extends KubernetesObject> Response status(
      Served<S> resource, RequestInfo info, Request request, Call call) {
    boolean table = !WITHOUT_STATUS_TABLE.contains(resource.groupResource().toString());
    return updating(
            resource,
            Rules.status(resource.kind()),
            table ? Negotiation::ofObject : Negotiation::ofReview,
            true)
        .answer(info, request, call);
  }

  /** A subresource that shows the object itself, and changes part of it. */
  private <S extends KubernetesObject> Endpoint updating(
      Served<S> resource,
      Rules<S> rules,
      Function<Request, Negotiation> forms,
      boolean readsAndPatches) {
    return (info, request, call) -> {
      if (!readsAndPatches && !info.verb().equals("update")) {
        throw ResourceRequests.methodNotAllowed();
      }
      return switch (info.verb()) {
        case "get" -> requests.get(resource, info, forms, request, call);
        case "patch" -> requests.patch(resource, info, rules, forms, request, call);
        case "update" -> requests.update(resource, info, rules, forms, request, call);
        default -> throw ResourceRequests.methodNotAllowed();
      };
    };
  }

  private static Response token(
      @Nullable TokenRequests tokens, RequestInfo info, Request request, Call call) {
    if (tokens == null) {
      throw Failures.other(
          501, "NotImplemented", "this server was started without keys to sign tokens with");
    }
    if (!info.verb().equals("create")) {
      throw ResourceRequests.methodNotAllowed();
    }
    return Reviews.created(
        request,
        info,
        TokenRequest.TYPE,
        call,
        (asked, context) ->
            tokens.create(
                ManagedFields.ofNew(
                    TokenRequest.TYPE, TokenRequests.withDuration(asked), call, context),
                info.namespace(),
                info.name()));
  }
}
