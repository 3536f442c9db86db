package dev.fairlead.apiserver.admission;

import dev.fairlead.model.KubernetesObject;
import dev.fairlead.model.core.v1.PersistentVolumeClaim;
import dev.fairlead.model.storage.v1.StorageClass;
import org.jspecify.annotations.Nullable;

/** A claim without a class gets the default one. */
final class DefaultStorageClass implements Plugin {
  static final String CLASS_ANNOTATION = "volume.beta.kubernetes.io/storage-class";

  @Override
  public @Nullable KubernetesObject mutate(AdmissionRequest request) {
    if (!request.creates()
        || !request.isFor("persistentvolumeclaims")
        || !(request.object() instanceof PersistentVolumeClaim claim)
        || claim.spec().storageClassName() != null
        || claim.metadata().annotations().containsKey(CLASS_ANNOTATION)) {
      return request.object();
    }
    return DefaultClasses.newest(
            request,
            StorageClass.TYPE,
            "storageclass.kubernetes.io/is-default-class",
            "storageclass.beta.kubernetes.io/is-default-class")
        .map(name -> claim.with(c -> c.spec(s -> s.storageClassName(name))))
        .orElse(claim);
  }
}
