package dev.fairlead.apiserver.validation.pod;

import dev.fairlead.model.core.v1.PodSpec;
import dev.fairlead.model.core.v1.Volume;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * The parts of a spec that other parts refer to.
 *
 * @param volumes the valid ones, by name
 * @param claims names of resource claims
 */
record PodParts(PodSpec spec, Map<String, Volume> volumes, Set<String> claims) {
  boolean hostUsers() {
    return spec.hostUsers() == null || spec.hostUsers();
  }

  @Nullable Long gracePeriod() {
    return spec.terminationGracePeriodSeconds();
  }
}
