package dev.fairlead.apiserver;

import dev.fairlead.apiserver.registry.Call;
import dev.fairlead.apiserver.request.GoNumbers;
import dev.fairlead.apiserver.request.Negotiation;
import dev.fairlead.apiserver.request.Request;
import dev.fairlead.apiserver.request.RequestInfo;
import dev.fairlead.apiserver.request.Response;
import dev.fairlead.apiserver.status.Failures;
import dev.fairlead.apiserver.status.GroupResource;
import dev.fairlead.apiserver.status.StatusException;
import dev.fairlead.apiserver.storage.Key;
import dev.fairlead.apiserver.storage.Storage;
import dev.fairlead.apiserver.storage.Stored;
import dev.fairlead.apiserver.validation.FieldErrors;
import dev.fairlead.apiserver.validation.Ip;
import dev.fairlead.apiserver.validation.Path;
import dev.fairlead.model.core.v1.Node;
import dev.fairlead.model.core.v1.Pod;
import dev.fairlead.model.core.v1.Service;
import dev.fairlead.model.core.v1.ServicePort;
import dev.fairlead.model.discovery.v1.EndpointSlice;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Logs, processes and ports of Pods, and proxies to Pods, Services and Nodes. There are no kubelets
 * and no network, so nothing is ever connected: what the server would refuse is refused in its
 * words, and everything else is told to be missing here.
 */
final class Connections {
  private static final Set<String> READ = Set.of("GET", "HEAD");
  private static final Set<String> STREAM = Set.of("GET", "HEAD", "POST");
  private static final long MAX_PORT = 65_535;
  private static final Set<String> SCHEMES = Set.of("", "http", "https");
  private static final String SERVICE_LABEL = "kubernetes.io/service-name";

  private final Storage storage;

  Connections(Storage storage) {
    this.storage = storage;
  }

  /** By subresource. */
  Map<String, Endpoint> endpoints() {
    return Map.of(
        "pods/log", only(READ, this::log),
        "pods/exec", only(STREAM, connecting(this::process)),
        "pods/attach", only(STREAM, connecting(this::process)),
        "pods/portforward", only(STREAM, connecting(this::forward)),
        "pods/proxy", connecting(this::podProxy),
        "services/proxy", connecting(this::serviceProxy),
        "nodes/proxy", connecting(this::nodeProxy));
  }

  private static Endpoint only(Set<String> methods, Endpoint endpoint) {
    return (info, request, call) -> {
      if (!methods.contains(request.method())) {
        throw ResourceRequests.methodNotAllowed();
      }
      return endpoint.answer(info, request, call);
    };
  }

  private static Endpoint connecting(Endpoint endpoint) {
    return (info, request, call) -> {
      if (!request.parameters("dryRun").isEmpty()) {
        throw Failures.badRequest("dryRun is not supported");
      }
      return endpoint.answer(info, request, call);
    };
  }

  // --- logs and processes ---

  /** What fails is told in the forms of a review: who accepts a table only gets 406 instead. */
  private Response log(RequestInfo info, Request request, Call call) {
    try {
      checkLogOptions(info, request);
      Pod pod = pod(info.namespace(), info.name());
      checkContainer(pod, request.parameter("container"));
      if (pod.spec().nodeName() == null) {
        if (Negotiation.ofReview(request).as() != null) {
          throw Failures.other(500, "", "object does not implement the Object interfaces");
        }
        return new Response(204, Map.of(), new Response.Content.Bytes(new byte[0]));
      }
      return process(info, request, call);
    } catch (StatusException e) {
      Negotiation.ofReview(request);
      throw e;
    }
  }

  private static void checkLogOptions(RequestInfo info, Request request) {
    FieldErrors errors = new FieldErrors();
    Long tail = number(request, "tailLines");
    Long bytes = number(request, "limitBytes");
    Long seconds = number(request, "sinceSeconds");
    String time = request.parameter("sinceTime");
    if (tail != null && tail < 0) {
      errors.invalid(Path.of("tailLines"), tail, "must be greater than or equal to 0");
    }
    if (bytes != null && bytes < 1) {
      errors.invalid(Path.of("limitBytes"), bytes, "must be greater than 0");
    }
    if (seconds != null && time != null) {
      errors.forbidden(
          Path.of(""), "at most one of `sinceTime` or `sinceSeconds` may be specified");
    } else if (seconds != null && seconds < 1) {
      errors.invalid(Path.of("sinceSeconds"), seconds, "must be greater than 0");
    }
    if (request.parameter("stream") != null) { // of a feature that is off by default
      errors.forbidden(Path.of("stream"), "may not be specified");
    }
    if (!errors.isEmpty()) {
      throw Failures.invalid(new GroupResource("", "PodLogOptions"), info.name(), errors);
    }
  }

  private static @Nullable Long number(Request request, String parameter) {
    String text = request.parameter(parameter);
    try {
      return text == null ? null : GoNumbers.parseInt(text);
    } catch (NumberFormatException e) {
      throw Failures.badRequest(String.valueOf(e.getMessage()));
    }
  }

