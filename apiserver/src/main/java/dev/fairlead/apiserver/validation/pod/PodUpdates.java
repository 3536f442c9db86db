package dev.fairlead.apiserver.validation.pod;

import static dev.fairlead.apiserver.validation.Texts.isEmpty;

import dev.fairlead.apiserver.validation.FieldErrors;
import dev.fairlead.apiserver.validation.Names;
import dev.fairlead.apiserver.validation.Path;
import dev.fairlead.model.core.v1.Affinity;
import dev.fairlead.model.core.v1.Container;
import dev.fairlead.model.core.v1.NodeAffinity;
import dev.fairlead.model.core.v1.NodeSelectorRequirement;
import dev.fairlead.model.core.v1.NodeSelectorTerm;
import dev.fairlead.model.core.v1.Pod;
import dev.fairlead.model.core.v1.PodSchedulingGate;
import dev.fairlead.model.core.v1.PodSpec;
import dev.fairlead.model.core.v1.Toleration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** What may change in a Pod: images, and a little more. */
public final class PodUpdates {
  private static final Path SPEC = PodChecks.SPEC;
  private static final String MUTABLE =
      "pod updates may not change fields other than `spec.containers[*].image`,"
          + "`spec.initContainers[*].image`,`spec.activeDeadlineSeconds`,"
          + "`spec.tolerations` (only additions to existing tolerations),"
          + "`spec.terminationGracePeriodSeconds`"
          + " (allow it to be set to 1 if it was previously negative)\n";

  private PodUpdates() {}

  /** Keeps resources of the Pod that a client from before them has left out, and the status. */
  public static Pod prepared(Pod pod, Pod old) {
    Pod kept = pod.with(p -> p.status(old.status()));
    return pod.spec().resources() == null && old.spec().resources() != null
        ? kept.with(p -> p.spec(pod.spec().with(s -> s.resources(old.spec().resources()))))
        : kept;
  }

  public static void validate(Pod pod, Pod old, FieldErrors errors) {
    PodChecks.validateChanged(pod, old, errors);
    annotations(pod, old, errors);
    PodSpec spec = pod.spec();
    PodSpec before = old.spec();
    if (!images(spec.containers(), before.containers(), SPEC.child("containers"), errors)
        || !images(
            spec.initContainers(),
            before.initContainers(),
            SPEC.child("initContainers"),
            errors)
        || !deadline(spec.activeDeadlineSeconds(), before.activeDeadlineSeconds(), errors)) {
      return;
    }
    tolerations(spec.tolerations(), before.tolerations(), errors);
    gates(spec.schedulingGates(), before.schedulingGates(), errors);
    if (SemanticEquality.equal(spec, before)) {
      return;
    }
    PodSpec masked = masked(spec, before, errors);
    if (!SemanticEquality.equal(masked, before)) {
      errors.forbidden(SPEC, MUTABLE + SpecDiff.of(before, masked));
    }
  }

  /** The server checks annotations of changed Pods twice, so errors come twice. */
  static void annotations(Pod pod, Pod old, FieldErrors errors) {
    Map<String, String> annotations = pod.metadata().annotations();
    PodAnnotations.validateUpdate(
        annotations, old.metadata().annotations(), PodChecks.ANNOTATIONS, errors);
    Scope.check(
        scope -> PodAnnotations.validate(annotations, pod.spec(), PodChecks.ANNOTATIONS, scope),
        scope ->
            PodAnnotations.validate(
                old.metadata().annotations(), old.spec(), PodChecks.ANNOTATIONS, scope),
        true,
        errors);
  }

  private static boolean images(
      List<Container> containers, List<Container> old, Path path, FieldErrors errors) {
    if (containers.size() != old.size()) {
      errors.forbidden(path, "pod updates may not add or remove containers");
      return false;
    }
    for (int i = 0; i < containers.size(); i++) {
      if (isEmpty(containers.get(i).image())) {
        errors.required(path.index(i).child("image"), "");
      }
      Containers.validateImageSpaces(containers.get(i), path.index(i), errors);
    }
    return true;
  }

  private static boolean deadline(
      @Nullable Long deadline, @Nullable Long old, FieldErrors errors) {
    Path path = SPEC.child("activeDeadlineSeconds");
    if (deadline == null) {
      if (old != null) {
        errors.invalid(path, null, "must not update from a positive integer to nil value");
      }
      return true;
    }
    List<String> problems = Names.between(deadline, 0, Integer.MAX_VALUE);
    if (problems.isEmpty() && old != null && old < deadline) {
      problems = List.of("must be less than or equal to previous value");
    }
    errors.invalid(path, deadline, problems);
    return problems.isEmpty();
  }

  private static void tolerations(
      List<Toleration> tolerations, List<Toleration> old, FieldErrors errors) {
    Path path = SPEC.child("tolerations");
    for (Toleration each : old) {
      boolean kept =
          tolerations.stream()
              .anyMatch(
                  t ->
                      t.equals(each.with(x -> x.tolerationSeconds(t.tolerationSeconds()))));
      if (!kept) {
        errors.forbidden(
            path, "existing toleration can not be modified except its tolerationSeconds");
        return;
      }
    }
    Tolerations.validate(tolerations, path, errors);
  }

