package dev.fairlead.apiserver.apply;

import dev.fairlead.model.KubernetesObject;
import dev.fairlead.model.type.Type;
import org.jspecify.annotations.Nullable;

/** Turns objects of a kind into those of another version, for owners that wrote in that one. */
@FunctionalInterface
public interface VersionConversion {
  /** For kinds of one version. */
  VersionConversion NONE = (object, to) -> null;

  /** The object in that version; null if the kind doesn't have it. */
  @Nullable KubernetesObject convert(KubernetesObject object, Type<?> to);
}
