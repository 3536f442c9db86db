package dev.fairlead.apiserver;

import dev.fairlead.apiserver.registry.Call;
import dev.fairlead.apiserver.request.Request;
import dev.fairlead.apiserver.request.RequestInfo;
import dev.fairlead.apiserver.request.Response;
import dev.fairlead.apiserver.status.Failures;
import dev.fairlead.apiserver.status.GroupResource;
import dev.fairlead.apiserver.status.StatusException;
import dev.fairlead.apiserver.storage.Key;
import dev.fairlead.apiserver.storage.Storage;
import dev.fairlead.apiserver.storage.StorageException;
import dev.fairlead.apiserver.storage.Stored;
import dev.fairlead.apiserver.validation.FieldErrors;
import dev.fairlead.apiserver.validation.Path;
import dev.fairlead.model.core.v1.Binding;
import dev.fairlead.model.core.v1.Pod;
import dev.fairlead.model.core.v1.PodCondition;
import dev.fairlead.model.meta.v1.Status;
import dev.fairlead.model.value.GoQuote;
import dev.fairlead.model.value.Time;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Assigns Pods to nodes, which only a binding can do. */
final class Bindings implements Endpoint {
  private static final GroupResource WHAT = new GroupResource("", "pods/binding");

  private final Storage storage;

  Bindings(Storage storage) {
    this.storage = storage;
  }

  @Override
  public Response answer(RequestInfo info, Request request, Call call) {
    if (!info.verb().equals("create")) {
      throw ResourceRequests.methodNotAllowed();
    }
    boolean dryRun = !request.parameters("dryRun").isEmpty();
    return Reviews.created(
        request,
        info,
        Binding.TYPE,
        call,
        (binding, context) -> {
          String name = binding.metadata().name() == null ? "" : binding.metadata().name();
          if (!info.subresource().isEmpty() && !name.equals(info.name())) {
            throw Failures.badRequest("name in URL does not match name in Binding object");
          }
          checkTarget(binding);
          bind(info.namespace(), name, binding, call, dryRun);
          return Status.of(s -> s.status("Success").code(201));
        });
  }

  private static void checkTarget(Binding binding) {
    FieldErrors errors = new FieldErrors();
    Path target = Path.of("target");
    String kind = binding.target().kind();
    if (kind != null && !kind.equals("Node")) {
      errors.notSupported(target.child("kind"), kind, List.of("Node", "<empty>"));
    }
    if (binding.target().name() == null) {
      errors.required(target.child("name"), "");
    }
    if (!errors.isEmpty()) {
      throw Failures.other(500, "", errors.toString());
    }
  }

  private void bind(String namespace, String name, Binding binding, Call call, boolean dryRun) {
    Key key = new Key("pods", namespace, name);
    while (true) {
      Stored current = storage.get(key);
      if (current == null) {
        throw Failures.notFound(new GroupResource("", "pods"), name);
      }
      Pod pod = (Pod) current.object();
      checkBindable(pod, name, binding);
      Pod bound = bound(pod, binding, call);
      if (dryRun) {
        return;
      }
      try {
        storage.update(key, bound, current.revision());
        return;
      } catch (StorageException e) {
        if (e.reason() != StorageException.Reason.CHANGED) {
          throw e;
        }
      }
    }
  }

  private static void checkBindable(Pod pod, String name, Binding binding) {
    String uid = binding.metadata().uid();
    String version = binding.metadata().resourceVersion();
    if (uid != null && !uid.equals(pod.metadata().uid())) {
      throw Failures.conflict(
          new GroupResource("", "pods"),
          name,
          "Precondition failed: UID in precondition: "
              + uid
              + ", UID in object meta: "
              + pod.metadata().uid());
    }
    if (version != null && !version.equals(pod.metadata().resourceVersion())) {
      throw Failures.conflict(
          new GroupResource("", "pods"),
          name,
          "Precondition failed: ResourceVersion in precondition: "
              + version
              + ", ResourceVersion in object meta: "
              + pod.metadata().resourceVersion());
    }
    if (pod.metadata().isTerminating()) {
      throw conflict(name, "pod " + name + " is being deleted, cannot be assigned to a host");
    }
    String node = pod.spec().nodeName();
    if (node != null) {
      throw conflict(name, "pod " + name + " is already assigned to node " + GoQuote.quote(node));
    }
    if (!pod.spec().schedulingGates().isEmpty()) {
      throw conflict(name, "pod " + name + " has non-empty .spec.schedulingGates");
    }
  }

  private static StatusException conflict(String name, String why) {
    return Failures.conflict(WHAT, name, why);
  }

  private static Pod bound(Pod pod, Binding binding, Call call) {
    Map<String, String> annotations = new LinkedHashMap<>(pod.metadata().annotations());
    annotations.putAll(binding.metadata().annotations());
    Map<String, String> labels = new LinkedHashMap<>(pod.metadata().labels());
    labels.putAll(binding.metadata().labels());
    return pod.with(p ->
        p.metadata(m -> m.annotations(annotations).labels(labels))
            .spec(s -> s.nodeName(binding.target().name()))
            .status(s -> s.nominatedNodeName(null).conditions(scheduled(pod, call))));
  }

  private static List<PodCondition> scheduled(Pod pod, Call call) {
    List<PodCondition> conditions = new ArrayList<>(pod.status().conditions());
    conditions.removeIf(c -> "PodScheduled".equals(c.type()));
    conditions.add(
        PodCondition.of(
            c -> c.type("PodScheduled").status("True").lastTransitionTime(Time.of(call.now()))));
    return conditions;
  }
}