  private static void gates(
      List<PodSchedulingGate> gates, List<PodSchedulingGate> old, FieldErrors errors) {
    for (int i = 0; i < gates.size(); i++) {
      if (!old.contains(gates.get(i))) {
        errors.forbidden(
            SPEC.child("schedulingGates").index(i).child("name"),
            "only deletion is allowed, but found new scheduling gate '"
                + gates.get(i).name()
                + "'");
      }
    }
  }

  /** The new spec with what may change put back to what it was. */
  private static PodSpec masked(PodSpec spec, PodSpec old, FieldErrors errors) {
    boolean gated = !old.schedulingGates().isEmpty();
    Long grace = spec.terminationGracePeriodSeconds();
    Long oldGrace = old.terminationGracePeriodSeconds();
    boolean mended = oldGrace != null && oldGrace < 0 && grace != null && grace == 1;
    if (gated) {
      nodeSelector(spec.nodeSelector(), old.nodeSelector(), errors);
    }
    Affinity affinity = gated ? affinity(spec.affinity(), old.affinity(), errors) : spec.affinity();
    return spec.with(
        s ->
            s.containers(withImages(spec.containers(), old.containers()))
                .initContainers(withImages(spec.initContainers(), old.initContainers()))
                .activeDeadlineSeconds(old.activeDeadlineSeconds())
                .schedulingGates(old.schedulingGates())
                .tolerations(old.tolerations())
                .terminationGracePeriodSeconds(mended ? oldGrace : grace)
                .nodeSelector(gated ? old.nodeSelector() : spec.nodeSelector())
                .affinity(affinity));
  }

  private static List<Container> withImages(List<Container> containers, List<Container> old) {
    List<Container> masked = new ArrayList<>();
    for (int i = 0; i < containers.size(); i++) {
      String image = old.get(i).image();
      masked.add(containers.get(i).with(c -> c.image(image)));
    }
    return masked;
  }

  /** A Pod that waits at a gate may still be told more narrowly where to go. */
  private static void nodeSelector(
      Map<String, String> selector, Map<String, String> old, FieldErrors errors) {
    if (!selector.entrySet().containsAll(old.entrySet())) {
      errors.invalid(
          SPEC.child("nodeSelector"),
          selector,
          "only additions to spec.nodeSelector are allowed (no mutations or deletions)");
    }
  }

  private static @Nullable Affinity affinity(
      @Nullable Affinity affinity, @Nullable Affinity old, FieldErrors errors) {
    NodeAffinity node = affinity == null ? null : affinity.nodeAffinity();
    NodeAffinity oldNode = old == null ? null : old.nodeAffinity();
    if (SemanticEquality.equal(node, oldNode)) {
      return affinity;
    }
    terms(node, oldNode, errors);
    if (affinity == null) {
      return Affinity.of(a -> a.nodeAffinity(oldNode));
    }
    boolean nodeOnly = affinity.podAffinity() == null && affinity.podAntiAffinity() == null;
    return old == null && nodeOnly ? null : affinity.with(a -> a.nodeAffinity(oldNode));
  }

  private static void terms(
      @Nullable NodeAffinity node, @Nullable NodeAffinity old, FieldErrors errors) {
    List<NodeSelectorTerm> before = requiredTerms(old);
    List<NodeSelectorTerm> after = requiredTerms(node);
    Path path =
        SPEC.child(
            "affinity",
            "nodeAffinity",
            "requiredDuringSchedulingIgnoredDuringExecution",
            "nodeSelectorTerms");
    if (!before.isEmpty() && before.size() != after.size()) {
      List<Object> shown = new ArrayList<>();
      after.forEach(term -> shown.add(InternalJson.of(term)));
      errors.invalid(
          path,
          after.isEmpty() ? null : shown,
          "no additions/deletions to non-empty NodeSelectorTerms list are allowed");
      return;
    }
    for (int i = 0; i < before.size(); i++) {
      if (!onlyAdds(after.get(i), before.get(i))) {
        errors.invalid(
            path.index(i),
            InternalJson.of(after.get(i)),
            "only additions are allowed (no mutations or deletions)");
      }
    }
  }

  private static List<NodeSelectorTerm> requiredTerms(@Nullable NodeAffinity affinity) {
    return affinity == null || affinity.requiredDuringSchedulingIgnoredDuringExecution() == null
        ? List.of()
        : affinity.requiredDuringSchedulingIgnoredDuringExecution().nodeSelectorTerms();
  }

  /** A term without rules selects nothing, so a rule would widen it. */
  private static boolean onlyAdds(NodeSelectorTerm term, NodeSelectorTerm old) {
    boolean empty = old.matchExpressions().isEmpty() && old.matchFields().isEmpty();
    boolean filled = !term.matchExpressions().isEmpty() || !term.matchFields().isEmpty();
    return !(empty && filled)
        && startsWith(term.matchExpressions(), old.matchExpressions())
        && startsWith(term.matchFields(), old.matchFields());
  }

  private static boolean startsWith(
      List<NodeSelectorRequirement> list, List<NodeSelectorRequirement> start) {
    return list.size() >= start.size() && list.subList(0, start.size()).equals(start);
  }

  /** Whether this is the copy of a Pod that a kubelet runs from a file. */
  static boolean isMirror(Pod pod) {
    return pod.metadata().annotations().containsKey(PodAnnotations.MIRROR);
  }
}
