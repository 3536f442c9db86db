package dev.fairlead.apiserver.validation.pod;

import dev.fairlead.model.core.v1.PodSpec;
import dev.fairlead.model.core.v1.ResourceRequirements;
import dev.fairlead.model.value.Quantity;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Who is evicted first: told by requests and limits of CPU and memory. */
public final class QualityOfService {
  private static final String BEST_EFFORT = "BestEffort";
  private static final String BURSTABLE = "Burstable";
  private static final String GUARANTEED = "Guaranteed";

  private QualityOfService() {}

  /** Guaranteed, Burstable or BestEffort. */
  public static String of(PodSpec spec) {
    if (PodResources.areSet(spec)) {
      return of(Objects.requireNonNull(spec.resources()));
    }
    Set<String> classes =
        Stream.concat(spec.initContainers().stream(), spec.containers().stream())
            .map(container -> of(container.resources()))
            .collect(Collectors.toSet());
    return classes.isEmpty() ? BEST_EFFORT : combined(classes);
  }

  private static String of(ResourceRequirements resources) {
    return combined(
        List.of("cpu", "memory").stream()
            .map(name -> {
              Quantity request = resources.requests().getOrDefault(name, Quantity.ZERO);
              Quantity limit = resources.limits().getOrDefault(name, Quantity.ZERO);
              return !request.sameValue(limit)
                  ? BURSTABLE
                  : request.isZero() ? BEST_EFFORT : GUARANTEED;
            })
            .collect(Collectors.toSet()));
  }

  private static String combined(Set<String> classes) {
    return classes.size() == 1 ? classes.iterator().next() : BURSTABLE;
  }
}
