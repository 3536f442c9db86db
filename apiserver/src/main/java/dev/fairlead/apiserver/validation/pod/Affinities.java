package dev.fairlead.apiserver.validation.pod;

import dev.fairlead.apiserver.validation.FieldErrors;
import dev.fairlead.apiserver.validation.LabelSelectors;
import dev.fairlead.apiserver.validation.Names;
import dev.fairlead.apiserver.validation.Path;
import dev.fairlead.model.core.v1.Affinity;
import dev.fairlead.model.core.v1.PodAffinityTerm;
import dev.fairlead.model.core.v1.WeightedPodAffinityTerm;
import dev.fairlead.model.meta.v1.LabelSelector;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Checks to which nodes and other Pods a Pod wants to be near or far. */
final class Affinities {
  private static final String REQUIRED = "requiredDuringSchedulingIgnoredDuringExecution";
  private static final String PREFERRED = "preferredDuringSchedulingIgnoredDuringExecution";
  private static final int MAX_WEIGHT = 100;

  private Affinities() {}

  static void validate(@Nullable Affinity affinity, Path path, Scope scope) {
    if (affinity == null) {
      return;
    }
    var node = affinity.nodeAffinity();
    if (node != null) {
      Path at = path.child("nodeAffinity");
      if (node.requiredDuringSchedulingIgnoredDuringExecution() != null) {
        NodeSelectors.validate(
            node.requiredDuringSchedulingIgnoredDuringExecution(), at.child(REQUIRED), scope);
      }
      var preferred = node.preferredDuringSchedulingIgnoredDuringExecution();
      for (int i = 0; i < preferred.size(); i++) {
        Path term = at.child(PREFERRED).index(i);
        weight(preferred.get(i).weight(), term, scope.errors());
        NodeSelectors.validateTerm(
            preferred.get(i).preference(), true, term.child("preference"), scope);
      }
    }
    var near = affinity.podAffinity();
    if (near != null) {
      Path at = path.child("podAffinity");
      terms(near.requiredDuringSchedulingIgnoredDuringExecution(), at.child(REQUIRED), scope);
      weighted(near.preferredDuringSchedulingIgnoredDuringExecution(), at.child(PREFERRED), scope);
    }
    var far = affinity.podAntiAffinity();
    if (far != null) {
      Path at = path.child("podAntiAffinity");
      terms(far.requiredDuringSchedulingIgnoredDuringExecution(), at.child(REQUIRED), scope);
      weighted(far.preferredDuringSchedulingIgnoredDuringExecution(), at.child(PREFERRED), scope);
    }
  }

  private static void weight(int weight, Path path, FieldErrors errors) {
    if (weight <= 0 || weight > MAX_WEIGHT) {
      errors.invalid(path.child("weight"), weight, "must be in the range 1-100");
    }
  }

  private static void terms(List<PodAffinityTerm> terms, Path path, Scope scope) {
    for (int i = 0; i < terms.size(); i++) {
      term(terms.get(i), path.index(i), scope);
    }
  }

  private static void weighted(List<WeightedPodAffinityTerm> terms, Path path, Scope scope) {
    for (int i = 0; i < terms.size(); i++) {
      weight(terms.get(i).weight(), path.index(i), scope.errors());
      term(terms.get(i).podAffinityTerm(), path.index(i).child("podAffinityTerm"), scope);
    }
  }

  private static void term(PodAffinityTerm term, Path path, Scope scope) {
    FieldErrors errors = scope.errors();
    selector(term.labelSelector(), path.child("labelSelector"), scope);
    selector(term.namespaceSelector(), path.child("namespaceSelector"), scope);
    for (String namespace : term.namespaces()) {
      errors.invalid(path.child("namespace"), namespace, Names.label(namespace));
    }
    LabelKeys.validate(
        term.matchLabelKeys(), term.mismatchLabelKeys(), term.labelSelector(), path, errors);
    Path key = path.child("topologyKey");
    if (term.topologyKey().isEmpty()) {
      errors.required(key, "can not be empty");
    }
    errors.invalid(key, term.topologyKey(), Names.qualifiedName(term.topologyKey()));
  }

  private static void selector(@Nullable LabelSelector selector, Path path, Scope scope) {
    boolean anyValue =
        LabelSelectors.hasInvalidValue(selector)
            && scope.tolerates(Scope.Tolerance.AFFINITY_SELECTOR_VALUE);
    LabelSelectors.validate(selector, anyValue, path, scope.errors());
  }
}