  private Response forward(RequestInfo info, Request request, Call call) {
    for (String ports : request.parameters("ports")) {
      for (String port : ports.split(",", -1)) {
        try {
          GoNumbers.parseUint(port, MAX_PORT);
        } catch (NumberFormatException e) {
          throw Failures.badRequest("cannot convert to []int32: " + e.getMessage());
        }
      }
    }
    return process(info, request, call);
  }

  private Response process(RequestInfo info, Request request, Call call) {
    Pod pod = pod(info.namespace(), info.name());
    if (!info.subresource().equals("portforward")) {
      checkContainer(pod, request.parameter("container"));
    }
    String node = pod.spec().nodeName();
    if (node == null) {
      throw Failures.badRequest("pod " + info.name() + " does not have a host assigned");
    }
    if (storage.get(new Key("nodes", "", node)) == null) {
      throw Failures.notFound(new GroupResource("", "pods"), node); // so it says: of pods
    }
    throw notHere(
        "pod "
            + info.name()
            + " has no process behind it: this API server runs no containers, so there is nothing"
            + " to "
            + info.subresource()
            + "; use a cluster with kubelets for that");
  }

  private Pod pod(String namespace, String name) {
    Stored pod = storage.get(new Key("pods", namespace, name));
    if (pod == null) {
      throw Failures.notFound(new GroupResource("", "pods"), name);
    }
    return (Pod) pod.object();
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

  // --- proxies ---

  /** What stands in the path for the name: a name alone, with a port, or with a scheme too. */
  private record Target(String name, String port) {
    static Target of(String what, String id) {
      String[] parts = id.split(":", -1);
      String scheme = parts.length == 3 ? parts[0] : "";
      String name = parts.length == 3 ? parts[1] : parts[0];
      if (parts.length > 3 || name.isEmpty() || !SCHEMES.contains(scheme)) {
        throw Failures.badRequest("invalid " + what + " request \"" + id + "\"");
      }
      return new Target(name, parts.length == 1 ? "" : parts[parts.length - 1]);
    }
  }

  private Response podProxy(RequestInfo info, Request request, Call call) {
    Pod pod = pod(info.namespace(), Target.of("pod", info.name()).name());
    String address = pod.status().podIP();
    if (!pod.status().podIPs().isEmpty()) {
      address = pod.status().podIPs().getFirst().ip();
    }
    if (address == null || Ip.parse(address) == null) {
      throw Failures.badRequest("address not allowed");
    }
    throw nothingBehind(info);
  }

  private Response serviceProxy(RequestInfo info, Request request, Call call) {
    Target target = Target.of("service", info.name());
    if (target.port().matches("[+-]?\\d{1,18}")) {
      checkPort(info, target.name(), Long.parseLong(target.port()));
    }
    boolean somewhere =
        storage.list(EndpointSlice.TYPE, info.namespace()).stream()
            .anyMatch(slice -> isBehind(slice, target.name()));
    if (!somewhere) {
      throw unavailable("no endpoints available for service \"" + target.name() + "\"");
    }
    throw nothingBehind(info);
  }

  private static boolean isBehind(EndpointSlice slice, String service) {
    return service.equals(slice.metadata().labels().get(SERVICE_LABEL))
        && !slice.ports().isEmpty()
        && slice.endpoints().stream()
            .anyMatch(each -> !Boolean.FALSE.equals(each.conditions().ready()));
  }

  private void checkPort(RequestInfo info, String name, long port) {
    Stored stored = storage.get(new Key("services", info.namespace(), name));
    if (stored == null) {
      throw Failures.notFound(new GroupResource("", "services"), name);
    }
    List<ServicePort> ports = ((Service) stored.object()).spec().ports();
    if (ports.stream().noneMatch(each -> each.port() == port)) {
      throw unavailable("no service port " + port + " found for service \"" + name + "\"");
    }
  }

  private Response nodeProxy(RequestInfo info, Request request, Call call) {
    String name = Target.of("node", info.name()).name();
    Stored node = storage.get(new Key("nodes", "", name));
    if (node == null) {
      throw Failures.notFound(new GroupResource("", "nodes"), name);
    }
    if (((Node) node.object()).status().addresses().isEmpty()) {
      throw Failures.other(500, "", "no preferred addresses found; known addresses: []");
    }
    throw nothingBehind(info);
  }

  private static StatusException unavailable(String why) {
    return Failures.other(503, "ServiceUnavailable", why);
  }

  private static StatusException nothingBehind(RequestInfo info) {
    return notHere(
        info.resource()
            + " "
            + info.name()
            + " has nothing behind it to proxy to: this API server runs no kubelets and no"
            + " network; use a cluster that does");
  }

  private static StatusException notHere(String why) {
    return Failures.other(501, "NotImplemented", why);
  }
}
