package dev.fairlead.apiserver.validation.pod;

import dev.fairlead.model.core.v1.Container;
import dev.fairlead.model.core.v1.PodSpec;
import dev.fairlead.model.core.v1.ResourceRequirements;
import dev.fairlead.model.value.Quantity;
import java.math.RoundingMode;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** Computes with lists of resources; Go: k8s.io/component-helpers/resource. */
public final class ResourceLists {
  /** Decimal places that are kept of an amount: thousandths. */
  private static final int MILLI_PLACES = 3;

  private ResourceLists() {}

  public static @Nullable ResourceRequirements rounded(@Nullable ResourceRequirements resources) {
    return resources == null
        ? null
        : resources.with(
            r -> r.limits(rounded(resources.limits())).requests(rounded(resources.requests())));
  }

  /** The list with amounts rounded up to thousandths. */
  public static Map<String, Quantity> rounded(Map<String, Quantity> list) {
    if (list.values().stream().allMatch(ResourceLists::isWholeMillis)) {
      return list;
    }
    Map<String, Quantity> rounded = new TreeMap<>(list);
    rounded.replaceAll((name, amount) ->
        isWholeMillis(amount)
            ? amount
            : Quantity.of(
                amount.asBigDecimal().setScale(MILLI_PLACES, RoundingMode.UP), amount.format()));
    return rounded;
  }

  private static boolean isWholeMillis(Quantity amount) {
    return amount.asBigDecimal().scale() <= MILLI_PLACES
        || amount.asBigDecimal().stripTrailingZeros().scale() <= MILLI_PLACES;
  }

  /** What the containers of a Pod need at most at one time. */
  static Map<String, Quantity> aggregate(
      PodSpec spec, Function<ResourceRequirements, Map<String, Quantity>> part) {
    Map<String, Quantity> sum = new TreeMap<>();
    spec.containers().forEach(c -> add(sum, part.apply(c.resources())));
    Map<String, Quantity> sidecars = new TreeMap<>();
    Map<String, Quantity> init = new TreeMap<>();
    for (Container container : spec.initContainers()) {
      Map<String, Quantity> own = part.apply(container.resources());
      if (Containers.isSidecar(container)) {
        add(sum, own);
        add(sidecars, own);
        max(init, sidecars);
      } else {
        Map<String, Quantity> both = new TreeMap<>(own);
        add(both, sidecars);
        max(init, both);
      }
    }
    max(sum, init);
    return sum;
  }

  static boolean sameValues(Map<String, Quantity> one, Map<String, Quantity> other) {
    return one.keySet().equals(other.keySet())
        && one.entrySet().stream()
            .allMatch(e -> e.getValue().sameValue(other.getOrDefault(e.getKey(), Quantity.ZERO)));
  }

  private static void add(Map<String, Quantity> sum, Map<String, Quantity> more) {
    more.forEach((name, amount) -> sum.merge(name, amount, Quantity::add));
  }

  private static void max(Map<String, Quantity> most, Map<String, Quantity> other) {
    other.forEach(
        (name, amount) -> most.merge(name, amount, (a, b) -> a.compareTo(b) >= 0 ? a : b));
  }
}
