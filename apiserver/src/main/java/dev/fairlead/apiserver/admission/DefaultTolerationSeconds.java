package dev.fairlead.apiserver.admission;

import dev.fairlead.model.KubernetesObject;
import dev.fairlead.model.core.v1.Pod;
import dev.fairlead.model.core.v1.Toleration;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Pods stay on a node that is gone for five minutes, unless they say otherwise. */
final class DefaultTolerationSeconds implements Plugin {
  /** In seconds; --default-not-ready-toleration-seconds and its twin. */
  private static final long DEFAULT_SECONDS = 300;

  private static final List<String> TAINTS =
      List.of("node.kubernetes.io/not-ready", "node.kubernetes.io/unreachable");

  @Override
  public @Nullable KubernetesObject mutate(AdmissionRequest request) {
    if (!request.isFor("pods")
        || !(request.creates() || request.updates())
        || !(request.object() instanceof Pod pod)) {
      return request.object();
    }
    List<Toleration> all = new ArrayList<>(pod.spec().tolerations());
    TAINTS.stream()
        .filter(taint -> pod.spec().tolerations().stream().noneMatch(t -> tolerates(t, taint)))
        .forEach(taint -> all.add(toleration(taint)));
    return all.size() == pod.spec().tolerations().size()
        ? pod
        : pod.with(p -> p.spec(s -> s.tolerations(all)));
  }

  private static boolean tolerates(Toleration toleration, String taint) {
    return (toleration.key() == null || toleration.key().equals(taint))
        && (toleration.effect() == null || toleration.effect().equals("NoExecute"));
  }

  private static Toleration toleration(String taint) {
    return Toleration.of(t ->
        t.key(taint).operator("Exists").effect("NoExecute").tolerationSeconds(DEFAULT_SECONDS));
  }
}
