package dev.fairlead.apiserver.validation.pod;

import dev.fairlead.apiserver.validation.FieldErrors;
import dev.fairlead.apiserver.validation.Names;
import dev.fairlead.apiserver.validation.Path;
import dev.fairlead.model.core.v1.PodResourceClaim;
import dev.fairlead.model.meta.v1.ObjectMeta;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Checks which claims of devices a Pod refers to. */
final class ResourceClaims {
  private ResourceClaims() {}

  static Set<String> names(List<PodResourceClaim> claims) {
    return claims.stream()
        .map(PodResourceClaim::name)
        .filter(name -> !name.isEmpty())
        .collect(Collectors.toSet());
  }

  static void validate(
      List<PodResourceClaim> claims, @Nullable ObjectMeta pod, Path path, FieldErrors errors) {
    Set<String> seen = new HashSet<>();
    for (int i = 0; i < claims.size(); i++) {
      if (pod != null && pod.annotations().containsKey(PodAnnotations.MIRROR)) {
        errors.forbidden(Path.of(""), "static pods do not support resource claims");
      } else {
        validate(claims.get(i), seen, path.index(i), errors);
      }
    }
  }

  private static void validate(
      PodResourceClaim claim, Set<String> seen, Path path, FieldErrors errors) {
    if (claim.name().isEmpty()) {
      errors.required(path.child("name"), "");
    } else if (!seen.add(claim.name())) {
      errors.duplicate(path.child("name"), claim.name());
    } else {
      errors.invalid(path.child("name"), claim.name(), Names.label(claim.name()));
    }
    String name = claim.resourceClaimName();
    String template = claim.resourceClaimTemplateName();
    if (name != null && template != null) {
      errors.invalid(
          path,
          InternalJson.of(claim),
          "at most one of `resourceClaimName` or `resourceClaimTemplateName` may be specified");
    }
    if (name == null && template == null) {
      errors.invalid(
          path,
          InternalJson.of(claim),
          "must specify one of: `resourceClaimName`, `resourceClaimTemplateName`");
    }
    if (name != null) {
      errors.invalid(path.child("resourceClaimName"), name, Names.subdomain(name));
    }
    if (template != null) {
      errors.invalid(path.child("resourceClaimTemplateName"), template, Names.subdomain(template));
    }
  }
}
