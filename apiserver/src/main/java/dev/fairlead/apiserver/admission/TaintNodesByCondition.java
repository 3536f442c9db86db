package dev.fairlead.apiserver.admission;

import dev.fairlead.model.KubernetesObject;
import dev.fairlead.model.core.v1.Node;
import org.jspecify.annotations.Nullable;

/** No Pod is scheduled to a new node until it says that it is ready. */
final class TaintNodesByCondition implements Plugin {
  private static final String KEY = "node.kubernetes.io/not-ready";
  private static final String EFFECT = "NoSchedule";

  @Override
  public @Nullable KubernetesObject mutate(AdmissionRequest request) {
    if (!request.creates()
        || !request.isFor("nodes")
        || !(request.object() instanceof Node node)
        || node.spec().taints().stream()
            .anyMatch(taint -> taint.key().equals(KEY) && taint.effect().equals(EFFECT))) {
      return request.object();
    }
    return node.with(n -> n.spec(s -> s.taint(t -> t.key(KEY).effect(EFFECT))));
  }
}
