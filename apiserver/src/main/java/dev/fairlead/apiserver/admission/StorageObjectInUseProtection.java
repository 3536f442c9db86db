package dev.fairlead.apiserver.admission;

import dev.fairlead.model.KubernetesObject;
import dev.fairlead.model.core.v1.PersistentVolume;
import dev.fairlead.model.core.v1.PersistentVolumeClaim;
import dev.fairlead.model.meta.v1.ObjectMeta;
import dev.fairlead.model.storage.v1.VolumeAttributesClass;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** Volumes and claims get a finalizer, so that they stay while something uses them. */
final class StorageObjectInUseProtection implements Plugin {

  @Override
  public @Nullable KubernetesObject mutate(AdmissionRequest request) {
    if (!request.creates() || !request.subresource().isEmpty()) {
      return request.object();
    }
    return switch (request.object()) {
      case PersistentVolume v ->
          v.with(o -> o.metadata(finalizer(v, "kubernetes.io/pv-protection")));
      case PersistentVolumeClaim c ->
          c.with(o -> o.metadata(finalizer(c, "kubernetes.io/pvc-protection")));
      case VolumeAttributesClass c ->
          c.with(o -> o.metadata(finalizer(c, "kubernetes.io/vac-protection")));
      case null, default -> request.object();
    };
  }

  private static Consumer<ObjectMeta.Builder> finalizer(KubernetesObject object, String name) {
    return metadata -> {
      if (!object.metadata().hasFinalizer(name)) {
        metadata.finalizer(name);
      }
    };
  }
}
