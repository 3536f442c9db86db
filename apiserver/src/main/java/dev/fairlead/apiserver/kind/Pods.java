package dev.fairlead.apiserver.kind;

import static dev.fairlead.apiserver.kind.Workloads.STATUS;
import static dev.fairlead.apiserver.validation.Texts.isEmpty;
import static dev.fairlead.apiserver.validation.Texts.orEmpty;

import dev.fairlead.apiserver.apply.FieldSet;
import dev.fairlead.apiserver.validation.Addresses;
import dev.fairlead.apiserver.validation.FieldErrors;
import dev.fairlead.apiserver.validation.pod.PodChecks;
import dev.fairlead.apiserver.validation.pod.PodCreation;
import dev.fairlead.apiserver.validation.pod.PodDefaults;
import dev.fairlead.apiserver.validation.pod.PodStatusUpdates;
import dev.fairlead.apiserver.validation.pod.PodUpdates;
import dev.fairlead.apiserver.validation.pod.PodWarnings;
import dev.fairlead.model.core.v1.HostIP;
import dev.fairlead.model.core.v1.Pod;
import dev.fairlead.model.core.v1.PodIP;
import dev.fairlead.model.tree.JsonValue;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Pods. What their subresources may change is in {@link PodEphemeralContainers} and {@link
 * PodResize}.
 */
public final class Pods extends Kind<Pod> {
  private static final Set<String> FINISHED = Set.of("Failed", "Succeeded");

  public Pods() {
    super(Pod.TYPE);
  }

  @Override
  public Pod defaults(Pod pod) {
    return PodDefaults.of(pod);
  }

  @Override
  public Pod beforeCreate(Pod pod) {
    return PodCreation.prepared(pod);
  }

  @Override
  public void validate(Pod pod, FieldErrors errors) {
    PodChecks.validateCreate(pod, errors);
  }

  @Override
  public Pod beforeUpdate(Pod pod, Pod old) {
    return PodUpdates.prepared(pod, old);
  }

  @Override
  public void validateUpdate(Pod pod, Pod old, FieldErrors errors) {
    PodUpdates.validate(pod, old, errors);
  }

  @Override
  public boolean hasGeneration() {
    return true;
  }

  @Override
  public FieldSet neverOwned(String subresource) {
    return switch (subresource) {
      case "status" ->
          FieldSet.of("spec", "metadata.deletionTimestamp", "metadata.ownerReferences");
      case "ephemeralcontainers", "resize" -> FieldSet.EMPTY;
      default -> super.neverOwned(subresource);
    };
  }

  @Override
  public boolean hasStatusDefaults() {
    return false;
  }

  @Override
  public Pod statusDefaults(Pod pod) {
    return PodDefaults.ofStatus(pod);
  }

  @Override
  public Pod beforeStatusUpdate(Pod pod, Pod old) {
    return PodStatusUpdates.prepared(pod, old);
  }

  @Override
  public void validateStatusUpdate(Pod pod, Pod old, FieldErrors errors) {
    PodStatusUpdates.validate(pod, old, errors);
  }

  /** Only for new Pods: those who change Pods are mostly programs. */
  @Override
  public List<String> warnings(Pod pod, @Nullable Pod old) {
    return old == null ? PodWarnings.of(pod) : List.of();
  }

  @Override
  public List<String> statusWarnings(Pod pod) {
    List<String> podIps = pod.status().podIPs().stream().map(PodIP::ip).toList();
    List<String> hostIps = pod.status().hostIPs().stream().map(HostIP::ip).toList();
    List<String> warnings =
        new ArrayList<>(
            Addresses.ipWarnings(podIps, i -> STATUS.child("podIPs").index(i).child("ip")));
    warnings.addAll(
        Addresses.ipWarnings(hostIps, i -> STATUS.child("hostIPs").index(i).child("ip")));
    return warnings;
  }

  /** A Pod that runs nowhere, or not any more, goes at once. */
  @Override
  public Long gracePeriodSeconds(Pod pod, @Nullable Long requested) {
    Long own = pod.spec().terminationGracePeriodSeconds();
    if (isEmpty(pod.spec().nodeName()) || FINISHED.contains(orEmpty(pod.status().phase()))) {
      return 0L;
    }
    Long period = requested != null ? requested : own == null ? Long.valueOf(0) : own;
    return period < 0 ? Long.valueOf(1) : period;
  }

  @Override
  public Map<String, String> fields(Pod pod) {
    var spec = pod.spec();
    var status = pod.status();
    return Map.of(
        "spec.nodeName",
        orEmpty(spec.nodeName()),
        "spec.restartPolicy",
        orEmpty(spec.restartPolicy()),
        "spec.schedulerName",
        orEmpty(spec.schedulerName()),
        "spec.serviceAccountName",
        orEmpty(spec.serviceAccountName()),
        "spec.hostNetwork",
        Boolean.toString(spec.hostNetwork()),
        "status.phase",
        orEmpty(status.phase()),
        "status.podIP",
        status.podIPs().isEmpty() ? "" : status.podIPs().getFirst().ip(),
        "status.nominatedNodeName",
        orEmpty(status.nominatedNodeName()));
  }

  @Override
  public List<JsonValue> rowConditions(Pod pod) {
    return switch (orEmpty(pod.status().phase())) {
      case "Succeeded" -> List.of(completed("Succeeded", "The pod has completed successfully."));
      case "Failed" -> List.of(completed("Failed", "The pod failed."));
      default -> List.of();
    };
  }

  private static JsonValue completed(String reason, String message) {
    return JsonValue.of(
        Map.of("type", "Completed", "status", "True", "reason", reason, "message", message));
  }

  @Override
  public List<JsonValue> cells(Pod pod, Instant now) {
    return PodCells.of(pod, now);
  }
}
