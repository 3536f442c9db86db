package dev.fairlead.apiserver;

import dev.fairlead.apiserver.authentication.Authentication;
import dev.fairlead.apiserver.authentication.Impersonation;
import dev.fairlead.apiserver.authentication.IssuerDocuments;
import dev.fairlead.apiserver.authorization.Authorizer;
import dev.fairlead.apiserver.authorization.Decision;
import dev.fairlead.apiserver.authorization.Forbidden;
import dev.fairlead.apiserver.discovery.Discovery;
import dev.fairlead.apiserver.metrics.Metrics;
import dev.fairlead.apiserver.metrics.RequestLabels;
import dev.fairlead.apiserver.registry.Call;
import dev.fairlead.apiserver.registry.Patches;
import dev.fairlead.apiserver.registry.Resources;
import dev.fairlead.apiserver.registry.Served;
import dev.fairlead.apiserver.request.Negotiation;
import dev.fairlead.apiserver.request.Request;
import dev.fairlead.apiserver.request.RequestInfo;
import dev.fairlead.apiserver.request.RequestInfos;
import dev.fairlead.apiserver.request.Response;
import dev.fairlead.apiserver.request.User;
import dev.fairlead.apiserver.status.Failures;
import dev.fairlead.apiserver.status.GroupResource;
import dev.fairlead.apiserver.status.StatusException;
import dev.fairlead.model.KubernetesObject;
import dev.fairlead.model.meta.v1.Status;
import dev.fairlead.model.meta.v1.StatusDetails;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * The whole server but for the network: {@link #answer} takes a request through authentication,
 * authorization and the resource that it names. Any number of threads may call it at once.
 */
public final class ApiServer implements AutoCloseable {
  private static final System.Logger LOG = System.getLogger(ApiServer.class.getName());

  private static final String TOO_MUCH =
      "the server has too little memory for this request: send or ask for less at once, or start"
          + " the server with more memory (-Xmx)";

  private static final GroupResource NAMESPACES = new GroupResource("", "namespaces");

  /** The path of a namespace as if it were in itself. */
  private static final String NAMESPACE_IN_NAMESPACE =
      "/api/v1/(watch/|proxy/)?namespaces/[^/]+/namespaces/.*";

  private final Authentication authentication;
  private final Impersonation impersonation;
  private final Authorizer authorizer;
  private final Discovery discovery;
  private final @Nullable IssuerDocuments issuer;
  private final Resources resources;
  private final ResourceRequests requests;
  private final Subresources subresources;
  private final Watches watches;
  private final Metrics metrics;
  private final InstantSource clock;

  ApiServer(
      Authentication authentication,
      Authorizer authorizer,
      Discovery discovery,
      @Nullable IssuerDocuments issuer,
      Resources resources,
      ResourceRequests requests,
      Subresources subresources,
      Watches watches,
      Metrics metrics,
      InstantSource clock) {
    this.authentication = authentication;
    this.impersonation = new Impersonation(authorizer);
    this.authorizer = authorizer;
    this.discovery = discovery;
    this.issuer = issuer;
    this.resources = resources;
    this.requests = requests;
    this.subresources = subresources;
    this.watches = watches;
    this.metrics = metrics;
    this.clock = clock;
  }

  /** The answer to a request; never throws, since what fails is answered with a Status. */
  public Response answer(Request request) {
    RequestInfo info = RequestInfos.of(request);
    Instant start = clock.instant();
    Metrics.Running running = metrics.begin(isChange(info));
    try {
      Response response = answered(request, info);
      String dryRun = request.parameter("dryRun");
      metrics.answered(
          RequestLabels.of(info, isApply(request), dryRun == null ? "" : dryRun),
          response.status(),
          Duration.between(start, clock.instant()),
          response.content() instanceof Response.Content.Bytes body ? body.bytes().length : 0);
      return response;
    } finally {
      running.close();
    }
  }

  private static boolean isChange(RequestInfo info) {
    return switch (info.verb()) {
      case "create", "update", "patch", "delete", "deletecollection" -> true;
      default -> false;
    };
  }

  private static boolean isApply(Request request) {
    String type = request.header("content-type");
    return type != null && type.startsWith(Patches.APPLY);
  }

  private Response answered(Request request, RequestInfo info) {
    Response response;
    try {
      response = authorized(request, info);
    } catch (StatusException e) {
      response = failure(request, e.status());
    } catch (RuntimeException e) {
      LOG.log(System.Logger.Level.ERROR, "answering " + request, e);
      response = failure(request, Failures.internal(String.valueOf(e)).status());
    } catch (OutOfMemoryError e) { // what the request took is free again
      LOG.log(System.Logger.Level.WARNING, "too little memory to answer " + request);
      response = failure(request, Failures.other(507, "InsufficientStorage", TOO_MUCH).status());
    }
    return response;
  }

  private Response authorized(Request request, RequestInfo info) {
    User sender = authentication.authenticate(request);
    User user = impersonation.apply(request, info, sender);
    Decision decision = authorizer.authorize(user, RequestInfos.withSelectedName(info, request));
    if (!decision.allowed()) {
      throw Forbidden.because(user, info, decision.reason());
    }
    Call call = new Call(user, clock.instant().truncatedTo(ChronoUnit.SECONDS));
    Response response = dispatchedOrFailed(request, info, call);
    for (String warning : call.warnings()) {
      response = response.withHeader("Warning", WarningHeader.of(warning));
    }
    return response;
  }

  /** What was to warn of is told even if the request fails. */
  private Response dispatchedOrFailed(Request request, RequestInfo info, Call call) {
    try {
      return dispatch(request, info, call);
    } catch (StatusException e) {
      return failure(request, e.status());
    }
  }

  private Response dispatch(Request request, RequestInfo info, Call call) {
    if (info.isResource()) {
      if (request.method().equals("HEAD")) {
        throw ResourceRequests.methodNotAllowed();
      }
      Optional<Served<?>> resource = resources.find(info.group(), info.version(), info.resource());
      if (resource.isPresent() && isOutOfPlace(resource.get(), info, request)) {
        throw pathNotFound();
      }
      Optional<Response> special = subresources.answer(info, request, call);
      if (special.isPresent()) {
        return special.get();
      }
      if (resource.isPresent() && info.subresource().isEmpty()) {
        return answer(resource.get(), info, request, call);
      }
    }
    Optional<Response> issued = issuer == null ? Optional.empty() : issuer.answer(request);
    if (issued.isPresent()) {
      return issued.get();
    }
    return discovery.answer(request).orElseThrow(() -> pathNotFound());
  }

  /**
   * Whether the path names a namespace for what belongs to none, or none for an object in one.
   * Nothing may answer there: the request was authorized for the namespace of the path.
   */
  private static boolean isOutOfPlace(Served<?> resource, RequestInfo info, Request request) {
    if (resource.namespaced()) {
      return info.namespace().isEmpty() && !info.name().isEmpty() && !info.verb().equals("list");
    }
    boolean namespaceItself =
        resource.groupResource().equals(NAMESPACES)
            && info.namespace().equals(info.name())
            && !request.path().matches(NAMESPACE_IN_NAMESPACE);
    return !info.namespace().isEmpty() && !namespaceItself;
  }

  private <S extends KubernetesObject> Response answer(
      Served<S> resource, RequestInfo info, Request request, Call call) {
    return requests.answer(resource, info, request, call);
  }

  static StatusException pathNotFound() {
    return Failures.failure(
        404, "NotFound", "the server could not find the requested resource", details -> {});
  }

  private static Response failure(Request request, Status status) {
    Negotiation form = Negotiation.ofFailure(request);
    Response answer = Response.of(status.code(), form.format().mediaType(), form.encode(status));
    StatusDetails details = status.details();
    int seconds = details == null ? 0 : details.retryAfterSeconds();
    return seconds > 0 ? answer.withHeader("Retry-After", Integer.toString(seconds)) : answer;
  }

  /** Ends all watches; those who call {@link #answer} afterwards still get answers. */
  @Override
  public void close() {
    watches.stop();
  }
}
