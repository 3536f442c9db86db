package dev.fairlead.apiserver.validation.pod;

import static dev.fairlead.apiserver.validation.Texts.isEmpty;
import static dev.fairlead.apiserver.validation.Texts.orEmpty;

import dev.fairlead.apiserver.validation.Addresses;
import dev.fairlead.apiserver.validation.FieldErrors;
import dev.fairlead.apiserver.validation.Immutable;
import dev.fairlead.apiserver.validation.Ip;
import dev.fairlead.apiserver.validation.Names;
import dev.fairlead.apiserver.validation.Path;
import dev.fairlead.model.core.v1.HostIP;
import dev.fairlead.model.core.v1.Pod;
import dev.fairlead.model.core.v1.PodCondition;
import dev.fairlead.model.core.v1.PodIP;
import dev.fairlead.model.core.v1.PodResourceClaimStatus;
import dev.fairlead.model.core.v1.PodSpec;
import dev.fairlead.model.core.v1.PodStatus;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

/** What kubelets and schedulers may write into a Pod's status. */
public final class PodStatusUpdates {
  private static final Path STATUS = Path.of("status");
  private static final Set<String> SYSTEM_CONDITIONS =
      Set.of("PodScheduled", "Ready", "Initialized");
  private static final String NOT_NEGATIVE = "must be a non-negative integer";

  private PodStatusUpdates() {}

  /** All but the status as it was; what older clients don't know stays in the status, too. */
  public static Pod prepared(Pod pod, Pod old) {
    PodStatus status = pod.status();
    PodStatus before = old.status();
    return pod.with(p ->
        p.spec(old.spec())
            .metadata(
                pod.metadata()
                    .with(m ->
                        m.deletionTimestamp(old.metadata().deletionTimestamp())
                            .ownerReferences(old.metadata().ownerReferences())))
            .status(
                status.with(s -> {
                  if (isEmpty(status.qosClass())) {
                    s.qosClass(before.qosClass());
                  }
                  if (status.resourceClaimStatuses().isEmpty()) {
                    s.resourceClaimStatuses(before.resourceClaimStatuses());
                  }
                  if (status.extendedResourceClaimStatus() == null) {
                    s.extendedResourceClaimStatus(before.extendedResourceClaimStatus());
                  }
                  if (status.observedGeneration() == 0) {
                    s.observedGeneration(before.observedGeneration());
                  }
                  s.volumeHealth(List.of())
                      .nodeAllocatableResourceClaimStatuses(List.of())
                      .conditions(conditions(status, before));
                })));
  }

  /** Conditions keep the generation that they had before, type by type. */
  private static List<PodCondition> conditions(PodStatus status, PodStatus before) {
    Map<String, Deque<Long>> generations = new HashMap<>();
    for (PodCondition condition : before.conditions()) {
      generations
          .computeIfAbsent(condition.type(), type -> new ArrayDeque<>())
          .add(condition.observedGeneration());
    }
    List<PodCondition> kept = new ArrayList<>();
    for (PodCondition condition : status.conditions()) {
      Deque<Long> known = generations.getOrDefault(condition.type(), new ArrayDeque<>());
      long generation = known.isEmpty() ? 0 : known.remove();
      kept.add(
          condition.observedGeneration() == 0
              ? condition.with(c -> c.observedGeneration(generation))
              : condition);
    }
    return kept;
  }

  public static void validate(Pod pod, Pod old, FieldErrors errors) {
    PodUpdates.annotations(pod, old, errors);
    PodStatus status = pod.status();
    PodStatus before = old.status();
    conditions(status.conditions(), STATUS.child("conditions"), errors);
    nominated(pod, old, errors);
    if (status.observedGeneration() < 0) {
      errors.invalid(STATUS.child("observedGeneration"), status.observedGeneration(), NOT_NEGATIVE);
    }
    Immutable.checkText(status.qosClass(), before.qosClass(), STATUS.child("qosClass"), errors);
    ContainerStatuses.validateTransitions(pod, old, STATUS, errors);
    claims(status.resourceClaimStatuses(), pod.spec(), errors);
    ExtendedClaims.validate(
        status.extendedResourceClaimStatus(),
        pod.spec(),
        STATUS.child("extendedResourceClaimStatus"),
        errors);
    podIps(status, before, errors);
    hostIps(status, before, errors);
    ContainerStatuses.validate(pod, STATUS, errors);
  }

