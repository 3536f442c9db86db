package dev.fairlead.apiserver.validation.pod;

import dev.fairlead.apiserver.validation.Names;
import dev.fairlead.apiserver.validation.Path;
import dev.fairlead.model.core.v1.Affinity;
import dev.fairlead.model.core.v1.NodeSelectorTerm;
import dev.fairlead.model.core.v1.PodAffinityTerm;
import dev.fairlead.model.core.v1.PodSpec;
import dev.fairlead.model.core.v1.WeightedPodAffinityTerm;
import java.util.List;

/** What is unwise in the rules for where a Pod may run. */
final class PlacementWarnings {
  private static final String NULL_SELECTOR = "a null labelSelector results in matching no pod";
  private static final String REQUIRED = "requiredDuringSchedulingIgnoredDuringExecution";
  private static final String PREFERRED = "preferredDuringSchedulingIgnoredDuringExecution";

  private final PodSpec spec;
  private final Path path;
  private final List<String> warnings;

  /**
   * For one spec.
   *
   * @param path of the spec
   * @param warnings where they are added
   */
  PlacementWarnings(PodSpec spec, Path path, List<String> warnings) {
    this.spec = spec;
    this.path = path;
    this.warnings = warnings;
  }

  private void add(Path at, String what) {
    warnings.add(at + ": " + what);
  }

  void nodeLabels() {
    for (String key : spec.nodeSelector().keySet()) {
      String message = OldNodeLabels.problem(key);
      if (message != null) {
        add(path.child("nodeSelector").key(key), message);
      }
    }
    Affinity affinity = spec.affinity();
    if (affinity == null || affinity.nodeAffinity() == null) {
      return;
    }
    Path at = path.child("affinity", "nodeAffinity");
    var required = affinity.nodeAffinity().requiredDuringSchedulingIgnoredDuringExecution();
    if (required != null) {
      Path terms = at.child(REQUIRED, "nodeSelectorTerms");
      for (int i = 0; i < required.nodeSelectorTerms().size(); i++) {
        term(required.nodeSelectorTerms().get(i), false, terms.index(i));
      }
    }
    var preferred = affinity.nodeAffinity().preferredDuringSchedulingIgnoredDuringExecution();
    for (int i = 0; i < preferred.size(); i++) {
      term(preferred.get(i).preference(), true, at.child(PREFERRED).index(i).child("preference"));
    }
  }

  private void term(NodeSelectorTerm term, boolean checksValues, Path at) {
    for (int i = 0; i < term.matchExpressions().size(); i++) {
      var expression = term.matchExpressions().get(i);
      Path here = at.child("matchExpressions").index(i);
      String message = OldNodeLabels.problem(expression.key());
      if (message != null) {
        add(here.child("key"), expression.key() + " is " + message);
      }
      for (int k = 0; checksValues && k < expression.values().size(); k++) {
        String value = expression.values().get(k);
        Path valuePath = here.child("values").index(k);
        Names.labelValue(value)
            .forEach(problem -> add(valuePath, value + " is invalid, " + problem));
      }
    }
  }

  void spread() {
    for (int i = 0; i < spec.topologySpreadConstraints().size(); i++) {
      var constraint = spec.topologySpreadConstraints().get(i);
      Path at = path.child("topologySpreadConstraints").index(i);
      String message = OldNodeLabels.problem(constraint.topologyKey());
      if (message != null) {
        add(at.child("topologyKey"), constraint.topologyKey() + " is " + message);
      }
      if (constraint.labelSelector() == null) {
        add(at.child("labelSelector"), NULL_SELECTOR);
      }
    }
  }

  void affinity() {
    Affinity affinity = spec.affinity();
    if (affinity == null) {
      return;
    }
    var near = affinity.podAffinity();
    if (near != null) {
      Path at = path.child("affinity", "podAffinity");
      terms(near.requiredDuringSchedulingIgnoredDuringExecution(), at.child(REQUIRED));
      weighted(near.preferredDuringSchedulingIgnoredDuringExecution(), at.child(PREFERRED));
    }
    var far = affinity.podAntiAffinity();
    if (far != null) {
      Path at = path.child("affinity", "podAntiAffinity");
      terms(far.requiredDuringSchedulingIgnoredDuringExecution(), at.child(REQUIRED));
      weighted(far.preferredDuringSchedulingIgnoredDuringExecution(), at.child(PREFERRED));
    }
  }

  private void terms(List<PodAffinityTerm> terms, Path at) {
    for (int i = 0; i < terms.size(); i++) {
      if (terms.get(i).labelSelector() == null) {
        add(at.index(i).child("labelSelector"), NULL_SELECTOR);
      }
    }
  }

  private void weighted(List<WeightedPodAffinityTerm> terms, Path at) {
    for (int i = 0; i < terms.size(); i++) {
      if (terms.get(i).podAffinityTerm().labelSelector() == null) {
        add(at.index(i).child("podAffinityTerm", "labelSelector"), NULL_SELECTOR);
      }
    }
  }
}
