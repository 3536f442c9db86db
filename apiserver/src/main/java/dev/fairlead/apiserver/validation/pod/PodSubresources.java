package dev.fairlead.apiserver.validation.pod;

import dev.fairlead.apiserver.validation.FieldErrors;
import dev.fairlead.apiserver.validation.Path;
import dev.fairlead.model.core.v1.EphemeralContainer;
import dev.fairlead.model.core.v1.Pod;
import dev.fairlead.model.meta.v1.ObjectMeta;
import dev.fairlead.model.value.GoQuote;
import java.util.HashMap;
import java.util.Map;

/** What updates of a Pod's subresources share, and the rules of its ephemeral containers. */
public final class PodSubresources {
  private PodSubresources() {}

  /** The old Pod with what subresources may change of metadata: labels, annotations and such. */
  public static Pod withMetadata(Pod pod, Pod old) {
    ObjectMeta before = old.metadata();
    return old.with(
        p ->
            p.metadata(
                pod.metadata()
                    .with(
                        m ->
                            m.deletionTimestamp(before.deletionTimestamp())
                                .deletionGracePeriodSeconds(before.deletionGracePeriodSeconds())
                                .generation(before.generation())
                                .selfLink(before.selfLink())
                                .labels(before.labels())
                                .annotations(before.annotations())
                                .finalizers(before.finalizers())
                                .ownerReferences(before.ownerReferences()))));
  }

  /** Ephemeral containers may be added, but neither changed nor removed. */
  public static void validateEphemeralContainers(Pod pod, Pod old, FieldErrors errors) {
    if (PodUpdates.isMirror(old)) {
      errors.forbidden(Path.of(""), "static pods do not support ephemeral containers");
      return;
    }
    PodChecks.validateChanged(pod, old, errors);
    PodUpdates.annotations(pod, old, errors);
    Map<String, EphemeralContainer> now = new HashMap<>();
    pod.spec().ephemeralContainers().forEach(c -> now.put(c.name(), c));
    Path path = PodChecks.SPEC.child("ephemeralContainers");
    for (EphemeralContainer before : old.spec().ephemeralContainers()) {
      EphemeralContainer after = now.get(before.name());
      String which = "existing ephemeral containers " + GoQuote.quote(before.name());
      if (after == null) {
        errors.forbidden(path, which + " may not be removed\n");
      } else if (!SemanticEquality.equal(before, after)) {
        errors.forbidden(
            path, which + " may not be changed\n" + SpecDiff.of(before, after));
      }
    }
  }
}
