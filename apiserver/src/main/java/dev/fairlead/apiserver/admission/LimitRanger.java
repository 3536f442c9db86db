package dev.fairlead.apiserver.admission;

import dev.fairlead.model.KubernetesObject;
import dev.fairlead.model.core.v1.Container;
import dev.fairlead.model.core.v1.LimitRange;
import dev.fairlead.model.core.v1.LimitRangeItem;
import dev.fairlead.model.core.v1.PersistentVolumeClaim;
import dev.fairlead.model.core.v1.Pod;
import dev.fairlead.model.core.v1.PodSpec;
import dev.fairlead.model.value.Quantity;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.SequencedSet;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/**
 * Containers get the default requests and limits of their namespace, and stay within its bounds.
 */
final class LimitRanger implements Plugin {
  private static final String ANNOTATION = "kubernetes.io/limit-ranger";

  @Override
  public @Nullable KubernetesObject mutate(AdmissionRequest request) {
    if (!applies(request) || !(request.object() instanceof Pod given)) {
      return request.object();
    }
    Pod pod = given;
    for (LimitRange range : ranges(request)) {
      pod = withDefaults(pod, range);
    }
    return pod;
  }

  @Override
  public void validate(AdmissionRequest request) {
    if (!applies(request)) {
      return;
    }
    for (LimitRange range : ranges(request)) {
      SequencedSet<String> problems = new LinkedHashSet<>();
      for (LimitRangeItem limit : range.spec().limits()) {
        switch (request.object()) {
          case Pod pod -> checkPod(pod.spec(), limit, problems);
          case PersistentVolumeClaim claim -> checkClaim(claim, limit, problems);
          case null, default -> {}
        }
      }
      if (!problems.isEmpty()) {
        throw request.forbidden(problems.size() == 1 ? problems.getFirst() : problems.toString());
      }
    }
  }

  /** Pods when they are created or resized, claims always; nothing that is being deleted. */
  private static boolean applies(AdmissionRequest request) {
    KubernetesObject old = request.oldObject();
    if (old != null && old.metadata().isTerminating()) {
      return false;
    }
    return switch (request.object()) {
      case Pod pod ->
          request.creates()
              ? request.isFor("pods")
              : request.updates() && request.subresource().equals("resize");
      case PersistentVolumeClaim claim ->
          request.isFor("persistentvolumeclaims") && (request.creates() || request.updates());
      case null, default -> false;
    };
  }

  private static List<LimitRange> ranges(AdmissionRequest request) {
    return request.lister().list(LimitRange.TYPE, request.namespace());
  }

  // --- defaults ---

  private static Pod withDefaults(Pod pod, LimitRange range) {
    Map<String, Quantity> requests = new LinkedHashMap<>();
    Map<String, Quantity> limits = new LinkedHashMap<>();
    for (LimitRangeItem limit : range.spec().limits()) {
      if (limit.type().equals("Container")) {
        requests.putAll(limit.defaultRequest());
        limits.putAll(limit.defaultValue());
      }
    }
    List<String> notes = new ArrayList<>();
    List<Container> containers =
        pod.spec().containers().stream()
            .map(c -> withDefaults(c, requests, limits, "container", notes))
            .toList();
    List<Container> initContainers =
        pod.spec().initContainers().stream()
            .map(c -> withDefaults(c, requests, limits, "init container", notes))
            .toList();
    if (notes.isEmpty()) {
      return pod;
    }
    String note = "LimitRanger plugin set: " + String.join("; ", notes);
    return pod.with(p ->
        p.metadata(m -> m.annotation(ANNOTATION, note))
            .spec(s -> s.containers(containers).initContainers(initContainers)));
  }

  private static Container withDefaults(
      Container container,
      Map<String, Quantity> requests,
      Map<String, Quantity> limits,
      String what,
      List<String> notes) {
    Map<String, Quantity> allRequests = new LinkedHashMap<>(container.resources().requests());
    Map<String, Quantity> allLimits = new LinkedHashMap<>(container.resources().limits());
    note(added(allRequests, requests), " request for " + what, container, notes);
    note(added(allLimits, limits), " limit for " + what, container, notes);
    return container.with(c -> c.resources(r -> r.requests(allRequests).limits(allLimits)));
  }

  private static Set<String> added(Map<String, Quantity> all, Map<String, Quantity> defaults) {
    Set<String> added = new TreeSet<>();
    defaults.forEach((name, quantity) -> {
      if (all.putIfAbsent(name, quantity) == null) {
        added.add(name);
      }
    });
    return added;
  }

  private static void note(
      Set<String> names, String what, Container container, List<String> notes) {
    if (!names.isEmpty()) {
      notes.add(String.join(", ", names) + what + " " + container.name());
    }
  }

  // --- bounds ---

  private static void checkPod(PodSpec pod, LimitRangeItem limit, SequencedSet<String> problems) {
    if (limit.type().equals("Container")) {
      List<Container> all = new ArrayList<>(pod.containers());
      all.addAll(pod.initContainers());
      for (Container container : all) {
        Bounds.check(
            limit, container.resources().requests(), container.resources().limits(), problems);
      }
    }
    if (limit.type().equals("Pod")) {
      Map<String, Quantity> requests = PodAmounts.sum(pod, c -> c.resources().requests());
      Map<String, Quantity> limits = PodAmounts.sum(pod, c -> c.resources().limits());
      if (pod.resources() != null) {
        requests.putAll(pod.resources().requests());
        limits.putAll(pod.resources().limits());
      }
      Bounds.check(limit, requests, limits, problems);
    }
  }

  private static void checkClaim(
      PersistentVolumeClaim claim, LimitRangeItem limit, SequencedSet<String> problems) {
    if (limit.type().equals("PersistentVolumeClaim")) {
      Bounds.checkRequests(limit, claim.spec().resources().requests(), problems);
    }
  }
}
