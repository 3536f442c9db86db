package dev.fairlead.apiserver.validation.pod;

import dev.fairlead.apiserver.validation.FieldErrors;
import dev.fairlead.apiserver.validation.Path;
import dev.fairlead.apiserver.validation.ResourceNames;
import dev.fairlead.model.core.v1.Container;
import dev.fairlead.model.core.v1.PodSpec;
import dev.fairlead.model.core.v1.ResourceRequirements;
import dev.fairlead.model.value.Quantity;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;

/** Resources of a Pod as a whole, beside those of its containers. */
final class PodResources {
  private PodResources() {}

  static boolean isSupported(String name) {
    return name.equals("cpu") || name.equals("memory") || ResourceNames.isHugePages(name);
  }

  static boolean areSet(PodSpec spec) {
    ResourceRequirements resources = spec.resources();
    return resources != null
        && Stream.concat(
                resources.requests().keySet().stream(), resources.limits().keySet().stream())
            .anyMatch(PodResources::isSupported);
  }

  static void validate(PodParts parts, Path specPath, Scope scope) {
    ResourceRequirements resources = parts.spec().resources();
    FieldErrors errors = scope.errors();
    if (resources == null) {
      return;
    }
    Path path = specPath.child("resources");
    if (OperatingSystems.isWindows(parts.spec())) {
      errors.forbidden(path, "may not be set for a windows pod");
      return;
    }
    if (!resources.claims().isEmpty()) {
      errors.forbidden(path.child("claims"), "claims may not be set for Resources at pod-level");
    }
    Resources.validateForPod(resources, parts.claims(), path, scope);
    validateSums(parts.spec(), resources, path, errors);
  }

  private static void validateSums(
      PodSpec spec, ResourceRequirements resources, Path path, FieldErrors errors) {
    ResourceLists.aggregate(spec, ResourceRequirements::requests)
        .forEach((name, sum) -> {
          Quantity given = resources.requests().get(name);
          if (given != null && sum.compareTo(given) > 0) {
            errors.invalid(
                path.child("requests").key(name),
                given.toString(),
                "must be greater than or equal to aggregate container requests of " + sum);
          }
        });
    ResourceLists.aggregate(spec, ResourceRequirements::limits)
        .forEach((name, sum) -> {
          Quantity given = resources.limits().get(name);
          if (ResourceNames.isHugePages(name) && given != null && sum.compareTo(given) > 0) {
            errors.invalid(
                path.child("limits").key(name),
                given.toString(),
                "must be greater than or equal to aggregate container limits of " + sum);
          }
        });
    for (int i = 0; i < spec.containers().size(); i++) {
      Path at = path.child("containers").index(i);
      spec.containers()
          .get(i)
          .resources()
          .limits()
          .forEach((name, limit) -> {
            Quantity given = resources.limits().get(name);
            if (given != null && limit.compareTo(given) > 0) {
              errors.invalid(
                  at.key(name).child("limits"),
                  limit.toString(),
                  "must be less than or equal to pod limits of " + given);
            }
          });
    }
  }

  /** Completes what is said for the Pod with what its containers say. */
  static PodSpec completed(PodSpec spec) {
    ResourceRequirements given = spec.resources();
    if (given == null || (given.requests().isEmpty() && given.limits().isEmpty())) {
      return spec;
    }
    Map<String, Quantity> limits = new TreeMap<>(given.limits());
    Map<String, Quantity> requests = new TreeMap<>(given.requests());
    Map<String, Quantity> sumOfLimits = ResourceLists.aggregate(spec, ResourceRequirements::limits);
    sumOfLimits.forEach((name, sum) -> {
      if (ResourceNames.isHugePages(name) && !requests.containsKey(name)) {
        limits.putIfAbsent(name, sum);
      }
    });
    ResourceLists.aggregate(spec, ResourceRequirements::requests)
        .forEach((name, sum) -> {
          if (isSupported(name) && ResourceNames.isOvercommitAllowed(name)) {
            requests.putIfAbsent(name, sum);
          }
        });
    limits.forEach((name, limit) -> {
      if (isSupported(name)) {
        requests.putIfAbsent(name, limit);
      }
    });
    List<Container> all =
        Stream.concat(spec.initContainers().stream(), spec.containers().stream()).toList();
    requests.forEach((name, request) -> {
      Quantity sum = sumOfLimits.get(name);
      boolean limited = all.stream().allMatch(c -> c.resources().limits().containsKey(name));
      if (isSupported(name) && limited && sum != null) {
        limits.putIfAbsent(name, request.compareTo(sum) > 0 ? request : sum);
      }
    });
    return spec.with(s -> s.resources(given.with(r -> r.limits(limits).requests(requests))));
  }
}
