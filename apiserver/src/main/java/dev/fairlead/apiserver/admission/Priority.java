package dev.fairlead.apiserver.admission;

import dev.fairlead.model.KubernetesObject;
import dev.fairlead.model.core.v1.Pod;
import dev.fairlead.model.scheduling.v1.PriorityClass;
import java.util.Comparator;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** A Pod's priority is that of its PriorityClass; there is one default class at most. */
final class Priority implements Plugin {
  private static final String GROUP = "scheduling.k8s.io";

  /** For Pods without a class where none is the default. */
  private static final PriorityClass NONE =
      PriorityClass.of(c -> c.value(0).preemptionPolicy("PreemptLowerPriority"));

  @Override
  public @Nullable KubernetesObject mutate(AdmissionRequest request) {
    if (!request.isFor("pods") || !(request.object() instanceof Pod pod)) {
      return request.object();
    }
    if (request.creates()) {
      return create(request, pod);
    }
    return request.updates() && request.oldObject() instanceof Pod old ? update(pod, old) : pod;
  }

  private static Pod create(AdmissionRequest request, Pod pod) {
    String name = pod.spec().priorityClassName();
    PriorityClass found = name == null ? defaultClass(request).orElse(NONE) : named(request, name);
    Integer priority = pod.spec().priority();
    if (priority != null && priority != found.value()) {
      throw request.forbidden(
          "the integer value of priority ("
              + priority
              + ") must not be provided in pod spec; priority admission controller computed "
              + found.value()
              + " from the given PriorityClass name");
    }
    String given = pod.spec().preemptionPolicy();
    String policy = found.preemptionPolicy();
    if (given != null && policy != null && !given.equals(policy)) {
      throw request.forbidden(
          "the string value of PreemptionPolicy ("
              + given
              + ") must not be provided in pod spec; priority admission controller computed "
              + policy
              + " from the given PriorityClass name");
    }
    return pod.with(p ->
        p.spec(s ->
            s.priorityClassName(found.metadata().name() == null ? name : found.metadata().name())
                .priority(found.value())
                .preemptionPolicy(policy == null ? given : policy)));
  }

  /** Clients that don't know the fields leave them out; they stay as they are. */
  private static Pod update(Pod pod, Pod old) {
    Integer priority = pod.spec().priority();
    String policy = pod.spec().preemptionPolicy();
    return priority != null && policy != null
        ? pod
        : pod.with(p ->
            p.spec(s ->
                s.priority(priority == null ? old.spec().priority() : priority)
                    .preemptionPolicy(policy == null ? old.spec().preemptionPolicy() : policy)));
  }

  private static PriorityClass named(AdmissionRequest request, String name) {
    return request
        .lister()
        .get(PriorityClass.TYPE, "", name)
        .orElseThrow(() -> request.forbidden("no PriorityClass with name " + name + " was found"));
  }

  /** Of several, which only a race can make, the lowest. */
  private static Optional<PriorityClass> defaultClass(AdmissionRequest request) {
    return request.lister().list(PriorityClass.TYPE, null).stream()
        .filter(PriorityClass::globalDefault)
        .min(Comparator.comparingInt(PriorityClass::value));
  }

  @Override
  public void validate(AdmissionRequest request) {
    if (request.isFor(GROUP, "priorityclasses")
        && (request.creates() || request.updates())
        && request.object() instanceof PriorityClass given
        && given.globalDefault()) {
      defaultClass(request)
          .map(known -> String.valueOf(known.metadata().name()))
          .filter(name -> request.creates() || !name.equals(given.metadata().name()))
          .ifPresent(name -> {
            throw request.forbidden(
                "PriorityClass "
                    + name
                    + " is already marked as default. Only one default can exist");
          });
    }
  }
}
