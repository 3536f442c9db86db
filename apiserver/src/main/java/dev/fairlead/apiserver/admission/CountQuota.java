package dev.fairlead.apiserver.admission;

import dev.fairlead.apiserver.status.GroupResource;
import dev.fairlead.model.KubernetesObject;
import dev.fairlead.model.value.Quantity;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;

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
        || (resource.group().isEmpty() && OLDER.contains(name) && name.equals(resource.resource()));
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
