package dev.fairlead.apiserver.admission;

import dev.fairlead.model.KubernetesObject;
import dev.fairlead.model.core.v1.ScopedResourceSelectorRequirement;
import dev.fairlead.model.value.Quantity;
import java.util.Map;
import java.util.Set;

/** How the objects of a resource count for quotas; Go: quota.Evaluator. */
interface QuotaRules {

  /** Whether a request can change what is used. */
  boolean handles(AdmissionRequest request);

  /** Whether a resource of a quota counts these objects. */
  boolean counts(String resource);

  /** Whether an object is in a scope; kinds without scopes are in none. */
  default boolean isIn(ScopedResourceSelectorRequirement scope, KubernetesObject object) {
    return false;
  }

  /** What an object has to say of itself under a quota that limits this; empty if it does. */
  default String missing(Set<String> limited, KubernetesObject object) {
    return "";
  }

  /** What the object uses. */
  Map<String, Quantity> usage(KubernetesObject object);
}
