package dev.fairlead.apiserver.kind;

import static dev.fairlead.apiserver.kind.Workloads.SPEC;
import static java.util.Objects.requireNonNullElse;

import dev.fairlead.apiserver.validation.FieldErrors;
import dev.fairlead.apiserver.validation.Path;
import dev.fairlead.model.batch.v1.Job;
import dev.fairlead.model.batch.v1.JobSpec;
import dev.fairlead.model.core.v1.Affinity;
import dev.fairlead.model.core.v1.Container;
import dev.fairlead.model.core.v1.PodSpec;
import dev.fairlead.model.core.v1.PodTemplateSpec;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What may change in a Job's Pod template: nothing, but where Pods go and what they need while the
 * Job is suspended and has no Pods.
 */
final class JobTemplateUpdate {
  private JobTemplateUpdate() {}

  static void validate(JobSpec spec, Job oldJob, FieldErrors errors) {
    PodTemplateSpec template = spec.template();
    boolean mayMove = mayMove(oldJob);
    PodTemplateSpec old = oldJob.spec().template();
    PodTemplateSpec allowed = mayMove ? moved(old, template) : old;
    if (mayMove) {
      PodSpec resized = resized(allowed.spec(), template.spec());
      Workloads.immutable(template.spec(), resized, Path.of("spec", "template.spec"), errors);
    } else {
      Workloads.immutable(template, allowed, SPEC.child("template"), errors);
    }
  }

  private static boolean mayMove(Job old) {
    boolean suspended = Boolean.TRUE.equals(old.spec().suspend());
    boolean idle = old.status().startTime() == null || Jobs.isTrue(old.status(), Jobs.SUSPENDED);
    return suspended && idle && old.status().active() == 0;
  }

  /** The old template with the new one's scheduling rules, labels and annotations. */
  private static PodTemplateSpec moved(PodTemplateSpec old, PodTemplateSpec template) {
    PodSpec spec = template.spec();
    Affinity affinity = moved(old.spec().affinity(), spec.affinity());
    return old.with(t ->
        t.metadata(m ->
                m.labels(template.metadata().labels())
                    .annotations(template.metadata().annotations()))
            .spec(s ->
                s.affinity(affinity)
                    .nodeSelector(spec.nodeSelector())
                    .tolerations(spec.tolerations())
                    .schedulingGates(spec.schedulingGates())));
  }

  private static @Nullable Affinity moved(@Nullable Affinity old, @Nullable Affinity affinity) {
    if (old == null && affinity == null) {
      return null;
    }
    Affinity start = requireNonNullElse(old, Affinity.TYPE.empty());
    Affinity moved =
        start.with(a -> a.nodeAffinity(affinity == null ? null : affinity.nodeAffinity()));
    boolean gone = affinity == null && moved.equals(Affinity.TYPE.empty());
    return gone ? null : moved;
  }

  /** The old Pod with the new one's resources. */
  private static PodSpec resized(PodSpec old, PodSpec spec) {
    return old.with(s ->
        s.containers(resized(old.containers(), spec.containers()))
            .initContainers(resized(old.initContainers(), spec.initContainers())));
  }

  private static List<Container> resized(List<Container> old, List<Container> containers) {
    if (old.size() != containers.size()) {
      return old;
    }
    List<Container> resized = new ArrayList<>();
    for (int i = 0; i < old.size(); i++) {
      Container container = containers.get(i);
      boolean same = old.get(i).name().equals(container.name());
      resized.add(same ? old.get(i).with(c -> c.resources(container.resources())) : old.get(i));
    }
    return resized;
  }
}
