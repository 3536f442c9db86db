package dev.fairlead.apiserver.admission;

import dev.fairlead.model.core.v1.ScopedResourceSelectorRequirement;
import java.util.Set;

/** Scopes of quotas that select by a name which objects have or don't have. */
final class QuotaScopes {
  private QuotaScopes() {}

  static boolean matches(ScopedResourceSelectorRequirement scope, Set<String> names) {
    return switch (scope.operator()) {
      case "Exists" -> !names.isEmpty();
      case "DoesNotExist" -> names.isEmpty();
      case "In" -> names.stream().anyMatch(scope.values()::contains);
      case "NotIn" -> names.isEmpty() || !scope.values().containsAll(names);
      default -> false;
    };
  }
}
