package dev.fairlead.apiserver.admission;

import dev.fairlead.model.KubernetesObject;
import dev.fairlead.model.core.v1.PersistentVolumeClaim;
import dev.fairlead.model.core.v1.ScopedResourceSelectorRequirement;
import dev.fairlead.model.value.Quantity;
import java.math.RoundingMode;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Counts claims and what they ask for, as a whole and by StorageClass. */
final class StorageQuota implements QuotaRules {
  private static final String CLAIMS = "persistentvolumeclaims";
  private static final String COUNT = "count/" + CLAIMS;
  private static final String STORAGE = "requests.storage";
  private static final String OF_CLASS = ".storageclass.storage.k8s.io/";
  private static final String CLASS_ANNOTATION = "volume.beta.kubernetes.io/storage-class";

  @Override
  public boolean handles(AdmissionRequest request) {
    if (request.subresource().equals("status")) {
      return request.object() instanceof PersistentVolumeClaim claim
          && request.oldObject() instanceof PersistentVolumeClaim old
          && (!claim.status().allocatedResources().equals(old.status().allocatedResources())
              || !attributes(claim).equals(attributes(old)));
    }
    return request.subresource().isEmpty() && (request.creates() || request.updates());
  }

  @Override
  public boolean counts(String resource) {
    return resource.equals(COUNT)
        || resource.equals(CLAIMS)
        || resource.equals(STORAGE)
        || resource.endsWith(OF_CLASS + CLAIMS)
        || resource.endsWith(OF_CLASS + STORAGE);
  }

  @Override
  public boolean isIn(ScopedResourceSelectorRequirement scope, KubernetesObject object) {
    return scope.scopeName().equals("VolumeAttributesClass")
        && QuotaScopes.matches(scope, attributes((PersistentVolumeClaim) object));
  }

  /** The VolumeAttributesClasses that a claim has or is to get. */
  private static Set<String> attributes(PersistentVolumeClaim claim) {
    Set<String> names = new HashSet<>();
    names.add(claim.spec().volumeAttributesClassName());
    names.add(claim.status().currentVolumeAttributesClassName());
    if (claim.status().modifyVolumeStatus() != null) {
      names.add(claim.status().modifyVolumeStatus().targetVolumeAttributesClassName());
    }
    names.remove(null);
    names.remove("");
    return names;
  }

  @Override
  public Map<String, Quantity> usage(KubernetesObject object) {
    PersistentVolumeClaim claim = (PersistentVolumeClaim) object;
    Map<String, Quantity> used = new HashMap<>();
    used.put(COUNT, Quantity.of(1));
    used.put(CLAIMS, Quantity.of(1));
    String annotated = claim.metadata().annotations().get(CLASS_ANNOTATION);
    String named = annotated == null ? claim.spec().storageClassName() : annotated;
    boolean hasClass = named != null && !named.isEmpty();
    if (hasClass) {
      used.put(named + OF_CLASS + CLAIMS, Quantity.of(1));
    }
    Quantity storage = storage(claim);
    if (storage != null) {
      used.put(STORAGE, storage);
      if (hasClass) {
        used.put(named + OF_CLASS + STORAGE, storage);
      }
    }
    return used;
  }

  private static @Nullable Quantity storage(PersistentVolumeClaim claim) {
    Quantity requested = claim.spec().resources().requests().get("storage");
    Quantity allocated = claim.status().allocatedResources().get("storage");
    if (requested == null) {
      return null;
    }
    return rounded(allocated != null && allocated.compareTo(requested) > 0 ? allocated : requested);
  }

  /** In whole bytes. */
  private static Quantity rounded(Quantity amount) {
    boolean whole = amount.asBigDecimal().stripTrailingZeros().scale() <= 0;
    return whole
        ? amount
        : Quantity.of(amount.asBigDecimal().setScale(0, RoundingMode.UP), amount.format());
  }
}
