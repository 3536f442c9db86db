package dev.fairlead.apiserver.kind;

import dev.fairlead.apiserver.validation.Path;
import dev.fairlead.model.core.v1.TopologySelectorLabelRequirement;
import dev.fairlead.model.core.v1.TopologySelectorTerm;
import dev.fairlead.model.meta.v1.LabelSelector;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Warns of labels of nodes that got other names; Go: pkg/api/node. */
final class NodeLabels {
  private static final Map<String, String> DEPRECATED =
      Map.of(
          "beta.kubernetes.io/arch",
          "deprecated since v1.14; use \"kubernetes.io/arch\" instead",
          "beta.kubernetes.io/os",
          "deprecated since v1.14; use \"kubernetes.io/os\" instead",
          "failure-domain.beta.kubernetes.io/region",
          "deprecated since v1.17; use \"topology.kubernetes.io/region\" instead",
          "failure-domain.beta.kubernetes.io/zone",
          "deprecated since v1.17; use \"topology.kubernetes.io/zone\" instead",
          "beta.kubernetes.io/instance-type",
          "deprecated since v1.17; use \"node.kubernetes.io/instance-type\" instead",
          "app.kubernetes.io/created-by",
          "deprecated since v1.9",
          "scheduler.alpha.kubernetes.io/preferAvoidPods",
          "deprecated since v1.22; use Taints and Tolerations instead",
          "node-role.kubernetes.io/master",
          "use \"node-role.kubernetes.io/control-plane\" instead");

  private NodeLabels() {}

  static List<String> topologyWarnings(List<TopologySelectorTerm> terms) {
    List<String> warnings = new ArrayList<>();
    for (int i = 0; i < terms.size(); i++) {
      Path path = Path.of("allowedTopologies").index(i).child("matchLabelExpressions");
      List<TopologySelectorLabelRequirement> rules = terms.get(i).matchLabelExpressions();
      for (int k = 0; k < rules.size(); k++) {
        String message = DEPRECATED.get(rules.get(k).key());
        if (message != null) {
          warnings.add(path.index(k).child("key") + ": " + message);
        }
      }
    }
    return warnings;
  }

  static List<String> selectorWarnings(@Nullable LabelSelector selector, Path path) {
    List<String> warnings = new ArrayList<>();
    if (selector == null) {
      return warnings;
    }
    for (int i = 0; i < selector.matchExpressions().size(); i++) {
      String key = selector.matchExpressions().get(i).key();
      String message = DEPRECATED.get(key);
      if (message != null) {
        Path at = path.child("matchExpressions").index(i).child("key");
        warnings.add(at + ": " + key + " is " + message);
      }
    }
    for (String label : selector.matchLabels().keySet()) {
      String message = DEPRECATED.get(label);
      if (message != null) {
        warnings.add(path.child("matchLabels", label) + ": " + message);
      }
    }
    return warnings;
  }
}
