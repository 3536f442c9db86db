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
import dev.fairlead.apiserver.status.StatusException;
import dev.fairlead.apiserver.storage.Key;
import dev.fairlead.apiserver.storage.Storage;
import dev.fairlead.model.KubernetesObject;
import dev.fairlead.model.authentication.v1.TokenRequest;
import dev.fairlead.model.core.v1.Namespace;
import dev.fairlead.model.core.v1.Pod;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** Finds who answers requests for subresources, and for resources that aren't kept. */
final class Subresources {
  private static final Set<String> CONNECTIONS =
      Set.of("log", "exec", "attach", "portforward", "proxy");

  /** Kubernetes shows the status of these not as tables. */
  private static final Set<String> WITHOUT_STATUS_TABLE =
      Set.of("resourceclaims.resource.k8s.io", "devicetaintrules.resource.k8s.io");

  private final Resources resources;
  private final ResourceRequests requests;
  private final Reads reads;
  private final Scaling scaling;
  private final Storage storage;
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
    this.storage = storage;
    this.reads = new Reads(storage);
    this.scaling = new Scaling(reads, registry);
    Bindings bindings = new Bindings(storage);
    endpoints.putAll(reviews.endpoints());
    endpoints.put("bindings", bindings);
    endpoints.put("pods/binding", bindings);
    endpoints.put("pods/eviction", new Evictions(storage, deletes, served("", "pods")));
    for (String connection : CONNECTIONS) {
      endpoints.put("pods/" + connection, withPlainFailures(this::noProcess));
    }
    endpoints.put("nodes/proxy", withPlainFailures(this::nothingBehind));
    endpoints.put("services/proxy", withPlainFailures(this::nothingBehind));
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

  /** What fails is told in the forms of a review: who accepts a table only gets 406 instead. */
  private static Endpoint withPlainFailures(Endpoint endpoint) {
    return (info, request, call) -> {
      try {
        return endpoint.answer(info, request, call);
      } catch (StatusException e) {
        Negotiation.ofReview(request);
        throw e;
      }
    };
  }

  /** Logs and streams of a Pod: there is no kubelet, so there is nothing to connect to. */
  private Response noProcess(RequestInfo info, Request request, Call call) {
    Pod pod = (Pod) reads.get(served("", "pods"), info.namespace(), info.name(), "").object();
    if (info.subresource().equals("log")) {
      checkContainer(pod, request.parameter("container"));
    }
    String node = pod.spec().nodeName();
    if (node == null && info.subresource().equals("log")) {
      return new Response(204, Map.of(), new Response.Content.Bytes(new byte[0]));
    }
    if (node == null) {
      throw Failures.badRequest("pod " + info.name() + " does not have a host assigned");
    }
    if (storage.get(new Key("nodes", "", node)) == null) {
      throw Failures.notFound(new GroupResource("", "pods"), node); // so it says: of pods
    }
    throw Failures.other(
        501,
        "NotImplemented",
        "pod "
            + info.name()
            + " has no process behind it: this API server runs no containers, so there is nothing"
            + " to "
            + info.subresource()
            + "; use a cluster with kubelets for that");
  }

  private static void checkContainer(Pod pod, @Nullable String asked) {
    String name = pod.metadata().name();
    List<String> all = new ArrayList<>();
    pod.spec().initContainers().forEach(container -> all.add(container.name()));
    pod.spec().containers().forEach(container -> all.add(container.name()));
    pod.spec().ephemeralContainers().forEach(container -> all.add(container.name()));
    boolean any = asked == null || asked.isEmpty();
    if (any && pod.spec().containers().size() > 1) {
      throw Failures.badRequest(
          "a container name must be specified for pod "
              + name
              + ", choose one of: ["
              + String.join(" ", all)
              + "]");
    }
    if (!any && !all.contains(asked)) {
      throw Failures.badRequest("container " + asked + " is not valid for pod " + name);
    }
  }

  private Response nothingBehind(RequestInfo info, Request request, Call call) {
    reads.get(served("", info.resource()), info.namespace(), info.name(), "");
    throw Failures.other(
        501,
        "NotImplemented",
        info.resource()
            + " "
            + info.name()
            + " has nothing behind it to proxy to: this API server runs no kubelets and no"
            + " network; use a cluster that does");
  }
}
