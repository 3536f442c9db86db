package dev.fairlead.apiserver.admission;

import dev.fairlead.apiserver.status.GroupResource;
import dev.fairlead.model.KubernetesObject;
import dev.fairlead.model.core.v1.ScopedResourceSelectorRequirement;
import dev.fairlead.model.value.Quantity;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;

/** How the objects of a resource count for quotas; Go: quota.Evaluator. */
interface QuotaRules {

  Map<GroupResource, QuotaRules> SPECIAL =
      Map.of(
          new GroupResource("", "pods"), new PodQuota(),
          new GroupResource("", "services"), new ServiceQuota(),
          new GroupResource("", "persistentvolumeclaims"), new StorageQuota(),
          new GroupResource("resource.k8s.io", "resourceclaims"), new DeviceQuota());

  static QuotaRules of(GroupResource resource) {
    QuotaRules special = SPECIAL.get(resource);
    return special == null ? new CountQuota(resource) : special;
  }

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

  /** Objects that are only counted, some of them under an older name too. */
  record CountQuota(GroupResource resource) implements QuotaRules {
    private static final Set<String> OLDER =
        Set.of("configmaps", "resourcequotas", "replicationcontrollers", "secrets");

    @Override
    public boolean handles(AdmissionRequest request) {
      return request.creates() && request.subresource().isEmpty();
    }

    @Override
    public boolean counts(String name) {
      return name.equals("count/" + resource)
          || (resource.group().isEmpty()
              && OLDER.contains(name)
              && name.equals(resource.resource()));
    }

    @Override
    public Map<String, Quantity> usage(KubernetesObject object) {
      Map<String, Quantity> used = new HashMap<>();
      used.put("count/" + resource, Quantity.of(1));
      if (counts(resource.resource())) {
        used.put(resource.resource(), Quantity.of(1));
      }
      return used;
    }
  }
}
