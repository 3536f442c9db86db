package dev.fairlead.apiserver.kind;

import dev.fairlead.apiserver.validation.Path;
import dev.fairlead.apiserver.validation.pod.OldNodeLabels;
import dev.fairlead.model.core.v1.TopologySelectorLabelRequirement;
import dev.fairlead.model.core.v1.TopologySelectorTerm;
import dev.fairlead.model.meta.v1.LabelSelector;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Warns of labels of nodes that got other names. */
final class NodeLabels {
  private NodeLabels() {}

  static List<String> topologyWarnings(List<TopologySelectorTerm> terms) {
    List<String> warnings = new ArrayList<>();
    for (int i = 0; i < terms.size(); i++) {
      Path path = Path.of("allowedTopologies").index(i).child("matchLabelExpressions");
      List<TopologySelectorLabelRequirement> rules = terms.get(i).matchLabelExpressions();
      for (int k = 0; k < rules.size(); k++) {
        String message = OldNodeLabels.problem(rules.get(k).key());
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
      String message = OldNodeLabels.problem(key);
      if (message != null) {
        Path at = path.child("matchExpressions").index(i).child("key");
        warnings.add(at + ": " + key + " is " + message);
      }
    }
    for (String label : selector.matchLabels().keySet()) {
      String message = OldNodeLabels.problem(label);
      if (message != null) {
        warnings.add(path.child("matchLabels", label) + ": " + message);
      }
    }
    return warnings;
  }
}
