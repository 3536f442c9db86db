package dev.fairlead.apiserver.kind;

import static dev.fairlead.apiserver.validation.Texts.isEmpty;
import static dev.fairlead.apiserver.validation.Texts.orEmpty;

import dev.fairlead.apiserver.status.Failures;
import dev.fairlead.apiserver.status.GroupResource;
import dev.fairlead.apiserver.status.StatusException;
import dev.fairlead.apiserver.validation.FieldErrors;
import dev.fairlead.apiserver.validation.Names;
import dev.fairlead.apiserver.validation.Path;
import dev.fairlead.model.core.v1.Binding;
import dev.fairlead.model.core.v1.ObjectReference;
import dev.fairlead.model.core.v1.Pod;
import dev.fairlead.model.core.v1.PodCondition;
import dev.fairlead.model.value.GoQuote;
import dev.fairlead.model.value.Time;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** What a scheduler does with {@code pods/binding}: it gives a Pod to a node. */
public final class PodBinding {
  private static final GroupResource RESOURCE = new GroupResource("", "pods/binding");
  private static final String NODE = "Node";
  private static final String SCHEDULED = "PodScheduled";

  private PodBinding() {}

  /** What is wrong with a binding; the server answers such with 500, not with 422. */
  public static void validate(Binding binding, FieldErrors errors) {
    ObjectReference target = binding.target();
    Path path = Path.of("target");
    String kind = orEmpty(target.kind());
    if (!kind.isEmpty() && !kind.equals(NODE)) {
      errors.notSupported(path.child("kind"), kind, List.of(NODE, "<empty>"));
    }
    String name = orEmpty(target.name());
    if (name.isEmpty()) {
      errors.required(path.child("name"), "");
    } else if (kind.isEmpty() || kind.equals(NODE)) {
      errors.invalid(path.child("name"), name, Names.subdomain(name));
    }
  }

  /**
   * The Pod on the binding's node, with the binding's labels and annotations.
   *
   * @param now when the Pod became scheduled
   * @throws StatusException a conflict, if the Pod is on a node, waits at a gate or is being deleted
   */
  public static Pod bind(Pod pod, Binding binding, Instant now) {
    String name = orEmpty(pod.metadata().name());
    if (pod.metadata().isTerminating()) {
      throw conflict(name, "pod " + name + " is being deleted, cannot be assigned to a host");
    }
    if (!isEmpty(pod.spec().nodeName())) {
      String node = GoQuote.quote(orEmpty(pod.spec().nodeName()));
      throw conflict(name, "pod " + name + " is already assigned to node " + node);
    }
    if (!pod.spec().schedulingGates().isEmpty()) {
      throw conflict(name, "pod " + name + " has non-empty .spec.schedulingGates");
    }
    return pod.with(
        p ->
            p.metadata(
                    m ->
                        m.annotations(
                                merged(
                                    pod.metadata().annotations(),
                                    binding.metadata().annotations()))
                            .labels(
                                merged(
                                    pod.metadata().labels(), binding.metadata().labels())))
                .spec(s -> s.nodeName(binding.target().name()))
                .status(
                    s ->
                        s.nominatedNodeName(null)
                            .conditions(scheduled(pod.status().conditions(), now))));
  }

  private static StatusException conflict(String name, String why) {
    return Failures.conflict(RESOURCE, name, why);
  }

  private static Map<String, String> merged(
      Map<String, String> before, Map<String, String> more) {
    Map<String, String> all = new TreeMap<>(before);
    all.putAll(more);
    return all;
  }

  private static List<PodCondition> scheduled(List<PodCondition> conditions, Instant now) {
    PodCondition scheduled =
        PodCondition.of(
            c -> c.type(SCHEDULED).status("True").lastTransitionTime(Time.of(now)));
    List<PodCondition> all = new ArrayList<>(conditions);
    for (int i = 0; i < all.size(); i++) {
      PodCondition before = all.get(i);
      if (before.type().equals(SCHEDULED)) {
        Time since =
            before.status().equals("True")
                ? before.lastTransitionTime()
                : scheduled.lastTransitionTime();
        all.set(i, scheduled.with(c -> c.lastTransitionTime(since)));
        return all;
      }
    }
    all.add(scheduled);
    return all;
  }
}
