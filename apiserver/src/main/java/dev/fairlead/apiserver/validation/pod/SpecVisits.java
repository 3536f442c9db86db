package dev.fairlead.apiserver.validation.pod;

import dev.fairlead.apiserver.validation.Path;
import dev.fairlead.model.core.v1.Container;
import dev.fairlead.model.core.v1.PodSpec;
import java.util.function.BiConsumer;

/** Goes through all containers of a spec: init, regular, ephemeral, in this order. */
final class SpecVisits {
  private SpecVisits() {}

  static void containers(PodSpec spec, Path path, BiConsumer<Container, Path> visitor) {
    Path init = path.child("initContainers");
    for (int i = 0; i < spec.initContainers().size(); i++) {
      visitor.accept(spec.initContainers().get(i), init.index(i));
    }
    Path regular = path.child("containers");
    for (int i = 0; i < spec.containers().size(); i++) {
      visitor.accept(spec.containers().get(i), regular.index(i));
    }
    Path ephemeral = path.child("ephemeralContainers");
    for (int i = 0; i < spec.ephemeralContainers().size(); i++) {
      Container common = EphemeralContainers.common(spec.ephemeralContainers().get(i));
      visitor.accept(common, ephemeral.index(i));
    }
  }

  static boolean hasContainer(PodSpec spec, String name) {
    return spec.initContainers().stream().anyMatch(c -> c.name().equals(name))
        || spec.containers().stream().anyMatch(c -> c.name().equals(name))
        || spec.ephemeralContainers().stream().anyMatch(c -> c.name().equals(name));
  }
}
