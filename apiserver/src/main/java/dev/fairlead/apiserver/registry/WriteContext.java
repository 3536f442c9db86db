package dev.fairlead.apiserver.registry;

import dev.fairlead.apiserver.admission.AdmissionRequest;
import dev.fairlead.apiserver.admission.Operation;
import dev.fairlead.apiserver.storage.Storage;
import dev.fairlead.model.KubernetesObject;
import dev.fairlead.model.meta.v1.ObjectMeta;
import org.jspecify.annotations.Nullable;

/**
 * What holds for a write as a whole.
 *
 * @param subresource empty for the resource itself
 * @param dryRun whether nothing is kept
 * @param manager the field manager
 */
public record WriteContext(String subresource, boolean dryRun, String manager) {
  /** What admission is asked about a write in this context. */
  AdmissionRequest admission(
      Operation operation,
      Served<?> resource,
      KubernetesObject object,
      @Nullable KubernetesObject old,
      Call call,
      Storage storage) {
    ObjectMeta metadata = object.metadata();
    return new AdmissionRequest(
        operation,
        resource.groupResource(),
        subresource,
        Registry.text(metadata.namespace()),
        Registry.text(metadata.name()),
        object,
        old,
        call.user(),
        dryRun,
        storage,
        call::warn);
  }
}
