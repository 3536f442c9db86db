package dev.fairlead.apiserver.apply;

import dev.fairlead.apiserver.apply.Owners.Owned;
import dev.fairlead.model.meta.v1.ManagedFieldsEntry;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * The owners of a workload's number of replicas, as owners of that number in its scale and back;
 * Go: managedfields.ScaleHandler.
 */
public final class ScaleOwners {
  private static final FieldSet REPLICAS = FieldSet.of("spec.replicas");
  private static final String SCALE_VERSION = "autoscaling/v1";

  private ScaleOwners() {}

  /** What of a workload's managedFields is about its scale. */
  public static List<ManagedFieldsEntry> ofScale(List<ManagedFieldsEntry> workload) {
    Owners owners = Owners.none();
    Owners.decode(workload)
        .map()
        .forEach((owner, owned) -> {
          if (hasReplicas(owned)) {
            owners.put(owner, new Owned(REPLICAS, SCALE_VERSION, owned.time()));
          }
        });
    return owners.encode();
  }

  /**
   * The managedFields of a workload after its scale was written. An updater of the workload that
   * keeps its replicas gets an entry for them alone: owners of a scale are of another version. What
   * is new has no time, as in Kubernetes.
   *
   * @param apiVersion of the workload
   */
  public static List<ManagedFieldsEntry> ofWorkload(
      List<ManagedFieldsEntry> workload, List<ManagedFieldsEntry> scale, String apiVersion) {
    Map<Owner, Owned> ofScale = new TreeMap<>(Owners.decode(scale).map());
    Owners before = Owners.decode(workload);
    Owners owners = Owners.none();
    before
        .map()
        .forEach((owner, owned) -> {
          FieldSet rest = owned.set().difference(REPLICAS);
          if (!hasReplicas(owned) || ofScale.remove(owner) != null) {
            owners.put(owner, owned);
          } else if (!rest.isEmpty()) {
            owners.put(owner, owned.with(rest));
          }
        });
    ofScale.forEach((owner, owned) -> {
      if (hasReplicas(owned)) {
        Owned same = before.get(owner);
        owners.put(owner, new Owned(REPLICAS, apiVersion, same == null ? null : same.time()));
      }
    });
    return owners.encode();
  }

  private static boolean hasReplicas(Owned owned) {
    return !owned.set().intersection(REPLICAS).isEmpty();
  }
}