  private static void conditions(List<PodCondition> conditions, Path path, FieldErrors errors) {
    for (int i = 0; i < conditions.size(); i++) {
      PodCondition condition = conditions.get(i);
      if (condition.observedGeneration() < 0) {
        errors.invalid(
            path.index(i).child("observedGeneration"),
            condition.observedGeneration(),
            NOT_NEGATIVE);
      }
      if (!SYSTEM_CONDITIONS.contains(condition.type())) {
        errors.invalid(
            path.index(i).child("Type"), condition.type(), Names.qualifiedName(condition.type()));
      }
    }
  }

  private static void nominated(Pod pod, Pod old, FieldErrors errors) {
    String node = orEmpty(pod.status().nominatedNodeName());
    if (node.isEmpty() || node.equals(old.status().nominatedNodeName())) {
      return;
    }
    Path path = STATUS.child("nominatedNodeName");
    errors.invalid(path, node, Names.subdomain(node));
    if (!isEmpty(old.spec().nodeName())) {
      errors.forbidden(path, "may not be set on pods that are already bound to a node");
    }
  }

  private static void claims(
      List<PodResourceClaimStatus> statuses, PodSpec spec, FieldErrors errors) {
    Path path = STATUS.child("resourceClaimStatuses");
    Set<String> known = ResourceClaims.names(spec.resourceClaims());
    Set<String> seen = new HashSet<>();
    for (int i = 0; i < statuses.size(); i++) {
      PodResourceClaimStatus status = statuses.get(i);
      Path at = path.index(i);
      if (!known.contains(status.name())) {
        errors.invalid(
            at.child("name"),
            status.name(),
            "must match the name of an entry in `spec.resourceClaims`");
      }
      if (!seen.add(status.name())) {
        errors.duplicate(at.child("name"), status.name());
      }
      String claim = status.resourceClaimName();
      if (claim != null) {
        errors.invalid(at.child("resourceClaimName"), claim, Names.subdomain(claim));
      }
    }
  }

  private static void podIps(PodStatus status, PodStatus old, FieldErrors errors) {
    Path path = STATUS.child("podIPs");
    List<String> ips = status.podIPs().stream().map(PodIP::ip).toList();
    ips(ips, old.podIPs().stream().map(PodIP::ip).toList(), path, errors);
    String ip = orEmpty(status.podIP());
    if (ip.isEmpty() != ips.isEmpty()) {
      errors.invalid(path, shown(ips), "podIP and podIPs must either both be set or both be unset");
    } else if (!ips.isEmpty() && !ip.equals(ips.getFirst())) {
      errors.invalid(path.index(0).child("ip"), ips.getFirst(), "must be equal to `podIP`");
    }
  }

  private static void hostIps(PodStatus status, PodStatus old, FieldErrors errors) {
    Path path = STATUS.child("hostIPs");
    List<String> ips = status.hostIPs().stream().map(HostIP::ip).toList();
    if (!ips.isEmpty() && !orEmpty(status.hostIP()).equals(ips.getFirst())) {
      errors.invalid(path.index(0).child("ip"), ips.getFirst(), "must be equal to `hostIP`");
    }
    ips(ips, old.hostIPs().stream().map(HostIP::ip).toList(), path, errors);
  }

  private static void ips(List<String> ips, List<String> old, Path path, FieldErrors errors) {
    for (int i = 0; i < ips.size(); i++) {
      errors.invalid(path.index(i), ips.get(i), Addresses.legacyIp(ips.get(i), old));
    }
    if (ips.size() < 2) {
      return;
    }
    for (int i = 0; i < ips.size(); i++) {
      if (Ip.parse(ips.get(i)) == null) {
        String which = "invalid IP[" + i + "]: " + ips.get(i);
        errors.internal(path, "failed to check for dual stack with error:" + which);
        break; // the check ends with the first one
      }
    }
    List<Ip> read =
        ips.stream().flatMap(ip -> java.util.stream.Stream.ofNullable(Ip.parse(ip))).toList();
    Set<String> families = read.stream().map(Ip::family).collect(Collectors.toSet());
    if (families.size() < 2 || ips.size() > 2) {
      errors.invalid(path, shown(ips), "may specify no more than one IP for each IP family");
    }
  }

  private static Object shown(List<String> ips) {
    return ips.stream().map(ip -> InternalJson.of(PodIP.of(p -> p.ip(ip)))).toList();
  }
}
