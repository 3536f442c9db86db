package dev.fairlead.apiserver.validation.pod;

import dev.fairlead.apiserver.validation.FieldErrors;
import dev.fairlead.apiserver.validation.Names;
import dev.fairlead.apiserver.validation.Path;
import dev.fairlead.model.core.v1.Container;
import dev.fairlead.model.core.v1.ContainerExtendedResourceRequest;
import dev.fairlead.model.core.v1.PodExtendedResourceClaimStatus;
import dev.fairlead.model.core.v1.PodSpec;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** What a Pod's status tells of the claim that was made for its extended resources. */
final class ExtendedClaims {
  private ExtendedClaims() {}

  static void validate(
      @Nullable PodExtendedResourceClaimStatus status,
      PodSpec spec,
      Path path,
      FieldErrors errors) {
    if (status == null) {
      return;
    }
    validateMappings(status.requestMappings(), spec, path, errors);
    Path claim = path.child("resourceClaimName");
    if (status.resourceClaimName().isEmpty()) {
      errors.required(claim, "");
    } else {
      errors.invalid(
          claim, status.resourceClaimName(), Names.subdomain(status.resourceClaimName()));
    }
  }

  private static void validateMappings(
      List<ContainerExtendedResourceRequest> mappings,
      PodSpec spec,
      Path path,
      FieldErrors errors) {
    Path list = path.child("requestMappings");
    if (mappings.isEmpty()) {
      errors.required(list, "at least one request mapping is required");
    }
    Map<String, Container> containers = new HashMap<>();
    spec.initContainers().forEach(container -> containers.put(container.name(), container));
    spec.containers().forEach(container -> containers.put(container.name(), container));
    Set<ContainerExtendedResourceRequest> seen = new HashSet<>();
    for (int i = 0; i < mappings.size(); i++) {
      ContainerExtendedResourceRequest mapping = mappings.get(i);
      Path at = list.index(i);
      validate(mapping, containers.get(mapping.containerName()), at, errors);
      errors.invalid(
          path.child("requestName"), mapping.requestName(), Names.label(mapping.requestName()));
      if (!seen.add(mapping)) {
        errors.duplicate(at.child("containerName"), mapping.containerName());
        errors.duplicate(at.child("resourceName"), mapping.resourceName());
        errors.duplicate(at.child("requestName"), mapping.requestName());
      }
    }
  }

  private static void validate(
      ContainerExtendedResourceRequest mapping,
      @Nullable Container container,
      Path path,
      FieldErrors errors) {
    if (container == null) {
      errors.invalid(
          path.child("containerName"),
          mapping.containerName(),
          "must match the name of an entry in spec.initContainers.name or spec.containers.name");
    } else if (!container.resources().requests().containsKey(mapping.resourceName())) {
      errors.invalid(
          path.child("resourceName"),
          mapping.resourceName(),
          "must match the extended resource name of an entry in"
              + " spec.initContainers.resources.requests or spec.containers.resources.requests");
    }
  }
}
