package dev.fairlead.apiserver.validation.pod;

import dev.fairlead.model.core.v1.Affinity;
import dev.fairlead.model.core.v1.AppArmorProfile;
import dev.fairlead.model.core.v1.Container;
import dev.fairlead.model.core.v1.Pod;
import dev.fairlead.model.core.v1.PodAffinityTerm;
import dev.fairlead.model.core.v1.PodSpec;
import dev.fairlead.model.core.v1.PodStatus;
import dev.fairlead.model.core.v1.SecurityContext;
import dev.fairlead.model.core.v1.WeightedPodAffinityTerm;
import dev.fairlead.model.meta.v1.LabelSelector;
import dev.fairlead.model.meta.v1.LabelSelectorRequirement;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/** What the server decides about a new Pod. */
public final class PodCreation {
  private PodCreation() {}

  public static Pod prepared(Pod pod) {
    Map<String, String> labels = pod.metadata().labels();
    PodSpec spec = pod.spec();
    PodSpec merged =
        spec.with(
            s ->
                s.affinity(affinity(spec.affinity(), labels))
                    .topologySpreadConstraints(
                        spec.topologySpreadConstraints().stream()
                            .map(
                                c ->
                                    c.with(
                                        x ->
                                            x.labelSelector(
                                                merged(
                                                    c.labelSelector(),
                                                    c.matchLabelKeys(),
                                                    List.of(),
                                                    labels))))
                            .toList()));
    PodSpec complete =
        PodResources.completed(withAppArmor(merged, pod.metadata().annotations()));
    return pod.with(p -> p.spec(complete).status(status(complete)));
  }

  private static PodStatus status(PodSpec spec) {
    PodStatus.Builder status =
        PodStatus.builder().phase("Pending").qosClass(QualityOfService.of(spec));
    if (!spec.schedulingGates().isEmpty()) {
      status.condition(
          c ->
              c.type("PodScheduled")
                  .status("False")
                  .reason("SchedulingGated")
                  .message("Scheduling is blocked due to non-empty scheduling gates"));
    }
    return status.build();
  }

  private static @Nullable Affinity affinity(
      @Nullable Affinity affinity, Map<String, String> labels) {
    if (affinity == null) {
      return null;
    }
    var near = affinity.podAffinity();
    var far = affinity.podAntiAffinity();
    UnaryOperator<PodAffinityTerm> term =
        t ->
            t.with(
                x ->
                    x.labelSelector(
                        merged(
                            t.labelSelector(),
                            t.matchLabelKeys(),
                            t.mismatchLabelKeys(),
                            labels)));
    UnaryOperator<WeightedPodAffinityTerm> weighted =
        t -> t.with(x -> x.podAffinityTerm(term.apply(t.podAffinityTerm())));
    return affinity.with(
        a -> {
          if (near != null) {
            a.podAffinity(
                near.with(
                    n ->
                        n.requiredDuringSchedulingIgnoredDuringExecution(
                                each(near.requiredDuringSchedulingIgnoredDuringExecution(), term))
                            .preferredDuringSchedulingIgnoredDuringExecution(
                                each(
                                    near.preferredDuringSchedulingIgnoredDuringExecution(),
                                    weighted))));
          }
          if (far != null) {
            a.podAntiAffinity(
                far.with(
                    n ->
                        n.requiredDuringSchedulingIgnoredDuringExecution(
                                each(far.requiredDuringSchedulingIgnoredDuringExecution(), term))
                            .preferredDuringSchedulingIgnoredDuringExecution(
                                each(
                                    far.preferredDuringSchedulingIgnoredDuringExecution(),
                                    weighted))));
          }
        });
  }

  private static <T> List<T> each(List<T> list, UnaryOperator<T> change) {
    return list.stream().map(change).toList();
  }

  /** The selector with what the Pod's own labels are at these keys. */
  private static @Nullable LabelSelector merged(
      @Nullable LabelSelector selector,
      List<String> match,
      List<String> mismatch,
      Map<String, String> labels) {
    if (selector == null || (match.isEmpty() && mismatch.isEmpty())) {
      return selector;
    }
    List<LabelSelectorRequirement> all = new ArrayList<>(selector.matchExpressions());
    add(match, "In", labels, all);
    add(mismatch, "NotIn", labels, all);
    return selector.with(s -> s.matchExpressions(all));
  }

  private static void add(
      List<String> keys,
      String operator,
      Map<String, String> labels,
      List<LabelSelectorRequirement> all) {
    for (String key : keys) {
      String value = labels.get(key);
      if (value != null) {
        all.add(
            LabelSelectorRequirement.of(r -> r.key(key).operator(operator).values(List.of(value))));
      }
    }
  }

  /** Copies the annotations of old into the fields that took their place. */
  private static PodSpec withAppArmor(PodSpec spec, Map<String, String> annotations) {
    boolean any = annotations.keySet().stream().anyMatch(k -> k.startsWith(SecurityProfiles.APP_ARMOR));
    if (!any || OperatingSystems.isWindows(spec)) {
      return spec;
    }
    AppArmorProfile ofPod =
        spec.securityContext() == null ? null : spec.securityContext().appArmorProfile();
    UnaryOperator<Container> change =
        container -> {
          String annotation = annotations.get(SecurityProfiles.APP_ARMOR + container.name());
          SecurityContext context =
              container.securityContext() == null
                  ? SecurityContext.TYPE.empty()
                  : container.securityContext();
          AppArmorProfile meant =
              annotation == null || context.appArmorProfile() != null
                  ? null
                  : SecurityProfiles.ofAnnotation(annotation);
          return meant == null || meant.equals(ofPod)
              ? container
              : container.with(
                  c -> c.securityContext(context.with(x -> x.appArmorProfile(meant))));
        };
    return spec.with(
        s ->
            s.containers(each(spec.containers(), change))
                .initContainers(each(spec.initContainers(), change)));
  }
}
