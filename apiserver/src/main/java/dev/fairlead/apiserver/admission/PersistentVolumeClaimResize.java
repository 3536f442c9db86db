package dev.fairlead.apiserver.admission;

import dev.fairlead.model.core.v1.PersistentVolumeClaim;
import dev.fairlead.model.storage.v1.StorageClass;
import dev.fairlead.model.value.Quantity;
import org.jspecify.annotations.Nullable;

/** A claim can only ask for more if it is bound and its class can grow volumes. */
final class PersistentVolumeClaimResize implements Plugin {

  @Override
  public void validate(AdmissionRequest request) {
    if (!request.updates()
        || !request.isFor("persistentvolumeclaims")
        || !(request.object() instanceof PersistentVolumeClaim claim)
        || !(request.oldObject() instanceof PersistentVolumeClaim old)
        || size(claim).compareTo(size(old)) <= 0) {
      return;
    }
    if (!"Bound".equals(old.status().phase())) {
      throw request.forbidden("Only bound persistent volume claims can be expanded");
    }
    String name = className(claim);
    boolean allowed =
        name != null
            && name.equals(className(old))
            && request
                .lister()
                .get(StorageClass.TYPE, "", name)
                .filter(found -> Boolean.TRUE.equals(found.allowVolumeExpansion()))
                .isPresent();
    if (!allowed) {
      throw request.forbidden(
          "only dynamically provisioned pvc can be resized and the storageclass that provisions"
              + " the pvc must support resize");
    }
  }

  private static Quantity size(PersistentVolumeClaim claim) {
    return claim.spec().resources().requests().getOrDefault("storage", Quantity.ZERO);
  }

  private static @Nullable String className(PersistentVolumeClaim claim) {
    String annotated = claim.metadata().annotations().get(DefaultStorageClass.CLASS_ANNOTATION);
    return annotated == null ? claim.spec().storageClassName() : annotated;
  }
}
