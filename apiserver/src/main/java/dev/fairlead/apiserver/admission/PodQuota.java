package dev.fairlead.apiserver.admission;

import dev.fairlead.apiserver.validation.pod.QualityOfService;
import dev.fairlead.model.KubernetesObject;
import dev.fairlead.model.core.v1.Affinity;
import dev.fairlead.model.core.v1.Container;
import dev.fairlead.model.core.v1.Pod;
import dev.fairlead.model.core.v1.PodAffinityTerm;
import dev.fairlead.model.core.v1.ScopedResourceSelectorRequirement;
import dev.fairlead.model.core.v1.WeightedPodAffinityTerm;
import dev.fairlead.model.value.Quantity;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Counts Pods, and what they ask for and may use. */
final class PodQuota implements QuotaRules {
  private static final String COUNT = "count/pods";
  private static final String REQUESTS = "requests.";
  private static final String LIMITS = "limits.";
  private static final String HUGE_PAGES = "hugepages-";
  private static final List<String> COMPUTE = List.of("cpu", "memory", "ephemeral-storage");

  /** What every container has to say of itself once it is limited. */
  private static final Set<String> REQUIRED =
      Set.of("cpu", "memory", "requests.cpu", "requests.memory", "limits.cpu", "limits.memory");

  private static final Set<String> FINISHED = Set.of("Failed", "Succeeded");

  @Override
  public boolean handles(AdmissionRequest request) {
    if (request.subresource().equals("resize")) {
      return request.updates();
    }
    boolean movesScope =
        request.updates()
            && request.object() instanceof Pod pod
            && request.oldObject() instanceof Pod old
            && isTerminating(pod) != isTerminating(old);
    return request.subresource().isEmpty() && (request.creates() || movesScope);
  }

  @Override
  public boolean counts(String resource) {
    if (resource.equals(COUNT) || resource.equals("pods") || resource.startsWith(HUGE_PAGES)) {
      return true;
    }
    boolean requests = resource.startsWith(REQUESTS);
    String name = resource.substring(requests ? REQUESTS.length() : 0);
    if (resource.startsWith(LIMITS)) {
      name = resource.substring(LIMITS.length());
    }
    return COMPUTE.contains(name)
        || (requests && (name.startsWith(HUGE_PAGES) || isExtended(resource)));
  }

  /** Devices and the like have the name of a domain, which isn't Kubernetes' own. */
  private static boolean isExtended(String name) {
    return (name.contains("/") && !name.contains("kubernetes.io/"))
        || name.startsWith(REQUESTS + "deviceclass.resource.kubernetes.io/");
  }

  @Override
  public boolean isIn(ScopedResourceSelectorRequirement scope, KubernetesObject object) {
    Pod pod = (Pod) object;
    return switch (scope.scopeName()) {
      case "Terminating" -> isTerminating(pod);
      case "NotTerminating" -> !isTerminating(pod);
      case "BestEffort" -> isBestEffort(pod);
      case "NotBestEffort" -> !isBestEffort(pod);
      case "PriorityClass" -> {
        String name = pod.spec().priorityClassName();
        yield QuotaScopes.matches(scope, name == null || name.isEmpty() ? Set.of() : Set.of(name));
      }
      case "CrossNamespacePodAffinity" -> looksElsewhere(pod.spec().affinity());
      default -> false;
    };
  }

  private static boolean isTerminating(Pod pod) {
    Long seconds = pod.spec().activeDeadlineSeconds();
    return seconds != null && seconds >= 0;
  }

  private static boolean isBestEffort(Pod pod) {
    return QualityOfService.of(pod.spec()).equals("BestEffort");
  }

  private static boolean looksElsewhere(@Nullable Affinity affinity) {
    List<PodAffinityTerm> terms = new ArrayList<>();
    if (affinity != null && affinity.podAffinity() != null) {
      terms.addAll(affinity.podAffinity().requiredDuringSchedulingIgnoredDuringExecution());
      affinity.podAffinity().preferredDuringSchedulingIgnoredDuringExecution().stream()
          .map(WeightedPodAffinityTerm::podAffinityTerm)
          .forEach(terms::add);
    }
    if (affinity != null && affinity.podAntiAffinity() != null) {
      terms.addAll(affinity.podAntiAffinity().requiredDuringSchedulingIgnoredDuringExecution());
      affinity.podAntiAffinity().preferredDuringSchedulingIgnoredDuringExecution().stream()
          .map(WeightedPodAffinityTerm::podAffinityTerm)
          .forEach(terms::add);
    }
    return terms.stream()
        .anyMatch(term -> !term.namespaces().isEmpty() || term.namespaceSelector() != null);
  }

  @Override
  public String missing(Set<String> limited, KubernetesObject object) {
    Pod pod = (Pod) object;
    if (PodAmounts.areOfPod(pod.spec())) {
      return "";
    }
    Map<String, Set<String>> missing = new TreeMap<>();
    for (Container container :
        Stream.concat(pod.spec().containers().stream(), pod.spec().initContainers().stream())
            .toList()) {
      Set<String> told =
          amounts(container.resources().requests(), container.resources().limits()).keySet();
      for (String name : limited) {
        if (REQUIRED.contains(name) && !told.contains(name)) {
          missing.computeIfAbsent(name, n -> new TreeSet<>()).add(container.name());
        }
      }
    }
    return missing.isEmpty()
        ? ""
        : "must specify "
            + missing.entrySet().stream()
                .map(each -> each.getKey() + " for: " + String.join(",", each.getValue()))
                .collect(Collectors.joining("; "));
  }

  @Override
  public Map<String, Quantity> usage(KubernetesObject object) {
    Pod pod = (Pod) object;
    Map<String, Quantity> used = new HashMap<>();
    if (!FINISHED.contains(String.valueOf(pod.status().phase()))) {
      used.putAll(amounts(PodAmounts.requests(pod), PodAmounts.limits(pod)));
      used.put("pods", Quantity.of(1));
    }
    used.put(COUNT, Quantity.of(1));
    return used;
  }

  /** Requests and limits under the names that quotas have for them. */
  private static Map<String, Quantity> amounts(
      Map<String, Quantity> requests, Map<String, Quantity> limits) {
    Map<String, Quantity> amounts = new HashMap<>();
    requests.forEach((name, amount) -> {
      if (COMPUTE.contains(name) || name.startsWith(HUGE_PAGES)) {
        amounts.put(name, amount);
        amounts.put(REQUESTS + name, amount);
      } else if (isExtended(REQUESTS + name)) {
        amounts.put(REQUESTS + name, amount);
      }
    });
    limits.forEach((name, amount) -> {
      if (COMPUTE.contains(name)) {
        amounts.put(LIMITS + name, amount);
      }
    });
    return amounts;
  }
}
